import { PERMISSION_ANNOTATION } from '../../values/cnpg/drill';
import { UsageError } from '../cli/usage-error';
import type { KubePort } from '../kube/kube-port';

/** Names that the tools for clusters on one's own machine give. */
const LOCAL_CONTEXT = /^(?:kind-|k3d-)|^(?:minikube|docker-desktop|rancher-desktop|orbstack|colima)$/;

/**
 * Whether a drill may break things here: in a namespace that says so (`cnpg-gitops/drills: allowed`), in a context of a cluster on one's own
 * machine, or with `--yes`. A namespace that says `forbidden` is left alone whatever else is given.
 *
 * @throws UsageError where it may not
 */
export async function refuseUnlessPermitted(kube: KubePort, namespace: string, yes: boolean): Promise<void> {
  const found = await kube.read({ kind: 'Namespace', name: namespace });
  if (found === undefined)
    throw new UsageError(`namespace "${namespace}": context ${kube.context} has none with this name`);
  const word = found.metadata.annotations?.[PERMISSION_ANNOTATION];
  if (word !== undefined && word !== 'allowed' && word !== 'forbidden') {
    throw new UsageError(
      `Namespace ${namespace}: annotation ${PERMISSION_ANNOTATION} "${word}": it is allowed or forbidden`,
    );
  }
  if (word === 'forbidden') {
    throw new UsageError(
      `Namespace ${namespace}: annotation ${PERMISSION_ANNOTATION} forbids drills, and --yes does not change that`,
    );
  }
  if (yes || word === 'allowed' || LOCAL_CONTEXT.test(kube.context)) return;
  throw new UsageError(
    `context ${kube.context}: nothing says that namespace ${namespace} is there for tests, and a drill breaks what it is about; add --yes, or annotate the Namespace with ${PERMISSION_ANNOTATION}: allowed`,
  );
}
