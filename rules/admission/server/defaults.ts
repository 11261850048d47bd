import { field, isObject, type Json, put } from '../../../manifests/object/json';
import type { Node } from './node';

/** Drops nulls from fields that are not nullable and have no default, as the server does. */
export function dropNulls(value: unknown, node: Node): void {
  if (Array.isArray(value)) {
    if (node.items !== undefined) for (const item of value) dropNulls(item, node.items);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const child = node.field(key);
      if (child === undefined) continue;
      const item = value[key];
      if (item === null && !child.nullable && child.default === undefined) delete value[key];
      else dropNulls(item, child);
    }
  }
}

/** Fills in the defaults of the schema, in place. */
export function applyDefaults(value: unknown, node: Node): void {
  if (!node.below.defaults) return;
  if (Array.isArray(value)) {
    if (node.items !== undefined) for (const item of value) applyDefaults(item, node.items);
  } else if (isObject(value)) {
    fill(value, node);
    for (const key of Object.keys(value)) {
      const child = node.field(key);
      if (child !== undefined) applyDefaults(value[key], child);
    }
  }
}

function fill(value: Json, node: Node): void {
  for (const { key, make, nullable } of node.defaults) {
    const given = field(value, key);
    if (given === undefined || (given === null && !nullable)) put(value, key, make());
  }
}
