import { expect, test } from 'vitest';
import { application } from '../support/argo';
import { planned, reasonsOf } from './support';

const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, storage: {size: 1Gi}}
`;

test('of what several worlds have in common, those speak that know what depends on it', async () => {
  const before = {
    'argocd/shop.yaml': application('shop', 'overlays/prod'),
    'base/kustomization.yaml': 'resources: [db.yaml]\n',
    'base/db.yaml': CLUSTER,
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    'overlays/staging/kustomization.yaml': 'resources: [../../base]\n',
    // Nobody applies it, so that it is a world of its own.
    'legacy/db.yaml': CLUSTER,
  };
  const { plan } = await planned(before, { 'argocd/shop.yaml': application('shop', 'overlays/staging') });
  expect(reasonsOf(plan)).toEqual(['it applies Cluster shop/shop-db: what changes of that is said there']);
});
