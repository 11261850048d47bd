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

  it.each<[object, string[], RegExp]>([
    [
      { cluster: { postgresql: { parameters: { max_connections: 300 } } } },
      ['cluster.postgresql.parameters.max_connections'],
      /^the API server refuses .*300 is of type integer, expected string/,
    ],
    [
      { cluster: { postgresql: { parameters: { log_connections: true } } } },
      ['cluster.postgresql.parameters.log_connections'],
      /boolean/,
    ],
    [
      { cluster: { primaryUpdateMethod: 'roll' } },
      ['cluster.primaryUpdateMethod'],
      /"roll" is not one of restart, switchover|"roll" is not one of switchover, restart/,
    ],
    [
      { cluster: { logLevel: 'verbose', storage: { size: '8Gi', class: 'fast' } } },
      ['cluster.logLevel'],
      /"verbose" is not one of/,
    ],
    [
      { poolers: [{ name: 'rw' }, { name: 'ro', poolMode: 'txn' }] },
      ['poolers[1].poolMode'],
      /refused in the Pooler .*"txn" is not one of session, transaction/,
    ],
    [
      { poolers: [{ name: 'rw', poolMode: 'session', parameters: { max_client_conn: 500 } }] },
      ['poolers[0].parameters.max_client_conn'],
      /500 is of type integer/,
    ],
    [
      { backups: { enabled: true, provider: 's3' } },
      ['backups.s3.bucket', 'backups.s3.region'],
      /^the chart cannot be rendered: .*neither backups\.s3\.\w+ nor/,
    ],
    [
      { backups: { enabled: true, provider: 'google', google: { gkeEnvironment: true } } },
      ['backups.google.bucket'],
      /neither backups\.google\.bucket nor backups\.destinationPath/,
    ],
    [
      { backups: { enabled: 'true', provider: 'azure', azure: { containerName: 'c' } } },
      ['backups.azure.storageAccount'],
      /neither backups\.azure\.storageAccount nor backups\.destinationPath/,
    ],
    [{ cluster: { logLevel: 'off' } }, ['cluster.logLevel'], /false is of type boolean/],
  ])('says what else fails of %j', (values, paths, message) => {
    const found = judged(values);
    expect(found.map(({ path }) => path)).toEqual(paths.map((path) => `spec.values.${path}`));
    for (const each of found) expect(each.message).toMatch(message);
  });

  it.each<object>([
    {},
    { cluster: { instances: 1 } },
    { cluster: { imageName: IMAGE, postgresql: { parameters: { shared_buffers: '256MB', max_connections: '100' } } } },
    { type: 'timescaledb', cluster: { walStorage: { enabled: true } } },
    { version: { postgresql: '17' }, cluster: { imageCatalogRef: { kind: 'ImageCatalog', name: 'c' } } },
    { cluster: { postgresql: { parameters: { work_mem: null } }, storage: { size: '8Gi', class: 'fast' } } },
    { cluster: { primaryUpdateMethod: 'restart', primaryUpdateStrategy: 'supervised', logLevel: 'debug' } },
    { poolers: [{ name: 'rw', poolMode: 'transaction', parameters: { max_client_conn: '500' } }, { name: 'ro' }] },
    { backups: { enabled: true, provider: 's3', s3: { bucket: 'b', region: 'eu-west-1' } } },
    { backups: { enabled: true, s3: { bucket: 'b' }, endpointURL: 'https://minio:9000' } },
    { backups: { enabled: true, s3: { region: 'eu-west-1' }, destinationPath: 's3://b/' } },
    { backups: { enabled: true, provider: 'google', google: { bucket: 'b' } } },
    { backups: { enabled: true, provider: 'azure', azure: { storageAccount: 'a', containerName: 'c' } } },
    { backups: { enabled: true, provider: 'azure', destinationPath: 'https://a.blob.core.windows.net/c/' } },
    { backups: { enabled: true, provider: 'azure', azure: { storageAccount: 2024 } } },
    { backups: { enabled: false, provider: 's3' } },
    { backups: { enabled: '', provider: 'azure' } },
    { cluster: { instances: '3', enablePDB: 'true', storage: { size: '10Gi ' } } },
    { backups: { enabled: true, method: 'volumeSnapshot' } },
    { backups: { enabled: true, method: 'plugin' } },
    { mode: 'recovery', recovery: { method: 'plugin' } },
  ])('takes %j', (values) => {
    expect(judged(values)).toEqual([]);
  });
});
