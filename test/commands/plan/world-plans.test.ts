import { expect, test } from 'vitest';
import { planned } from './support';

const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, storage: {size: 1Gi}}
`;
const application = (path: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  project: default
  source: {repoURL: https://example.org/x.git, path: ${path}, targetRevision: HEAD}
  destination: {server: https://kubernetes.default.svc, namespace: shop}
`;

test('of what several worlds have in common, those speak that know what depends on it', async () => {
  const before = {
    'argocd/shop.yaml': application('overlays/prod'),
    'base/kustomization.yaml': 'resources: [db.yaml]\n',
    'base/db.yaml': CLUSTER,
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    'overlays/staging/kustomization.yaml': 'resources: [../../base]\n',
    // Nobody applies it, so that it is a world of its own.
    'legacy/db.yaml': CLUSTER,
  };
  const { plan } = await planned(before, { 'argocd/shop.yaml': application('overlays/staging') });
  expect(plan.changes?.flatMap(({ fields }) => fields.map(({ reason }) => reason))).toEqual([
    'it applies Cluster shop/shop-db: what changes of that is said there',
  ]);
});
