import { describe, expect, it } from 'vitest';
import { plan } from '../../plan';
import { helmRelease, kustomization } from '../rules/expert/support/flux';
import { application } from '../rules/expert/support/gitops';
import { cluster, NOW, planOf } from './objects';

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

  it.each([
    ['ssa: Ignore', /^Flux leaves it in the cluster \(kustomize.toolkit.fluxcd.io\/ssa: Ignore\)/],
    ['reconcile: disabled', /^Flux leaves it in the cluster \(kustomize.toolkit.fluxcd.io\/reconcile: disabled\)/],
    ['ssa: IfNotPresent', /^deleting a Cluster/],
    ['ssa: Merge', /^deleting a Cluster/],
  ])('with %s leaves git', (given, reason) => {
    const flux = kustomization({ prune: true });
    expect(reasonOf([cluster({}, switched(given)), flux], [flux], 'Cluster')?.reason).toMatch(reason);
  });

  it.each([
    ['ssa: IfNotPresent', 'ignored'],
    ['ssa: ignore', 'ignored'],
    ['reconcile: disabled', 'ignored'],
    ['ssa: Merge', 'applied'],
  ])('with %s is changed, by a Kustomization with force, too', (given, impact) => {
    const [before, after] = [
      { resources: { limits: { memory: '1Gi' } } },
      { resources: { limits: { memory: '2Gi' } } },
    ];
    const flux = kustomization({ force: true });
    const [change] = planOf(
      [cluster(before, switched(given)), flux] as never,
      [cluster(after, switched(given)), flux] as never,
    ).changes;
    expect(change?.action).toBe('update');
    expect(change?.impact === 'ignored').toBe(impact === 'ignored');
    const refused = planOf(
      [cluster({ storage: { size: '10Gi' } }, switched(given)), flux] as never,
      [cluster({ storage: { size: '5Gi' } }, switched(given)), flux] as never,
    ).changes[0];
    expect(refused?.action).toBe(impact === 'ignored' ? 'update' : 'replace');
  });

  it.each([
    ['ssa: Ignore', true],
    ['reconcile: disabled', true],
    ['ssa: IfNotPresent', false],
  ])('with %s is new', (given, isIgnored) => {
    const [change] = planOf([], [cluster({}, switched(given))] as never).changes;
    expect(change?.impact === 'ignored').toBe(isIgnored);
    expect(change?.fields.some(({ reason }) => reason.includes('it is not created'))).toBe(isIgnored);
  });

  it.each([
    ['force', 'disabled', /whether Flux deletes the object/],
    ['ssa', 'IfNotPresent', /IfNotPresent and Ignore leave it as it is/],
  ])('a switch is set: %s', (key, value, reason) => {
    for (const field of ['annotations', 'labels']) {
      const after = cluster({}, { [field]: { [`kustomize.toolkit.fluxcd.io/${key}`]: value } });
      expect(planOf([cluster({})], [after]).changes[0]?.fields[0]).toMatchObject({
        impact: 'none',
        reason: expect.stringMatching(reason),
      });
    }
  });

  it('a release of which Helm keeps the Cluster leaves git', () => {
    const kept = { cluster: { annotations: { 'helm.sh/resource-policy': 'keep' } } };
    expect(reasonOf([helmRelease('cluster', kept)], [], 'HelmRelease')).toMatchObject({
      impact: 'none',
      reason: expect.stringContaining('its Cluster stays'),
    });
  });

  it.each([
    ['Flux', kustomization({ prune: true }), 'a Kustomization of Flux would still prune it'],
    ['Argo CD', application({}), 'Argo CD would still prune it'],
  ])('what Helm keeps is pruned by %s, if that applies it', (_, engine, words) => {
    const kept = cluster({}, { annotations: { 'helm.sh/resource-policy': 'keep' } });
    const { reason } = reasonOf([kept, engine], [engine], 'Cluster') ?? {};
    expect(reason).toContain(`if Helm itself installs it; ${words}`);
  });

  it.each([
    [true, /^HelmRelease databases\/db is suspended: nothing of this happens until it is resumed/],
    [false, /^grows from/],
  ])('what a HelmRelease installs waits while that is suspended: %s', (suspend, reason) => {
    const release = { ...helmRelease('cluster', {}), metadata: { name: 'db', namespace: 'databases' } };
    const suspended = { ...release, spec: { ...release.spec, suspend } };
    const [small, large] = [cluster({}), cluster({ storage: { size: '20Gi', storageClass: 'fast' } })];
    const appliers = new Map(
      [[small, release] as const, [large, suspended] as const].map(([object, manifest]) => [
        object,
        { engine: 'Helm', manifest },
      ]),
    );
    const { changes } = plan([small, release], [large, suspended], { now: NOW, appliers } as never);
    expect(changes.find(({ kind }) => kind === 'Cluster')?.fields[0]?.reason).toMatch(reason);
  });
});

/** The annotation of a switch of Flux. */
function switched(given: string): Record<string, unknown> {
  const [key, value] = given.split(': ');
  return { annotations: { [`kustomize.toolkit.fluxcd.io/${key}`]: value } };
}
