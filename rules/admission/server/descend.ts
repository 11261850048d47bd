import { isObject } from '../../../manifests/object/json';
import type { Path } from '../path';
import type { Node } from './node';

/** Visits the items of a list, or the fields of an object that are in the schema. `path` is that of the visited one. */
export function descend(value: unknown, node: Node, path: Path, visit: (value: unknown, node: Node) => void): void {
  if (Array.isArray(value)) {
    const { items } = node;
    if (items === undefined) return;
    value.forEach((item, index) => {
      path.push(index);
      visit(item, items);
      path.pop();
    });
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const child = node.field(key);
      if (child === undefined) continue;
      path.push(key);
      visit(value[key], child);
      path.pop();
    }
  }
}
