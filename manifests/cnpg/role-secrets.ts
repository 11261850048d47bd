import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { namespaceOf } from '../object/manifest';
import type { Index } from '../object/object-index';
import { applicationDatabaseOf } from './bootstrap';
import { rolesIn } from './managed-roles';

/** The role with its password in a Secret, as a Cluster or a DatabaseRole of the run declares it; undefined for the Secrets that the operator makes. */
export function roleOfSecret(namespace: string, secret: string, index: Index): string | undefined {
  return index.derive(roles).get(placeKey(namespace, secret));
}

function roles(index: Index): ReadonlyMap<string, string> {
  const owners = index.all(Kind.CLUSTER).map((manifest) => {
    const { owner, secret } = applicationDatabaseOf(manifest);
    return { manifest, secret, name: owner };
  });
  const declared = [Kind.CLUSTER, Kind.DATABASE_ROLE]
    .flatMap((kind) => index.all(kind))
    .flatMap((manifest) => rolesIn(manifest).map(({ secret, name }) => ({ manifest, secret, name })));
  const found = [...owners, ...declared].flatMap(({ manifest, secret, name }) =>
    secret === undefined ? [] : [[placeKey(namespaceOf(manifest), secret), name] as const],
  );
  return new Map(found);
}
