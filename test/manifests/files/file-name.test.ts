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
  expect(fileName({ apiVersion: 'v1', kind, metadata: {} })).toBe(file);
});

const DASHBOARD = '{ "title": "shop", "panels": [] }';

it.each([
  ['nothing', {}, 'config-map.yaml'],
  ['settings', { 'app.conf': 'a = b' }, 'config-map.yaml'],
  ['SQL', { 'script.sql': 'SELECT 1', 'more.sql': 'SELECT 2' }, 'config-map-sql.yaml'],
  ['SQL and something else', { 'script.sql': 'SELECT 1', 'app.conf': 'a = b' }, 'config-map.yaml'],
  ['dashboards', { 'shop.json': DASHBOARD }, 'config-map-dashboards.yaml'],
  ['JSON that is not a dashboard', { 'shop.json': '{}' }, 'config-map.yaml'],
  ['custom queries', { queries: 'a: {}' }, 'config-map-queries.yaml'],
  ['custom queries by the name in the manual', { 'custom-queries': 'a: {}' }, 'config-map-queries.yaml'],
])('writes a ConfigMap with %s into a file by its content', (_, data, file) => {
  expect(fileName({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {}, data })).toBe(file);
});

it('looks into ConfigMaps of the API server alone', () => {
  const kind = { apiVersion: 'example.com/v1', kind: 'ConfigMap', metadata: {} };
  expect(fileName({ ...kind, data: { 'a.sql': '' } })).toBe('config-map.yaml');
});

it('keeps a Kustomization of Flux apart from the file of kustomize', () => {
  const flux = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name: 'shop' } };
  expect(fileName(flux)).toBe('flux-kustomization.yaml');
});
