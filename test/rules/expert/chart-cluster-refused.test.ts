import { describe, expect, it } from 'vitest';
import { chartClusterRefused } from '../../../rules/expert/chart-cluster-refused';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

const IMAGE = 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie';
const judged = (values: object) => verdicts(chartClusterRefused, [helmRelease('cluster', values)]);

describe('chart-cluster-refused', () => {
  it.each<[object, string, RegExp]>([
    [
      {
        imageName: IMAGE,
        resources: { requests: { memory: '1Gi' } },
        postgresql: { parameters: { shared_buffers: '2GB' } },
      },
      'cluster.resources.requests',
      /CNPG refuses this in the Cluster of the chart: asks for 1Gi of memory, but shared_buffers is 2GB/,
    ],
    [{ storage: { size: '10GB ' } }, 'cluster.storage.size', /10GB/],
    [
      { imageName: IMAGE, postgresql: { parameters: { archive_command: 'true' } } },
      'cluster.postgresql.parameters.archive_command',
      /belongs to the operator/,
    ],
    [{ imageName: 'postgres:latest' }, 'cluster.imageName', /latest/],
    [{ roles: [{ name: 'postgres' }] }, 'cluster.roles', /postgres/],
  ])('reports %j', (cluster, path, message) => {
    expect(judged({ cluster })).toContainEqual(
      expect.objectContaining({ path: `spec.values.${path}`, message: expect.stringMatching(message) }),
    );
  });

  it.each<object>([
    {},
    { cluster: { instances: 1 } },
    { cluster: { imageName: IMAGE, postgresql: { parameters: { shared_buffers: '256MB', max_connections: 100 } } } },
    { type: 'timescaledb', cluster: { walStorage: { enabled: true } } },
    { version: { postgresql: '17' }, cluster: { imageCatalogRef: { kind: 'ImageCatalog', name: 'c' } } },
    { backups: { enabled: true, provider: 's3', s3: { bucket: 'b' } } },
    { backups: { enabled: true, method: 'plugin' } },
    { mode: 'recovery', recovery: { method: 'plugin' } },
  ])('takes %j', (values) => {
    expect(judged(values)).toEqual([]);
  });
});
