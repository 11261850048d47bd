import { describe, expect, it } from 'vitest';
import { fluxPruneProtection } from '../../../rules/expert/flux-prune-protection';
import { cluster, objectStore, verdicts } from './support';
import { kustomization } from './support/flux';
import { application } from './support/gitops';

const kept = (field: string, key: string) => ({
  ...cluster({}),
  metadata: { name: 'shop-db', namespace: 'shop', [field]: { [`kustomize.toolkit.fluxcd.io/${key}`]: 'disabled' } },
});

describe('flux-prune-protection', () => {
  it('speaks of Flux where a Kustomization prunes what holds state', () => {
    const found = verdicts(fluxPruneProtection, [
      kustomization({ prune: true }),
      cluster({}),
      objectStore('b', 'shop'),
    ]);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ fix: 'annotate it with kustomize.toolkit.fluxcd.io/prune: disabled' });
  });

  it.each([
    ['annotations', 'prune'],
    ['labels', 'prune'],
    ['annotations', 'reconcile'],
  ])('takes %s %s', (field, key) => {
    expect(verdicts(fluxPruneProtection, [kustomization({ prune: true }), kept(field, key)])).toEqual([]);
  });

  it('says nothing without pruning, without Flux, and where Argo CD may be the engine', () => {
    expect(verdicts(fluxPruneProtection, [kustomization({ prune: false }), cluster({})])).toEqual([]);
    expect(verdicts(fluxPruneProtection, [cluster({})])).toEqual([]);
    expect(verdicts(fluxPruneProtection, [kustomization({ prune: true }), application({}), cluster({})])).toEqual([]);
  });
});
