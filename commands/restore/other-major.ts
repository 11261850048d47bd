import { Instant, type PostgresCluster, type Rebuild } from '../../constructs/index';
import { serverNameAt } from '../../constructs/postgres/rebuild';
import { Kind } from '../../manifests/object/kinds';
import type { Index } from '../../manifests/object/object-index';
import { archivesOf } from '../../plan/engine/archives';
import { type ArchiveEntry, serverNameIn, withServerName } from '../../plan/lineage/lineage-entry';
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

/**
 * The recovered cluster has the major that is declared, and no other one reads its archive.
 * @throws UsageError for an instant at which the cluster had another major, as far as the lineage lock and its history know, with what reads it
 */
export function refuseOtherMajor({ index, cluster, time, rebuilds = [], root }: Asked): void {
  const manifest = index.get(Kind.CLUSTER, cluster.namespace, cluster.name);
  const [now] = manifest === undefined ? [] : archivesOf(manifest, index);
  if (now === undefined) return;
  const entries = lineage(root).filter((entry) => 'archive' in entry);
  const server = serverNameAt(rebuilds, cluster.name, time) ?? serverNameIn(now.archive);
  const read = { ...now, archive: withServerName(now.archive, server) };
  const writers = entries.filter(({ archive }) => archive === read.archive);
  const [writer] = writers;
  if (writer !== undefined && writers.every(({ major }) => major !== now.major)) {
    throw refusal(cluster, time, `what it wrote then is in "${server}"`, writer);
  }
  const older = entries
    .filter((entry) => entry.cluster === now.cluster && entry.major < now.major && entry.archive !== read.archive)
    .toSorted((a, b) => b.major - a.major);
  const begun = older.length === 0 ? undefined : archiveBeginning(root, read, older);
  if (begun === undefined || (begun !== 'uncommitted' && !isBefore(time, begun))) return;
  const what =
    begun === 'uncommitted'
      ? `"${server}", the archive of PostgreSQL ${now.major}, is not committed yet and has nothing`
      : `"${server}", the archive of PostgreSQL ${now.major}, was declared at ${Instant.fromDate(begun)} and has nothing before`;
  const reads = older.find((entry, i) => {
    const from = archiveBeginning(root, entry, older.slice(i + 1));
    return !(from instanceof Date && isBefore(time, from));
  });
  throw refusal(cluster, time, what, reads ?? older[0] ?? read);
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
