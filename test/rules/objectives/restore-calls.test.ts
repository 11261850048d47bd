import { describe, expect, it } from 'vitest';
import {
  ALL_SETTINGS,
  type Case,
  type Changes,
  claimOf,
  expectRow,
  instances,
  OPERATOR,
  PLATFORM,
  PLUGIN,
  type Row,
  SYNC,
  within,
} from './support';

const RESOURCES = 'spec.instanceSidecarConfiguration.resources';
const PARALLEL = 'spec.configuration.wal.maxParallel';
/** Two cores for everything: what was left of them for each of the instances that restored at the same time, three or two. */
const MEASURED_ON = { operator: '1.28.0', platform: { ...PLATFORM, sidecarCores: 0.54 } };

function outageOf(given: Case): number {
  return Number(/ = ([\d.]+) s, promised/.exec(claimOf(given).steps.join('\n'))?.[1]);
}

describe('the measured outages of a deleted pod', () => {
  // The rest of the outage was 6.7 s in these runs; the proof counts 11 s, the worst of all.
  const REST = 11 - 6.7;
  const outage = (more: Partial<Case>) =>
    outageOf({ objectives: within('podLoss', '30s'), ...MEASURED_ON, ...more }) - REST;

  it.each([
    ['without an archive', 11.7, { cluster: { 'spec.plugins': undefined } }],
    ['wal.maxParallel 1', 34, { store: { [PARALLEL]: 1 } }],
    ['wal.maxParallel 4', 51, { store: { [PARALLEL]: 4 } }],
  ])('%s: %d s, not much less and at most a quarter more', (_, measured, more) => {
    expect(outage(more)).toBeGreaterThanOrEqual(measured - 1);
    expect(outage(more)).toBeLessThanOrEqual(measured * 1.25);
  });

  it('with a forced deletion, where no shutdown is waited for: 27 s', () => {
    // 2.5 s without an archive.
    const restored = outage({ store: { [PARALLEL]: 1 } }) - 11.7;
    expect(2.5 + restored).toBeGreaterThan(27 * 0.9);
    expect(2.5 + restored).toBeLessThan(27 * 1.25);
  });

  it('of a lost node: 42 s', () => {
    const platform = { ...PLATFORM, sidecarCores: 0.65 };
    const given = { ...MEASURED_ON, objectives: within('nodeLoss', '60s'), platform, others: [OPERATOR, PLUGIN] };
    expect(outageOf(given)).toBe(42);
  });
});

const podLoss = (limit: string, cluster?: Changes, store?: Changes): Case => ({
  objectives: within('podLoss', limit),
  ...(cluster && { cluster }),
  ...(store && { store }),
});
const ONE_CORE = '11 s';

const ROWS: readonly Row[] = [
  ['one at a time', podLoss('27s'), 'assumed', '6 × 1 s for history files + 5 × 1 s for segments'],
  ['a second less', podLoss('26s'), 'failed', '= 27 s, promised 26 s', '11 calls of restore_command, 11 s'],
  [
    'an operator that looks for timelines which the cluster has not reached',
    { ...podLoss('28s'), operator: '1.28.0' },
    'assumed',
    '7 × 1 s for history files + 5 × 1 s for segments',
  ],
  [
    'four share one core',
    podLoss('41s', {}, { [PARALLEL]: 4 }),
    'failed',
    '5 × 4 s for segments (wal.maxParallel 4 on 1 core) = 26 s',
    'the outage is 42 s, 1 s more than the promised 41 s',
  ],
  [
    'four have four cores, requested by both containers of the pod',
    podLoss(
      '34s',
      { 'spec.resources': { requests: { cpu: '2' } } },
      { [PARALLEL]: 4, [RESOURCES]: { requests: { cpu: 2 } } },
    ),
    'assumed',
    `5 × 1 s for segments (wal.maxParallel 4 on 4 cores) = ${ONE_CORE}`,
  ],
  [
    'the limit of the sidecar holds whatever the pod requests',
    podLoss('60s', { 'spec.resources': { requests: { cpu: '2' } } }, { [RESOURCES]: { limits: { cpu: '500m' } } }),
    'assumed',
    '6 × 2 s for history files + 5 × 2 s for segments (wal.maxParallel 1 on 0.5 cores) = 22 s',
  ],
  [
    'nobody waits for the follower',
    podLoss('21s', { [`${SYNC}.dataDurability`]: 'preferred' }),
    'assumed',
    '3 × 1 s for history files + 2 × 1 s for segments',
  ],
  [
    'in the tree: the same command, in the container of PostgreSQL',
    podLoss('37s', {
      'spec.plugins': undefined,
      'spec.backup': { barmanObjectStore: { destinationPath: 's3://backups/shop', wal: { maxParallel: 2 } } },
      'spec.resources': { limits: { cpu: '2' } },
    }),
    'assumed',
    '(wal.maxParallel 2 on 2 cores) = 11 s',
  ],
  [
    'a plugin that archives nothing restores nothing',
    podLoss('16s', { 'spec.plugins': [{ name: 'barman-cloud.cloudnative-pg.io' }] }),
    'assumed',
    '11 s (measured) = 16 s',
  ],
  [
    'it is added to what a lost node costs',
    { objectives: within('nodeLoss', '34s'), others: [OPERATOR, PLUGIN] },
    'failed',
    '5.5 s (measured with settings BCDE) + WAL restored 11 s = 34.5 s',
    "after the primary's node loses power writes wait for 11 calls",
  ],
  [
    'availability counts it for planned restarts and faults',
    { objectives: { availability: 99.9 }, others: [OPERATOR, PLUGIN] },
    'assumed',
    '4 planned restarts × 19.1 s + 1 fault × 35.1 s',
  ],
  [
    'in place no instance is promoted, and the followers attach again',
    {
      objectives: { availability: 99.9 },
      cluster: { 'spec.primaryUpdateMethod': 'restart' },
      others: [OPERATOR, PLUGIN],
    },
    'assumed',
    '× 21.6 s',
  ],
];

describe('calls of restore_command', () => {
  it.each(ROWS.map((row) => [row[0], row] as const))('%s', (_, row) => expectRow(row));

  it('are none with one instance', () => {
    const { steps } = claimOf({ objectives: within('podLoss', '30s'), cluster: instances(1) });
    expect(steps.join()).not.toContain('restore_command');
  });

  it('have a rule of their own only where the rest would hold', () => {
    const rule = (limit: string) => claimOf(podLoss(limit)).gaps.map((gap) => gap.rule);
    expect(rule('16s')).toEqual(['objective-restore-calls']);
    expect(rule('15s')).toEqual([undefined]);
  });

  it('come with each way out, what is left with it and its price', () => {
    const [gap] = claimOf(podLoss('25s', {}, { [PARALLEL]: 4 })).gaps;
    expect(gap?.fix).toBe(
      'choose one of: wal.maxParallel 1, which archives and restores one segment at a time (27 s); CPU requests of 4 in each pod, PostgreSQL and sidecar together, and no lower limit of the sidecar (27 s); dataDurability preferred, which rules out rpo.failover: commits are acknowledged before a standby is back (27 s); platform.restoreCallMilliseconds 346, if the drill failover shows that a start takes no longer (25 s); or promise at least 42 s',
    );
  });

  it('rest on cores that nobody requested, and say so', () => {
    const assumed = (given: Case) => claimOf(given).assumptions.map((each) => each.assumed);
    const requested = podLoss('60s', {}, { [RESOURCES]: { requests: { cpu: '50m' } } });
    expect(assumed(requested)).toContain('each pod gets 1 core for these calls, and requests 0.05 cores');
    expect(assumed(podLoss('60s', {}, { [RESOURCES]: { requests: { cpu: '1' } } })).join()).not.toContain(
      'each pod gets',
    );
    expect(assumed(podLoss('60s')).join()).toContain('on a core of its own takes 1 s');
  });

  it('take what the platform says', () => {
    const platform = { ...PLATFORM, restoreCallMilliseconds: 500, sidecarCores: 2 };
    const given = { ...podLoss('60s', {}, { [PARALLEL]: 4 }), platform };
    expect(claimOf(given).steps.join()).toContain('6 × 0.5 s for history files + 5 × 1 s for segments');
  });
});

describe('the only pod of the plugin that answers', () => {
  const messages = (others: string[], platform: object = PLATFORM, fault = 'nodeLoss') =>
    claimOf({ objectives: within(fault, '100s'), platform, others }).gaps.map(({ message }) => message);
  const assumed = (plugin: string) =>
    claimOf({ objectives: within('nodeLoss', '100s'), others: [OPERATOR, plugin] })
      .assumptions.map((each) => each.assumed)
      .filter((each) => each.includes('pods of the Barman Cloud plugin'));

  it.each(['nodeLoss', 'zoneLoss', 'partition'])('may be lost with %s', (fault) => {
    expect(messages([OPERATOR], PLATFORM, fault).join()).toContain('the only pod of the Barman Cloud plugin');
    expect(messages([OPERATOR, PLUGIN], PLATFORM, fault)).toEqual([]);
  });

  it('is the one with the lease', () => {
    const elected = PLUGIN.replace('additionalArgs: [--leader-elect=false]', '');
    expect(messages([OPERATOR, elected]).join()).toContain('that holds its lease, the only one that answers');
  });

  it('is believed of the manifest first, then of the platform', () => {
    const platform = { ...PLATFORM, pluginReplicas: 2 };
    expect(messages([OPERATOR], platform)).toEqual([]);
    expect(messages([OPERATOR, PLUGIN.replace('replicaCount: 2', 'replicaCount: 1')], platform).join()).toContain(
      '(Application argocd/barman)',
    );
  });

  it('may be lost with the other where nothing keeps them apart', () => {
    expect(assumed(PLUGIN)).toEqual([
      'the 2 pods of the Barman Cloud plugin are on different nodes, which Application argocd/barman requires only if there are two',
    ]);
    expect(assumed(PLUGIN.replace('{maxSkew: 1,', '{maxSkew: 1, minDomains: 2,'))).toEqual([]);
    expect(assumed(PLUGIN.replace('DoNotSchedule', 'ScheduleAnyway'))).toEqual([
      'the 2 pods of the Barman Cloud plugin are on different nodes, which Application argocd/barman does not require',
    ]);
  });

  it('may be lost with the other in a zone', () => {
    const zone = (plugin: string) =>
      claimOf({ objectives: within('zoneLoss', '100s'), others: [OPERATOR, plugin] }).assumptions.filter(
        ({ assumed }) => assumed === 'the 2 pods of the Barman Cloud plugin are in different zones',
      ).length;
    expect(zone(PLUGIN)).toBe(1);
    const apart = PLUGIN.replace('{maxSkew: 1,', '{maxSkew: 1, minDomains: 2,');
    expect(zone(apart.replace('kubernetes.io/hostname', 'topology.kubernetes.io/zone'))).toBe(0);
  });

  it('is one of two that are not seen, and are assumed to serve both', () => {
    const given = { objectives: within('nodeLoss', '100s'), platform: { ...PLATFORM, pluginReplicas: 2 } };
    expect(claimOf({ ...given, others: [OPERATOR] }).assumptions.map((each) => each.assumed)).toContain(
      'the 2 pods of the Barman Cloud plugin run with --leader-elect=false',
    );
  });

  it('matters only to a cluster that uses the plugin and has somebody to promote', () => {
    const rto = within('nodeLoss', '100s');
    expect(claimOf({ objectives: rto, cluster: { 'spec.plugins': undefined }, ...ALL_SETTINGS }).gaps).toEqual([]);
    const { gaps } = claimOf({ objectives: rto, cluster: instances(1), ...ALL_SETTINGS });
    expect(gaps.map(({ message }) => message).join()).not.toContain('plugin');
  });

  it('costs availability as long as the operator backs off', () => {
    const { steps } = claimOf({ objectives: { availability: 99.9 }, ...ALL_SETTINGS });
    expect(steps).toContain(
      'a fault may take the only pod of the Barman Cloud plugin that answers: no instance is promoted for 1300 s',
    );
  });
});
