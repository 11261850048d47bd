import { isHibernated, isReplicaCluster } from '../../manifests/cnpg/cluster-traits';
import { type Manifest, text } from '../../manifests/object/manifest';
import { FENCING_ANNOTATION, HIBERNATION_ANNOTATION, RECONCILIATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { UsageError } from '../cli/usage-error';

/**
 * Refuses a cluster that would answer no drill, whatever happens: before anything is made.
 * @throws UsageError
 */
export function refuseResting(cluster: Manifest): void {
  const { name, namespace, annotations = {}, deletionTimestamp } = cluster.metadata;
  const fenced = annotations[FENCING_ANNOTATION];
  const reason =
    (isHibernated(cluster) && `is hibernated (${HIBERNATION_ANNOTATION}: on): it has no instances`) ||
    (annotations[RECONCILIATION_ANNOTATION] === 'disabled' &&
      `is not reconciled by the operator (${RECONCILIATION_ANNOTATION}: disabled): no instance would be promoted`) ||
    (fenced !== undefined &&
      fenced !== '[]' &&
      fenced !== '' &&
      `has fenced instances (${FENCING_ANNOTATION}: ${fenced})`) ||
    (text(deletionTimestamp) !== undefined && 'is being deleted') ||
    (isReplicaCluster(cluster) && 'is a replica cluster: it takes no writes');
  if (reason) throw new UsageError(`Cluster ${namespace}/${name} ${reason}; there is nothing to drill`);
}
