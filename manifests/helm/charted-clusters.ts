import { type Manifest, namespaceOf } from '../object/manifest';
import type { Index } from '../object/object-index';
import { chartCluster } from './cluster-chart';
import { VALUES_KINDS, valuesClusters } from './values-clusters';

/**
 * The Clusters that charts make in a namespace, or may make, and that nobody has rendered, as far as their values say what they are called: who
 * refers to one of them makes no mistake.
 */
export function chartedClusters(namespace: string, index: Index): Manifest[] {
  // A file of values does not say into which namespace its chart is installed.
  return index
    .derive(allCharted)
    .filter((cluster) => cluster.metadata.namespace === undefined || namespaceOf(cluster) === namespace);
}

function allCharted(index: Index): readonly Manifest[] {
  return VALUES_KINDS.flatMap((kind) => index.all(kind)).flatMap((manifest) => [
    ...[chartCluster(manifest, index)?.cluster ?? []].flat(),
    ...valuesClusters(manifest, index).map(({ cluster }) => cluster),
  ]);
}
