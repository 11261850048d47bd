import { describe, expect, it } from 'vitest';
import { fluxPruneProtection } from '../../../rules/expert/flux-prune-protection';
import { cluster, objectStore, verdicts } from './support';
import { helmRelease, kustomization } from './support/flux';
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

  it('leaves alone what a drill has made, which is to be deleted', () => {
    const labels = { 'cnpg-gitops/drill': 'true' };
    const copy = { ...cluster({}), metadata: { name: 'shop-db', namespace: 'shop', labels } };
    expect(verdicts(fluxPruneProtection, [kustomization({ prune: true }), copy])).toEqual([]);
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

  it('knows a release whose Cluster goes with it, unless Helm keeps that', () => {
    const prunes = kustomization({ prune: true });
    const kept = { cluster: { annotations: { 'helm.sh/resource-policy': 'keep' } } };
    expect(verdicts(fluxPruneProtection, [prunes, helmRelease('cluster', {})])[0]?.message).toContain(
      'Flux deletes this HelmRelease, and Helm its Cluster with the volumes,',
    );
    expect(verdicts(fluxPruneProtection, [prunes, helmRelease('cluster', kept)])).toEqual([]);
    expect(verdicts(fluxPruneProtection, [prunes, helmRelease('cloudnative-pg', {})])).toEqual([]);
  });

  it('takes what Flux ignores, and no policy of Helm', () => {
    const annotated = (annotations: object) => ({
      ...cluster({}),
      metadata: { name: 'a', namespace: 'b', annotations },
    });
    const found = (annotations: object) =>
      verdicts(fluxPruneProtection, [kustomization({ prune: true }), annotated(annotations)]).length;
    expect(found({ 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore' })).toBe(0);
    expect(found({ 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' })).toBe(1);
    expect(found({ 'helm.sh/resource-policy': 'keep' })).toBe(1);
  });
});
