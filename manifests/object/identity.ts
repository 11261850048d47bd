import { type GroupKind, groupKindOf, type Manifest, namespaceOf } from './manifest';
import type { Violation } from './violation';

/** What an object is to the API server: two manifests with one identity are the same object. For maps, never for people. */
export function identityOf(manifest: Manifest): string {
  return identity(groupKindOf(manifest), namespaceOf(manifest), manifest.metadata.name);
}

export function identity(kind: GroupKind, namespace: string, name: unknown): string {
  return `${kind}\n${placeKey(namespace, name)}`;
}

/** The key of a name in a namespace, in maps of objects of one kind. */
export function placeKey(namespace: string, name: unknown): string {
  // Not every object can be made a text: `{toString: 0}` throws.
  return `${namespace}\n${typeof name === 'string' ? name : JSON.stringify(name)}`;
}

/** `shop/shop-db`, for people. */
export function namespacedName(manifest: Manifest): string {
  return `${namespaceOf(manifest)}/${manifest.metadata.name}`;
}

/** {@link objectName} of a manifest. */
export function manifestName({ kind, metadata }: Manifest): string {
  return objectName({ kind, namespace: metadata.namespace ?? null, name: String(metadata.name) });
}

/** `Cluster shop/shop-db`; for an object without a namespace `Namespace shop`, for one without a name its kind. */
export function objectName({ kind, namespace, name }: Pick<Violation, 'kind' | 'namespace' | 'name'>): string {
  if (name === null) return `${kind}`;
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
}
