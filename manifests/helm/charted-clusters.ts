import { groupBy } from '../../values/collections/group-by';
import { type Manifest, namespaceOf } from '../object/manifest';
import type { Index } from '../object/object-index';
import { chartCluster } from './cluster-chart';
import { VALUES_KINDS, valuesClusters } from './values-clusters';

/**
 * The Clusters that charts make in a namespace, or may make, and that nobody has rendered, as far as their values say what they are called: who
 * refers to one of them makes no mistake.
 */
export function chartedClusters(namespace: string, index: Index): Manifest[] {
  const charted = index.derive(chartedByNamespace);
  // A file of values does not say into which namespace its chart is installed.
  return [undefined, namespace].flatMap((each) => charted.get(each) ?? []);
}

function chartedByNamespace(index: Index): ReadonlyMap<string | undefined, Manifest[]> {
  const charted = VALUES_KINDS.flatMap((kind) => index.all(kind)).flatMap((manifest) => [
    ...[chartCluster(manifest, index)?.cluster ?? []].flat(),
    ...valuesClusters(manifest, index).map(({ cluster }) => cluster),
  ]);
  return groupBy(charted, (each) => (each.metadata.namespace === undefined ? undefined : namespaceOf(each)));
}
