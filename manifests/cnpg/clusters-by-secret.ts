import {
  applicationSecretName,
  clientCertificateSecretName,
  superuserSecretName,
} from '../../values/cnpg/derived-names';
import { groupBy } from '../../values/collections/group-by';
import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { type Manifest, namespaceOf, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { dependentsOf } from '../object/references';
import { applicationDatabaseOf } from './bootstrap';
import { managedRolesOf } from './managed-roles';

/** The Clusters with roles that log in with a Secret. */
export function clustersBySecret(namespace: string, secret: string, index: Index): readonly Manifest[] {
  return index.derive(search).get(placeKey(namespace, secret)) ?? [];
}

function search(index: Index): ReadonlyMap<string, Manifest[]> {
  const entries = index.all(Kind.CLUSTER).flatMap((cluster) => {
    const own = text(cluster.metadata.name) ?? '';
    const objects = dependentsOf(Kind.DATABASE_ROLE, cluster, index);
    const roles = [cluster, ...objects].flatMap(managedRolesOf).map(({ secret }) => secret);
    const names = [
      applicationSecretName(own),
      superuserSecretName(own),
      applicationDatabaseOf(cluster).secret,
      ...objects.map(({ metadata }) => clientCertificateSecretName(String(metadata.name))),
      ...roles,
    ];
    return [...new Set(names)].flatMap((name) =>
      name === undefined ? [] : [{ key: placeKey(namespaceOf(cluster), name), cluster }],
    );
  });
  return new Map(
    [...groupBy(entries, ({ key }) => key)].map(([key, found]) => [key, found.map(({ cluster }) => cluster)]),
  );
}
