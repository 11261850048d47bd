import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { at, list, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { applicationDatabaseOf } from './bootstrap';

/** The role whose password a Secret holds, because a Cluster of the run says so; undefined for the Secrets that the operator makes. */
export function roleOfSecret(namespace: string, secret: string, index: Index): string | undefined {
  return index.derive(roles).get(placeKey(namespace, secret));
}

function roles(index: Index): ReadonlyMap<string, string> {
  const found = index.all(Kind.CLUSTER).flatMap((cluster) => {
    const { owner, secret } = applicationDatabaseOf(cluster);
    const managed = list(at(cluster, 'spec.managed.roles')).map((role) => ({
      secret: text(at(role, 'passwordSecret.name')),
      role: text(record(role).name) ?? '',
    }));
    return [{ secret, role: owner }, ...managed].flatMap((each) =>
      each.secret === undefined ? [] : [[placeKey(namespaceOf(cluster), each.secret), each.role] as const],
    );
  });
  return new Map(found);
}
