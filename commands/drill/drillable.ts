import { isHibernated, isReplicaCluster } from '../../manifests/cnpg/cluster-traits';
import { type Manifest, text } from '../../manifests/object/manifest';
import { HIBERNATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { UsageError } from '../cli/usage-error';

/**
 * Refuses a cluster that would answer no drill, whatever happens: before anything is made.
 * @throws UsageError
 */
export function refuseResting(cluster: Manifest): void {
  const { name, namespace, annotations = {}, deletionTimestamp } = cluster.metadata;
  const fenced = annotations['cnpg.io/fencedInstances'];
  const reason =
    (isHibernated(cluster) && `is hibernated (${HIBERNATION_ANNOTATION}: on): it has no instances`) ||
    (annotations['cnpg.io/reconciliationLoop'] === 'disabled' &&
      'is left alone by the operator (cnpg.io/reconciliationLoop: disabled): nobody would be promoted') ||
    (fenced !== undefined &&
      fenced !== '[]' &&
      fenced !== '' &&
      `has fenced instances (cnpg.io/fencedInstances: ${fenced})`) ||
    (text(deletionTimestamp) !== undefined && 'is being deleted') ||
    (isReplicaCluster(cluster) && 'is a replica cluster: it takes no writes');
  if (reason) throw new UsageError(`Cluster ${namespace}/${name} ${reason}; there is nothing to drill`);
}
