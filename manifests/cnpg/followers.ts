import { Kind } from '../object/kinds';
import { at, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { archiveFolderOf, sourceFolderOf } from './archives';
import { isReplicaCluster } from './cluster-traits';
import { servingClusterOf } from './database-host';
import { externalClustersOf } from './external-clusters';

/** The replica clusters that receive the WAL of a Cluster, by streaming or out of its archive. */
export function followersOf(cluster: Manifest, index: Index): Manifest[] {
  const own = archiveFolderOf(cluster, index);
  return index.all(Kind.CLUSTER).filter((other) => {
    if (other === cluster || !isReplicaCluster(other)) return false;
    const name = text(at(other, 'spec.replica.source'));
    const source = externalClustersOf(other).find((each) => each.name === name);
    if (source === undefined) return false;
    const host = text(record(source.entry.connectionParameters).host);
    if (host !== undefined && servingClusterOf(host, namespaceOf(other), index) === cluster) return true;
    const read = sourceFolderOf(source, other, index);
    return own !== undefined && read?.location === own.location && read.serverName === own.serverName;
  });
}
