import { type Case, CREATED, on, ROLES, scraped, steady, steps, volume } from '../support/case';

const H = 3600;
const DAY = 24 * H;
const PLUGIN = 'barman_cloud_cloudnative_pg_io_';
const OPERATOR = 'cnpg_collector_';
const NO_BACKUP =
  'Not one base backup is known in the archive of the cluster, so nothing that it holds can be restored: a new cluster, a rebuilt or a restored one, or another archive.';

function archiver(failed: string, archived: string, ready: string, pod: 'shop-db-1' | 'shop-db-2' = 'shop-db-1') {
  return {
    ...ROLES,
    [on(pod, 'cnpg_pg_stat_archiver_last_failed_time')]: failed,
    [on(pod, 'cnpg_pg_stat_archiver_last_archived_time')]: archived,
    [on(pod, 'cnpg_collector_pg_wal_archive_status', { value: 'ready' })]: ready,
    [on(pod, 'cnpg_pg_postmaster_start_time')]: steady(0),
  };
}

/** Timestamps of the last good and the last failed base backup, in seconds from the start. */
function backups(available: number | string, failed: number, prefix = PLUGIN, created = 1) {
  const ended = typeof available === 'string' ? available : steady(available);
  return {
    ...ROLES,
    [on('shop-db-1', `${prefix}last_available_backup_timestamp`)]: ended,
    [on('shop-db-2', `${prefix}last_available_backup_timestamp`)]: ended,
    [on('shop-db-1', `${prefix}last_failed_backup_timestamp`)]: steady(failed),
    [volume('shop-db-1', CREATED)]: steady(created),
    [volume('shop-db-2', CREATED)]: steady(created + 10 * DAY),
  };
}

function window(firstPoint: number, prefix = PLUGIN) {
  return { ...backups(0, 0, prefix), [on('shop-db-1', `${prefix}first_recoverability_point`)]: steady(firstPoint) };
}

export const archiveCases: readonly Case[] = [
  {
    alert: 'PostgresWalArchivingFailing',
    shape: 'ha',
    when: 'no attempt has succeeded for ten minutes',
    series: archiver(steady(100), steady(50), steady(7)),
    at: '10m',
    fires: {
      labels: { ...scraped('shop-db-1'), value: 'ready' },
      description:
        'The last attempt of shop-db-1 to archive WAL failed, and 7 segments wait. They fill the volume, and cannot be recovered from the archive.',
    },
  },
  {
    alert: 'PostgresWalArchivingFailing',
    shape: 'ha',
    when: 'the object store was away for four minutes',
    series: archiver(steps([0, 2], [200, 30]), steps([60, 6], [400, 30]), steady(2)),
    at: '10m',
  },
  {
    alert: 'PostgresWalArchivingFailing',
    shape: 'ha',
    when: 'a former primary remembers that it failed',
    series: archiver(steady(100), steady(50), steady(0), 'shop-db-2'),
    at: '1h',
  },
  {
    alert: 'PostgresWalArchiveBehind',
    shape: 'ha',
    when: 'WAL waits, and the last was archived 14 minutes ago',
    series: archiver(steady(-1), steady(60), steady(3)),
    at: '15m',
    fires: {
      labels: scraped('shop-db-1'),
      description:
        'WAL waits on shop-db-1, and nothing was archived for 14m 0s: with all volumes lost, so much work would be, and 6 minutes are allowed.',
    },
  },
  {
    alert: 'PostgresWalArchiveBehind',
    shape: 'single',
    when: 'the first segment of all hangs',
    series: archiver(steady(-1), steady(-1), steady(1)),
    at: '15m',
    fires: {
      labels: scraped('shop-db-1'),
      description:
        'WAL waits on shop-db-1, and nothing was archived for 15m 0s: with all volumes lost, so much work would be, and 5 minutes are allowed.',
    },
  },
  {
    alert: 'PostgresWalArchiveBehind',
    shape: 'ha',
    when: 'an idle database has nothing to archive',
    series: archiver(steady(-1), steady(60), steady(0)),
    at: '5h',
  },
  {
    alert: 'PostgresWalArchiveBehind',
    shape: 'ha',
    when: 'an upload after a quiet night takes four minutes',
    series: archiver(steady(-1), steps([60, 64], [3840, 60]), steps([0, 60], [1, 4], [0, 60])),
    at: '64m',
  },
  {
    alert: 'PostgresBaseBackupOverdue',
    shape: 'ha',
    when: 'the last one ended 50 hours ago',
    series: backups(DAY, 0),
    every: '1h',
    at: '74h',
    fires: {
      description:
        'The last base backup, or the creation of the cluster, is 2d 2h 0m 0s ago, and backups are due every 24h.',
    },
  },
  {
    alert: 'PostgresBaseBackupOverdue',
    shape: 'ha',
    when: 'a cluster of 50 hours has none',
    series: backups(0, 0, PLUGIN, H),
    every: '1h',
    at: '51h',
    fires: {
      description:
        'The last base backup, or the creation of the cluster, is 2d 2h 0m 0s ago, and backups are due every 24h.',
    },
  },
  {
    alert: 'PostgresBaseBackupOverdue',
    shape: 'snapshot',
    when: 'the last snapshot is of 50 hours ago',
    series: backups(DAY, 0, OPERATOR),
    every: '1h',
    at: '74h',
    fires: {
      description:
        'The last base backup, or the creation of the cluster, is 2d 2h 0m 0s ago, and backups are due every 24h.',
    },
  },
  {
    alert: 'PostgresBaseBackupOverdue',
    shape: 'snapshot',
    when: 'the last snapshot is of 47 hours ago',
    series: backups(DAY, 0, OPERATOR),
    every: '1h',
    at: '71h',
  },
  {
    alert: 'PostgresBaseBackupOverdue',
    shape: 'ha',
    when: 'a fresh cluster waits for its first backup',
    series: backups(0, 0),
    every: '1h',
    at: '47h',
  },
  {
    alert: 'PostgresNoBackup',
    shape: 'ha',
    when: 'a rebuilt cluster has been up for 50 minutes without one',
    series: backups(0, 0),
    at: '50m',
    fires: { description: NO_BACKUP },
  },
  {
    alert: 'PostgresNoBackup',
    shape: 'snapshot',
    when: 'no snapshot was ever taken',
    series: backups(0, 0, OPERATOR),
    at: '50m',
    fires: { description: NO_BACKUP },
  },
  {
    alert: 'PostgresNoBackup',
    shape: 'ha',
    when: 'its first attempts all fail',
    series: backups(0, 600),
    at: '60m',
    fires: { description: NO_BACKUP },
  },
  {
    alert: 'PostgresNoBackup',
    shape: 'ha',
    when: 'the first one takes 40 minutes',
    series: backups(steps([0, 40], [2400, 60]), 0),
    at: '60m',
  },
  {
    alert: 'PostgresNoBackup',
    shape: 'ha',
    when: 'the last one is old, which is another alert',
    series: backups(H, 0),
    every: '1h',
    at: '60d',
  },
  {
    alert: 'PostgresScheduledBackupMissed',
    shape: 'ha',
    when: 'the run of the day left no trace',
    series: backups(DAY, 0),
    every: '1h',
    at: '52h',
    fires: {
      description: 'No base backup has ended, well or badly, for 1d 4h 0m 0s, and one is due every 24h.',
    },
  },
  {
    alert: 'PostgresScheduledBackupMissed',
    shape: 'ha',
    when: 'the run of the day failed, which is another alert',
    series: backups(DAY, 2 * DAY),
    every: '1h',
    at: '52h',
  },
  {
    alert: 'PostgresScheduledBackupMissed',
    shape: 'ha',
    when: 'a backup takes two hours longer than the one before',
    series: backups(steps([DAY, 50], [50 * H, 50]), 0),
    every: '1h',
    at: '50h',
  },
  {
    alert: 'PostgresLastBackupFailed',
    shape: 'ha',
    when: 'the last run failed two hours ago',
    series: backups(DAY, 26 * H),
    every: '1h',
    at: '28h',
    fires: { description: 'The last base backup failed 2h 0m 0s ago, and none has succeeded since.' },
  },
  {
    alert: 'PostgresLastBackupFailed',
    shape: 'ha',
    when: 'a failed run was followed by a good one',
    series: backups(26 * H, DAY),
    every: '1h',
    at: '28h',
  },
  {
    alert: 'PostgresLastBackupFailed',
    shape: 'ha',
    when: 'nothing has run yet',
    series: backups(0, 0),
    every: '1h',
    at: '28h',
  },
  {
    alert: 'PostgresRecoveryWindowShort',
    shape: 'ha',
    when: 'after 33 days only 20 can be recovered',
    series: window(13 * DAY),
    every: '6h',
    at: '33d',
    fires: {
      description: 'The first point that can be recovered is 20d 0h 0m 0s ago, and 30 days are promised.',
    },
  },
  {
    alert: 'PostgresRecoveryWindowShort',
    shape: 'ha',
    when: 'a young cluster grows its window',
    series: window(DAY),
    every: '6h',
    at: '30d',
  },
  {
    alert: 'PostgresRecoveryWindowShort',
    shape: 'ha',
    when: 'retention keeps a little more than the window',
    series: window(2 * DAY),
    every: '6h',
    at: '33d',
  },
];
