import { equal, field, isObject } from '../../../manifests/object/json';
import type { Node } from './node';

/** There is no old value: on creation, and for what an update adds. */
export const NO_OLD = Symbol('no old value');

/**
 * Finds the old entry for a new one. The API server matches entries only in lists of the type map, by their keys. Entries of other lists
 * have no identity.
 */
export function correlate(node: Node, old: unknown): (item: unknown) => unknown {
  if (node.listType !== 'map' || !Array.isArray(old)) return () => NO_OLD;
  return (item) => {
    if (!isObject(item)) return NO_OLD;
    const same = old.find(
      (entry) => isObject(entry) && node.listKeys.every((key) => equal(field(entry, key), field(item, key))),
    );
    return same ?? NO_OLD;
  };
}
