import { describe, expect, it } from 'vitest';
import {
  Duration,
  ExternalCluster,
  PostgresCluster,
  type PostgresClusterProps,
  pgBaseBackup,
  Schedule,
} from '../../../constructs/index';
import { ALERT_QUERIES } from '../../../constructs/monitoring/alert-queries';
import { ClusterAlerts, type ClusterAlertsProps } from '../../../constructs/monitoring/cluster-alerts';
import { CustomQueries } from '../../../constructs/monitoring/custom-queries';
import { PlatformAlerts } from '../../../constructs/monitoring/platform-alerts';
import type { RuleGroup } from '../../promtool/support/shapes';
import { cluster, MINIMAL, store } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

type Given = Partial<Omit<ClusterAlertsProps, 'cluster'>>;

function manifests(props: Partial<PostgresClusterProps>, given: Given = {}, pooled?: Readonly<Record<string, string>>) {
  return render((folder) => {
    const queries = new CustomQueries(folder, 'Queries', { name: 'queries', queries: ALERT_QUERIES });
    const archive = store(folder);
    const db = cluster(folder, { archive, customQueries: [queries.reference], ...props });
    new ClusterAlerts(folder, 'Alerts', { name: 'orders-db', cluster: db, ...given });
    // After the alerts, on purpose.
    db.addScheduledBackup('Daily', { name: 'daily', schedule: Schedule.daily({ hour: 2 }) });
    if (pooled) db.addPooler('Rw', { name: 'pool', mode: 'session', instances: 1, parameters: pooled });
  });
}

function rules(...given: Parameters<typeof manifests>) {
  const groups = at(only(manifests(...given), 'PrometheusRule'), 'spec.groups') as RuleGroup[];
  return new Map(groups.flatMap((group) => group.rules).map((rule) => [rule.alert ?? rule.record, rule]));
}

describe('limits', () => {
  it.each<[string, string, Partial<PostgresClusterProps>, Given, string]>([
    [
      'the recovery objective',
      'PostgresWalArchiveBehind',
      { objectives: { rpo: { disaster: Duration.minutes(9) } } },
      {},
      '> 540 ',
    ],
    ['none', 'PostgresWalArchiveBehind', {}, {}, '> 900 '],
    ['one that is set', 'PostgresWalArchiveBehind', {}, { limits: { archiveDelay: Duration.minutes(1) } }, '> 60 '],
    [
      'the promised window',
      'PostgresRecoveryWindowShort',
      { objectives: { pitrWindow: Duration.days(7) } },
      {},
      `< ${7 * 86_400} `,
    ],
    ['max_connections', 'PostgresConnectionsNearLimit', { parameters: { max_connections: '300' } }, {}, '/ 300 > 0.8'],
    [
      'max_slot_wal_keep_size',
      'PostgresReplicationSlotHoldsWal',
      { parameters: { max_slot_wal_keep_size: '8GB' } },
      {},
      `> ${4 * 2 ** 30}`,
    ],
    ['the WAL volume', 'PostgresReplicationSlotHoldsWal', { walStorage: { size: '4Gi' } }, {}, `> ${2 ** 30}`],
    ['the data volume', 'PostgresReplicationSlotHoldsWal', { storage: { size: '40Gi' } }, {}, `> ${10 * 2 ** 30}`],
    [
      'autovacuum_freeze_max_age',
      'PostgresWraparoundNear',
      { parameters: { autovacuum_freeze_max_age: '300000000' } },
      {},
      '> 600000000 ',
    ],
    [
      'its maximum',
      'PostgresWraparoundNear',
      { parameters: { autovacuum_freeze_max_age: '1000000000' } },
      {},
      '> 1600000000 ',
    ],
    [
      'the failover objective',
      'PostgresReplicationLagTime',
      { instances: 3, objectives: { rto: { podLoss: Duration.seconds(45) } } },
      {},
      '> 45',
    ],
    [
      'an objective below what can be seen',
      'PostgresReplicationLagTime',
      { instances: 3, objectives: { rto: { podLoss: Duration.seconds(5) } } },
      {},
      '> 30',
    ],
    ['the number of instances', 'PostgresInstanceMissing', { instances: 3 }, {}, '< 3'],
    [
      'the quorum',
      'PostgresFailoverQuorumLost',
      { instances: 5, synchronous: { method: 'any', number: 2 } },
      {},
      '< 3',
    ],
    [
      'the synchronous number',
      'PostgresSynchronousStandbyMissing',
      { instances: 5, synchronous: { method: 'any', number: 2 } },
      {},
      '< 2',
    ],
    ['the schedule', 'PostgresBaseBackupOverdue', {}, {}, `> ${2 * 86_400}`],
    ['99.9 %', 'PostgresErrorBudgetBurnsFast', { objectives: { availability: 99.9 } }, {}, '> 0.025 and'],
    ['99.5 %', 'PostgresErrorBudgetBurnsFast', { objectives: { availability: 99.5 } }, {}, '> 0.072 and'],
  ])('follow from %s: %s', (_, alert, props, given, expected) => {
    expect(rules(props, given).get(alert)?.expr).toContain(expected);
  });

  it("follow from the pooler's parameters", () => {
    const limit = (parameters: Record<string, string>) =>
      rules({}, {}, parameters).get('PostgresPoolClientsNearLimit')?.expr;
    expect(limit({ max_client_conn: '1000' })).toContain('/ 1000 > 0.8');
    expect(limit({})).toContain('/ 100 > 0.8');
  });

  it('know no burn rate beyond all the time', () => {
    const expr = rules({ objectives: { availability: 90 } }).get('PostgresErrorBudgetBurnsFast')?.expr;
    expect(expr).toContain('> 0.6 and');
    expect(expr).not.toContain('1.44');
  });
});

it('makes what the API server takes', () => {
  const made = manifests({ instances: 3, objectives: { availability: 99.9 } }, {}, {});
  expect(refused(made)).toEqual([]);
  expect(only(made, 'PrometheusRule').metadata).toMatchObject({ name: 'orders-db', namespace: 'shop' });
});

it('says nothing of a hibernated cluster', () => {
  expect(rules({ hibernated: true }).size).toBe(0);
});

describe('a replica cluster', () => {
  const source = ExternalCluster.fromConnection({ name: 'origin', host: 'origin', user: 'streaming_replica' });
  const following = (minApplyDelay?: Duration): Partial<PostgresClusterProps> => ({
    instances: 2,
    objectives: { availability: 99.9 },
    bootstrap: pgBaseBackup({ source, database: 'orders', owner: 'app' }),
    replica: { topology: 'standalone', source, ...(minApplyDelay && { minApplyDelay }) },
  });

  it('has no primary to speak of', () => {
    const names = [...rules(following()).keys()].map(String);
    expect(names.filter((name) => /Primar|Switchover|Standby|Budget|cluster:/.test(name))).toEqual([]);
    expect(rules(following()).get('PostgresWalArchivingFailing')?.expr).not.toContain('in_recovery');
  });

  it('may lag when it is told to', () => {
    expect(rules(following()).has('PostgresReplicationLagTime')).toBe(true);
    expect(rules(following(Duration.hours(1))).has('PostgresReplicationLagTime')).toBe(false);
  });
});

it('leads to runbooks where they are', () => {
  const given = { runbooks: 'https://git.example.com/runbooks/' };
  expect(rules({}, given).get('PostgresNoPrimary')?.annotations?.runbook_url).toBe(
    'https://git.example.com/runbooks/PostgresNoPrimary.md',
  );
});

it('promises no archiving of a plugin that is switched off', () => {
  const off = rules({ spec: { plugins: [{ name: 'barman-cloud.cloudnative-pg.io', enabled: false }] } });
  expect([...rules({}).keys()]).toContain('PostgresWalArchivingFailing');
  expect([...off.keys()].filter((name) => name?.includes('WalArch'))).toEqual([]);
});

describe('exclude', () => {
  it('is for a cluster that rests, and enough where one of several needs it', () => {
    const exclude = [{ alert: 'PostgresVolumeNearlyFull', reason }] as const;
    expect([...rules({ hibernated: true }, { exclude }).keys()]).toEqual([]);
    const only = [{ alert: 'PostgresReplicationLagTime', reason }] as const;
    const made = render((folder) => {
      const queries = new CustomQueries(folder, 'Queries', { name: 'queries', queries: ALERT_QUERIES });
      const several = cluster(folder, { instances: 3, customQueries: [queries.reference] });
      new ClusterAlerts(folder, 'One', { name: 'several', cluster: several, exclude: only });
      const one = new PostgresCluster(folder, 'Second', { ...MINIMAL, name: 'other-db' });
      new ClusterAlerts(folder, 'Two', { name: 'two', cluster: one, exclude: only });
    });
    expect(JSON.stringify(made)).not.toContain('"PostgresReplicationLagTime"');
  });

  const reason = 'the kubelet has no statistics of them';

  it('leaves an alert out, with its reason', () => {
    const exclude = [{ alert: 'PostgresVolumeNearlyFull', reason }] as const;
    expect([...rules({}, { exclude }).keys()]).not.toContain('PostgresVolumeNearlyFull');
    expect(only(manifests({}, { exclude }), 'PrometheusRule').metadata.annotations).toEqual({
      'cnpg-gitops/excluded-alerts': `PostgresVolumeNearlyFull: ${reason}`,
    });
  });

  it.each([
    ['without a reason', { alert: 'PostgresNoPrimary', reason: ' ' }, 'exclude PostgresNoPrimary: give a reason'],
    [
      'that the cluster does not have',
      { alert: 'PostgresStandbyMissing', reason },
      'cluster "orders-db" has no such alert',
    ],
  ] as const)('is refused %s', (_, excluded, message) => {
    expect(() => manifests({}, { exclude: [excluded] })).toThrow(message);
  });
});

it('refuses to alert on a metric that no query of the cluster makes', () => {
  expect(() => manifests({ instances: 3, customQueries: [] })).toThrow(
    'alerts of cluster "orders-db" read cnpg_synchronous_standbys_attached, which none of its custom queries provides',
  );
  expect(() => manifests({ instances: 1, customQueries: [] })).not.toThrow();
});

it('alerts on the operator alone where there is no plugin', () => {
  const made = render((folder) => {
    const operator = { namespace: 'cnpg-system', deployment: 'cnpg' };
    new PlatformAlerts(folder, 'Alerts', { name: 'platform', operator });
  });
  const groups = at(only(made, 'PrometheusRule'), 'spec.groups') as RuleGroup[];
  expect(groups.flatMap((group) => group.rules).map(({ alert }) => alert)).toEqual([
    'PostgresOperatorDown',
    'PostgresReconcileFailing',
    'PostgresPlatformMetricsMissing',
  ]);
  expect(refused(made)).toEqual([]);
});
