import { archiveFolderOf } from '../../manifests/cnpg/archives';
import { activeSchedulesOf, isDisposable } from '../../manifests/cnpg/backups';
import { ownStoreReferences } from '../../manifests/cnpg/plugins';
import { scheduledCron } from '../../manifests/cnpg/scheduled-cron';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import { attempt } from '../../values/text/invalid-value';
import { longestPause } from '../../values/time/cron-runs';
import { retentionDays } from '../../values/time/retention';
import { type Claim, contradiction, type Gap } from './claim';
import { count, type PromisingCluster, parameterSeconds, s } from './promising-cluster';

const DAY = 86_400;

/** Any second of the window can be recovered: the archive keeps it, and it contains base backups. */
export function pitrWindow(subject: PromisingCluster, now: Date): Claim[] {
  const policy = subject.objectives.pitrWindow?.toRetention();
  if (policy === undefined) return [];
  const window = retentionDays(policy);
  const kept = retentionOf(subject);
  const schedules = activeSchedulesOf(subject.cluster, subject.index);
  const intervals = schedules.map((schedule) => longestPause(scheduledCron(schedule), now));
  const interval = Math.min(...intervals);
  const gaps: Gap[] = contradiction(isDisposable(subject.cluster));
  if (archiveFolderOf(subject.cluster, subject.index) === undefined) {
    gaps.push({
      path: 'spec.plugins',
      message: 'nothing archives WAL, and without it no point in time can be recovered',
      fix: 'add an `archive` to the cluster',
    });
  } else if (kept === undefined) {
    gaps.push({
      path: 'spec.plugins',
      message: 'its ObjectStore is not among these manifests, so its retention is unknown',
      fix: 'validate the ObjectStore together with the Cluster',
    });
  } else if (kept < window) {
    gaps.push({
      path: null,
      message: `the archive keeps ${kept} days, but ${window} are promised`,
      fix: `set retention: Duration.days(${window}) in the ObjectStore`,
    });
  }
  if (interval === Number.POSITIVE_INFINITY) {
    gaps.push({
      path: null,
      message: 'no schedule takes base backups, but recovery starts from one',
      fix: "call cluster.addScheduledBackup('Daily', …)",
    });
  } else if (interval > (kept ?? 0) * DAY) {
    gaps.push({
      path: null,
      message: `base backups are ${days(interval)} apart, more than the ${kept} days that are kept: every recovery would depend on one of them`,
      fix: 'take them daily',
    });
  }
  const atOnce = schedules.some((schedule) => at(schedule, 'spec.immediate') === true);
  const first = atOnce
    ? 'the first base backup is taken at once'
    : `the first base backup is taken within ${days(interval)}`;
  const timeout = parameterSeconds(subject, 'archive_timeout') ?? 0;
  return [
    {
      rule: 'objective-pitr-window',
      promise: `every second of the last ${count(window, 'day')} can be recovered`,
      steps: [
        `retention ${kept === Number.POSITIVE_INFINITY ? 'without end' : count(kept ?? 0, 'day')} ≥ ${count(window, 'day')}; the base backup before the window is also kept`,
        `base backups ${days(interval)} apart at most: a recovery replays at most that much WAL`,
        `the last ${s(timeout + subject.platform.walUpload)} are not in the archive yet: they are the loss that objective-rpo-disaster counts`,
      ],
      gaps,
      assumptions: [
        {
          assumed: first,
          otherwise:
            'nothing can be recovered before it: the window grows from there, and is complete after its full length',
        },
        {
          assumed: 'base backups and WAL archiving succeed',
          otherwise: 'a gap in the WAL ends every recovery there: alert on it, and test restores with drills',
        },
      ],
    },
  ];
}

/** Days that the archive keeps; infinite without a policy, undefined if the manifests do not say. */
function retentionOf({ cluster, index }: PromisingCluster): number | undefined {
  const inTree = at(cluster, 'spec.backup.barmanObjectStore') === undefined ? undefined : cluster;
  const [own] = ownStoreReferences(cluster);
  const store = own && index.get(Kind.OBJECT_STORE, namespaceOf(cluster), own.store);
  const policy = inTree ? at(inTree, 'spec.backup.retentionPolicy') : at(store, 'spec.retentionPolicy');
  if (inTree === undefined && store === undefined) return undefined;
  const given = text(policy);
  return given === undefined ? Number.POSITIVE_INFINITY : attempt(() => retentionDays(given));
}

function days(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'never';
  const [size, word] = seconds >= DAY ? [DAY, 'day'] : [3600, 'hour'];
  return count(Math.round((seconds / size) * 10) / 10, word);
}
