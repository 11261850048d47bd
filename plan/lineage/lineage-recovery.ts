import { sourceFolderOf } from '../../manifests/cnpg/archives';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { externalClustersOf } from '../../manifests/cnpg/external-clusters';
import { manifestName } from '../../manifests/object/identity';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { ArchiveEntry } from './lineage-entry';
import type { LineageProblem } from './lineage-problem';

/**
 * Recoveries out of archives that another major wrote alone: PostgreSQL refuses the data directory. Only of clusters that do not exist yet:
 * bootstrap is read once, and one that was recovered long ago may have been upgraded since.
 *
 * @param written - the archives of the committed lock
 */
export function unreadable(
  written: readonly ArchiveEntry[],
  created: readonly Manifest[],
  index: Index,
): LineageProblem[] {
  return created.flatMap((cluster) => {
    const archive = archiveRead(cluster, index);
    const major = majorOf(cluster);
    const writers = written.filter((entry) => entry.archive === archive);
    const majors = [...new Set(writers.map((entry) => entry.major))];
    if (archive === undefined || major === undefined || majors.length === 0 || majors.includes(major)) return [];
    const old = majors.join(' and ');
    return [
      {
        message: `${manifestName(cluster)} is PostgreSQL ${major}, but would be recovered from the archive ${archive}, which PostgreSQL ${old} wrote: no other major reads its backups`,
        fix: `recover it with an image of ${old}, and upgrade it afterwards; a Cluster that runs already and was upgraded since needs no recovery any more: declare initdb, bootstrap is read once`,
      },
    ];
  });
}

/** The archive that a Cluster is recovered from, as the lock writes it: without the endpoint. */
function archiveRead(cluster: Manifest, index: Index): string | undefined {
  const source = at(cluster, 'spec.bootstrap.recovery.source');
  const entry = externalClustersOf(cluster).find(({ name }) => name === source);
  const folder = entry && sourceFolderOf(entry, cluster, index);
  return folder && `${folder.location.split(' at ')[0]} ${folder.serverName}`;
}
