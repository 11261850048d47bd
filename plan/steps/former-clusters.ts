import { archiveFolderOf, isSameArchive } from '../../manifests/cnpg/archives';
import { equal } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { ClusterChange } from '../engine/procedure';

/**
 * The Clusters that go, of which a new one may take the place: several only where nothing tells which of them it is. Those of other tenants,
 * who move at the same time, are none of them.
 */
export function formerClusters({ after, changes, objects, renames }: ClusterChange): Manifest[] {
  const clusters = changes.filter(({ kind }) => kind === 'Cluster');
  const removed = clusters
    .filter(({ action }) => action === 'delete')
    .flatMap(({ namespace, name }) => objects.before.get(Kind.CLUSTER, namespace ?? 'default', name) ?? []);
  const beside = removed.filter((each) => namespaceOf(each) === namespaceOf(after));
  const followed = new Set(
    clusters.filter(({ action }) => action === 'create').map(({ namespace }) => namespace ?? 'default'),
  );
  // Of another name in another namespace it has nothing to do with this one.
  const elsewhere = removed.filter(
    (each) => each.metadata.name === after.metadata.name && !followed.has(namespaceOf(each)),
  );
  const candidates = beside.length > 0 ? beside : elsewhere;
  const archive = archiveFolderOf(after, objects.after);
  const [own, ...more] = candidates.filter((each) => isSameArchive(archiveFolderOf(each, objects.before), archive));
  if (own !== undefined && more.length === 0) return [own];
  const same = renames.find(({ to }) => to === after)?.from;
  if (same !== undefined && candidates.includes(same)) {
    return beside.length > 0 ? [same] : candidates.filter((each) => equal(each.spec, same.spec));
  }
  const others = new Set(renames.map(({ from }) => from));
  return candidates.filter((each) => !others.has(each));
}
