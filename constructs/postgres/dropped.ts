import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Acknowledgement } from '../../values/declarations/acknowledgement';
import type { PostgresCluster } from './cluster';
import { accompanying, drop } from './companions';

/** On the scope in which a cluster was declared that is no longer there. */
const DROPPED = 'cnpg-gitops/dropped';
/** Kinds that hold state, and go with their cluster. */
const HOLDING = ['Cluster', 'Database', 'DatabaseRole'];

interface Dropped {
  readonly cluster: PostgresCluster;
  readonly reason: string;
}

/** Takes a cluster out of the tree with what is its alone, also what is added to it later, for a reason. */
export function dropFrom(scope: Construct, cluster: PostgresCluster, reason: string): void {
  drop(cluster);
  scope.node.addMetadata(DROPPED, { cluster, reason } satisfies Dropped);
}

/** What the reasons acknowledge for which clusters of a tree were dropped: their deletion, and that of what was in them. */
export function acknowledgementsIn(tree: IConstruct): Acknowledgement[] {
  const dropped = tree.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === DROPPED)
    .map(({ data }) => data as Dropped);
  return dropped.flatMap(({ cluster, reason }) => {
    const gone = [cluster, ...accompanying(cluster)].flatMap((construct) => construct.node.findAll());
    const objects = gone
      .filter(ApiObject.isApiObject)
      .filter(({ kind }) => HOLDING.includes(kind))
      .map(({ kind, name }) => `${kind} ${cluster.namespace}/${name}`);
    return [...new Set(objects)].map((object) => ({ delete: object, reason }));
  });
}
