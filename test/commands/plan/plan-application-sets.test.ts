import { describe, expect, test } from 'vitest';
import { writeFiles } from '../../manifests/support/folder';
import { gitIn, planned, type RepositoryChange } from './support';

// The Applications of an ApplicationSet are planned as those that are written: who leaves its generators is deleted with what it applied.

const cluster = (namespace: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db, namespace: ${namespace}}
spec: {instances: 3, storage: {size: 1Gi}}
`;
interface SetText {
  readonly name?: string;
  readonly policy?: string;
  readonly more?: string;
  readonly server?: string;
}
const set = ({
  name = '{{.path.basename}}',
  policy = '',
  more = '',
  server = 'https://kubernetes.default.svc',
}: SetText = {}) =>
  `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: tenants, namespace: argocd}
spec:
  goTemplate: true
  ${policy}
  generators: [{git: {repoURL: https://example.com/g.git, revision: HEAD, directories: [{path: "tenants/*"}${more}]}}]
  template:
    metadata: {name: '${name}'}
    spec:
      project: default
      source: {repoURL: https://example.com/g.git, targetRevision: HEAD, path: '{{.path.path}}'}
      destination: {server: '${server}', namespace: '{{.path.basename}}'}
      syncPolicy: {automated: {prune: true}}
`;
const files = (own?: SetText) => ({
  'argocd/set.yaml': set(own),
  'tenants/a/db.yaml': cluster('a'),
  'tenants/b/db.yaml': cluster('b'),
});

/** Impacts by action and object. */
async function impactsOf(before: Record<string, string>, change: RepositoryChange) {
  const { plan } = await planned(before, change);
  const name = ({ action, kind, namespace, name }: NonNullable<typeof plan.changes>[number]) =>
    `${action} ${kind} ${namespace}/${name}`;
  return Object.fromEntries((plan.changes ?? []).map((change) => [name(change), change.impact]));
}
const without = (path: string) => (root: string) => void gitIn(root, 'rm', '--quiet', '-r', path);
const written = (own: SetText) => (root: string) => writeFiles(root, { 'argocd/set.yaml': set(own) });

describe('an Application that its ApplicationSet no longer makes', () => {
  const LOST = { 'delete Application argocd/b': 'data-loss', 'delete Cluster b/db': 'data-loss' };

  test('is deleted with its databases: the controller gives it the finalizer', async () => {
    expect(await impactsOf(files(), without('tenants/b'))).toEqual(LOST);
  });

  test('is deleted as well where its folder is excluded, and stays in git', async () => {
    expect(await impactsOf(files(), written({ more: ', {path: tenants/b, exclude: true}' }))).toMatchObject(LOST);
  });

  test('is deleted with the set', async () => {
    expect(await impactsOf(files(), without('argocd/set.yaml'))).toMatchObject(LOST);
  });

  test.each([
    ['preserveResourcesOnDeletion: true', 'delete Application argocd/b'],
    ['applicationsSync: create-update', 'delete Application argocd/b'],
  ])('leaves its databases with %s', async (policy, application) => {
    const found = await impactsOf(files({ policy: `syncPolicy: {${policy}}` }), without('tenants/b'));
    expect(found).toEqual({ [application]: 'none', 'delete Cluster b/db': 'none' });
  });
});

test('an Application with another name is another one: the old one is deleted with what it applied', async () => {
  const found = await impactsOf(files(), (root) => void gitIn(root, 'mv', 'tenants/a', 'tenants/c'));
  expect(found).toMatchObject({ 'delete Application argocd/a': 'data-loss' });
  expect(await impactsOf(files(), written({ name: 'db-{{.path.basename}}' }))).toMatchObject({
    'delete Application argocd/a': 'data-loss',
    'delete Application argocd/b': 'data-loss',
  });
});

describe('an Application that a file had', () => {
  const own = (finalizers: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a, namespace: argocd, finalizers: [${finalizers}]}
spec:
  project: default
  source: {repoURL: https://example.com/g.git, targetRevision: HEAD, path: tenants/a}
  destination: {server: https://kubernetes.default.svc, namespace: a}
  syncPolicy: {automated: {prune: true}}
`;
  const root = (prune: boolean) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: root, namespace: argocd}
spec:
  project: default
  source: {repoURL: https://example.com/g.git, targetRevision: HEAD, path: argocd}
  destination: {server: https://kubernetes.default.svc, namespace: argocd}
  syncPolicy: {automated: {prune: ${prune}}}
`;
  const asFile = (finalizers: string, prune: boolean) => ({
    'root.yaml': root(prune),
    'argocd/a.yaml': own(finalizers),
    'tenants/a/db.yaml': cluster('a'),
  });
  const toSet = (place: string) => {
    gitIn(place, 'rm', '--quiet', 'argocd/a.yaml');
    writeFiles(place, { 'argocd/set.yaml': set() });
  };
  const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
  const LOST = { 'update Application argocd/a': 'data-loss' };

  test('and a set makes from now on is pruned, unless the set is first', async () => {
    expect(await impactsOf(asFile(FINALIZER, true), toSet)).toMatchObject(LOST);
    expect(await impactsOf(asFile('', true), toSet)).not.toHaveProperty(['update Application argocd/a']);
    expect(await impactsOf(asFile(FINALIZER, false), toSet)).not.toHaveProperty(['update Application argocd/a']);
  });

  test('and a set made before is deleted by that, unless the file is first', async () => {
    const made = { 'root.yaml': root(true), 'argocd/set.yaml': set(), 'tenants/a/db.yaml': cluster('a') };
    const toFile = (place: string) => {
      gitIn(place, 'rm', '--quiet', 'argocd/set.yaml');
      writeFiles(place, { 'argocd/a.yaml': own(FINALIZER) });
    };
    expect(await impactsOf(made, toFile)).toMatchObject(LOST);
  });
});

test('what a folder no longer has is pruned by its Application, which stays', async () => {
  const both = { ...files(), 'tenants/b/more.yaml': cluster('b').replace('name: db', 'name: more') };
  expect(await impactsOf(both, without('tenants/b/more.yaml'))).toEqual({ 'delete Cluster b/more': 'data-loss' });
});

test('a new folder, and what changes nothing in the Applications, are said of nobody but the set', async () => {
  const found = await impactsOf(files(), (root) => writeFiles(root, { 'tenants/c/db.yaml': cluster('c') }));
  expect(found).toEqual({ 'create Cluster c/db': 'none' });
  expect(await impactsOf(files(), written({ policy: 'revisionHistoryLimit: 3' }))).not.toHaveProperty([
    'update Application argocd/a',
  ]);
});

test('another Kubernetes cluster in the template makes other databases of all of them', async () => {
  const found = await impactsOf(files(), written({ server: 'https://east.example.com' }));
  expect(found).toMatchObject({ 'update Application argocd/a': 'replace', 'update Application argocd/b': 'replace' });
});

test('the operator of a set is planned once', async () => {
  const operators = (version: string) =>
    set()
      .replace(/generators: .*/, 'generators: [{list: {elements: [{env: dev}, {env: prod}]}}]')
      .replace(
        /source: .*/,
        `source: {repoURL: https://cloudnative-pg.github.io/charts, chart: cloudnative-pg, targetRevision: ${version}}`,
      )
      .replaceAll('.path.basename', '.env')
      .replace('name: tenants', 'name: operators');
  const both = { ...files(), 'argocd/operators.yaml': operators('0.26.1') };
  const { plan } = await planned(both, { 'argocd/operators.yaml': operators('0.27.0') });
  expect(plan.upgrades?.map(({ object }) => object)).toEqual(['ApplicationSet argocd/operators']);
});
