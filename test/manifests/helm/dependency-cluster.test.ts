import { expect, test } from 'vitest';
import { dependencyClusters } from '../../../manifests/helm/dependency-cluster';

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
