import { describe, expect, test } from 'vitest';
import { planned, reasonsOf } from './support';

// A folder that stays in git and is applied by nobody any more is pruned, or left alone, by who applied it.

const cluster = (name: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${name}}
spec: {instances: 3, storage: {size: 1Gi}}
`;
const flux = (name: string, path: string, spec = 'prune: true') => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {interval: 1h, path: ${path}, ${spec}, sourceRef: {kind: GitRepository, name: flux-system}}
`;
const argo = (path: string, finalizers = '', revision = 'HEAD') => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: apps, namespace: argocd, finalizers: [${finalizers}]}
spec:
  project: default
  source: {repoURL: https://example.org/x.git, path: ${path}, targetRevision: ${revision}}
  destination: {server: https://kubernetes.default.svc, namespace: apps}
  syncPolicy: {automated: {prune: true}}
`;
const APPS = {
  'base/shop/kustomization.yaml': 'namespace: shop\nresources: [db.yaml]\n',
  'base/shop/db.yaml': cluster('shop'),
  'base/wiki/kustomization.yaml': 'namespace: wiki\nresources: [db.yaml]\n',
  'base/wiki/db.yaml': cluster('wiki'),
  'apps/kustomization.yaml': 'resources: [../base/shop, ../base/wiki]\n',
};
const WITHOUT_WIKI = { 'apps/kustomization.yaml': 'resources: [../base/shop]\n' };

describe('a folder that a kustomization names no longer', () => {
  test.each([
    ['Flux', flux('apps', './apps')],
    ['Argo CD', argo('apps')],
  ])('is pruned by %s', async (_, engine) => {
    const { said, unseen, plan } = await planned({ ...APPS, 'clusters/apps.yaml': engine }, WITHOUT_WIKI);
    expect(said).toEqual(['delete Cluster wiki/wiki']);
    expect(reasonsOf(plan)).toEqual([
      expect.stringMatching(/^no longer applied by \w+ [\w-]+\/apps; it is pruned, and /),
    ]);
    expect(unseen).toEqual([]);
    expect(plan.worst).toBe('data-loss');
  });

  test('is not pruned where another one that is applied names it from now on', async () => {
    const files = {
      ...APPS,
      'other/kustomization.yaml': 'resources: []\n',
      'clusters/apps.yaml': flux('apps', './apps'),
      'clusters/other.yaml': flux('other', './other'),
    };
    const after = { ...WITHOUT_WIKI, 'other/kustomization.yaml': 'resources: [../base/wiki]\n' };
    expect((await planned(files, after)).said).toEqual([]);
  });

  test('takes the objects with it that a Kustomization in it applied', async () => {
    const files = {
      'apps/kustomization.yaml': 'resources: [shop/ks.yaml, wiki/ks.yaml]\n',
      'apps/shop/ks.yaml': flux('shop', './apps/shop/app', 'prune: true, targetNamespace: shop'),
      'apps/shop/app/db.yaml': cluster('shop'),
      'apps/wiki/ks.yaml': flux('wiki', './apps/wiki/app', 'prune: true, targetNamespace: wiki'),
      'apps/wiki/app/db.yaml': cluster('wiki'),
      'clusters/apps.yaml': flux('apps', './apps'),
    };
    const { said } = await planned(files, { 'apps/kustomization.yaml': 'resources: [shop/ks.yaml]\n' });
    expect(said).toEqual(['delete Cluster wiki/wiki', 'delete Kustomization flux-system/wiki']);
  });

  test('is said to be applied by nobody known where nothing shows who applies', async () => {
    const { said, unseen, code } = await planned(APPS, WITHOUT_WIKI, '--fail-on', 'outage');
    expect(said).toEqual([]);
    expect(unseen).toEqual(['base/wiki is no longer included by apps: whether it is still applied could not be seen']);
    expect(code).toBe(3);
  });
});

test('a new overlay of a base that is applied is applied as well', async () => {
  const { said } = await planned(
    { ...APPS, 'clusters/apps.yaml': flux('apps', './apps') },
    { 'staging/kustomization.yaml': 'namespace: staging\nresources: [../base/wiki]\n' },
  );
  expect(said).toEqual(['create Cluster staging/wiki']);
});

const DB = { 'db/cluster.yaml': cluster('pg'), 'db/more.yaml': cluster('other') };
const WITHOUT_PG = { 'db/cluster.yaml': '' };

test('what has another namespace is not called applied no more', async () => {
  const named = (namespace: string) => flux('db', './db', `prune: true, targetNamespace: ${namespace}`);
  const moved = await planned({ ...DB, 'clusters/db.yaml': named('a') }, { 'clusters/db.yaml': named('b') });
  expect(moved.said).toContain('delete Cluster a/pg');
  expect(reasonsOf(moved.plan).filter((reason) => reason.includes('no longer applied'))).toEqual([]);
});

describe('what leaves git', () => {
  test('stays where its Kustomization prunes nothing', async () => {
    const files = { ...DB, 'clusters/db.yaml': flux('db', './db', 'prune: false, targetNamespace: shop') };
    const { said, plan } = await planned(files, WITHOUT_PG);
    expect(said).toEqual(['delete Cluster shop/pg']);
    expect(plan.worst).toBe('none');
    expect(reasonsOf(plan)).toEqual([
      'Kustomization flux-system/db prunes nothing (prune: false): it stays, unmanaged from now on',
    ]);
  });

  test('may be pruned where the same commit says that nothing is', async () => {
    const files = { ...DB, 'clusters/db.yaml': flux('db', './db', 'prune: true, targetNamespace: shop') };
    const { plan } = await planned(files, {
      ...WITHOUT_PG,
      'clusters/db.yaml': flux('db', './db', 'prune: false, targetNamespace: shop'),
    });
    expect(plan.worst).toBe('data-loss');
  });

  test.each([
    ['', 'none'],
    ['resources-finalizer.argocd.argoproj.io', 'data-loss'],
  ])('with its Application stays, unless that has a finalizer: %s', async (finalizer, impact) => {
    const { said, plan } = await planned(
      { ...DB, 'argocd/apps.yaml': argo('db', finalizer) },
      { 'argocd/apps.yaml': '' },
    );
    expect(said.toSorted()).toEqual([
      'delete Application argocd/apps',
      'delete Cluster apps/other',
      'delete Cluster apps/pg',
    ]);
    expect(plan.worst).toBe(impact);
    expect(plan.steps).toBeUndefined();
  });

  test.each([
    ['Flux', flux('db', './db'), flux('db', './dbx'), 'path not found'],
    ['Argo CD', argo('db'), argo('dbx'), 'app path does not exist'],
  ])('stays while %s does not find its folder', async (_, before, after, error) => {
    const { plan } = await planned({ ...DB, 'clusters/db.yaml': before }, { 'clusters/db.yaml': after });
    expect(plan.changes?.map(({ kind, impact }) => [kind, impact])).toContainEqual(['Cluster', 'ignored']);
    expect(plan.worst).toBe('ignored');
    expect(plan.changes?.length).toBe(3);
    expect(reasonsOf(plan).filter((reason) => reason.includes(error))).not.toEqual([]);
  });
});

describe('what Flux or Argo CD applies later, or not at all, is not what this commit says', () => {
  test('a Kustomization that is suspended applies nothing', async () => {
    const spec = 'prune: true, targetNamespace: shop';
    const { plan } = await planned(
      { ...DB, 'clusters/db.yaml': flux('db', './db', spec) },
      {
        'db/cluster.yaml': cluster('pg').replace('1Gi', '2Gi'),
        'clusters/db.yaml': flux('db', './db', `${spec}, suspend: true`),
      },
    );
    expect(reasonsOf(plan)).toEqual([
      expect.stringMatching(/^Kustomization flux-system\/db is suspended: nothing of this happens until it is resumed/),
      expect.stringMatching(/^Flux applies nothing of it while it is suspended/),
    ]);
  });

  test('and one that is resumed applies what has changed since', async () => {
    const files = { ...DB, 'clusters/db.yaml': flux('db', './db', 'suspend: true') };
    expect((await planned(files, { 'clusters/db.yaml': flux('db', './db', 'suspend: false') })).plan.worst).toBe(
      'unknown',
    );
  });

  test('another revision is unknown, where a database is applied from it', async () => {
    const files = { ...DB, 'argocd/apps.yaml': argo('db') };
    const { said } = await planned(files, { 'argocd/apps.yaml': argo('db', '', 'v1.2.3') });
    expect(said).toEqual(['Application argocd/apps: spec.source.targetRevision HEAD → v1.2.3 unknown']);
    const other = { ...files, 'docs/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' };
    const elsewhere = argo('docs').replace('name: apps', 'name: docs');
    const { plan } = await planned(
      { ...other, 'argocd/docs.yaml': elsewhere },
      { 'argocd/docs.yaml': elsewhere.replace('HEAD', 'v2') },
    );
    expect(plan.worst).toBe('none');
  });

  test('so is another branch or tag of the GitRepository', async () => {
    const source = (ref: string) => `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {url: https://example.org/x.git, ref: {${ref}}}
`;
    const files = { ...DB, 'clusters/db.yaml': flux('db', './db'), 'clusters/source.yaml': source('tag: v1') };
    const { plan } = await planned(files, { 'clusters/source.yaml': source('tag: v2') });
    expect(plan.worst).toBe('unknown');
    expect(reasonsOf(plan)[0]).toMatch(/^Flux applies what is at v2, and not this commit/);
  });
});
