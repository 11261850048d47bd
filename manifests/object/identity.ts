import { type GroupKind, groupKindOf, type Manifest, namespaceOf } from './manifest';
import type { Violation } from './violation';

/** The identity of an object to the API server: two manifests with one identity are the same object. For use as a key, not for messages. */
export function identityOf(manifest: Manifest): string {
  return identity(groupKindOf(manifest), namespaceOf(manifest), manifest.metadata.name);
}

export function identity(kind: GroupKind, namespace: string, name: unknown): string {
  return [kind, namespace, keyText(name)].join(LINE);
}

/** The key for a name in a namespace, in maps of objects of one kind. */
export function placeKey(namespace: string, name: unknown): string {
  return [namespace, keyText(name)].join(LINE);
}

// Of `${a}\n${b}` V8 would keep a tree of the parts, as it has for a key of a map: three times as much as the text, which `join` writes out.
const LINE = '\n';

/** Not every object can be converted to a text: `{toString: 0}` throws. */
function keyText(name: unknown): string {
  return typeof name === 'string' ? name : String(JSON.stringify(name));
}

/** `shop/shop-db`, for messages. */
export function namespacedName(manifest: Manifest): string {
  return `${namespaceOf(manifest)}/${manifest.metadata.name}`;
}

/** {@link objectName} of a manifest. */
export function manifestName({ kind, metadata }: Manifest): string {
  return objectName({ kind, namespace: metadata.namespace ?? null, name: String(metadata.name) });
}

/** `Cluster shop/shop-db`; `Namespace shop` for an object without a namespace; the kind alone for an object without a name. */
export function objectName({ kind, namespace, name }: Pick<Violation, 'kind' | 'namespace' | 'name'>): string {
  if (name === null) return `${kind}`;
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
}
