import { archiverOf, pluginArchiveOf } from '../../manifests/cnpg/archives';
import {
  activeSchedulesOf,
  isDisposable,
  isMethodOf,
  needsBackups,
  needsBackupsNow,
} from '../../manifests/cnpg/backups';
import { archivingPlugin } from '../../manifests/cnpg/plugins';
import { scheduledCron } from '../../manifests/cnpg/scheduled-cron';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, record } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { SKIP_WAL_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { nextRun } from '../../values/time/cron-runs';
import { namesOf } from './object-names';

/** The same objects before and after a change, and the instant of the change. */
export interface Moment {
  readonly objects: { readonly before: Index; readonly after: Index };
  readonly now: Date;
  /** Identities of the Kustomizations and Applications whose folder is not in the repository any more. @default - none */
  readonly pathless?: ReadonlySet<string>;
  /** What is applied no more, and whose file stays in git. @default - none */
  readonly remaining?: ReadonlySet<Manifest>;
  /** What nobody in the repository applied, and is still applied from elsewhere in it. @default - none */
  readonly copies?: ReadonlySet<Manifest>;
}

/** A Cluster that archived its WAL and no longer does, as a sentence; undefined if it still does, never did, or need not. */
export function archiveLoss(namespace: string, name: string, { objects, now }: Moment): string | undefined {
  const [before, after] = sidesOf(namespace, name, objects);
  if (before === undefined || after === undefined || !needsBackups(after)) return undefined;
  const isStoreKept = [objects.before, objects.after].some((side) => side.all(Kind.OBJECT_STORE).length > 0);
  if (!archives(before, objects.before, isStoreKept) || archives(after, objects.after, isStoreKept)) return undefined;
  const schedules = workingSchedulesOf(after, objects.after, now);
  const rest =
    schedules.length === 0
      ? 'nothing written from now on can be restored'
      : 'nothing written from now on can be restored except by base backups that need no WAL, each to its own moment';
  const lost = archiverOf(after) === undefined ? 'nothing archives' : 'no ObjectStore of this change stores';
  return `${rest}: ${lost} the WAL of ${namesOf([after])} any more. The content of the archive remains`;
}

/** A Cluster that had scheduled base backups and no longer does, as a sentence; undefined as above. */
export function scheduleLoss(namespace: string, name: string, { objects, now }: Moment): string | undefined {
  const [before, after] = sidesOf(namespace, name, objects);
  if (before === undefined || after === undefined || !needsBackupsNow(after)) return undefined;
  if (workingSchedulesOf(before, objects.before, now).length === 0) return undefined;
  if (workingSchedulesOf(after, objects.after, now).length > 0 || isMigrating(before, after)) return undefined;
  const subject = `no schedule takes base backups of ${namesOf([after])} any more`;
  if (archiverOf(after) === undefined) return `nothing written from now on can be restored: ${subject}`;
  return `${subject}: every recovery starts from the last one and replays all WAL since, and once that is lost or expired nothing can be restored`;
}

/** What archives, or why archiving is not needed, as the end of a reason for a change without a loss; undefined if it is unknown. */
export function archivesStill(namespace: string, name: string, { objects }: Moment): string | undefined {
  const [, after] = sidesOf(namespace, name, objects);
  const archiver = after && archiverOf(after);
  if (archiver !== undefined) return `From now on ${archiver} archives`;
  return after && isDisposable(after) ? 'The cluster is marked as disposable' : undefined;
}

function sidesOf(namespace: string, name: string, { before, after }: Moment['objects']) {
  return [before, after].map((index) => index.get(Kind.CLUSTER, namespace, name));
}

function archives(cluster: Manifest, index: Index, isStoreKept: boolean): boolean {
  if (record(cluster.metadata.annotations)[SKIP_WAL_ANNOTATION] === 'enabled') return false;
  const archiver = archiverOf(cluster);
  if (archiver !== `plugin ${BARMAN_CLOUD_PLUGIN}`) return archiver !== undefined;
  const store = pluginArchiveOf(cluster)?.store ?? '';
  // If there is no store among the objects, stores are declared elsewhere. In that case only a missing name is certain.
  return store !== '' && (!isStoreKept || index.get(Kind.OBJECT_STORE, namespaceOf(cluster), store) !== undefined);
}

/** The schedules with backups that can succeed: not suspended, firing, by a method that the Cluster supports. */
function workingSchedulesOf(cluster: Manifest, index: Index, now: Date): readonly Manifest[] {
  return activeSchedulesOf(cluster, index).filter((schedule) => {
    const cron = scheduledCron(schedule);
    return isMethodOf(schedule, cluster) && (cron === undefined || nextRun(cron, now) !== undefined);
  });
}

/** A move from CNPG's own Barman to the plugin. The schedules follow in a separate commit, as the procedure says. */
function isMigrating(before: Manifest, after: Manifest): boolean {
  const [had, has] = [before, after].map((side) => archivingPlugin(side) !== undefined);
  return at(before, 'spec.backup.barmanObjectStore') !== undefined && has === true && !had;
}
