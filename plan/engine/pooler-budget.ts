import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { connectionsOf, freeConnectionsOf } from '../../manifests/cnpg/pooler';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { clusterOf, dependentsOf } from '../../manifests/object/references';
import { namesOf } from './object-names';

/** How many of the connections of its Cluster the pods of a Pooler may use, as a sentence. */
export function budgetOf(pooler: Manifest, after: Index): string {
  const pods = instancesOf(pooler);
  const may = `${pods} PgBouncer pod${pods === 1 ? '' : 's'} may open ${connectionsOf([pooler])} connections for each pair of user and database`;
  const cluster = clusterOf(pooler, after);
  const free = cluster && freeConnectionsOf(cluster);
  if (cluster === undefined || free === undefined) return may;
  const type = (each: Manifest) => text(at(each, 'spec.type')) ?? 'rw';
  const alike = dependentsOf(Kind.POOLER, cluster, after).filter((each) => type(each) === type(pooler));
  const together = alike.length > 1 ? `, with its other poolers of type ${type(pooler)} ${connectionsOf(alike)}` : '';
  return `${may}${together}, of the ${free} that max_connections of ${namesOf([cluster])} leaves to each instance`;
}
