import { isObject, type Json } from '../../../manifests/object/json';
import { quantityOf } from '../webhook/quantity';
import type { CompiledCel } from './cel';
import { mayBeTime } from './go-decode';
import type { Node } from './node';
import { fitsType } from './structure-stage';

// Nearly all objects pass nearly all stages. Two walks tell which stages may have something to say, without paths, findings and closures, and
// only those walk the object once more: 10,000 documents take a third of the time that all stages take. A doubt may be wrong, never the
// lack of one.

/** Stages that look at an object as it was given. */
export const Doubt = {
  NONE: 0,
  /** A field that is not in the schema. */
  UNKNOWN: 1,
  /** A null. */
  NULL: 2,
  /** A value that does not fit Go's types. */
  DECODE: 4,
  /** Structure, lists and CEL, of an object that is complete. */
  STRUCTURE: 8,
  LISTS: 16,
  CEL: 32,
} as const;

const META = new Set(['apiVersion', 'kind', 'metadata']);

/** The doubts about an object before it is completed. */
export function doubtsAsGiven(object: Json, root: Node): number {
  let doubts = 0;
  for (const key of Object.keys(object)) {
    const child = root.field(key);
    if (!META.has(key)) doubts |= child === undefined ? Doubt.UNKNOWN : doubtsAbout(object[key], child, key);
    else if (child !== undefined) doubts |= doubtsAbout(object[key], child, key) & Doubt.NULL;
  }
  return doubts;
}

/** The same of a part of it. */
export function doubtsAbout(value: unknown, node: Node, key: string): number {
  if (value === null) return Doubt.NULL;
  let doubts = (node.quantity && typeof value === 'number') || fitsType(value, node) ? 0 : Doubt.DECODE;
  if (typeof value !== 'object') return scalarFits(value, node, key) ? doubts : doubts | Doubt.DECODE;
  if (node.embedded) return Doubt.UNKNOWN | Doubt.NULL | Doubt.DECODE;
  if (Array.isArray(value)) {
    const { items } = node;
    if (items === undefined || node.preserve) return value.length === 0 ? doubts : doubts | Doubt.UNKNOWN | Doubt.NULL;
    for (let i = 0; i < value.length; i += 1) doubts |= doubtsAbout(value[i], items, key);
    return doubts;
  }
  const fields = value as Json;
  for (const name of Object.keys(fields)) {
    const child = node.field(name);
    if (child !== undefined) doubts |= doubtsAbout(fields[name], child, name);
    else if (!node.preserve && !node.anyField) doubts |= Doubt.UNKNOWN;
  }
  return doubts;
}

function scalarFits(value: unknown, node: Node, key: string): boolean {
  if (node.quantity) return quantityOf(value) !== undefined;
  if (typeof value === 'string') return !mayBeTime(node, key);
  if (typeof value !== 'number') return true;
  return value >= 0 && value <= 2 ** 31 - 1;
}

/** The doubts about an object, or a part of it, that is complete and new. */
export function doubtsWhenComplete(value: unknown, node: Node): number {
  if (!fitsType(value, node)) return Doubt.STRUCTURE | Doubt.LISTS | Doubt.CEL;
  if (value === null) return 0;
  let doubts = node.combinations === undefined ? 0 : Doubt.STRUCTURE;
  for (const check of node.checks) if (check(value) !== undefined) doubts |= Doubt.STRUCTURE;
  for (const cel of node.cel) if (!cel.clearlyHolds(value, node) && !isAboutChange(cel)) doubts |= Doubt.CEL;
  if (Array.isArray(value)) {
    const { items, listType } = node;
    if (value.length > 1 && (listType === 'set' || listType === 'map')) doubts |= Doubt.LISTS;
    if (items !== undefined) for (let i = 0; i < value.length; i += 1) doubts |= doubtsWhenComplete(value[i], items);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const child = node.field(key);
      if (child !== undefined) doubts |= doubtsWhenComplete(value[key], child);
    }
    for (const key of node.required) if (!Object.hasOwn(value, key)) doubts |= Doubt.STRUCTURE;
  }
  return doubts;
}

/** A rule that only an update can break. */
function isAboutChange({ rule, transition }: CompiledCel): boolean {
  return transition && rule.optionalOldSelf !== true;
}
