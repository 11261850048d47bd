import { afterEach, describe, expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { committed, standalonePlan } from './support';

// A folder that stays in git and is applied by nobody any more is pruned, or left alone, by who applied it.

const home = process.cwd();
afterEach(() => process.chdir(home));

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
const argo = (path: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: apps, namespace: argocd}
spec:
  source: {repoURL: https://example.org/x.git, path: ${path}}
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

async function planned(before: Record<string, string>, after: Record<string, string>, ...args: string[]) {
  const root = temporaryFolder();
  committed(root, before);
  writeFiles(root, after);
  return standalonePlan('--render', 'never', ...args);
}

describe('a folder that a kustomization names no longer', () => {
  test.each([
    ['Flux', flux('apps', './apps')],
    ['Argo CD', argo('apps')],
  ])('is pruned by %s', async (_, engine) => {
    const { said, unseen, plan } = await planned({ ...APPS, 'clusters/apps.yaml': engine }, WITHOUT_WIKI);
    expect(said).toEqual(['delete Cluster wiki/wiki']);
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
