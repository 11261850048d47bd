import type { Construct } from 'constructs';
import { InputError } from '../base/input-error';

/** CNPG finds what a Cluster names in the Cluster's own namespace only. @throws InputError for an object of another one */
export function checkNamespace(
  cluster: Construct & { readonly namespace: string },
  what: string,
  object: { readonly name: string; readonly namespace?: string } | undefined,
): void {
  if (object?.namespace === undefined || object.namespace === cluster.namespace) return;
  throw new InputError(
    cluster,
    `its ${what} "${object.name}" is in namespace "${object.namespace}", the cluster in "${cluster.namespace}": CNPG looks in the cluster's own`,
  );
}
