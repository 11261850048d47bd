import { applicationSecretName, passwordSecretOwner } from '../../values/cnpg/derived-names';
import { Kind } from '../object/kinds';
import { at } from '../object/manifest';
import type { Index } from '../object/object-index';
import { applicationDatabaseOf } from './bootstrap';

/** Why the operator does not create a Secret that has the name of one of its own. */
export function unmadePassword(
  name: string,
  namespace: string,
  index: Index,
): { message: string; fix: string } | undefined {
  const owner = passwordSecretOwner(name);
  if (owner === undefined) return undefined;
  const cluster = index.get(Kind.CLUSTER, namespace, owner.cluster);
  if (cluster === undefined) return undefined;
  const own = owner.cluster;
  const { secret, method } = applicationDatabaseOf(cluster);
  if (owner.isSuperuser) {
    // It is the user's own Secret, whatever its name: the operator only reads it.
    if (at(cluster, 'spec.superuserSecret.name') === name) return undefined;
    const message = `Cluster ${own} has no Secret ${name} without enableSuperuserAccess`;
    return { message, fix: `connect as the owner of the database, with ${applicationSecretName(own)}` };
  }
  if (secret === undefined || secret === name) return undefined;
  const message = `Cluster ${own} has no Secret ${name}, because bootstrap.${method}.secret names ${secret}`;
  return { message, fix: `read ${secret}, which has only username and password, or delete bootstrap.${method}.secret` };
}
