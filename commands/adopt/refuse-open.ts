import { substitute } from '../../manifests/applied/variables';
import { manifestName } from '../../manifests/object/identity';
import { at, type Manifest } from '../../manifests/object/manifest';
import { STANDALONE } from '../cli/shared-options';
import { UsageError } from '../cli/usage-error';

/** How the objects of a live cluster are given to the package, which has no client of Kubernetes. */
export const FROM_CLUSTER = `kubectl get clusters,scheduledbackups,poolers,databases,objectstores -n NAMESPACE -o yaml | ${STANDALONE} adopt -`;

/**
 * A value that somebody fills in when it is applied is no value yet: nothing could be proven about the database.
 * @param fromCluster - how the objects of a live cluster are adopted
 * @throws UsageError with all of them
 */
export function refuseOpen(objects: readonly Manifest[], fromCluster: string): void {
  const open = objects.flatMap((manifest) =>
    substitute(manifest, undefined).unknown.map(({ path }) => {
      const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
      return `${manifestName(manifest)}: ${steps.slice(1)} is ${JSON.stringify(at(manifest, path.join('.')))}`;
    }),
  );
  if (open.length === 0) return;
  throw new UsageError(
    `${open.join('\n')}\nFlux, envsubst or whoever applies these fills in the variables. Adopt what is applied: pipe it in, such as flux build kustomization NAME --path FOLDER | ${STANDALONE} adopt -, or take it from the cluster: ${fromCluster}`,
  );
}
