import { describe, expect, it } from 'vitest';
import { claimOf, OPERATOR, unarchived, within } from './support';

const SELECTOR =
  'labelSelector: {matchLabels: {app.kubernetes.io/name: cloudnative-pg, app.kubernetes.io/instance: cnpg}}';

describe('where the operators are', () => {
  const apart = (label: string) =>
    OPERATOR.replace(
      'replicaCount: 2',
      `replicaCount: 2
        affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: ${label}, ${SELECTOR}}]}}`,
    );
  const spread = (more: string) =>
    OPERATOR.replace(
      'replicaCount: 2',
      `replicaCount: 2
        topologySpreadConstraints: [{maxSkew: 1, ${more}topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule, ${SELECTOR}}]`,
    );
  const assumed = (fault: string, operator: string) =>
    claimOf(unarchived({ objectives: within(fault, '60s'), others: [operator] }))
      .assumptions.map((each) => each.assumed)
      .filter((each) => each.includes('operator replicas'));
  const NODES = 'the 2 operator replicas are on different nodes, which Application argocd/cnpg does not require';
  const ZONES = 'the 2 operator replicas are in different zones';

  it.each([
    ['nodeLoss', OPERATOR, [NODES]],
    ['partition', OPERATOR, [NODES]],
    ['zoneLoss', OPERATOR, [NODES, ZONES]],
    ['nodeLoss', apart('kubernetes.io/hostname'), []],
    ['zoneLoss', apart('kubernetes.io/hostname'), [ZONES]],
    ['zoneLoss', apart('topology.kubernetes.io/zone'), []],
    ['nodeLoss', spread(''), [NODES.replace('does not require', 'requires only if there are two')]],
    ['nodeLoss', spread('minDomains: 2, '), []],
    ['nodeLoss', apart('kubernetes.io/hostname').replace('name: cloudnative-pg', 'name: another'), [NODES]],
    ['nodeLoss', apart('kubernetes.io/hostname').replace(SELECTOR, 'namespaces: [cnpg-system]'), [NODES]],
    ['nodeLoss', spread('').replace('DoNotSchedule', 'ScheduleAnyway'), [NODES]],
  ])('is assumed for %s unless it is required', (fault, operator, expected) => {
    expect(assumed(fault, operator)).toEqual(expected);
  });
});
