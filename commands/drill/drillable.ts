import { at, type Manifest, text } from '../../manifests/object/manifest';
import { HIBERNATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { UsageError } from '../cli/usage-error';

/**
 * Refuses a cluster that would answer no drill, whatever happens: before anything is made.
 * @throws UsageError
 */
export function refuseResting({ metadata, ...cluster }: Manifest): void {
  const { name, namespace, annotations = {} } = metadata;
  const fenced = annotations['cnpg.io/fencedInstances'];
  const reason =
    (annotations[HIBERNATION_ANNOTATION] === 'on' &&
      `is hibernated (${HIBERNATION_ANNOTATION}: on): it has no instances`) ||
    (annotations['cnpg.io/reconciliationLoop'] === 'disabled' &&
      'is not reconciled by the operator (cnpg.io/reconciliationLoop: disabled): no instance would be promoted') ||
    (fenced !== undefined &&
      fenced !== '[]' &&
      fenced !== '' &&
      `has fenced instances (cnpg.io/fencedInstances: ${fenced})`) ||
    (text(metadata.deletionTimestamp) !== undefined && 'is being deleted') ||
    (at(cluster as Manifest, 'spec.replica.enabled') === true && 'is a replica cluster: it takes no writes');
  if (reason) throw new UsageError(`Cluster ${namespace}/${name} ${reason}; there is nothing to drill`);
}
