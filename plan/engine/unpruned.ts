import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { namesOf } from './object-names';

/**
 * What Applications that prune nothing make of a removal, before what it does; empty where there are none for the namespace.
 * A manifest does not say whose it is, only where it is.
 */
export function unprunedBy(manifest: Manifest, after: Index): string {
  if (manifest.metadata.namespace === undefined) return '';
  const keepers = after
    .all(Kind.APPLICATION)
    .filter((application) => at(application, 'spec.destination.namespace') === namespaceOf(manifest))
    .filter((application) => at(application, 'spec.syncPolicy.automated.prune') !== true);
  if (keepers.length === 0) return '';
  return `${namesOf(keepers)} prunes nothing: if it applies this object, the object remains until it is deleted by hand. Then `;
}
