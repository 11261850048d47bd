import { Kind } from '../object/kinds';
import { at, type Manifest, namespaceOf, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterOf } from '../object/references';
import { archiveFolderOf, sourceFolderOf } from './archives';
import { externalClustersOf } from './external-clusters';

/** The Cluster of this run that another one was recovered from; undefined if it is not among the objects. */
export function recoverySourceOf(cluster: Manifest, index: Index): Manifest | undefined {
  const recovery = at(cluster, 'spec.bootstrap.recovery');
  const found = ofBackup(cluster, text(at(recovery, 'backup.name')), index) ?? ofArchive(cluster, recovery, index);
  return found === cluster ? undefined : found;
}

function ofBackup(cluster: Manifest, name: string | undefined, index: Index): Manifest | undefined {
  const backup = name === undefined ? undefined : index.get(Kind.BACKUP, namespaceOf(cluster), name);
  return backup && clusterOf(backup, index);
}

function ofArchive(cluster: Manifest, recovery: unknown, index: Index): Manifest | undefined {
  const name = text(at(recovery, 'source'));
  const source = externalClustersOf(cluster).find((each) => each.name === name);
  const archive = source && sourceFolderOf(source, cluster, index);
  if (archive === undefined) return undefined;
  return index.all(Kind.CLUSTER).find((each) => {
    const own = archiveFolderOf(each, index);
    return own !== undefined && own.location === archive.location && own.serverName === archive.serverName;
  });
}
