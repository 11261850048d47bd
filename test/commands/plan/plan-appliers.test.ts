// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
import { describe, expect, test } from 'vitest';
import { application } from '../support/argo';
import { planned } from './support';

// What `plan` says of databases where what changes is the object that applies them, without tools.

const databases = (said: readonly string[]) => said.filter((line) => /^(?:\w+ )?Cluster /.test(line));
const cluster = (spec: string, metadata = '') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg${metadata}}
spec: {${spec}}
`;
const flux = (more: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: db, namespace: flux-system}
spec: {interval: 1h, path: ./db, prune: true, sourceRef: {kind: GitRepository, name: flux-system}, ${more}}
`;

describe('an object of a base that a cluster patches', () => {
  const of = (path: string, value: string) =>
    `resources: [../base]\npatches: [{target: {name: db}, patch: "- {op: replace, path: ${path}, value: ${value}}"}]\n`;
  const size = (value: string) => of('/spec/postBuild/substitute/SIZE', value);
  const both = {
    'db/c.yaml': cluster('instances: 3, storage: {size: "${SIZE}"}', ', namespace: shop'),
    'clusters/base/db.yaml': flux('postBuild: {substitute: {SIZE: 1Gi}}'),
    'clusters/base/kustomization.yaml': 'resources: [db.yaml]\n',
    'clusters/prod/kustomization.yaml': size('100Gi'),
    'clusters/dev/kustomization.yaml': size('5Gi'),
  };

  test('applies with the values of each cluster', async () => {
    const { said } = await planned(both, { 'clusters/prod/kustomization.yaml': size('50Gi') });
    expect(databases(said)).toEqual(['Cluster shop/pg on clusters/prod: spec.storage.size 100Gi → 50Gi rejected']);
  });

  test('applies what its patch names', async () => {
    const app = (namespace: string) => `resources: [../base]
patches:
- target: {kind: Application}
  patch: |-
    - {op: replace, path: /spec/source/path, value: db/prod}
    - {op: replace, path: /spec/destination/namespace, value: ${namespace}}
`;
    const before = {
      'apps/base/db.yaml': application('db', 'db/dev'),
      'apps/base/kustomization.yaml': 'resources: [db.yaml]\n',
      'apps/prod/kustomization.yaml': app('shop'),
      'db/prod/c.yaml': cluster('instances: 3, storage: {size: 1Gi}'),
    };
    const { said } = await planned(before, { 'apps/prod/kustomization.yaml': app('bank') });
    expect(databases(said)).toEqual(['delete Cluster shop/pg', 'create Cluster bank/pg']);
  });
});

test('a chart that makes Applications, and that Helm was not asked about, is never without changes', async () => {
  const app = (path: string) =>
    application('db', path).replace('destination:', '# {{ .Release.Name }}\n  destination:');
  const { said, unseen } = await planned(
    {
      'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
      'apps/templates/db.yaml': app('db'),
      'db/c.yaml': cluster('instances: 3, storage: {size: 1Gi}'),
    },
    { 'apps/templates/db.yaml': app('other') },
  );
  expect(said).toEqual([]);
  expect(unseen).toEqual([expect.stringMatching(/^chart apps changed: Helm was not asked/)]);
});

test('what a ConfigMap in git says of a variable is a change of the database', async () => {
  const settings = (size: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {SIZE: ${size}}\n`;
  const { said } = await planned(
    {
      'db/c.yaml': cluster('instances: 3, storage: {size: "${SIZE}"}', ', namespace: shop'),
      'clusters/prod/db.yaml': flux('postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}'),
      // Its namespace is that of the kustomization.
      'clusters/prod/settings/kustomization.yaml': 'namespace: flux-system\nresources: [settings.yaml]\n',
      'clusters/prod/settings/settings.yaml': settings('20Gi'),
    },
    { 'clusters/prod/settings/settings.yaml': settings('10Gi') },
  );
  expect(databases(said)).toEqual(['Cluster shop/pg: spec.storage.size 20Gi → 10Gi rejected']);
});

describe('an ApplicationSet', () => {
  const set = (generators: string, namespace: string) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: sets, namespace: argocd}
spec:
  generators: ${generators}
  template:
    metadata: {name: 'geo-{{path.basename}}'}
    spec:
      project: default
      source: {repoURL: https://example.com/gitops.git, path: '{{path}}', targetRevision: HEAD}
      destination: {server: https://kubernetes.default.svc, namespace: '${namespace}'}
`;
  const git = '{git: {repoURL: https://example.com/gitops.git, revision: HEAD, directories: [{path: geo/*}]}}';
  const other = (generator: string) => `[{matrix: {generators: [${git}, ${generator}]}}]`;
  const files = { 'geo/eu/c.yaml': cluster('instances: 3, storage: {size: 1Gi}'), 'x/c.yaml': 'a: 1\n' };

  test('moves the databases of its directories to another namespace', async () => {
    const { said, unseen } = await planned(
      { ...files, 'set.yaml': set(`[${git}]`, 'db-{{path.basename}}') },
      { 'set.yaml': set(`[${git}]`, 'pg-{{path.basename}}') },
    );
    expect(databases(said)).toEqual(['delete Cluster db-eu/pg', 'create Cluster pg-eu/pg']);
    expect(unseen).toEqual([]);
  });

  test('of a matrix moves them, too', async () => {
    const of = (namespace: string) => `[{matrix: {generators: [{list: {elements: [{ns: ${namespace}}]}}, ${git}]}}]`;
    const { said, unseen } = await planned(
      { ...files, 'set.yaml': set(of('db'), '{{ns}}-{{path.basename}}') },
      { 'set.yaml': set(of('pg'), '{{ns}}-{{path.basename}}') },
    );
    expect(databases(said)).toEqual(['delete Cluster db-eu/pg', 'create Cluster pg-eu/pg']);
    expect(unseen).toEqual([]);
  });

  const read = other('{git: {files: [{path: envs/*.yaml}]}}');
  const envs = { ...files, 'envs/eu.yaml': 'ns: a\n', 'envs/README.txt': 'a' };
  test.each([
    ['it changed', { 'set.yaml': set(read, '{{other}}') }, true],
    ['a file that its generators read changed', { 'envs/eu.yaml': 'ns: b\n' }, true],
    ['another file changed', { 'x/c.yaml': 'a: 2\n' }, false],
  ])('with generators that only Argo CD knows is named: %s', async (_, after, isNamed) => {
    const { unseen } = await planned({ ...envs, 'set.yaml': set(read, '{{ns}}') }, after);
    const named = unseen.filter((each) =>
      each.startsWith('ApplicationSet argocd/sets changed, or what its generators'),
    );
    expect(named.length).toBe(isNamed ? 1 : 0);
  });

  test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])(
    'of overlays (%s) over a database elsewhere is named',
    async (file) => {
      const before = {
        'base/c.yaml': files['geo/eu/c.yaml'],
        'base/kustomization.yaml': 'resources: [c.yaml]\n',
        [`geo/eu/${file}`]: 'resources: [../../base]\n',
        'set.yaml': set(other('{clusters: {selector: {matchLabels: {env: prod}}}}'), '{{name}}'),
      };
      const after = before['set.yaml'].replace('env: prod', 'env: eu');
      const { unseen } = await planned(before, { 'set.yaml': after });
      expect(unseen.filter((each) => each.startsWith('ApplicationSet argocd/sets changed'))).toHaveLength(1);
    },
  );

  test('of folders without a database is not missed', async () => {
    const before = { 'geo/eu/c.yaml': 'a: 1\n', 'set.yaml': set(other('{clusters: {}}'), '{{name}}') };
    const { unseen } = await planned(before, { 'set.yaml': set(other('{clusters: {}}'), 'x-{{name}}') });
    expect(unseen).toEqual([]);
  });
});
