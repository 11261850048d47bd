import type { MetricName } from '../../../constructs/monitoring/alerts/metrics';
import { curve, HOUR, MINUTES, noise, total, type Value } from './curves';

/** A series of the day. */
export interface Series {
  readonly metric: MetricName;
  readonly labels: Readonly<Record<string, string>>;
  /** Its value in a minute of the day; undefined while nobody serves it. */
  readonly value: Value;
}

/** What happens on the day, in minutes from midnight. */
export const EVENTS = {
  /** The first instance dies, the second one takes over, and the first one comes back as its standby. */
  failover: { from: 9.5 * HOUR, promoted: 9.5 * HOUR + 1, back: 9.5 * HOUR + 9 },
  /** The application takes more connections of the pool than there are. */
  rush: { from: 11.75 * HOUR, to: 12.5 * HOUR },
  /** The third instance replays too slowly. */
  lag: { from: 15 * HOUR, to: 16.25 * HOUR },
  /** The archive refuses WAL, and has not taken any since. */
  archive: { from: 22 * HOUR, to: MINUTES + 1 },
} as const;

const { failover, rush, lag, archive } = EVENTS;
const MIB = 2 ** 20;
const GIB = 2 ** 30;
const SEGMENT = 16 * MIB;
/** 2026-01-15, a Thursday. */
export const MIDNIGHT = Date.UTC(2026, 0, 15) / 1000;

const within = ({ from, to }: { from: number; to: number }, minute: number) => minute >= from && minute < to;
/** The load of the shop: little at night, most in the evening, more in the rush at noon. */
const load: Value = (minute) => curve(minute) * (within(rush, minute) ? 1.5 : 1) + 0.05 * noise(minute, 1);
const loadAt = (minute: number) => load(minute) ?? 0;

const isUp = (pod: number, minute: number) => pod !== 1 || minute < failover.from || minute >= failover.back;
const isPrimary = (pod: number, minute: number) => pod === (minute < failover.promoted ? 1 : 2);
const behind = (pod: number, minute: number) =>
  pod === 3 && within(lag, minute) ? Math.sin(((minute - lag.from) / (lag.to - lag.from)) * Math.PI) : 0;
const waiting = (minute: number) =>
  within(archive, minute) ? Math.round((minute - archive.from) * 0.9) : Math.round(1.4 * loadAt(minute));

/** The day of cluster shop-db: three instances, a pooler of two pods, backups at two in the night. */
export function day(): Series[] {
  return [...[1, 2, 3].flatMap(instance), ...['x2x4z', 'k8r7p'].flatMap(poolerPod), ...records()];
}

function instance(pod: number): Series[] {
  const name = `shop-db-${pod}`;
  const at = (metric: MetricName, value: Value, labels: Record<string, string> = {}): Series[] => {
    const serve = (address: string, isIts: (minute: number) => boolean): Series => ({
      metric,
      labels: { namespace: 'shop', pod: name, instance: address, ...labels },
      value: (minute) => (isUp(pod, minute) && isIts(minute) ? value(minute) : undefined),
    });
    // A pod that comes back has another address.
    return pod === 1
      ? [
          serve('10.0.0.1:9187', (minute) => minute < failover.back),
          serve('10.0.0.4:9187', (minute) => minute >= failover.back),
        ]
      : [serve(`10.0.0.${pod}:9187`, () => true)];
  };
  const asPrimary =
    (value: Value, otherwise = 0): Value =>
    (minute) =>
      isPrimary(pod, minute) ? value(minute) : otherwise;
  const share = (minute: number) => (isPrimary(pod, minute) ? 1 : 0.35) * loadAt(minute);
  const backends = (state: string, value: Value) => [
    ...at('cnpg_backends_total', value, { datname: 'shop', usename: 'app', application_name: 'api', state }),
    ...at(
      'cnpg_backends_max_tx_duration_seconds',
      (minute) => (state === 'idle' ? 0 : 0.4 + 3 * Math.abs(noise(minute, pod)) + (isVacuum(pod, minute) ? 1300 : 0)),
      { datname: 'shop', usename: 'app', application_name: 'api', state },
    ),
  ];
  const ofShop = { datname: 'shop' };
  return [
    ...at('cnpg_collector_up', () => 1, { cluster: 'shop-db' }),
    ...at('cnpg_pg_replication_in_recovery', (minute) => (isPrimary(pod, minute) ? 0 : 1)),
    ...at(
      'cnpg_pg_replication_streaming_replicas',
      asPrimary((minute) => (minute >= failover.promoted && minute < failover.back + 2 ? 1 : 2)),
    ),
    ...at(
      'cnpg_synchronous_standbys_attached',
      asPrimary(() => 1),
    ),
    ...at('cnpg_pg_replication_lag', (minute) =>
      isPrimary(pod, minute) ? 0 : 0.2 + 0.15 * noise(minute, pod) + 48 * behind(pod, minute),
    ),
    ...[1, 2, 3]
      .filter((standby) => standby !== pod)
      .flatMap((standby) => [
        ...at(
          'cnpg_pg_stat_replication_replay_diff_bytes',
          (minute) =>
            isPrimary(pod, minute) && isUp(standby, minute)
              ? MIB * (0.5 + loadAt(minute) * (1 + noise(minute, standby)) + 1400 * behind(standby, minute))
              : undefined,
          { usename: 'streaming_replica', application_name: `shop-db-${standby}`, client_port: '5432' },
        ),
        ...at(
          'cnpg_pg_replication_slots_pg_wal_lsn_diff',
          (minute) =>
            isPrimary(pod, minute) ? MIB * (16 * (1 + loadAt(minute)) + 1400 * behind(standby, minute)) : undefined,
          { slot_name: `_cnpg_shop_db_${standby}`, slot_type: 'physical' },
        ),
      ]),
    ...backends('active', (minute) => Math.round(12 * share(minute) + 2)),
    ...backends('idle', (minute) => Math.round(30 + 22 * share(minute))),
    ...backends('idle in transaction', (minute) => Math.round(3 * share(minute) + (within(rush, minute) ? 14 : 0))),
    ...at('cnpg_backends_waiting_total', (minute) =>
      isPrimary(pod, minute) && within(rush, minute) ? Math.round(6 + 5 * noise(minute, 7)) : 0,
    ),
    ...at(
      'cnpg_pg_stat_database_xact_commit',
      total((minute) => 420 * share(minute), failoverOf(pod)),
      ofShop,
    ),
    ...at(
      'cnpg_pg_stat_database_xact_rollback',
      total((minute) => 4 * share(minute), failoverOf(pod)),
      ofShop,
    ),
    ...at(
      'cnpg_pg_stat_database_blks_hit',
      total((minute) => 52_000 * share(minute), failoverOf(pod)),
      ofShop,
    ),
    ...at(
      'cnpg_pg_stat_database_blks_read',
      total(
        (minute) => 400 * share(minute) + (isVacuum(1, minute) ? 900 : 0) + warmingUp(pod, minute),
        failoverOf(pod),
      ),
      ofShop,
    ),
    ...at(
      'cnpg_pg_stat_database_temp_bytes',
      total((minute) => (minute % 180 < 12 ? 3 * MIB : 0), failoverOf(pod)),
      ofShop,
    ),
    ...at(
      'cnpg_pg_stat_database_deadlocks',
      total((minute) => (isPrimary(pod, minute) && within(rush, minute) ? 0.004 : 0), failoverOf(pod)),
      ofShop,
    ),
    ...at('cnpg_pg_database_size_bytes', (minute) => 38 * GIB + minute * 3.2 * MIB, ofShop),
    ...at('cnpg_pg_database_size_bytes', () => 8 * MIB, { datname: 'postgres' }),
    ...at('cnpg_pg_database_xid_age', (minute) => 120e6 + ((minute + 400) % 1100) * 60_000, ofShop),
    ...at('cnpg_pg_database_xid_age', (minute) => 60e6 + minute * 30_000, { datname: 'postgres' }),
    ...at('cnpg_pg_database_mxid_age', (minute) => 4e6 + minute * 900, ofShop),
    ...at('cnpg_pg_database_mxid_age', () => 1e6, { datname: 'postgres' }),
    ...at(
      'cnpg_collector_wal_bytes',
      total((minute) => (isPrimary(pod, minute) ? 3.4 * MIB * loadAt(minute) : 0), failoverOf(pod)),
      { stats_reset: '2026-01-01 00:00:00+00' },
    ),
    ...at('cnpg_collector_pg_wal', (minute) => walBytes(pod, minute), { value: 'size' }),
    ...at(
      'cnpg_pg_stat_checkpointer_checkpoints_timed',
      total((minute) => (isPrimary(pod, minute) ? 1 / 300 : 0), failoverOf(pod)),
    ),
    ...at(
      'cnpg_pg_stat_checkpointer_checkpoints_req',
      total((minute) => (isPrimary(pod, minute) && loadAt(minute) > 0.8 ? 1 / 500 : 0), failoverOf(pod)),
    ),
    ...at(
      'cnpg_pg_postmaster_start_time',
      (minute) => MIDNIGHT + (pod === 1 && minute >= failover.back ? 579 * 60 : -9e5),
    ),
    ...at(
      'cnpg_pg_stat_archiver_archived_count',
      total(
        (minute) => (isPrimary(pod, minute) && !within(archive, minute) ? 0.2 * loadAt(minute) : 0),
        failoverOf(pod),
      ),
    ),
    ...at(
      'cnpg_pg_stat_archiver_failed_count',
      total((minute) => (isPrimary(pod, minute) && within(archive, minute) ? 0.05 : 0), failoverOf(pod)),
    ),
    ...at(
      'cnpg_pg_stat_archiver_last_archived_time',
      asPrimary((minute) => MIDNIGHT + 60 * Math.min(minute, archive.from) - 20, MIDNIGHT - 9e5),
    ),
    ...at(
      'cnpg_collector_pg_wal_archive_status',
      asPrimary((minute) => waiting(minute)),
      { value: 'ready' },
    ),
    ...at('barman_cloud_cloudnative_pg_io_last_available_backup_timestamp', (minute) =>
      minute < 137 ? MIDNIGHT - 86_400 + 137 * 60 : MIDNIGHT + 137 * 60,
    ),
    ...at('barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp', (minute) =>
      minute < 122 ? 0 : MIDNIGHT + 122 * 60,
    ),
    ...at('barman_cloud_cloudnative_pg_io_first_recoverability_point', (minute) =>
      minute < 150 ? MIDNIGHT - 31 * 86_400 : MIDNIGHT - 30 * 86_400,
    ),
    ...volumes(name, pod),
  ];
}

const failoverOf = (pod: number) => (pod === 1 ? failover.back : undefined);
const isVacuum = (pod: number, minute: number) => pod === 1 && minute > 240 && minute < 262;
/** A new primary has an empty cache. */
const warmingUp = (pod: number, minute: number) =>
  pod === 2 && minute >= failover.promoted ? 9000 * Math.exp((failover.promoted - minute) / 20) : 0;
const walBytes = (pod: number, minute: number) =>
  2 * GIB +
  1400 * MIB * behind(3, minute) +
  (isPrimary(pod, minute) && within(archive, minute) ? waiting(minute) * SEGMENT : 0);

function volumes(name: string, pod: number): Series[] {
  const volume = (claim: string, capacity: number, used: (minute: number) => number): Series[] => {
    const labels = { namespace: 'shop', persistentvolumeclaim: claim };
    return [
      { metric: 'kubelet_volume_stats_capacity_bytes', labels, value: () => capacity },
      { metric: 'kubelet_volume_stats_available_bytes', labels, value: (minute) => capacity - used(minute) },
    ];
  };
  return [
    ...volume(name, 100 * GIB, (minute) => 44 * GIB + minute * 3.2 * MIB * (1 + 0.1 * pod)),
    ...volume(`${name}-wal`, 20 * GIB, (minute) => walBytes(pod, minute) + 0.3 * GIB),
  ];
}

function records(): Series[] {
  const labels = { namespace: 'shop', cluster: 'shop-db' };
  const value: Value = (minute) => (minute < failover.from ? 0 : 1 / (3 * 24 * 60));
  return [{ metric: 'cluster:postgres_unavailable:ratio_rate3d', labels, value }];
}

function poolerPod(suffix: string, index: number): Series[] {
  const pod = `shop-db-pooler-rw-6d4f9c7b8-${suffix}`;
  const scraped = { namespace: 'shop', pod, instance: `10.0.1.${index}:9127` };
  const at = (metric: MetricName, value: Value, labels: Record<string, string> = {}): Series => ({
    metric,
    labels: { ...scraped, ...labels },
    value,
  });
  const ofPool = { database: 'shop', user: 'app' };
  const isRush = (minute: number) => within(rush, minute);
  const active = (minute: number) => (isRush(minute) ? 25 : Math.round(16 * loadAt(minute) + noise(minute, index + 3)));
  const queue = (minute: number) => (isRush(minute) ? Math.round(30 + 18 * noise(minute, index + 5)) : 0);
  const wait = (minute: number) => (isRush(minute) ? 3.4 + 3 * noise(minute, index + 6) : 0.002);
  return [
    at('cnpg_pgbouncer_up', () => 1),
    at('cnpg_pgbouncer_lists_used_clients', (minute) => Math.round(90 + 130 * loadAt(minute)) + queue(minute)),
    at('cnpg_pgbouncer_pools_cl_waiting', queue, ofPool),
    at('cnpg_pgbouncer_pools_maxwait', (minute) => Math.floor(wait(minute)), ofPool),
    at('cnpg_pgbouncer_pools_maxwait_us', (minute) => Math.round((wait(minute) % 1) * 1e6), ofPool),
    at('cnpg_pgbouncer_pools_sv_active', active, ofPool),
    at('cnpg_pgbouncer_pools_sv_idle', (minute) => Math.max(0, 20 - active(minute)), ofPool),
    at('cnpg_pgbouncer_pools_sv_used', (minute) => (isRush(minute) ? 0 : 2), ofPool),
    at('cnpg_pgbouncer_pools_sv_tested', () => 0, ofPool),
    at('cnpg_pgbouncer_pools_sv_login', (minute) => (minute === failover.promoted ? 8 : 0), ofPool),
    at(
      'cnpg_pgbouncer_stats_total_query_count',
      total((minute) => 1300 * loadAt(minute)),
      { database: 'shop' },
    ),
    at(
      'cnpg_pgbouncer_stats_total_xact_count',
      total((minute) => 210 * loadAt(minute)),
      { database: 'shop' },
    ),
    at(
      'cnpg_pgbouncer_stats_total_query_time',
      total((minute) => 1300 * loadAt(minute) * (900 + (isRush(minute) ? 2600 : 250 * noise(minute, 9)))),
      { database: 'shop' },
    ),
    at(
      'cnpg_pgbouncer_stats_total_xact_time',
      total((minute) => 210 * loadAt(minute) * (7800 + (isRush(minute) ? 31_000 : 1200 * noise(minute, 10)))),
      { database: 'shop' },
    ),
    at(
      'cnpg_pgbouncer_stats_total_wait_time',
      total((minute) => 210 * loadAt(minute) * (isRush(minute) ? 160_000 : 70)),
      { database: 'shop' },
    ),
  ];
}
