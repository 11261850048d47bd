import { deletesCluster } from '../helm/kept';
import { Kind } from '../object/kinds';
import { groupKindOf, type Manifest, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterIn } from '../object/references';
import { isDrill } from './backups';

/**
 * What the deletion of an object means, after its kind; undefined for a Namespace without a Cluster, a release that makes none, and what a
 * drill has made, which is to be deleted.
 */
export function deletionLossOf(manifest: Manifest, index: Index): string | undefined {
  if (isDrill(manifest)) return undefined;
  switch (groupKindOf(manifest)) {
    case Kind.CLUSTER:
      return 'with its volumes';
    case Kind.OBJECT_STORE:
      return 'which ends WAL archiving';
    case Kind.HELM_RELEASE:
      return deletesCluster(manifest) === true ? 'and Helm its Cluster with the volumes' : undefined;
    default:
      return clusterIn(text(manifest.metadata.name) ?? '', index) && 'with the databases in it';
  }
}
