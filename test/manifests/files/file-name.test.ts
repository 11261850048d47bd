import { expect, it } from 'vitest';
import { fileName } from '../../../manifests/files/file-name';

it.each([
  ['Cluster', 'cluster.yaml'],
  ['ScheduledBackup', 'scheduled-backup.yaml'],
  ['PodMonitor', 'pod-monitor.yaml'],
  ['ObjectStore', 'backup-objectstore.yaml'],
  ['Kustomization', 'kustomization.yaml'],
  ['AppProject', 'app-project.yaml'],
  ['HTTPRoute', 'http-route.yaml'],
  ['APIService', 'api-service.yaml'],
  ['CSIDriver', 'csi-driver.yaml'],
  ['TCPRouteV2Beta', 'tcp-route-v2-beta.yaml'],
])('writes %s into %s', (kind, file) => {
  expect(fileName(kind)).toBe(file);
});
