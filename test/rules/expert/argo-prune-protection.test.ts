import { describe, expect, it } from 'vitest';
import { argoPruneProtection } from '../../../rules/expert/argo-prune-protection';
import { cluster, objectStore, verdicts } from './support';
import { application } from './support/gitops';

describe('argo-prune-protection', () => {
  const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
  const annotated = (annotations: object) => ({
    ...cluster({}),
    metadata: { name: 'shop-db', namespace: 'shop', annotations },
  });

  it.each<[string, object, string]>([
    ['nothing', { 'argocd.argoproj.io/sync-wave': '0' }, 'may prune and delete this Cluster'],
    ['deletion allowed', { [SYNC_OPTIONS]: 'Prune=false' }, 'may delete this Cluster'],
    ['pruning allowed', { [SYNC_OPTIONS]: 'Prune=true, Delete=false' }, 'may prune this Cluster'],
  ])('warns of %s', (_, annotations, message) => {
    expect(verdicts(argoPruneProtection, [annotated(annotations)])).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) }),
    ]);
  });

  it.each([
    'Prune=false,Delete=false',
    'Delete=confirm , Prune=confirm',
    'ServerSideApply=true,Prune=false,Delete=confirm',
  ])('takes %s', (options) => {
    expect(verdicts(argoPruneProtection, [annotated({ [SYNC_OPTIONS]: options })])).toEqual([]);
  });

  it('holds for all kinds that hold state as soon as Argo CD is in the run, and for nobody else', () => {
    const state = [
      cluster({}),
      objectStore('b', 'shop'),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ];
    expect(verdicts(argoPruneProtection, [...state, application({})])).toHaveLength(3);
    expect(verdicts(argoPruneProtection, state)).toEqual([]);
    expect(verdicts(argoPruneProtection, [...state.slice(1), application({})])).toHaveLength(1);
  });

  it('leaves alone what a drill has made, which is to be deleted, and nothing beside it', () => {
    const made = (manifest: { metadata: object }) => ({
      ...manifest,
      metadata: { ...manifest.metadata, labels: { 'cnpg-gitops/drill': 'true' } },
    });
    const [copy, store] = [made(cluster({})), made(objectStore('b', 'shop'))];
    expect(verdicts(argoPruneProtection, [copy, store, application({})])).toEqual([]);
    expect(verdicts(argoPruneProtection, [copy, objectStore('c', 'shop'), application({})])).toHaveLength(1);
  });

  it('keeps the options that are there', () => {
    const [finding] = verdicts(argoPruneProtection, [
      annotated({ [SYNC_OPTIONS]: 'Prune=true, ServerSideApply=true' }),
    ]);
    expect(finding?.fix).toBe(`annotate it with ${SYNC_OPTIONS}: ServerSideApply=true,Prune=false,Delete=false`);
  });
});
