import { Duration } from '../../../values/time/duration';
import { retentionDays } from '../../../values/time/retention';
import type { AlertLimits } from '../alerts/alert-limits';
import { latest } from '../alerts/archive';
import { type ClusterFacts, instanceMatchers } from '../alerts/cluster-facts';
import { onPrimary } from '../alerts/primary';
import { series } from '../alerts/promql';
import { volumeUse } from './cluster-state';
import { type Dashboard, goodBelow, limitAt, type Panel, type Section, type Step, those } from './panel';

const DAY = Duration.days(1).toSeconds();

/** Whether the cluster could be recovered, and to when; undefined where nothing is archived and nothing is backed up. */
export function backupsDashboard(facts: ClusterFacts, limits: AlertLimits): Dashboard | undefined {
  const panels = [...archivePanels(facts, limits), ...baseBackupPanels(facts)];
  if (panels.length === 0) return undefined;
  const sections: Section[] = [{ title: 'State', lines: [panels.map(asState)] }];
  const archive = archivePanels(facts, limits);
  if (archive.length > 0) {
    sections.push({ title: 'WAL archive', lines: [archive, [...archiveRates(facts), walVolume(facts, limits)]] });
  }
  const backups = baseBackupPanels(facts);
  if (backups.length > 0) sections.push({ title: 'Base backups', lines: [backups] });
  return { about: 'backups', description: 'Whether the cluster could be recovered, and to when', sections };
}

/** A stat of the same as a panel over time. */
function asState(panel: Panel): Panel {
  return { ...panel, draws: 'stat', title: panel.title };
}

function archivePanels(facts: ClusterFacts, { archiveDelay }: AlertLimits): readonly Panel[] {
  if (facts.archive === undefined) return [];
  const pods = instanceMatchers(facts);
  const waiting = series('cnpg_collector_pg_wal_archive_status', ...pods, 'value="ready"');
  const archived = series('cnpg_pg_stat_archiver_last_archived_time', ...pods);
  // If nothing has been archived yet, the start of PostgreSQL is used.
  const since = `(${archived} > 0 or ${series('cnpg_pg_postmaster_start_time', ...pods)})`;
  const failed = series('cnpg_pg_stat_archiver_failed_count', ...pods);
  return [
    {
      title: 'WAL not archived for',
      draws: 'lines',
      unit: 's',
      description: `Time since the primary archived a segment, while others wait; zero when nothing waits. With all volumes lost, so much work would be, and ${archiveDelay} are allowed: read the log of the archiver.`,
      queries: [
        {
          expr: `max(time() - (${onPrimary(facts, since)}) and on (namespace, pod) ${waiting} > 0) or on () 0 * max(${waiting})`,
          legend: 'since the last segment',
        },
      ],
      steps: goodBelow(archiveDelay.toSeconds()),
      alerts: ['PostgresWalArchiveBehind', 'PostgresWalArchivingFailing'],
    },
    {
      title: 'Segments waiting',
      draws: 'lines',
      description:
        'WAL segments that are ready to be archived. A handful after a burst is normal; a steady climb fills the volume until PostgreSQL stops.',
      queries: [{ expr: `max(${onPrimary(facts, waiting)})`, legend: 'waiting' }],
      steps: [{ colour: 'green' }, { colour: 'orange', from: 10 }, { colour: 'red', from: 100 }],
      alerts: ['PostgresWalArchivingFailing'],
    },
    {
      title: 'Failed attempts, in an hour',
      draws: 'lines',
      description:
        'Attempts to archive that failed. One now and then is the network; PostgreSQL tries again until it succeeds. Many in a row are credentials, a bucket that is gone, or another cluster below the same path.',
      queries: [{ expr: `sum(increase(${failed}[1h]))`, legend: 'failed' }],
      steps: [{ colour: 'green' }, { colour: 'orange', from: 1 }, { colour: 'red', from: 10 }],
      alerts: ['PostgresWalArchivingFailing'],
    },
  ];
}

function archiveRates(facts: ClusterFacts): readonly Panel[] {
  const archived = series('cnpg_pg_stat_archiver_archived_count', ...instanceMatchers(facts));
  return [
    {
      title: 'Segments archived, in an hour',
      draws: 'lines',
      description:
        'How many segments the archive took. It should follow the load; zero for longer than `archive_timeout` means that nothing is written, or nothing is archived.',
      queries: [
        { expr: `${onPrimary(facts, `sum by (namespace, pod) (increase(${archived}[1h]))`)}`, legend: '{{pod}}' },
      ],
    },
  ];
}

function walVolume(facts: ClusterFacts, { volumeFree }: AlertLimits): Panel {
  const which = facts.storage.hasWalVolume ? 'wal' : 'data';
  return {
    title: 'Volume that WAL is on',
    draws: 'lines',
    unit: 'percentunit',
    description:
      'What cannot be archived stays here. It shows how much time is left to repair the archive: at 100 % PostgreSQL stops.',
    queries: [{ expr: volumeUse(facts, which), legend: '{{persistentvolumeclaim}}' }],
    steps: limitAt(1 - volumeFree),
    alerts: ['PostgresVolumeNearlyFull'],
  };
}

function baseBackupPanels(facts: ClusterFacts): readonly Panel[] {
  if (facts.backups === undefined) return [];
  const { ways, interval } = facts.backups;
  const available = latest(facts, ways, 'last_available_backup_timestamp');
  const failed = latest(facts, ways, 'last_failed_backup_timestamp');
  const every = Duration.seconds(interval).toGoDuration();
  return those(
    {
      title: 'Age of the last base backup',
      draws: 'lines',
      unit: 's',
      description: `A backup is due every ${every}. Every recovery starts from the last one and replays WAL from there: an old backup is a slow recovery. Beyond twice the interval, look at the ScheduledBackup and its Backups.`,
      queries: [{ expr: `time() - (${available} > 0)`, legend: 'age' }],
      steps: ageSteps(interval),
      nothing: 'no backup',
      alerts: ['PostgresNoBackup', 'PostgresBaseBackupOverdue', 'PostgresScheduledBackupMissed'],
    },
    {
      title: 'Last base backup',
      draws: 'states',
      description:
        'Whether the last attempt succeeded. After a failure, `kubectl describe` of the newest Backup gives the reason; take one by hand when it is removed.',
      queries: [{ expr: `${failed} > bool ${available}`, legend: 'last base backup' }],
      means: { 0: { text: 'succeeded', colour: 'green' }, 1: { text: 'failed', colour: 'red' } },
      alerts: ['PostgresLastBackupFailed'],
    },
    recoveryWindow(facts),
  );
}

function ageSteps(interval: number): readonly Step[] {
  return [
    { colour: 'green' },
    { colour: 'orange', from: Math.round(1.1 * interval) },
    { colour: 'red', from: 2 * interval },
  ];
}

/** Only the Barman Cloud plugin says from where on a recovery is possible. */
function recoveryWindow(facts: ClusterFacts): Panel | false {
  if (facts.archive !== 'barman-cloud') return false;
  const policy = facts.objectives.pitrWindow?.toRetention();
  const days = policy === undefined ? undefined : retentionDays(policy);
  const point = series('barman_cloud_cloudnative_pg_io_first_recoverability_point', ...instanceMatchers(facts));
  return {
    title: 'Recovery window',
    draws: 'lines',
    unit: 's',
    description: `How far back the cluster can be recovered to any moment.${days === undefined ? '' : ` ${days} days are promised; until the cluster is that old, the window grows with it.`} A window that shrinks loses backups sooner than the retention policy says.`,
    queries: [{ expr: `time() - (max(${point}) > 0)`, legend: 'window' }],
    ...(days !== undefined && { steps: [{ colour: 'orange' }, { colour: 'green', from: days * DAY }] }),
    nothing: 'none',
    alerts: ['PostgresRecoveryWindowShort'],
  };
}
