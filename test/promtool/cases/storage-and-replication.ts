import { AVAILABLE, CAPACITY, type Case, on, ROLES, scraped, steady, steps, volume } from '../support/case';

const GB = 1e9;

function claim(name: string, capacity: number, available: string) {
  return { [volume(name, CAPACITY)]: steady(capacity), [volume(name, AVAILABLE)]: available };
}

function where(name: string) {
  return { node: 'node-1', persistentvolumeclaim: name };
}

function behind(bytes: number, standby: string) {
  const labels = { usename: 'streaming_replica', application_name: standby, client_addr: '10.0.0.2', client_port: '1' };
  return { ...ROLES, [on('shop-db-1', 'cnpg_pg_stat_replication_replay_diff_bytes', labels)]: steady(bytes) };
}

function slot(bytes: number) {
  const labels = { slot_name: '_cnpg_shop_db_2', slot_type: 'physical', database: '' };
  return { ...ROLES, [on('shop-db-1', 'cnpg_pg_replication_slots_pg_wal_lsn_diff', labels)]: steady(bytes) };
}

function attached(values: string) {
  return { ...ROLES, [on('shop-db-1', 'cnpg_synchronous_standbys_attached')]: values };
}

/** What the primary counts of all that read its WAL, and each that is, by its name. */
function streaming(all: string, readers: Readonly<Record<string, string>>) {
  const series = Object.entries(readers).map(([application_name, values]) => [
    on('shop-db-1', 'cnpg_pg_stat_replication_replay_diff_bytes', { application_name, usename: 'streaming_replica' }),
    values,
  ]);
  return { ...ROLES, [on('shop-db-1', 'cnpg_pg_replication_streaming_replicas')]: all, ...Object.fromEntries(series) };
}

export const storageCases: readonly Case[] = [
  {
    alert: 'PostgresDataVolumeFilling',
    shape: 'ha',
    when: 'it grows by 43 GB a day, and 38 GB are left',
    series: claim('shop-db-1', 100 * GB, '40e9-30e6x200'),
    at: '70m',
    fires: {
      labels: where('shop-db-1'),
      description: '37.9% of shop-db-1 is free; as in the last 6 hours, it is full within 1 day.',
    },
  },
  {
    alert: 'PostgresDataVolumeFilling',
    shape: 'single',
    when: 'a tablespace fills as well',
    series: claim('shop-db-1-tbs-archive', 100 * GB, '40e9-30e6x200'),
    at: '70m',
    fires: {
      labels: where('shop-db-1-tbs-archive'),
      description: '37.9% of shop-db-1-tbs-archive is free; as in the last 6 hours, it is full within 1 day.',
    },
  },
  {
    alert: 'PostgresDataVolumeFilling',
    shape: 'ha',
    when: 'it grows by 29 GB a day, and 38 GB are left',
    series: claim('shop-db-1', 100 * GB, '40e9-20e6x200'),
    at: '70m',
  },
  {
    alert: 'PostgresDataVolumeFilling',
    shape: 'ha',
    when: 'a bulk load runs on a volume that is three quarters empty',
    series: claim('shop-db-1', 100 * GB, '80e9-80e6x200'),
    at: '70m',
  },
  {
    alert: 'PostgresWalVolumeFilling',
    shape: 'ha',
    when: 'WAL stays, and 2.8 hours are left',
    series: claim('shop-db-1-wal', 10 * GB, '4e9-20e6x200'),
    at: '30m',
    fires: {
      labels: where('shop-db-1-wal'),
      description: '34% of shop-db-1-wal is free; as in the last hour, it is full within 4 hours.',
    },
  },
  {
    alert: 'PostgresWalVolumeFilling',
    shape: 'ha',
    when: 'WAL stays, and 6 hours are left',
    series: claim('shop-db-1-wal', 10 * GB, '4e9-10e6x200'),
    at: '30m',
  },
  {
    alert: 'PostgresVolumeNearlyFull',
    shape: 'ha',
    when: '9 % are free',
    series: claim('shop-db-2-wal', 10 * GB, steady(0.9 * GB)),
    at: '10m',
    fires: { labels: where('shop-db-2-wal'), description: '9% of shop-db-2-wal is free.' },
  },
  {
    alert: 'PostgresVolumeNearlyFull',
    shape: 'ha',
    when: '11 % are free, and another cluster has a full volume',
    series: {
      ...claim('shop-db-2', 10 * GB, steady(1.1 * GB)),
      ...claim('shop-db-old-1', 10 * GB, steady(0)),
    },
    at: '10m',
  },
];

export const replicationCases: readonly Case[] = [
  {
    alert: 'PostgresReplicationLagBytes',
    shape: 'ha',
    when: 'a standby has more than 1 GiB to replay',
    series: behind(1.5 * 2 ** 30, 'shop-db-2'),
    at: '15m',
    fires: {
      labels: { application_name: 'shop-db-2' },
      description: 'Standby shop-db-2 has 1.5GiB of WAL to replay.',
    },
  },
  {
    alert: 'PostgresReplicationLagBytes',
    shape: 'ha',
    when: 'a standby has just less to replay',
    series: behind(2 ** 30 - 1, 'shop-db-2'),
    at: '1h',
  },
  {
    alert: 'PostgresReplicationLagBytes',
    shape: 'ha',
    when: 'a new replica is copied',
    series: behind(50 * GB, 'pg_basebackup'),
    at: '1h',
  },
  {
    alert: 'PostgresReplicationLagTime',
    shape: 'ha',
    when: 'a standby is 45 s behind, and 30 s are the objective',
    series: { [on('shop-db-2', 'cnpg_pg_replication_lag')]: steady(45) },
    at: '10m',
    fires: {
      labels: scraped('shop-db-2'),
      description:
        'Standby shop-db-2 replays what was committed 45s ago; a failover would wait for it, and 30 seconds are allowed.',
    },
  },
  {
    alert: 'PostgresReplicationLagTime',
    shape: 'ha',
    when: 'a standby is behind for four minutes',
    series: { [on('shop-db-2', 'cnpg_pg_replication_lag')]: steps([0, 5], [60, 5], [0, 30]) },
    at: '9m',
  },
  {
    alert: 'PostgresStandbyMissing',
    shape: 'pair',
    when: 'the only standby does not stream',
    series: streaming(steady(0), {}),
    at: '20m',
    fires: { description: '0 of 1 standbys stream from the primary.' },
  },
  {
    alert: 'PostgresStandbyMissing',
    shape: 'pair',
    when: 'a logical subscriber reads in its stead',
    series: streaming(steady(1), { reports: steady(0) }),
    at: '20m',
    fires: { description: '0 of 1 standbys stream from the primary.' },
  },
  {
    alert: 'PostgresStandbyMissing',
    shape: 'pair',
    when: 'a rolling update takes the standby for ten minutes',
    series: streaming(steps([1, 5], [0, 10], [1, 60]), { 'shop-db-2': steps([1, 5], ['stale', 10], [1, 60]) }),
    at: '15m',
  },
  {
    alert: 'PostgresSynchronousStandbyMissing',
    shape: 'ha',
    when: 'none is attached: commits wait',
    series: attached(steady(0)),
    at: '3m',
    fires: {
      description: '0 of 1 synchronous standbys are attached: commits wait until there are enough.',
    },
  },
  {
    alert: 'PostgresSynchronousStandbyMissing',
    shape: 'pair',
    when: 'none is attached: commits go on alone',
    series: attached(steady(0)),
    at: '15m',
    fires: {
      description: '0 of 1 synchronous standbys are attached: a failover now may lose acknowledged commits.',
    },
  },
  {
    alert: 'PostgresSynchronousStandbyMissing',
    shape: 'ha',
    when: 'after a failover of 30 s the standbys come back',
    series: attached(steps([1, 10], ['stale', 2], [0, 2], [1, 60])),
    every: '15s',
    at: '3m30s',
  },
  {
    alert: 'PostgresFailoverQuorumLost',
    shape: 'ha',
    when: 'one of two standbys is away',
    series: streaming(steady(1), { 'shop-db-2': steady(0) }),
    at: '20m',
    fires: {
      description:
        '1 standbys stream, and the failover quorum needs 2: if the primary failed now, none would be promoted.',
    },
  },
  {
    alert: 'PostgresFailoverQuorumLost',
    shape: 'ha',
    when: 'one of two standbys is copied again, by two connections of its join',
    series: streaming(steady(3), { 'shop-db-2': steady(0), 'shop-db-3-join': steady(0) }),
    at: '20m',
    fires: {
      description:
        '1 standbys stream, and the failover quorum needs 2: if the primary failed now, none would be promoted.',
    },
  },
  {
    alert: 'PostgresFailoverQuorumLost',
    shape: 'ha',
    when: 'a rolling update takes each standby in turn',
    series: streaming(steps([2, 5], [1, 10], [2, 3], [1, 10], [2, 60]), {
      'shop-db-2': steps([0, 5], ['stale', 10], [0, 80]),
      'shop-db-3': steps([0, 18], ['stale', 10], [0, 60]),
    }),
    at: '28m',
  },
  {
    alert: 'PostgresReplicationSlotHoldsWal',
    shape: 'ha',
    when: 'a slot holds 3 GiB, and the WAL volume has 10',
    series: slot(3 * 2 ** 30),
    at: '15m',
    fires: {
      labels: { pod: 'shop-db-1', slot_name: '_cnpg_shop_db_2' },
      description: 'Slot _cnpg_shop_db_2 on shop-db-1 holds 3GiB of WAL.',
    },
  },
  {
    alert: 'PostgresReplicationSlotHoldsWal',
    shape: 'ha',
    when: 'a slot holds 2.5 GiB, a quarter of the volume',
    series: slot(2.5 * 2 ** 30),
    at: '1h',
  },
];
