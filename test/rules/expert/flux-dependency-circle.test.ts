import { fluxDependencyCircle } from '../../../rules/expert/flux-dependency-circle';
import { table } from './support';
import { appliedAs, helmRelease, kustomization } from './support/flux';

const on = (...names: string[]) => ({ dependsOn: names.map((name) => ({ name })) });
const child = (name: string, spec: object, parent: string) => appliedAs(kustomization(spec, name), parent);
const KUSTOMIZATION = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' };

table(fluxDependencyCircle, [
  ['itself', [kustomization(on('a'), 'a')], ['Kustomization flux-system/a depends on flux-system/a']],
  [
    'two, said once',
    [kustomization(on('b'), 'a'), kustomization(on('a'), 'b')],
    ['Kustomization flux-system/a depends on flux-system/b, Kustomization flux-system/b depends on flux-system/a'],
  ],
  [
    'three, and one that waits for them',
    [
      kustomization(on('b'), 'a'),
      kustomization(on('c'), 'b'),
      kustomization(on('a'), 'c'),
      kustomization(on('a'), 'd'),
    ],
    ['flux-system/a depends on flux-system/b'],
  ],
  ['HelmReleases', [{ ...helmRelease('cluster', {}), spec: on('shop-db') }], ['HelmRelease shop/shop-db depends on']],
  ['a line', [kustomization(on('b'), 'a'), kustomization(on('c'), 'b'), kustomization({}, 'c')], []],
  [
    'an expression says when it is ready',
    [kustomization({ dependsOn: [{ name: 'b', readyExpr: 'true' }] }, 'a'), kustomization(on('a'), 'b')],
    [],
  ],
  ['one is suspended', [kustomization({ ...on('b'), suspend: true }, 'a'), kustomization(on('a'), 'b')], []],
  [
    'a parent that waits for a child that depends on it',
    [kustomization({ wait: true }, 'parent'), child('child', on('parent'), 'parent')],
    ['flux-system/child depends on flux-system/parent, Kustomization flux-system/parent waits for flux-system/child'],
  ],
  [
    'the same by a health check',
    [
      kustomization({ healthChecks: [{ ...KUSTOMIZATION, name: 'child', namespace: 'flux-system' }] }, 'parent'),
      child('child', on('parent'), 'parent'),
    ],
    ['flux-system/parent waits for flux-system/child'],
  ],
  ['a parent that does not wait', [kustomization({}, 'parent'), child('child', on('parent'), 'parent')], []],
  [
    'a parent for which an expression says what a ready child is',
    [
      kustomization({ wait: true, healthCheckExprs: [{ ...KUSTOMIZATION, current: 'true' }] }, 'parent'),
      child('child', on('parent'), 'parent'),
    ],
    [],
  ],
  [
    'a parent that depends on its child',
    [kustomization(on('child'), 'parent'), child('child', {}, 'parent')],
    ['Kustomization flux-system/parent applies flux-system/child'],
  ],
  ['one that applies itself, as after flux bootstrap', [child('flux-system', { wait: true }, 'flux-system')], []],
]);
