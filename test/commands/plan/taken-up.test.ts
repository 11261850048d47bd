import { describe, expect, test } from 'vitest';
import { application, directorySet } from '../support/argo';
import { planned, reasonsOf } from './support';

// A folder that was in git and that nobody applied comes to be applied.

const cluster = (name: string, size = '1Gi') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${name}, namespace: shop}
spec: {instances: 3, storage: {size: ${size}}}
`;
const FLUX = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {interval: 1h, path: ./apps, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
`;
const set = (exclude: string) => directorySet(`{path: base/*}${exclude}`);
const BASES = {
  'base/shop/kustomization.yaml': 'resources: [db.yaml]\n',
  'base/shop/db.yaml': cluster('shop'),
  'base/wiki/kustomization.yaml': 'resources: [db.yaml]\n',
  'base/wiki/db.yaml': cluster('wiki'),
};
const SHOP = { 'apps/kustomization.yaml': 'resources: [../base/shop]\n' };
const BOTH = { 'apps/kustomization.yaml': 'resources: [../base/shop, ../base/wiki]\n' };

describe('what comes to be applied is created, or adopted', () => {
  test.each<[string, Record<string, string>, Record<string, string>, string]>([
    [
      'by a kustomization that lists it again',
      { ...BASES, ...SHOP, 'f/a.yaml': FLUX },
      BOTH,
      'Kustomization flux-system/apps',
    ],
    [
      'by an ApplicationSet that excludes it no longer',
      { ...BASES, 'set.yaml': set(', {path: base/wiki, exclude: true}') },
      { 'set.yaml': set('') },
      'Application argocd/wiki',
    ],
    [
      'by an Application of its own',
      { ...BASES, 'argocd/shop.yaml': application('base/shop', 'base/shop') },
      { 'argocd/wiki.yaml': application('base/wiki', 'base/wiki') },
      'Application argocd/base/wiki',
    ],
  ])('%s', async (_, before, after, applier) => {
    const { said, plan, unseen } = await planned(before, after);
    expect(said).toContain('create Cluster shop/wiki');
    expect(said.filter((each) => each.includes('Cluster shop/shop'))).toEqual([]);
    expect(reasonsOf(plan, 'Cluster')).toEqual([
      `nothing in the repository applied it until now; from now on ${applier} applies it: it is created, or adopted where it is in the cluster`,
    ]);
    expect(unseen).toEqual([]);
  });

  test('and a new file beside what is applied is only created', async () => {
    const { said, plan } = await planned(
      { ...BASES, ...BOTH, 'f/a.yaml': FLUX },
      { 'base/wiki/kustomization.yaml': 'resources: [db.yaml, new.yaml]\n', 'base/wiki/new.yaml': cluster('new') },
    );
    expect(said).toEqual(['create Cluster shop/new']);
    expect(reasonsOf(plan, 'Cluster')).toEqual([]);
  });
});

describe('nothing is known to be taken up', () => {
  test('where nothing shows who applies what: that is said', async () => {
    const { said, unseen } = await planned({ ...BASES, ...SHOP }, BOTH);
    expect(said).toEqual([]);
    expect(unseen).toEqual([
      'base/wiki is included by apps from now on: whether it was applied before could not be seen. If it was not, its objects are created, or adopted where they are in the cluster',
    ]);
  });

  test('where the first Application of a repository names what is there', async () => {
    const { said } = await planned(BASES, { 'argocd/shop.yaml': application('base/shop', 'base/shop') });
    expect(said.filter((each) => each.includes('Cluster'))).toEqual([]);
  });

  test('where it is applied on both sides', async () => {
    const { said } = await planned(
      { ...BASES, ...BOTH, 'f/a.yaml': FLUX },
      { 'base/wiki/db.yaml': cluster('wiki', '2Gi') },
    );
    expect(said).toEqual(['Cluster shop/wiki: spec.storage.size 1Gi → 2Gi none']);
  });
});

test('a change of what nobody applies is planned, and that nobody does is said', async () => {
  const before = { ...BASES, ...SHOP, 'f/a.yaml': FLUX };
  const { said, err } = await planned(before, { 'base/wiki/db.yaml': cluster('wiki', '2Gi') });
  expect(said).toEqual(['Cluster shop/wiki: spec.storage.size 1Gi → 2Gi none']);
  const remark = 'base/wiki changed, and nothing in the repository applies it';
  expect(err).toContain(remark);
  expect((await planned(before, { 'base/shop/db.yaml': cluster('shop', '2Gi') })).err).not.toContain(remark);
  expect((await planned({ ...BASES, ...SHOP }, { 'base/wiki/db.yaml': cluster('wiki', '2Gi') })).err).toBe('');
});
