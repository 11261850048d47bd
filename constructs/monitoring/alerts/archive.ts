import { Duration } from '../../../values/time/duration';
import { retentionDays } from '../../../values/time/retention';
import type { Alert, AlertGroup } from './alert';
import { type BackupWay, type ClusterFacts, instanceMatchers, volumesOf } from './cluster-facts';
import { onPrimary } from './primary';
import { series } from './promql';

/** WAL archiving and base backups: what is found out too late most often. */
export const archiveAlerts = {
  PostgresWalArchivingFailing(facts) {
    if (facts.archive === undefined) return undefined;
    const pods = instanceMatchers(facts);
    const failed = series('cnpg_pg_stat_archiver_last_failed_time', ...pods);
    const archived = series('cnpg_pg_stat_archiver_last_archived_time', ...pods);
    const waiting = series('cnpg_collector_pg_wal_archive_status', ...pods, 'value="ready"');
    return {
      severity: 'critical',
      for: Duration.minutes(5),
      expr: onPrimary(facts, `${waiting} and on (namespace, pod) ${failed} > ${archived}`),
      summary: 'WAL archiving fails',
      description:
        'The last attempt of {{ $labels.pod }} to archive WAL failed, and {{ $value }} segments wait. They fill the volume, and cannot be recovered from the archive.',
    };
  },

  PostgresWalArchiveBehind(facts, { archiveDelay }) {
    if (facts.archive === undefined) return undefined;
    const pods = instanceMatchers(facts);
    const archived = series('cnpg_pg_stat_archiver_last_archived_time', ...pods);
    // If nothing has been archived yet, the start of PostgreSQL is used.
    const since = `(${archived} > 0 or ${series('cnpg_pg_postmaster_start_time', ...pods)})`;
    const waiting = series('cnpg_collector_pg_wal_archive_status', ...pods, 'value="ready"');
    const late = `time() - ${since} > ${archiveDelay.toSeconds()}`;
    return {
      severity: facts.objectives.rpo?.disaster === undefined ? 'warning' : 'critical',
      for: Duration.minutes(5),
      expr: onPrimary(facts, `${late} and on (namespace, pod) ${waiting} > 0`),
      summary: 'WAL archiving is behind',
      description: `WAL waits on {{ $labels.pod }}, and nothing was archived for {{ $value | humanizeDuration }}: with all volumes lost, so much work would be, and ${archiveDelay} are allowed.`,
    };
  },

  PostgresBaseBackupOverdue(facts) {
    if (facts.backups === undefined) return undefined;
    const limit = 2 * facts.backups.interval;
    return {
      severity: 'critical',
      for: Duration.minutes(15),
      expr: `time() - (${latest(facts, facts.backups.ways, 'last_available_backup_timestamp')} > 0 or on () ${bornAt(facts)}) > ${limit}`,
      summary: 'No base backup within twice the interval of its schedule',
      description: `The last base backup, or the creation of the cluster, is {{ $value | humanizeDuration }} ago, and backups are due every ${Duration.seconds(facts.backups.interval).toGoDuration()}.`,
    };
  },

  PostgresNoBackup(facts) {
    const ways = facts.backups?.ways ?? (facts.archive === 'barman-cloud' ? (['plugin'] as const) : undefined);
    // The data of a replica is another cluster's.
    if (ways === undefined || facts.isReplica) return undefined;
    return {
      severity: 'critical',
      // Time for the first backup of a cluster that was just made, and still within an hour.
      for: Duration.minutes(45),
      expr: `${latest(facts, ways, 'last_available_backup_timestamp')} == 0`,
      summary: 'The cluster runs without a backup',
      description:
        'Not one base backup is known in the archive of the cluster, so nothing that it holds can be restored: a new cluster, a rebuilt or a restored one, or another archive.',
    };
  },

  PostgresScheduledBackupMissed(facts) {
    if (facts.backups === undefined) return undefined;
    const { ways, interval } = facts.backups;
    const available = latest(facts, ways, 'last_available_backup_timestamp');
    const failed = latest(facts, ways, 'last_failed_backup_timestamp');
    const attempt = later(available, failed);
    // A backup takes its time, and not always the same.
    const limit = interval + Math.max(3600, Math.ceil(interval / 10));
    return {
      severity: 'warning',
      for: Duration.minutes(15),
      expr: `time() - ((${attempt}) > 0 or on () ${bornAt(facts)}) > ${limit}`,
      summary: 'A scheduled backup did not run',
      description: `No base backup has ended, well or badly, for {{ $value | humanizeDuration }}, and one is due every ${Duration.seconds(interval).toGoDuration()}.`,
    };
  },

  PostgresLastBackupFailed(facts) {
    if (facts.backups === undefined) return undefined;
    const { ways } = facts.backups;
    return {
      severity: 'warning',
      expr: `time() - (${latest(facts, ways, 'last_failed_backup_timestamp')} > ${latest(facts, ways, 'last_available_backup_timestamp')})`,
      summary: 'The last base backup failed',
      description: 'The last base backup failed {{ $value | humanizeDuration }} ago, and none has succeeded since.',
    };
  },

  PostgresRecoveryWindowShort(facts): Alert | undefined {
    const policy = facts.objectives.pitrWindow?.toRetention();
    // Only this plugin says from where on a recovery is possible.
    if (policy === undefined || facts.archive !== 'barman-cloud' || facts.backups === undefined) return undefined;
    const window = retentionDays(policy) * 86_400;
    const points = series('barman_cloud_cloudnative_pg_io_first_recoverability_point', ...instanceMatchers(facts));
    // The window starts with the first backup, which is up to an interval younger than the cluster, and takes its time.
    const grown = window + 2 * facts.backups.interval;
    return {
      severity: 'critical',
      for: Duration.hours(1),
      expr: `time() - (max(${points}) > 0) < ${window} and on () time() - ${bornAt(facts)} > ${grown}`,
      summary: 'The point-in-time recovery window is shorter than promised',
      description: `The first point that can be recovered is {{ $value | humanizeDuration }} ago, and ${retentionDays(policy)} days are promised.`,
    };
  },
} as const satisfies AlertGroup;

const PREFIX = { plugin: 'barman_cloud_cloudnative_pg_io_', operator: 'cnpg_collector_' } as const;
type Suffix = 'last_available_backup_timestamp' | 'last_failed_backup_timestamp';

/** The newest over all instances and ways: with the operator's own methods a former primary keeps what it knew. */
export function latest(facts: ClusterFacts, ways: readonly BackupWay[], suffix: Suffix): string {
  const [first = '', ...more] = ways.map(
    (way) => `max(${series(`${PREFIX[way]}${suffix}`, ...instanceMatchers(facts))})`,
  );
  const joined = more.reduce(later, first);
  return more.length === 0 ? joined : `(${joined})`;
}

/** The greater of two single values. */
function later(one: string, other: string): string {
  return `${one} > ${other} or ${other}`;
}

/** When the oldest instance's volume was made: for as long as the cluster, as far as anybody can tell, has existed. */
function bornAt(facts: ClusterFacts): string {
  return `min(${series('kube_persistentvolumeclaim_created', ...volumesOf(facts, 'instance'))})`;
}
