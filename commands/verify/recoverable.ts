import { archiverOf } from '../../manifests/cnpg/archives';
import { activeSchedulesOf, needsBackupsNow } from '../../manifests/cnpg/backups';
import { scheduledCron } from '../../manifests/cnpg/scheduled-cron';
import { text } from '../../manifests/object/manifest';
import { longestPause } from '../../values/time/cron-runs';
import { retentionDays } from '../../values/time/retention';
import { type ArchivedWindow, archivedWindow } from './archived-window';
import { compared, untold, type Verified } from './comparison';
import { conditionOf } from './conditions';
import { instantText, type SeenCluster, spanText } from './seen-cluster';

const DAY = 86_400;
/** A base backup takes its time, and is only then a success: a large one hours. */
const DURATION = 6 * 3600;

/** Whether WAL is archived, base backups are taken as often as the schedule says, and any second of the promised window can be recovered. */
export async function recoverable(seen: SeenCluster): Promise<Verified[]> {
  if (!needsBackupsNow(seen.declared)) return [];
  const window = await archivedWindow(seen);
  return [...wal(seen), ...backup(seen, window), ...pointInTime(seen, window)];
}

function wal({ declared, live }: SeenCluster): Verified[] {
  const archiver = archiverOf(declared);
  if (archiver === undefined) return [];
  const condition = conditionOf(live, 'ContinuousArchiving');
  const fix = 'see the log of the primary: WAL piles up on its volume until it is archived';
  return [
    compared('WAL archiving', `by ${archiver}`, condition?.told ?? 'no condition', condition?.isTrue === true, fix),
  ];
}

function backup(seen: SeenCluster, window: ArchivedWindow | undefined): Verified[] {
  const { declared, index, live, now } = seen;
  const pause = pauseOf(seen);
  if (!Number.isFinite(pause)) return [];
  const names = activeSchedulesOf(declared, index)
    .map(({ metadata }) => metadata.name)
    .join(', ');
  const wanted = `every ${spanText(pause)} by ${names}`;
  const condition = conditionOf(live, 'LastBackupSucceeded');
  const last = window?.lastSuccess;
  const failure = window?.lastFailure;
  const since = last ?? createdAt(seen);
  const isLate = since !== undefined && secondsBetween(since, now) > pause + DURATION;
  const hasFailed = condition?.isTrue === false || (failure !== undefined && failure > (last ?? new Date(0)));
  const told = last === undefined ? 'none succeeded yet' : `the last success ended at ${instantText(last)}`;
  const failed = condition?.isTrue === false ? `; LastBackupSucceeded is ${condition.told}` : '';
  const failedAt = failure !== undefined && hasFailed ? `; one failed at ${instantText(failure)}` : '';
  if (last === undefined && !isLate && !hasFailed)
    return [untold('base backup', wanted, `${told}: the cluster is new`)];
  const fix = 'kubectl get backups shows the error; take one at once with npm run -s backup | kubectl create -f -';
  return [compared('base backup', wanted, `${told}${failed}${failedAt}`, !isLate && !hasFailed, fix)];
}

function pointInTime(seen: SeenCluster, window: ArchivedWindow | undefined): Verified[] {
  const policy = seen.objectives.pitrWindow?.toRetention();
  if (policy === undefined) return [];
  const { now } = seen;
  const wanted = new Date(now.getTime() - retentionDays(policy) * DAY * 1000);
  const created = createdAt(seen);
  const pause = pauseOf(seen);
  // A young cluster cannot reach back further than its first base backup, which the schedule promises.
  const born = new Date((created?.getTime() ?? 0) + ((Number.isFinite(pause) ? pause : 0) + DURATION) * 1000);
  const limit = born > wanted ? born : wanted;
  const promised = `the last ${policy}, back to ${instantText(wanted)}`;
  const first = window?.first;
  if (first === undefined && limit >= now)
    return [untold('recovery window', promised, 'no base backup yet: the cluster is new')];
  const young =
    first !== undefined && first > wanted && first <= limit ? '; the cluster is younger than the window' : '';
  return [
    compared(
      'recovery window',
      promised,
      first === undefined ? `no point (${window?.place ?? 'no archive'})` : `from ${instantText(first)}${young}`,
      first !== undefined && first <= limit,
      'keep what is older (the archive before a move, a snapshot) until the window has grown; check retentionPolicy and the bucket',
    ),
  ];
}

/** In seconds, the longest time between two runs of the schedule that runs most often. */
function pauseOf({ declared, index, now }: SeenCluster): number {
  return Math.min(...activeSchedulesOf(declared, index).map((each) => longestPause(scheduledCron(each), now)));
}

function createdAt({ live }: SeenCluster): Date | undefined {
  const created = text(live.metadata.creationTimestamp);
  return created === undefined ? undefined : new Date(created);
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}
