import type { Manifest } from '../../manifests/object/manifest';
import { checkLineage } from '../../plan/lineage/lineage';
import { parseLock } from '../../plan/lineage/lineage-lock';

/** The objects that hold state, as the lock and acknowledgements name them: `Cluster shop/shop-db`. */
export function holdingState(manifests: readonly Manifest[]): string[] {
  const { entries } = parseLock(checkLineage(undefined, manifests).nextText);
  return entries.flatMap((entry) => ('object' in entry ? [entry.object] : []));
}
