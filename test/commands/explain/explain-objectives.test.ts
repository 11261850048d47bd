import { expect, test } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import { objectives } from '../../../commands/explain/explain-objectives';
import { targetOf } from '../../../constructs/index';
import { applicationOf } from '../support/application';

const NOW = new Date('2026-11-21T13:00:00Z');
const SHOP = applicationOf('shop', [
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'shop-db', annotations: { 'cnpg-gitops/objectives': '{"rto":{"nodeLoss":"68s"}}' } },
    spec: {
      instances: 3,
      affinity: { podAntiAffinityType: 'required' },
      primaryLease: { leaseDurationSeconds: 3, renewDeadlineSeconds: 2, retryPeriodSeconds: 1 },
    },
  },
]);
/** Its record names 1.28.0, which can miss the loss of a node. */
const OLD_SHOP = { ...SHOP, target: { ...targetOf(SHOP), operator: '1.28.0' } };
const OPERATOR = applicationOf('platform', [
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'cnpg', namespace: 'argocd' },
    spec: { source: { chart: 'cloudnative-pg', helm: { valuesObject: { replicaCount: 2 } } } },
  },
]);

test('proves the objectives of one application, with the operator of another', () => {
  expect(objectives([SHOP, OPERATOR], 'shop', NOW)).toMatch(
    /^Cluster shop\/shop-db: 1 objectives, 0 proved, 1 proved under assumptions, 0 failed\n/,
  );
  expect(objectives([SHOP], 'shop', NOW)).toContain('missing: the only operator may run on the lost node');
});

test('judges for the versions of the application', () => {
  expect(objectives([OLD_SHOP, OPERATOR], 'shop', NOW)).toContain('missing: CloudNativePG 1.28.0 can miss');
});

test('says what of it the application accepts, and why', () => {
  const accepted = {
    rule: 'objective-operator-version',
    object: 'Cluster shop/shop-db',
    reason: 'the record names 1.28.0',
  };
  const said = objectives([{ ...OLD_SHOP, suppressions: [accepted] }, OPERATOR], 'shop', NOW);
  expect(said).toContain('      accepted (objective-operator-version): the record names 1.28.0\n');
  const other = { ...accepted, object: 'Cluster shop/other-db' };
  expect(objectives([{ ...OLD_SHOP, suppressions: [other] }, OPERATOR], 'shop', NOW)).not.toContain('accepted (');
});

test('has nothing to say of an application without a Cluster, and refuses one that is not there', () => {
  expect(objectives([SHOP, OPERATOR], 'platform', NOW)).toBe('no Cluster\n');
  expect(() => objectives([SHOP], 'shoe', NOW)).toThrow(UsageError);
});
