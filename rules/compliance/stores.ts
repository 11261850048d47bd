import { ownStoreReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';

/** The ObjectStores of the input that the plugins of a Cluster archive to, not those that it was recovered from. */
export function objectStoresOf(cluster: Manifest, index: Index): Manifest[] {
  return ownStoreReferences(cluster).flatMap(
    ({ store }) => index.get(Kind.OBJECT_STORE, namespaceOf(cluster), store) ?? [],
  );
}
