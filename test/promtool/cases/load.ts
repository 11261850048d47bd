import { type Case, on, onPooler, POOLER_POD, scraped, steady, steps } from '../support/case';

const SESSION = { datname: 'orders', usename: 'app', application_name: 'api' };

function backends(byUser: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(byUser).flatMap(([usename, count]) =>
      ['active', 'idle'].map((state) => [
        on('shop-db-1', 'cnpg_backends_total', { ...SESSION, usename, state }),
        steady(count / 2),
      ]),
    ),
  );
}

function open(state: string, seconds: number) {
  return { [on('shop-db-1', 'cnpg_backends_max_tx_duration_seconds', { ...SESSION, state })]: steady(seconds) };
}

function age(metric: 'xid_age' | 'mxid_age', value: number) {
  return { [on('shop-db-1', `cnpg_pg_database_${metric}`, { datname: 'orders' })]: steady(value) };
}

function checkpoints(view: string, asked: string, timed: string) {
  return { [on('shop-db-1', `${view}_checkpoints_req`)]: asked, [on('shop-db-1', `${view}_checkpoints_timed`)]: timed };
}

export const connectionCases: readonly Case[] = [
  {
    alert: 'PostgresConnectionsNearLimit',
    shape: 'ha',
    when: '165 of 200 are in use',
    series: backends({ app: 165 }),
    at: '10m',
    fires: { labels: { pod: 'shop-db-1' }, description: '82.5% of the 200 connections of shop-db-1 are in use.' },
  },
  {
    alert: 'PostgresConnectionsNearLimit',
    shape: 'ha',
    when: '155 of 200 are in use, and standbys and backups stream beside them',
    series: backends({ app: 155, streaming_replica: 10 }),
    at: '1h',
  },
  {
    alert: 'PostgresConnectionsNearLimit',
    shape: 'single',
    when: "85 of PostgreSQL's own 100 are in use",
    series: backends({ app: 85 }),
    at: '10m',
    fires: { labels: { pod: 'shop-db-1' }, description: '85% of the 100 connections of shop-db-1 are in use.' },
  },
  {
    alert: 'PostgresPoolClientsNearLimit',
    shape: 'ha',
    when: '450 of 500 clients are connected',
    series: { [onPooler('cnpg_pgbouncer_lists_used_clients')]: steady(450) },
    at: '10m',
    fires: {
      labels: POOLER_POD,
      description: '90% of the clients that shop-db-pooler-rw-6d4f9c7b8-x2x4z may have are connected.',
    },
  },
  {
    alert: 'PostgresPoolClientsNearLimit',
    shape: 'ha',
    when: '390 of 500 clients are connected',
    series: { [onPooler('cnpg_pgbouncer_lists_used_clients')]: steady(390) },
    at: '1h',
  },
  {
    alert: 'PostgresPoolClientsWaiting',
    shape: 'ha',
    when: 'a client has waited 12 s, again and again',
    series: { [onPooler('cnpg_pgbouncer_pools_maxwait', { database: 'orders', user: 'app' })]: steady(12) },
    at: '5m',
    fires: {
      labels: { ...POOLER_POD, database: 'orders', user: 'app' },
      description: 'A client of app has waited 12s for a connection to orders in shop-db-pooler-rw-6d4f9c7b8-x2x4z.',
    },
  },
  {
    alert: 'PostgresPoolClientsWaiting',
    shape: 'ha',
    when: 'clients wait through a failover of 30 s',
    series: {
      [onPooler('cnpg_pgbouncer_pools_maxwait', { database: 'orders', user: 'app' })]: steps([0, 5], [30, 2], [0, 30]),
    },
    at: '6m',
  },
  {
    alert: 'PostgresPoolerDown',
    shape: 'ha',
    when: 'one pod of two answers',
    series: { [onPooler('cnpg_pgbouncer_up')]: steady(1) },
    at: '10m',
    fires: {
      labels: { pooler: 'shop-db-pooler-rw' },
      description: '1 pods of pooler shop-db-pooler-rw answer, fewer than are declared.',
    },
  },
  {
    alert: 'PostgresPoolerDown',
    shape: 'ha',
    when: 'a pod is replaced within three minutes',
    series: {
      [onPooler('cnpg_pgbouncer_up')]: steady(1),
      [onPooler('cnpg_pgbouncer_up', { pod: 'shop-db-pooler-rw-6d4f9c7b8-aaaaa' })]: steps([1, 5], ['stale', 60]),
      [onPooler('cnpg_pgbouncer_up', { pod: 'shop-db-pooler-rw-6d4f9c7b8-bbbbb' })]: `_x8 ${steps([1, 60])}`,
    },
    at: '12m',
  },
];

export const transactionCases: readonly Case[] = [
  {
    alert: 'PostgresLongTransaction',
    shape: 'ha',
    when: 'one has been open for 40 minutes',
    series: open('idle in transaction', 2400),
    at: '5m',
    fires: {
      labels: { pod: 'shop-db-1', datname: 'orders', usename: 'app', state: 'idle in transaction' },
      description:
        'A transaction of app in orders on shop-db-1 (idle in transaction) has been open for 40m 0s: nothing that it may still see is vacuumed.',
    },
  },
  {
    alert: 'PostgresLongTransaction',
    shape: 'ha',
    when: 'a report takes 29 minutes, and sessions idle for a day',
    series: { ...open('active', 1740), ...open('idle', 86_400) },
    at: '5m',
  },
  {
    alert: 'PostgresWraparoundNear',
    shape: 'ha',
    when: 'the oldest transaction is twice as old as autovacuum allows',
    series: age('xid_age', 450e6),
    at: '20m',
    fires: {
      labels: { datname: 'orders' },
      description:
        'The oldest transaction or multixact of database orders is 450M old; at 2.1G PostgreSQL refuses writes.',
    },
  },
  {
    alert: 'PostgresWraparoundNear',
    shape: 'ha',
    when: 'the oldest multixact is',
    series: age('mxid_age', 850e6),
    at: '20m',
    fires: {
      labels: { datname: 'orders' },
      description:
        'The oldest transaction or multixact of database orders is 850M old; at 2.1G PostgreSQL refuses writes.',
    },
  },
  {
    alert: 'PostgresWraparoundNear',
    shape: 'ha',
    when: 'autovacuum is at work against it',
    series: { ...age('xid_age', 220e6), ...age('mxid_age', 450e6) },
    at: '1h',
  },
  {
    alert: 'PostgresDeadlocks',
    shape: 'ha',
    when: 'there is one a minute',
    series: { [on('shop-db-1', 'cnpg_pg_stat_database_deadlocks', { datname: 'orders' })]: '0+1x60' },
    at: '30m',
    fires: { labels: { datname: 'orders' }, description: '15 deadlocks in database orders in 15 minutes.' },
  },
  {
    alert: 'PostgresDeadlocks',
    shape: 'ha',
    when: 'there are four in a quarter of an hour',
    series: {
      [on('shop-db-1', 'cnpg_pg_stat_database_deadlocks', { datname: 'orders' })]: steps([100, 20], [104, 60]),
    },
    at: '25m',
  },
  {
    alert: 'PostgresCheckpointPressure',
    shape: 'ha',
    when: 'WAL forces 30 checkpoints an hour',
    series: checkpoints('cnpg_pg_stat_checkpointer', '0+0.5x200', '0+0.05x200'),
    at: '80m',
    fires: {
      labels: scraped('shop-db-1'),
      description: '30 checkpoints of shop-db-1 in an hour did not wait for their time.',
    },
  },
  {
    alert: 'PostgresCheckpointPressure',
    shape: 'snapshot',
    when: 'the same on PostgreSQL 16, which counts elsewhere',
    series: checkpoints('cnpg_pg_stat_bgwriter', '0+0.5x200', '0+0.05x200'),
    at: '80m',
    fires: {
      labels: scraped('shop-db-1'),
      description: '30 checkpoints of shop-db-1 in an hour did not wait for their time.',
    },
  },
  {
    alert: 'PostgresCheckpointPressure',
    shape: 'ha',
    when: 'an import and a base backup ask for ten',
    series: checkpoints('cnpg_pg_stat_checkpointer', '0+0.166x200', '0+0.05x200'),
    at: '80m',
  },
];
