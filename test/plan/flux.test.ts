import { describe, expect, it } from 'vitest';
import { helmRelease, kustomization } from '../rules/expert/support/flux';
import { cluster, planOf } from './objects';

// What Flux does with an object that leaves git, and with a change that is refused.

const reasonOf = (before: readonly object[], after: readonly object[], kind: string) =>
  planOf(before as never, after as never)
    .changes.find((change) => change.kind === kind)
    ?.fields.at(-1);

describe('plan reads Flux', () => {
  it('a Kustomization that does not prune leaves the object', () => {
    const found = reasonOf(
      [cluster({}), kustomization({ prune: false })],
      [kustomization({ prune: false })],
      'Cluster',
    );
    expect(found?.reason).toMatch(/^Kustomization flux-system\/databases prunes nothing: the object remains/);
    const pruned = reasonOf([cluster({}), kustomization({ prune: true })], [kustomization({ prune: true })], 'Cluster');
    expect(pruned?.reason).toMatch(/^deleting a Cluster/);
  });

  it.each<[string, object, string]>([
    ['prunes', { prune: true }, 'data-loss'],
    ['does not prune', { prune: false }, 'none'],
    ['leaves orphans', { prune: true, deletionPolicy: 'Orphan' }, 'none'],
    ['deletes whatever it prunes', { prune: false, deletionPolicy: 'Delete' }, 'data-loss'],
    ['is suspended', { prune: true, suspend: true }, 'none'],
  ])('a Kustomization that %s leaves git', (_, spec, impact) => {
    expect(reasonOf([kustomization(spec)], [], 'Kustomization')).toMatchObject({ impact });
  });

  it.each([
    ['cluster', 'data-loss'],
    ['cloudnative-pg', 'none'],
    ['grafana', 'none'],
  ])('a HelmRelease of the chart %s leaves git', (chart, impact) => {
    expect(reasonOf([helmRelease(chart, {})], [], 'HelmRelease')).toMatchObject({ impact });
  });

  it('a Kustomization with force deletes a Cluster of which a change is refused, unless the Cluster is excepted', () => {
    const [large, small] = [{ storage: { size: '10Gi' } }, { storage: { size: '5Gi' } }];
    const flux = kustomization({ force: true });
    const forced = planOf([cluster(large), flux] as never, [cluster(small), flux] as never).changes[0];
    expect(forced).toMatchObject({ action: 'replace', impact: 'data-loss' });
    const excepted = { annotations: { 'kustomize.toolkit.fluxcd.io/force': 'disabled' } };
    const kept = planOf([cluster(large, excepted), flux] as never, [cluster(small, excepted), flux] as never)
      .changes[0];
    expect(kept).toMatchObject({ action: 'update', impact: 'rejected' });
  });
});
