import { expect, test } from 'vitest';
import { dependencyClusters } from '../../../manifests/helm/dependency-cluster';
import { at } from '../../../manifests/object/manifest';

const release = (...values: unknown[]) => ({ name: 'shop', namespace: 'shop', values });
const names = (dependencies: unknown, ...values: unknown[]) =>
  dependencyClusters(dependencies, release(...values)).map(({ metadata }) => metadata.name);

test('the values of the dependency, the later ones above the former', () => {
  const [cluster] = dependencyClusters(
    [{ name: 'redis' }, { name: 'cluster', version: '0.3.1' }],
    release({ cluster: { cluster: { instances: 2, logLevel: 'debug' } } }, { cluster: { cluster: { instances: 5 } } }),
  );
  expect(cluster).toMatchObject({ kind: 'Cluster', metadata: { name: 'shop-cluster', namespace: 'shop' } });
  expect(cluster?.spec).toMatchObject({ instances: 5, logLevel: 'debug', storage: { size: '8Gi' } });
});

test('an alias is what Helm calls the chart', () => {
  const alias = [{ name: 'cluster', alias: 'db' }];
  expect(names(alias)).toEqual(['shop-db']);
  expect(names(alias, { db: { fullnameOverride: 'pg' }, cluster: { fullnameOverride: 'other' } })).toEqual(['pg']);
  expect(names([{ name: 'cluster' }, ...alias])).toEqual(['shop-cluster', 'shop-db']);
});

test('nothing of other charts', () => {
  expect(names([{ name: 'redis', alias: 'cluster' }])).toEqual([]);
  expect(names(undefined)).toEqual([]);
});

const specOf = (values: unknown) => dependencyClusters([{ name: 'cluster' }], release({ cluster: values }))[0]?.spec;

test('what templates write without quotes is read again, as YAML does', () => {
  const cluster = { instances: '3', enablePDB: 'false', enableSuperuserAccess: ' yes ', logLevel: 'debug' };
  const disks = { storage: { size: '20Gi' }, walStorage: { enabled: 'true', size: '5Gi', storageClass: '1' } };
  expect(specOf({ cluster: { ...cluster, ...disks } })).toMatchObject({
    ...{ instances: 3, enablePDB: false, enableSuperuserAccess: true, logLevel: 'debug' },
    ...{ storage: { size: '20Gi' }, walStorage: { size: '5Gi', storageClass: 1 } },
  });
});

test('what toYaml writes keeps its quotes', () => {
  const cluster = {
    resources: { limits: { cpu: '1' } },
    affinity: { enablePodAntiAffinity: 'true' },
    postgresql: { parameters: { max_connections: '200', log_connections: 'on' } },
    roles: [{ name: 'app', connectionLimit: '5' }],
  };
  const { roles, ...same } = cluster;
  expect(specOf({ cluster })).toMatchObject({ ...same, managed: { roles } });
});

const [INSTANCES, WAL] = ['INSTANCES', 'WAL'].map((name) => `\${${name}}`);

test('what is no number stays as it is', () => {
  expect(specOf({ cluster: { instances: 'three', logLevel: '.inf' } })).toMatchObject({
    instances: 'three',
    logLevel: '.inf',
  });
  expect(specOf({ cluster: { instances: INSTANCES } })).toMatchObject({ instances: INSTANCES });
});

test('a text switches on for a template, "false" too, and a variable is not known', () => {
  const wal = (enabled: unknown) => at(specOf({ cluster: { walStorage: { enabled } } }), 'walStorage');
  for (const on of [true, 'true', 'false']) expect(wal(on)).toEqual({ size: '1Gi' });
  for (const off of [false, '', null, 0, WAL, '{{.wal}}']) expect(wal(off)).toBeUndefined();
  expect(specOf({ backups: { enabled: 'true', s3: { bucket: 'b' } } })).toMatchObject({
    backup: { barmanObjectStore: { destinationPath: 's3://b/' } },
  });
});
