import { type Case, on, type Pod, ROLES, steady, steps } from '../support/case';

const RECOVERY = 'cnpg_pg_replication_in_recovery';
const START = 'cnpg_pg_postmaster_start_time';

function roles(by: Partial<Record<Pod, string>>) {
  return {
    ...ROLES,
    ...Object.fromEntries(Object.entries(by).map(([pod, values]) => [on(pod as Pod, RECOVERY), values])),
  };
}

/** The primary is gone after some steps; another one takes over after some more. */
function failover(after: number, outage: number) {
  return {
    ...roles({
      'shop-db-1': steps([0, after], ['stale', outage], [1, 9000]),
      'shop-db-2': steps([1, after + outage], [0, 9000]),
      'shop-db-3': steps([1, 9000]),
    }),
    [on('shop-db-1', 'cnpg_collector_up', { cluster: 'shop-db' })]: steps([1, after], ['stale', outage], [1, 9000]),
    [on('shop-db-2', 'cnpg_collector_up', { cluster: 'shop-db' })]: steps([1, 9000]),
    [on('shop-db-1', 'cnpg_synchronous_standbys_attached')]: steps([1, after], ['stale', 9000]),
    [on('shop-db-2', 'cnpg_synchronous_standbys_attached')]: `_x${after + outage - 1} ${steps([1, 9000])}`,
  };
}

export const availabilityCases: readonly Case[] = [
  {
    alert: 'PostgresNoPrimary',
    shape: 'ha',
    when: 'the primary is gone, and none takes over',
    series: roles({ 'shop-db-1': steps([0, 10], ['stale', 60]) }),
    at: '15m',
    fires: { description: 'No instance has been a primary that answers for 2 minutes.' },
  },
  {
    alert: 'PostgresNoPrimary',
    shape: 'single',
    when: 'the instance says that PostgreSQL does not answer',
    series: {
      ...ROLES,
      [on('shop-db-1', 'cnpg_collector_up', { cluster: 'shop-db' })]: steps([1, 5], [0, 60]),
    },
    at: '10m',
    fires: { description: 'No instance has been a primary that answers for 2 minutes.' },
  },
  {
    alert: 'PostgresNoPrimary',
    shape: 'ha',
    when: 'a failover takes 30 s',
    series: failover(8, 2),
    every: '15s',
    at: '4m',
  },
  {
    alert: 'PostgresNoPrimary',
    shape: 'ha',
    when: 'a fresh cluster is being restored and never had one',
    series: roles({ 'shop-db-1': steady(1) }),
    at: '2h',
  },
  {
    alert: 'PostgresTwoPrimaries',
    shape: 'ha',
    when: 'two instances are not in recovery',
    series: roles({ 'shop-db-2': steady(0) }),
    at: '5m',
    fires: { description: '2 instances take themselves for the primary: what one of them accepts will be lost.' },
  },
  {
    alert: 'PostgresTwoPrimaries',
    shape: 'ha',
    when: 'metrics of the old primary are a minute old at a switchover',
    series: roles({ 'shop-db-1': steps([0, 6], [1, 60]), 'shop-db-2': steps([1, 5], [0, 60]) }),
    at: '6m',
  },
  {
    alert: 'PostgresInstanceMissing',
    shape: 'ha',
    when: 'one of three has not answered for 20 minutes',
    series: { ...ROLES, [on('shop-db-3', 'cnpg_collector_up', { cluster: 'shop-db' })]: steps([1, 5], ['stale', 60]) },
    at: '25m',
    fires: { description: '2 of 3 instances answer.' },
  },
  {
    alert: 'PostgresInstanceMissing',
    shape: 'ha',
    when: 'a rolling update takes one for ten minutes',
    series: {
      ...ROLES,
      [on('shop-db-3', 'cnpg_collector_up', { cluster: 'shop-db' })]: steps([1, 5], ['stale', 10], [1, 60]),
    },
    at: '15m',
  },
  {
    alert: 'PostgresInstanceRestarting',
    shape: 'ha',
    when: 'PostgreSQL starts every ten minutes',
    series: { [on('shop-db-2', START)]: steps([0, 10], [600, 10], [1200, 10], [1800, 10], [2400, 10], [3000, 20]) },
    at: '1h',
    fires: { labels: { pod: 'shop-db-2' }, description: 'PostgreSQL on shop-db-2 started 5 times in an hour.' },
  },
  {
    alert: 'PostgresInstanceRestarting',
    shape: 'ha',
    when: 'a rolling update demotes an instance, and recreates its pod at another address',
    series: {
      [on('shop-db-1', START)]: steps([0, 10], [600, 10], ['stale', 60]),
      [on('shop-db-1', START, { instance: '10.0.0.9:9187' })]: `_x21 ${steps([1320, 60])}`,
    },
    at: '1h',
  },
  {
    alert: 'PostgresSwitchoverLoop',
    shape: 'ha',
    when: 'two instances take turns',
    series: roles({
      'shop-db-1': steps([0, 10], [1, 10], [0, 10], [1, 10], [0, 40]),
      'shop-db-2': steps([1, 10], [0, 10], [1, 10], [0, 10], [1, 40]),
    }),
    at: '59m',
    fires: { description: '4 promotions in an hour.' },
  },
  {
    alert: 'PostgresSwitchoverLoop',
    shape: 'ha',
    when: 'a rolling update switches over, and somebody switches back',
    series: roles({
      'shop-db-1': steps([0, 10], [1, 20], [0, 60]),
      'shop-db-2': steps([1, 10], [0, 20], [1, 60]),
    }),
    at: '59m',
  },
];

export const objectiveCases: readonly Case[] = [
  {
    alert: 'PostgresErrorBudgetBurnsFast',
    shape: 'ha',
    when: 'there has been no primary for three minutes',
    series: failover(120, 60),
    every: '30s',
    at: '63m',
    fires: { description: 'Nothing could be written for 5.833% of the time; over a month 99.9 % are promised.' },
  },
  {
    alert: 'PostgresErrorBudgetBurnsFast',
    shape: 'ha',
    when: 'commits have waited for a standby for two minutes',
    series: { ...ROLES, [on('shop-db-1', 'cnpg_synchronous_standbys_attached')]: steps([1, 120], [0, 60]) },
    every: '30s',
    at: '62m',
    fires: { description: 'Nothing could be written for 4.167% of the time; over a month 99.9 % are promised.' },
  },
  {
    alert: 'PostgresErrorBudgetBurnsFast',
    shape: 'ha',
    when: 'a failover took 30 s',
    series: failover(120, 1),
    every: '30s',
    at: '62m',
  },
  {
    alert: 'PostgresErrorBudgetBurnsFast',
    shape: 'ha',
    when: 'a switchover of seconds looks like one of 90, by cache, scrape and record',
    series: failover(120, 3),
    every: '30s',
    at: '63m',
  },
  {
    alert: 'PostgresErrorBudgetBurnsFast',
    shape: 'ha',
    when: 'two such follow one another',
    series: {
      ...ROLES,
      [on('shop-db-1', 'cnpg_synchronous_standbys_attached')]: steps([1, 120], [0, 3], [1, 3], [0, 3], [1, 60]),
    },
    every: '30s',
    at: '65m',
    fires: { description: 'Nothing could be written for 5% of the time; over a month 99.9 % are promised.' },
  },
  {
    alert: 'PostgresErrorBudgetBurnsSlowly',
    shape: 'ha',
    when: 'five minutes were lost an hour and a half ago',
    series: failover(2640, 10),
    every: '30s',
    at: '23h30m',
    fires: { description: 'Nothing could be written for 0.3472% of the time; over a month 99.9 % are promised.' },
  },
  {
    alert: 'PostgresErrorBudgetBurnsSlowly',
    shape: 'ha',
    when: 'one minute was lost, as a month may have 43 of',
    series: failover(2640, 2),
    every: '30s',
    at: '23h30m',
  },
];
