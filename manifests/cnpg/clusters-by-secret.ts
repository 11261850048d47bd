import { groupBy } from '../../values/collections/group-by';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, placeKey, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { applicationDatabaseOf } from './bootstrap';

/** The Clusters whose roles log in with a Secret. */
export function clustersBySecret(namespace: string, secret: string, index: Index): readonly Manifest[] {
  return index.derive(search).get(placeKey(namespace, secret)) ?? [];
}

function search(index: Index): ReadonlyMap<string, Manifest[]> {
  const entries = index.all(Kind.CLUSTER).flatMap((cluster) => {
    const own = text(cluster.metadata.name) ?? '';
    const roles = list(at(cluster, 'spec.managed.roles')).map((role) => text(at(role, 'passwordSecret.name')));
    const names = [`${own}-app`, `${own}-superuser`, applicationDatabaseOf(cluster).secret, ...roles];
    return [...new Set(names)].flatMap((name) =>
      name === undefined ? [] : [{ key: placeKey(namespaceOf(cluster), name), cluster }],
    );
  });
  return new Map(
    [...groupBy(entries, ({ key }) => key)].map(([key, found]) => [key, found.map(({ cluster }) => cluster)]),
  );
}
