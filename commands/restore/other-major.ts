import { Instant, type PostgresCluster, type Rebuild } from '../../constructs/index';
import { serverNameAt } from '../../constructs/postgres/rebuild';
import { activeSchedulesOf } from '../../manifests/cnpg/backups';
import { scheduledCron } from '../../manifests/cnpg/scheduled-cron';
import { Kind } from '../../manifests/object/kinds';
import type { Index } from '../../manifests/object/object-index';
import { archivesOf } from '../../plan/engine/archives';
import { type ArchiveEntry, serverNameIn, withServerName } from '../../plan/lineage/lineage-entry';
import { nextRun } from '../../values/time/cron-runs';
import { UsageError } from '../cli/usage-error';
import { archiveBeginning } from './archive-beginning';
import { lineage } from './source';

interface Asked {
  /** Of what is rendered with it. */
  readonly index: Index;
  readonly cluster: PostgresCluster;
  readonly time: Instant;
  readonly rebuilds?: readonly Rebuild[] | undefined;
  /** Folder of the repository. */
  readonly root: string;
}

/** The archive that is read for an instant, and those of older majors of the same cluster. */
interface ReadArchive extends Asked {
  /** What is declared now. */
  readonly now: ArchiveEntry;
  readonly read: ArchiveEntry;
  /** The newest major first. */
  readonly older: readonly ArchiveEntry[];
  /** When the archive of the declared major can have begun, where an older one is known. */
  readonly begun: ReturnType<typeof archiveBeginning>;
  readonly entries: readonly ArchiveEntry[];
}

/** Asks git, which takes its time in a long history. */
export function readArchive(asked: Asked): ReadArchive | undefined {
  const { index, cluster, time, rebuilds = [], root } = asked;
  const manifest = index.get(Kind.CLUSTER, cluster.namespace, cluster.name);
  const [now] = manifest === undefined ? [] : archivesOf(manifest, index);
  if (now === undefined) return undefined;
  const entries = lineage(root).filter((entry) => 'archive' in entry);
  const server = serverNameAt(rebuilds, cluster.name, time) ?? serverNameIn(now.archive);
  const read = { ...now, archive: withServerName(now.archive, server) };
  const older = entries
    .filter((entry) => entry.cluster === now.cluster && entry.major < now.major && entry.archive !== read.archive)
    .toSorted((a, b) => b.major - a.major);
  const begun = older.length === 0 ? undefined : archiveBeginning(root, read, older);
  return { ...asked, now, read, older, begun, entries };
}

/**
 * The recovered cluster has the major that is declared, and no other one reads its archive.
 * @throws UsageError for an instant at which the cluster had another major, as far as the lineage lock and its history know, with what reads it
 */
export function refuseOtherMajor(found: ReadArchive | undefined): void {
  if (found === undefined) return;
  const { cluster, time, root, now, read, older, begun, entries } = found;
  const server = serverNameIn(read.archive);
  const writers = entries.filter(({ archive }) => archive === read.archive);
  const [writer] = writers;
  if (writer !== undefined && writers.every(({ major }) => major !== now.major)) {
    throw refusal(cluster, time, `what it wrote then is in "${server}"`, writer);
  }
  if (begun === undefined || (begun !== 'uncommitted' && !isBefore(time, begun.written))) return;
  const what =
    begun === 'uncommitted'
      ? `"${server}", the archive of PostgreSQL ${now.major}, is not committed yet and has nothing`
      : `"${server}", the archive of PostgreSQL ${now.major}, was declared at ${Instant.fromDate(begun.written)} and has nothing before`;
  const reads = older.find((entry, i) => {
    const from = archiveBeginning(root, entry, older.slice(i + 1));
    return !(typeof from === 'object' && isBefore(time, from.written));
  });
  throw refusal(cluster, time, what, reads ?? older[0] ?? read);
}

/** Argo CD or Flux applies a commit some time after the merge, and the upgrade itself takes minutes. */
const APPLIED_WITHIN = 60 * 60 * 1000;
/** What git cannot tell: a base backup of 1 TB at 70 MB/s, which one process compresses, takes so long. A needless step 0 costs one look. */
const BACKED_UP_WITHIN = 4 * 60 * 60 * 1000;

/**
 * An archive restores nothing before its first base backup is completed. After the upgrade to another major that one is taken by hand, of
 * which git knows nothing, or by the schedule. Until the branch got the upgrade, the older major ran.
 * @returns what comes before any step; nothing for an instant after the first scheduled base backup, and the time that it may take
 */
export function beforeFirstBackup(found: ReadArchive | undefined): string {
  if (typeof found?.begun !== 'object') return '';
  const { index, cluster, time, begun, read, older } = found;
  const manifest = index.get(Kind.CLUSTER, cluster.namespace, cluster.name);
  if (manifest === undefined) return '';
  const [first] = activeSchedulesOf(manifest, index)
    .flatMap((schedule) => scheduledCron(schedule) ?? [])
    .flatMap((cron) => nextRun(cron, later(begun.merged, APPLIED_WITHIN)) ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime());
  if (first !== undefined && !isBefore(time, later(first, BACKED_UP_WITHIN))) return '';
  const [old] = older ?? [];
  const until =
    first === undefined
      ? 'no schedule takes base backups of it'
      : `its first scheduled base backup begins at ${Instant.fromDate(first)} and may take hours`;
  return `0. before anything else: ${time} may be an instant to which nothing can be restored. The upgrade to PostgreSQL ${read.major} came to this branch at ${Instant.fromDate(begun.merged)} and was applied some time after; ${until}
   only a base backup that was completed before ${time} can be restored to it: kubectl get backups.postgresql.cnpg.io -n ${cluster.namespace} -o custom-columns=NAME:.metadata.name,CLUSTER:.spec.cluster.name,STOPPED:.status.stoppedAt
   without one the recovery fails: take an instant after the first base backup, or the state before the upgrade${old === undefined ? '' : `: ${olderCluster(old)}`}
`;
}

function refusal({ name }: PostgresCluster, time: Instant, what: string, old: ArchiveEntry): UsageError {
  return new UsageError(
    `--at ${time}: cluster "${name}" is declared with another major than it had then: ${what}; PostgreSQL ${old.major} alone reads what it wrote: ${olderCluster(old)}`,
  );
}

/** What brings back an older major, which no command declares. */
export function olderCluster(old: ArchiveEntry): string {
  return `declare a PostgresClusterFromBackup with version: '${old.major}' and source.archive with serverName: '${serverNameIn(old.archive)}', as docs/recovery.md, "Before an upgrade to another major", shows`;
}

function isBefore(time: Instant, date: Date): boolean {
  return time.compareTo(Instant.fromDate(date)) < 0;
}

function later(date: Date, by: number): Date {
  return new Date(date.getTime() + by);
}
