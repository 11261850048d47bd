import { Kind } from '../object/kinds';
import { at, type Manifest, namespaceOf, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterOf } from '../object/references';
import { type ArchiveFolder, archiveFolderOf, isSameArchive, sourceFolderOf } from './archives';
import { externalClustersOf } from './external-clusters';

/** The Cluster of this run that another one was recovered from; undefined if it is not among the objects. */
export function recoverySourceOf(cluster: Manifest, index: Index): Manifest | undefined {
  const backup = text(at(cluster, 'spec.bootstrap.recovery.backup.name'));
  const found = ofBackup(cluster, backup, index) ?? ofArchive(cluster, index);
  return found === cluster ? undefined : found;
}

function ofBackup(cluster: Manifest, name: string | undefined, index: Index): Manifest | undefined {
  const backup = name === undefined ? undefined : index.get(Kind.BACKUP, namespaceOf(cluster), name);
  return backup && clusterOf(backup, index);
}

/** The folder of an archive that a Cluster is recovered from; undefined if it is not recovered from one. */
export function recoveredFolderOf(cluster: Manifest, index: Index): ArchiveFolder | undefined {
  const name = text(at(cluster, 'spec.bootstrap.recovery.source'));
  const source = externalClustersOf(cluster).find((each) => each.name === name);
  return source && sourceFolderOf(source, cluster, index);
}

function ofArchive(cluster: Manifest, index: Index): Manifest | undefined {
  const archive = recoveredFolderOf(cluster, index);
  if (archive === undefined) return undefined;
  return index.all(Kind.CLUSTER).find((each) => isSameArchive(archiveFolderOf(each, index), archive));
}
