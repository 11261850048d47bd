import { expect, test } from 'vitest';
import { fluxReleaseName } from '../../../manifests/helm/flux-release-name';
import { valuesClusters } from '../../../manifests/helm/values-clusters';
import { Index } from '../../../manifests/object/object-index';

const release = (name: string, spec: object = {}) => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name, namespace: 'flux-system' },
  spec,
});

test.each<[string, object, string]>([
  ['by itself', {}, 'db'],
  ['in another namespace', { targetNamespace: 'shop' }, 'shop-db'],
  ['where it is given', { targetNamespace: 'shop', releaseName: 'pg' }, 'pg'],
])('a release is called %s', (_, spec, expected) => {
  expect(fluxReleaseName(release('db', spec))).toBe(expected);
});

test('a name that is too long for Helm ends with a part of its SHA-256', () => {
  const [longest, more] = ['a'.repeat(53), 'database-of-the-ledger-2026'];
  expect(fluxReleaseName(release(longest))).toBe(longest);
  // printf %s payments-production-europe-west-database-of-the-ledger-2026 | sha256sum
  expect(fluxReleaseName(release(more, { targetNamespace: 'payments-production-europe-west' }))).toBe(
    'payments-production-europe-west-database-2f80e6b202da',
  );
});

test('the Cluster of the chart follows it', () => {
  const chart = { spec: { chart: 'cluster', sourceRef: { kind: 'HelmRepository', name: 'cnpg' } } };
  const installer = release('l'.repeat(50), { targetNamespace: 'payments', chart });
  const [made] = valuesClusters(installer, new Index([installer]));
  expect(made?.cluster.metadata).toMatchObject({
    name: expect.stringMatching(/^payments-l{31}-[\da-f]{12}-cluster$/),
    namespace: 'payments',
  });
});

test('the Cluster of a chart of the repository follows it', () => {
  const umbrella = {
    apiVersion: 'v2',
    kind: 'Chart',
    metadata: { name: 'app' },
    folder: 'charts/app',
    dependencies: [{ name: 'cluster', repository: 'https://cloudnative-pg.github.io/charts' }],
    values: {},
  };
  const chart = { spec: { chart: './charts/app', sourceRef: { kind: 'GitRepository', name: 'flux-system' } } };
  const values = { cluster: { cluster: { instances: 2 } } };
  const installer = release('app', { targetNamespace: 'shop', chart, values });
  const [made] = valuesClusters(installer, new Index([umbrella, installer]));
  expect(made?.cluster.metadata).toMatchObject({ name: 'shop-app-cluster', namespace: 'shop' });
});
