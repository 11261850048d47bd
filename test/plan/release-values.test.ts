import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { planOf, release } from './objects';

// What CNPG's chart `cluster` makes of its values is planned as the Cluster that it is, without Helm.

type Values = Readonly<Record<string, unknown>>;

const application = (helm: Values, more: Values = {}): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop', namespace: 'argocd' },
  spec: {
    project: 'default',
    destination: { namespace: 'shop' },
    source: { chart: 'cluster', targetRevision: '0.3.1', repoURL: 'https://cloudnative-pg.github.io/charts', helm },
    ...more,
  },
});
const k3s = (valuesContent: string): Manifest => ({
  apiVersion: 'helm.cattle.io/v1',
  kind: 'HelmChart',
  metadata: { name: 'shop', namespace: 'kube-system' },
  spec: { chart: 'cluster', repo: 'https://cloudnative-pg.github.io/charts', targetNamespace: 'shop', valuesContent },
});

/** Impacts by object and path. */
function said(before: Manifest, after: Manifest): Record<string, string> {
  const { changes } = planOf([before], [after]);
  return Object.fromEntries(
    changes.flatMap(({ kind, namespace, name, fields }) =>
      fields.map(({ path, impact }) => [`${kind} ${namespace}/${name} ${path}`, impact]),
    ),
  );
}

const size = (text: string, instances = 3) => ({ cluster: { instances, storage: { size: text } } });

describe('the Cluster of the chart', () => {
  test('quotes around a number or a boolean change nothing: the template leaves them out', () => {
    const plain = { cluster: { instances: 3, enablePDB: true } };
    const quoted = { cluster: { instances: '3', enablePDB: 'true' } };
    const paths = Object.keys(said(release(plain), release(quoted)));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => path.startsWith('Cluster '))).toEqual([]);
    expect(said(release(plain), release({ cluster: { ...quoted.cluster, instances: '4' } }))).toMatchObject({
      'Cluster shop/shop-cluster spec.instances': 'reload',
    });
    expect(said(release(plain), release({ cluster: { ...quoted.cluster, instances: 'four' } }))).toMatchObject({
      'Cluster shop/shop-cluster spec.instances': 'rejected',
    });
  });

  const SHRINKS = { 'Cluster shop/shop-cluster spec.storage.size': 'rejected' };

  test.each([
    [
      'a HelmRelease',
      release(size('10Gi')),
      release(size('5Gi')),
      'HelmRelease shop/shop spec.values.cluster.storage.size',
    ],
    [
      'an Application with an object',
      application({ valuesObject: size('10Gi') }),
      application({ valuesObject: size('5Gi') }),
      'Application argocd/shop spec.source.helm.valuesObject.cluster.storage.size',
    ],
    [
      'an Application with a text',
      application({ values: 'cluster: {storage: {size: 10Gi}}' }),
      application({ values: 'cluster: {storage: {size: 5Gi}}' }),
      'Application argocd/shop spec.source.helm.values',
    ],
    [
      'an Application with parameters',
      application({ values: 'cluster: {storage: {size: 10Gi}}' }),
      application({
        values: 'cluster: {storage: {size: 10Gi}}',
        parameters: [{ name: 'cluster.storage.size', value: '5Gi' }],
      }),
      'Application argocd/shop spec.source.helm.parameters',
    ],
    [
      'a HelmChart of K3s',
      k3s('cluster: {storage: {size: 10Gi}}'),
      k3s('cluster: {storage: {size: 5Gi}}'),
      'HelmChart kube-system/shop spec.valuesContent',
    ],
  ])('of %s', (_, before, after, own) => {
    expect(said(before, after)).toEqual({ ...SHRINKS, [own]: 'none' });
  });

  test('has the values of the chart where the release has none', () => {
    expect(said(release({}), release({ cluster: { instances: 1 } }))).toMatchObject({
      'Cluster shop/shop-cluster spec.instances': 'outage',
    });
    expect(said(release({}), release({ cluster: { instances: 3, storage: { size: '8Gi' } } }))).toEqual({
      'HelmRelease shop/shop spec.values.cluster': 'none',
    });
  });

  test('is unknown where the chart has other files for its values', () => {
    const chart = (...valuesFiles: string[]) => ({
      chart: { spec: { chart: 'cluster', valuesFiles, sourceRef: { kind: 'HelmRepository', name: 'cnpg' } } },
    });
    const [before, after] = [chart('values.yaml'), chart('values.yaml', 'ha.yaml')].map((more) => release({}, more));
    expect(Object.values(said(before as Manifest, after as Manifest))).toEqual(['unknown']);
  });

  test('has the image of the values, and another one unknown', () => {
    const image = (imageName: string) => release({ cluster: { imageName } });
    const [old, next] = ['17.5', '17.6'].map((tag) => image(`ghcr.io/cloudnative-pg/postgresql:${tag}`));
    const path = 'Cluster shop/shop-cluster spec.imageName';
    expect(said(old as Manifest, next as Manifest)).toMatchObject({ [path]: 'rolling-update' });
    const version = (postgresql: string) => release({ version: { postgresql } });
    expect(said(version('16'), version('17'))).toMatchObject({ [path]: 'outage' });
    expect(said(release({}), next as Manifest)).toMatchObject({ [path]: 'unknown' });
  });

  describe('of a new release', () => {
    const created = (after: Manifest, before: readonly Manifest[] = []) =>
      planOf(before, [after])
        .changes.filter(({ kind }) => kind === 'Cluster')
        .map(({ action, namespace, name, impact }) => `${action} ${namespace}/${name} ${impact}`);

    test('is new, and may be refused', () => {
      expect(created(application({ valuesObject: size('10Gi') }))).toEqual(['create shop/shop-cluster none']);
      expect(created(release(size('10 Gi')))).toEqual(['create shop/shop-cluster rejected']);
    });

    test('may be right by values that are not known, and by patches', () => {
      const elsewhere = { valuesFrom: [{ kind: 'Secret', name: 'values' }] };
      expect(created(release(size('10 Gi'), elsewhere))).toEqual(['create shop/shop-cluster none']);
      const patched = { postRenderers: [{ kustomize: { patches: [] } }] };
      expect(created(release(size('10 Gi'), patched))).toEqual(['create shop/shop-cluster none']);
    });

    test('is not new where another release made it, or it is there', () => {
      const helm = { valuesObject: size('10Gi') };
      expect(created(release(size('10Gi')), [application(helm)])).toEqual([]);
      const place = { metadata: { name: 'shop-cluster', namespace: 'shop' } };
      const running = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', ...place };
      expect(created(release(size('10Gi')), [running])).toEqual(['delete shop/shop-cluster data-loss']);
    });

    test('is not made while Flux is told to wait', () => {
      expect(created(release(size('10Gi'), { suspend: true }))).toEqual([]);
    });
  });

  test('is called what the values call it: another name is another database', () => {
    const named = (fullnameOverride: string, cluster = {}) => release({ fullnameOverride, cluster });
    const path = 'HelmRelease shop/shop spec.values.fullnameOverride';
    expect(said(named('a'), named('b'))).toEqual({ [path]: 'data-loss' });
    const keep = { annotations: { 'helm.sh/resource-policy': 'keep' } };
    expect(said(named('a', keep), named('b', keep))).toEqual({ [path]: 'replace' });
  });

  test('stays with another name where Argo CD prunes nothing: to it, a chart is no release', () => {
    const named = (fullnameOverride: string, more: Values, cluster: Values = {}) =>
      application({ valuesObject: { fullnameOverride, cluster } }, more);
    const reason = (more: Values, cluster?: Values) =>
      planOf([named('a', more, cluster)], [named('b', more, cluster)]).changes[0]?.fields[0];
    const pruning = { syncPolicy: { automated: { prune: true } } };
    expect(reason({ syncPolicy: { automated: { prune: false } } })).toMatchObject({
      impact: 'replace',
      reason: expect.stringMatching(/the old one stays \(Argo CD prunes nothing/),
    });
    expect(reason(pruning)).toMatchObject({
      impact: 'data-loss',
      reason: expect.stringMatching(/Argo CD prunes the old one/),
    });
    // Helm's policy keeps an object from Helm.
    expect(reason(pruning, { annotations: { 'helm.sh/resource-policy': 'keep' } })).toMatchObject({
      impact: 'data-loss',
    });
    const annotations = { 'argocd.argoproj.io/sync-options': 'Prune=false' };
    expect(reason(pruning, { annotations })).toMatchObject({ impact: 'replace' });
  });

  test.each([
    ['a HelmChart of K3s', k3s(''), /^K3s uninstalls the release: its Cluster is deleted/],
    ['a HelmRelease', release({}), /^Flux uninstalls the release: its Cluster is deleted/],
  ])('goes with %s, if it is not kept', (_, gone, reason) => {
    const first = (manifest: Manifest, ...others: Manifest[]) =>
      planOf([manifest, ...others], others).changes[0]?.fields[0];
    expect(first(gone)).toMatchObject({ impact: 'data-loss', reason: expect.stringMatching(reason) });
    const kept = { cluster: { annotations: { 'helm.sh/resource-policy': 'keep' } } };
    expect(first(k3s(JSON.stringify(kept)))?.impact).toBe('none');
    expect(first({ ...k3s(''), spec: { chart: 'redis' } })?.impact).toBe('none');
  });

  test('goes with a HelmRelease that takes the chart from an OCIRepository, and may be another one of another tag', () => {
    const source = (tag: string, url = 'oci://ghcr.io/cloudnative-pg/charts/cluster'): Manifest => ({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'cnpg', namespace: 'shop' },
      spec: { url, ref: { tag } },
    });
    const reader = release({}, { chart: undefined, chartRef: { kind: 'OCIRepository', name: 'cnpg' } });
    expect(planOf([source('0.3.1'), reader], [source('0.3.1')]).worst).toBe('data-loss');
    const field = planOf([source('0.3.1'), reader], [source('0.4.0'), reader]).changes[0]?.fields[0];
    expect(field).toMatchObject({
      impact: 'unknown',
      reason: expect.stringMatching(/applies Cluster shop\/shop-cluster/),
    });
    // Nobody takes a database from it.
    expect(planOf([source('0.3.1')], [source('0.4.0')]).worst).toBe('none');
    const redis = 'oci://example.com/charts/redis';
    expect(planOf([source('1.0.0', redis), reader], [source('2.0.0', redis), reader]).worst).toBe('none');
  });

  test('is not planned twice where Helm has rendered it', () => {
    const made = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'shop-cluster', namespace: 'shop' },
    };
    const cluster = (given: string): Manifest => ({ ...made, spec: { instances: 3, storage: { size: given } } });
    const { changes } = planOf([release(size('10Gi')), cluster('10Gi')], [release(size('20Gi')), cluster('20Gi')]);
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['Cluster', 'HelmRelease']);
  });
});

describe('what only Helm can say', () => {
  test.each([
    [
      'schedules',
      release({ backups: { enabled: true } }),
      release({ backups: { enabled: true, scheduledBackups: [] } }),
    ],
    [
      'another version of the chart',
      release({}),
      release({}, { chart: { spec: { chart: 'cluster', version: '0.4.0' } } }),
    ],
    ['values of a Secret', release({}), release({}, { valuesFrom: [{ kind: 'Secret', name: 'values' }] })],
    ['files of values', application({}), application({ valueFiles: ['prod.yaml'] })],
  ])('%s', (_, before, after) => {
    const { worst, changes } = planOf([before], [after]);
    expect(worst).toBe('unknown');
    expect(changes[0]?.fields[0]?.reason).toMatch(/helm template/);
  });

  test.each([
    [
      'a chart of the repository',
      release(
        { size: 1 },
        { chart: { spec: { chart: './charts/shop', sourceRef: { kind: 'GitRepository', name: 'x' } } } },
      ),
      release(
        { size: 2 },
        { chart: { spec: { chart: './charts/shop', sourceRef: { kind: 'GitRepository', name: 'x' } } } },
      ),
      /chart \.\/charts\/shop of the repository/,
    ],
    [
      'values in a ConfigMap',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { 'db-values.yaml': 'a: 1' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { 'db-values.yaml': 'a: 2' } },
      /said where a HelmRelease reads them/,
    ],
    [
      'a Kustomization of Flux',
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'a' },
        spec: { path: './a' },
      },
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'a' },
        spec: { path: './b' },
      },
      /what changes of them is said there/,
    ],
  ])('of %s nothing is said but where to look', (_, before, after, reason) => {
    const fields = planOf([before as Manifest], [after as Manifest]).changes.flatMap((change) => change.fields);
    const [field] = fields.filter(({ impact }) => impact !== 'rejected');
    expect(field?.reason).toMatch(reason);
  });

  test('of another chart no PostgreSQL instance is known to depend', () => {
    const chart = { chart: { spec: { chart: 'redis', version: '1.0.0' } } };
    const { worst, changes } = planOf([release({ a: 1 }, chart)], [release({ a: 2 }, chart)]);
    expect(worst).toBe('none');
    expect(changes[0]?.fields[0]?.reason).toMatch(/known to depend on it: it is for chart redis/);
  });
});
