import { groupBy } from '../../values/collections/group-by';
import { identity } from './identity';
import { DEPENDENT_KINDS, Kind } from './kinds';
import { at, type GroupKind, type Manifest, namespaceOf, text } from './manifest';
import type { Index } from './object-index';

/** The name in `spec.cluster.name`. */
export function clusterNameOf(manifest: Manifest): string | undefined {
  return text(at(manifest, 'spec.cluster.name'));
}

/** The Cluster that an object names. CNPG looks for it in the object's own namespace. */
export function clusterOf(manifest: Manifest, index: Index): Manifest | undefined {
  const name = clusterNameOf(manifest);
  return name === undefined ? undefined : index.get(Kind.CLUSTER, namespaceOf(manifest), name);
}

/** The objects of a kind that name this Cluster. */
export function dependentsOf(kind: GroupKind, cluster: Manifest, index: Index): readonly Manifest[] {
  return index.derive(dependents).get(identity(kind, namespaceOf(cluster), cluster.metadata.name)) ?? [];
}

/** The other namespaces with an object of that name, for the hint that a reference crosses namespaces. */
export function namespacesWith(kind: GroupKind, name: string, index: Index): string[] {
  return (index.derive(byName).get(`${kind}\n${name}`) ?? []).map(namespaceOf).sort();
}

/** The names of the objects of a kind in a namespace. */
export function namesIn(kind: GroupKind, namespace: string, index: Index): string[] {
  const here = index.all(kind).filter((manifest) => namespaceOf(manifest) === namespace);
  return here.map(({ metadata }) => String(metadata.name));
}

/** The Clusters of that name in all namespaces. */
export function clustersNamed(name: string, index: Index): readonly Manifest[] {
  return index.derive(byName).get(`${Kind.CLUSTER}\n${name}`) ?? [];
}

/** The first Cluster in that namespace. */
export function clusterIn(namespace: string, index: Index): Manifest | undefined {
  return index.derive(byNamespace).get(namespace);
}

function dependents(index: Index): ReadonlyMap<string, Manifest[]> {
  const all = DEPENDENT_KINDS.flatMap((kind) => index.all(kind).map((manifest) => ({ kind, manifest })));
  const groups = groupBy(all, ({ kind, manifest }) => identity(kind, namespaceOf(manifest), clusterNameOf(manifest)));
  return new Map([...groups].map(([group, members]) => [group, members.map(({ manifest }) => manifest)]));
}

function byName(index: Index): ReadonlyMap<string, Manifest[]> {
  const all = [Kind.CLUSTER, Kind.OBJECT_STORE, Kind.IMAGE_CATALOG, Kind.BACKUP].flatMap((kind) =>
    index.all(kind).map((manifest) => ({ kind, manifest })),
  );
  const groups = groupBy(all, ({ kind, manifest }) => `${kind}\n${String(manifest.metadata.name)}`);
  return new Map([...groups].map(([group, members]) => [group, members.map(({ manifest }) => manifest)]));
}

function byNamespace(index: Index): ReadonlyMap<string, Manifest> {
  const first = new Map<string, Manifest>();
  for (const cluster of index.all(Kind.CLUSTER)) {
    if (!first.has(namespaceOf(cluster))) first.set(namespaceOf(cluster), cluster);
  }
  return first;
}
