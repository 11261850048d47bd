import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { namespaceOf } from '../object/manifest';
import type { Index } from '../object/object-index';
import { applicationDatabaseOf } from './bootstrap';
import { managedRolesOf } from './managed-roles';

/** The role with its password in a Secret, as a Cluster or a DatabaseRole of the run declares it; undefined for the Secrets that the operator makes. */
export function roleOfSecret(namespace: string, secret: string, index: Index): string | undefined {
  return index.derive(roles).get(placeKey(namespace, secret));
}

function roles(index: Index): ReadonlyMap<string, string> {
  const found = [...index.all(Kind.CLUSTER), ...index.all(Kind.DATABASE_ROLE)].flatMap((manifest) => {
    const { owner, secret } = applicationDatabaseOf(manifest);
    return [{ secret, name: owner }, ...managedRolesOf(manifest)].flatMap((each) =>
      each.secret === undefined ? [] : [[placeKey(namespaceOf(manifest), each.secret), each.name] as const],
    );
  });
  return new Map(found);
}
