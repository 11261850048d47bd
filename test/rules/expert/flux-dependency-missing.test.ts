import { describe, expect, it } from 'vitest';
import { fluxDependencyMissing } from '../../../rules/expert/flux-dependency-missing';
import { table, verdicts } from './support';
import { helmRelease, kustomization } from './support/flux';

const on = (dependency: object) => kustomization({ dependsOn: [dependency] });
const resourceSet = { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSet', metadata: { name: 'apps' } };

table(fluxDependencyMissing, [
  ['there', [on({ name: 'operators' }), kustomization({}, 'operators')], []],
  ['a typo', [on({ name: 'operator' }), kustomization({}, 'operators')], ['no Kustomization flux-system/operator:']],
  [
    'another namespace',
    [on({ name: 'operators', namespace: 'apps' }), kustomization({}, 'operators')],
    ['no Kustomization apps/operators, but Kustomization flux-system/operators'],
  ],
  ['a namespace of another repository', [on({ name: 'operators', namespace: 'infra' })], []],
  [
    'another kind',
    [on({ name: 'shop-db', namespace: 'shop' }), helmRelease('cluster', {})],
    ['but HelmRelease shop/shop-db'],
  ],
  ['it may be made in the cluster', [on({ name: 'operators' }), resourceSet], []],
  ['no name', [on({})], []],
]);

describe('flux-dependency-missing', () => {
  it('names the namespace that is missing', () => {
    const [found] = verdicts(fluxDependencyMissing, [
      on({ name: 'operators', namespace: 'apps' }),
      kustomization({}, 'operators'),
    ]);
    expect(found).toMatchObject({
      path: 'spec.dependsOn[0].name',
      fix: 'write namespace: flux-system beside the name',
    });
  });
});
