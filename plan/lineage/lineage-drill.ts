import { archiverOf } from '../../manifests/cnpg/archives';
import { storeReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { DRILL_LABEL, EXPIRES_ANNOTATION } from '../../values/cnpg/drill';
import { attempt } from '../../values/text/invalid-value';
import { Instant } from '../../values/time/instant';

/**
 * Whether an object is created and removed with a drill, so that dropping it only drops a copy. The label alone does not prove it, since
 * any object may have it: a Cluster must be recovered from another one, declare its end and archive nowhere; an ObjectStore must serve
 * only such Clusters.
 */
export function isOfDrill(manifest: Manifest, objects: Index): boolean {
  if (record(manifest.metadata.labels)[DRILL_LABEL] === undefined) return false;
  switch (groupKindOf(manifest)) {
    case Kind.CLUSTER:
      return isCopy(manifest);
    case Kind.OBJECT_STORE:
      return usersOf(manifest, objects).every((cluster) => isOfDrill(cluster, objects));
    default:
      return false;
  }
}

function isCopy(cluster: Manifest): boolean {
  const expires = text(record(cluster.metadata.annotations)[EXPIRES_ANNOTATION]);
  return (
    expires !== undefined &&
    attempt(() => Instant.parse(expires)) !== undefined &&
    at(cluster, 'spec.bootstrap.recovery') !== undefined &&
    archiverOf(cluster) === undefined
  );
}

function usersOf(store: Manifest, objects: Index): Manifest[] {
  const { name } = store.metadata;
  return objects
    .all(Kind.CLUSTER)
    .filter((cluster) => namespaceOf(cluster) === namespaceOf(store))
    .filter((cluster) => storeReferences(cluster).some((reference) => reference.store === name));
}
