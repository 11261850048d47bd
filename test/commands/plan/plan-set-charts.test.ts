import { describe, expect, test } from 'vitest';
import { gitIn, planned } from './support';

// The Clusters that CNPG's chart makes for an ApplicationSet are planned as those of an Application that is written; where only Argo CD knows the
// values, that is said.

const DIRECTORIES = 'git: {repoURL: https://example.com/g.git, revision: HEAD, directories: [{path: "tenants/*"}]}';
const FILES = 'git: {repoURL: https://example.com/g.git, revision: HEAD, files: [{path: "tenants/*/config.yaml"}]}';
const ON_ALL_CLUSTERS = `matrix: {generators: [{clusters: {}}, {${DIRECTORIES}}]}`;

const NAMED = "valueFiles: ['$values/{{.path.path}}/pg.yaml']";
const FILLED = "valuesObject: {cluster: {instances: '{{.instances}}', storage: {size: '{{.size}}'}}}";

const set = (generator: string, helm: string, { name = '{{.path.basename}}', chart = 'cluster' } = {}) =>
  `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: dbs, namespace: argocd}
spec:
  goTemplate: true
  generators: [{${generator}}]
  template:
    metadata: {name: '${name}'}
    spec:
      project: default
      sources:
        - repoURL: https://cloudnative-pg.github.io/charts
          chart: ${chart}
          targetRevision: 0.3.1
          helm: {${helm}}
        - {repoURL: https://example.com/g.git, targetRevision: HEAD, ref: values}
      destination: {server: https://kubernetes.default.svc, namespace: '${name}'}
`;
const values = (size: string, backups = true) =>
  `cluster: {instances: 3, storage: {size: ${size}}}\nbackups: {enabled: ${backups}, provider: s3, s3: {bucket: b, path: /}}\n`;
const tenant = (name: string, size = '2Gi') => ({
  [`tenants/${name}/pg.yaml`]: values(size),
  [`tenants/${name}/config.yaml`]: `instances: 3\nsize: ${size}\n`,
});
const files = (...given: Parameters<typeof set>) => ({
  'argocd/set.yaml': set(...given),
  ...tenant('a'),
  ...tenant('b'),
});
const REMOVED = (root: string) => void gitIn(root, 'rm', '--quiet', '-r', 'tenants/a');

describe.each([
  ['the file that a ref names', DIRECTORIES, NAMED],
  ['the element', FILES, FILLED],
])('with values of %s', (_, generator, helm) => {
  const before = files(generator, helm);

  test('a changed value changes the Cluster', async () => {
    const { said, unseen } = await planned(before, tenant('a', '1Gi'));
    expect(said).toEqual(['Cluster a/a-cluster: spec.storage.size 2Gi → 1Gi rejected']);
    expect(unseen).toEqual([]);
  });

  test('a new element makes a Cluster, which may be refused', async () => {
    const { said, unseen } = await planned(before, tenant('c'));
    expect(said).toEqual(['create Cluster c/c-cluster']);
    expect(unseen).toEqual([]);
    const { plan } = await planned(before, tenant('c', '2 Gi'));
    expect(plan.worst).toBe('rejected');
  });

  test('an element that goes takes its Application with it', async () => {
    const { said, plan } = await planned(before, REMOVED);
    expect(said).toEqual(['delete Application argocd/a']);
    expect(plan.worst).toBe('data-loss');
  });
});

test('backups that are switched off in a file are lost', async () => {
  const { plan, said } = await planned(files(DIRECTORIES, NAMED), { 'tenants/a/pg.yaml': values('2Gi', false) });
  expect(said).toEqual([expect.stringMatching(/^Cluster a\/a-cluster: spec\.backup .* data-loss$/)]);
  expect(plan.worst).toBe('data-loss');
});

describe('what only Argo CD can fill in is said to be unseen', () => {
  const UNSEEN = [
    expect.stringMatching(/^ApplicationSet argocd\/dbs changed, or what its generators read.* helm template /),
  ];

  test.each([
    ['the clusters of Argo CD', ON_ALL_CLUSTERS, NAMED, '{{.path.basename}}'],
    ['a name by a function', DIRECTORIES, NAMED, '{{.path.basename | lower}}'],
  ])('%s', async (_, generator, helm, name) => {
    const before = files(generator, helm, { name });
    expect((await planned(before, tenant('a', '1Gi'))).unseen).toEqual(UNSEEN);
    expect((await planned(before, tenant('c'))).unseen).toEqual(UNSEEN);
    expect((await planned(before, REMOVED)).unseen).toEqual(UNSEEN);
    expect((await planned(before, { 'other/pg.yaml': 'a: b\n', 'tenants/a/notes.yaml': 'a: b\n' })).unseen).toEqual([]);
  });

  test('a file that a function names', async () => {
    const before = files(DIRECTORIES, "valueFiles: ['$values/tenants/{{.path.basename | lower}}/pg.yaml']");
    expect((await planned(before, tenant('a', '1Gi'))).unseen).toEqual(UNSEEN);
    expect((await planned(before, { 'tenants/a/notes.yaml': 'a: b\n' })).unseen).toEqual([]);
  });
});

test('values that a set names are not those of nobody', async () => {
  const helm = "valueFiles: ['$values/{{.path.path}}/values.yaml']";
  const { unseen } = await planned(files(ON_ALL_CLUSTERS, helm), { 'tenants/a/values.yaml': values('2Gi') });
  expect(unseen).toEqual([expect.stringMatching(/^ApplicationSet argocd\/dbs /)]);
});

test('of several Kubernetes clusters with a Cluster of one name, it is said which', async () => {
  const of = (name: string) => tenant(name, '2Gi');
  const text = set(DIRECTORIES, `releaseName: shop, ${NAMED}`).replace(
    /destination: .*/,
    "destination: {server: 'https://{{.path.basename}}.example.com', namespace: shop}",
  );
  const before = { 'argocd/set.yaml': text, ...of('a'), ...of('b') };
  expect((await planned(before, of('c'))).said).toEqual([
    'create Application argocd/c',
    'create Cluster shop/shop-cluster',
  ]);
  expect((await planned(before, tenant('b', '4Gi'))).said).toEqual([
    expect.stringMatching(/^Application argocd\/b: spec\.sources /),
    expect.stringMatching(/^Cluster shop\/shop-cluster: spec\.storage\.size 2Gi → 4Gi/),
  ]);
});

test('of another chart it is not known what it makes: its new Application is said', async () => {
  const { said } = await planned(files(DIRECTORIES, NAMED, { chart: 'acme-postgres' }), tenant('c'));
  expect(said).toEqual(['create Application argocd/c']);
});
