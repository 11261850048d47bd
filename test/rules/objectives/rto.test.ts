import { describe, expect, it } from 'vitest';
import {
  ALL_SETTINGS,
  type Case,
  claimOf as claimOfArchived,
  expectRow,
  instances,
  OPERATOR,
  PARAMETER,
  type Row,
  SYNC,
  unarchived,
  within,
} from './support';

// What restoring WAL adds, and the loss of the plugin, are in restore-calls.test.ts.
const claimOf = (given: Case) => claimOfArchived(unarchived(given));

const ROWS: readonly Row[] = [
  [
    '5 + 11 s',
    { objectives: within('podLoss', '16s') },
    'assumed',
    'smartShutdownTimeout 5 s + failoverDelay 0 s + fast shutdown, promotion and switch of the service 11 s (measured) = 16 s',
  ],
  [
    'one second less',
    { objectives: within('podLoss', '15s') },
    'failed',
    '= 16 s, promised 15 s',
    'the outage is 16 s',
  ],
  [
    'the default is 191 s',
    { objectives: within('podLoss', '30s'), cluster: { 'spec.smartShutdownTimeout': undefined } },
    'failed',
    '180 s + failoverDelay 0 s + fast shutdown, promotion and switch of the service 11 s (measured) = 191 s',
    '191 s, more than the promised 30 s',
  ],
  [
    'stopDelay ends the wait',
    { objectives: within('podLoss', '30s'), cluster: { 'spec.smartShutdownTimeout': 180, 'spec.stopDelay': 10 } },
    'assumed',
    'smartShutdownTimeout 10 s',
  ],
  [
    'failoverDelay adds to it',
    { objectives: within('podLoss', '30s'), cluster: { 'spec.failoverDelay': 20 } },
    'failed',
    '= 36 s',
    'the outage is 36 s',
  ],
  [
    'as measured, with B to E',
    { objectives: within('nodeLoss', '24s'), ...ALL_SETTINGS },
    'assumed',
    '18 s + failoverDelay 0 s + promotion, switch of the service and return of a standby 5.5 s (measured with settings BCDE) = 23.5 s',
  ],
  [
    'as measured, without',
    {
      objectives: within('nodeLoss', '28s'),
      platform: {
        nodeMonitorGracePeriod: '16s',
        nodeMonitorPeriod: '2s',
        nodeStatusUpdateFrequency: '4s',
        operatorReplicas: 2,
      },
    },
    'assumed',
    '9.8 s (measured) = 27.8 s',
  ],
  [
    "Kubernetes' defaults",
    { objectives: within('nodeLoss', '30s'), platform: { operatorReplicas: 2 } },
    'failed',
    'detection 55 s',
    'the outage is 64.8 s',
  ],
  [
    'the lease of the operator is a floor',
    {
      objectives: within('nodeLoss', '21s'),
      platform: { nodeMonitorGracePeriod: '8s', nodeMonitorPeriod: '1s', nodeStatusUpdateFrequency: '2s' },
      ...ALL_SETTINGS,
    },
    'assumed',
    'detection 15 s',
  ],
  [
    'one operator',
    { objectives: within('nodeLoss', '30s') },
    'failed',
    '',
    'the only operator may run on the lost node',
  ],
  [
    'heartbeats too rare',
    {
      objectives: within('nodeLoss', '30s'),
      platform: { nodeMonitorGracePeriod: '16s', nodeMonitorPeriod: '2s' },
      ...ALL_SETTINGS,
    },
    'failed',
    '',
    'less than 4 heartbeats of 10 s',
  ],
  [
    'an operator that misses unreachable nodes',
    { objectives: within('nodeLoss', '30s'), operator: '1.28.2', ...ALL_SETTINGS },
    'failed',
    '',
    'CloudNativePG 1.28.2 can miss',
  ],
  [
    'instances on one node',
    {
      objectives: within('nodeLoss', '30s'),
      cluster: { 'spec.affinity.podAntiAffinityType': 'preferred' },
      ...ALL_SETTINGS,
    },
    'failed',
    '',
    'may share a node',
  ],
  [
    'all settings',
    { objectives: within('partition', '30s'), ...ALL_SETTINGS },
    'assumed',
    '6.1 s (measured with settings ABCDE) = 24.1 s',
  ],
  [
    'without A it hangs for 30 s',
    { objectives: within('partition', '30s'), others: [OPERATOR.replace('"3"', '"15"')] },
    'failed',
    '30.7 s (measured with settings BCDE) = 48.7 s',
    '48.7 s, more than the promised 30 s',
  ],
  [
    'A and B alone',
    { objectives: within('partition', '32s'), cluster: { 'spec.affinity.tolerations': undefined }, ...ALL_SETTINGS },
    'assumed',
    '13.1 s (measured with settings AB) = 31.1 s',
  ],
  [
    'nothing but the node monitor',
    {
      objectives: within('partition', '30s'),
      cluster: { [`${PARAMETER}.wal_retrieve_retry_interval`]: '5s' },
      ...ALL_SETTINGS,
    },
    'failed',
    '= 58.6 s',
    '58.6 s, more than',
  ],
  [
    'no isolation check',
    {
      objectives: within('partition', '30s'),
      cluster: { 'spec.probes': { liveness: { isolationCheck: { enabled: false } } } },
      ...ALL_SETTINGS,
    },
    'failed',
    '',
    'isolationCheck off',
  ],
  ['three zones', { objectives: within('zoneLoss', '30s'), ...ALL_SETTINGS }, 'assumed', '= 23.5 s'],
  [
    'only tried to spread',
    {
      objectives: within('zoneLoss', '30s'),
      cluster: { 'spec.topologySpreadConstraints': undefined },
      ...ALL_SETTINGS,
    },
    'failed',
    '',
    'all instances may be in the lost zone',
  ],
  [
    'two instances, one commit',
    { objectives: within('zoneLoss', '30s'), cluster: instances(2), ...ALL_SETTINGS },
    'failed',
    '',
    '0 can acknowledge after the promotion, but commits wait for 1',
  ],
  [
    'two instances, one commit: podLoss',
    { objectives: within('podLoss', '30s'), cluster: instances(2), ...ALL_SETTINGS },
    'failed',
    '',
    'after the promotion 0 standbys can acknowledge, but commits wait for 1',
  ],
  [
    'two instances, one commit: nodeLoss',
    { objectives: within('nodeLoss', '30s'), cluster: instances(2), ...ALL_SETTINGS },
    'failed',
    '',
    'after the promotion 0 standbys can acknowledge, but commits wait for 1',
  ],
  [
    'two instances, one commit: partition',
    { objectives: within('partition', '30s'), cluster: instances(2), ...ALL_SETTINGS },
    'failed',
    '',
    'after the promotion 0 standbys can acknowledge, but commits wait for 1',
  ],
  [
    'two instances that go on alone',
    {
      objectives: within('nodeLoss', '30s'),
      cluster: instances(2, { [`${SYNC}.dataDurability`]: 'preferred', [`${SYNC}.failoverQuorum`]: false }),
      ...ALL_SETTINGS,
    },
    'assumed',
    '= 23.5 s',
  ],
  [
    'two instances and a standby outside',
    {
      objectives: within('nodeLoss', '30s'),
      cluster: instances(2, { [`${SYNC}.standbyNamesPost`]: ['elsewhere'] }),
      ...ALL_SETTINGS,
    },
    'assumed',
    '= 23.5 s',
  ],
];

describe('objectives of rto', () => {
  it.each(ROWS.map((row) => [row[0], row] as const))('%s', (_, [about, given, ...expected]) =>
    expectRow([about, unarchived(given), ...expected]),
  );
});

it('counts four heartbeats within the grace period, and not one less', () => {
  const platform = (grace: string) => ({ nodeMonitorGracePeriod: grace, nodeMonitorPeriod: '2s' });
  const gaps = (grace: string) =>
    claimOf({ objectives: within('nodeLoss', '60s'), platform: platform(grace), ...ALL_SETTINGS }).gaps;
  expect(gaps('40s')).toEqual([]);
  expect(gaps('39s')).toHaveLength(1);
});

it('counts tolerations of 0 s only', () => {
  const tolerations = ['unreachable', 'not-ready'].map((taint) => ({
    key: `node.kubernetes.io/${taint}`,
    effect: 'NoExecute',
    tolerationSeconds: 30,
  }));
  const cluster = { 'spec.affinity.tolerations': tolerations };
  expect(claimOf({ objectives: within('nodeLoss', '30s'), cluster, ...ALL_SETTINGS }).steps.join()).toContain(
    '= 27.8 s',
  );
});

it('names what it assumes of the platform, and what follows', () => {
  const { assumptions } = claimOf({ objectives: within('nodeLoss', '30s'), ...ALL_SETTINGS });
  expect(assumptions).toContainEqual({
    assumed:
      'kube-controller-manager runs with --node-monitor-grace-period=16s --node-monitor-period=2s, kubelets report every 4 s',
    otherwise: 'with the Kubernetes defaults, which a managed control plane does not let you change, it is 60.5 s',
  });
});

it('believes the Application of the operator more than the objectives', () => {
  const single = OPERATOR.replace('replicaCount: 2', 'replicaCount: 1');
  const given = { objectives: within('nodeLoss', '30s'), platform: { operatorReplicas: 2 }, others: [single] };
  expect(
    claimOf(given)
      .gaps.map(({ message }) => message)
      .join(),
  ).toContain('(Application argocd/cnpg)');
});

it('names the zones that the loss of one needs', () => {
  const assumed = (count: number, more = {}) =>
    claimOf({ objectives: within('zoneLoss', '30s'), cluster: instances(count, more), ...ALL_SETTINGS })
      .assumptions.map((each) => each.assumed)
      .join();
  expect(assumed(3)).toContain('exist in 3 zones');
  // With two in a zone, 2 + 1 is not more than 3: the quorum could miss who has the last commit.
  expect(assumed(4)).toContain('exist in 4 zones');
  expect(assumed(4, { [`${SYNC}.failoverQuorum`]: false })).toContain('exist in 2 zones');
});
