import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { namespaceOf } from '../object/manifest';
import type { Index } from '../object/object-index';
import { applicationDatabaseOf } from './bootstrap';
import { managedRolesOf } from './managed-roles';

/** The role with its password in a Secret, as a Cluster of the run declares it; undefined for the Secrets that the operator makes. */
export function roleOfSecret(namespace: string, secret: string, index: Index): string | undefined {
  return index.derive(roles).get(placeKey(namespace, secret));
}

function roles(index: Index): ReadonlyMap<string, string> {
  const found = index.all(Kind.CLUSTER).flatMap((cluster) => {
    const { owner, secret } = applicationDatabaseOf(cluster);
    return [{ secret, name: owner }, ...managedRolesOf(cluster)].flatMap((each) =>
      each.secret === undefined ? [] : [[placeKey(namespaceOf(cluster), each.secret), each.name] as const],
    );
  });
  return new Map(found);
}
