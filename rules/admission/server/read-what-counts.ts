import { isObject, type Json } from '../../../manifests/object/json';
import { isLeaf } from '../../../manifests/object/leaves';
import { answerOf, bareForm } from '../../../manifests/object/watched';
import { Doubt } from './doubts';
import { mayBeTime } from './go-decode';
import { METADATA_NODE } from './metadata-schema';
import type { Node } from './node';

// Most texts of an object are only texts to its schema: names, images, addresses. The stages look at all values, of which the type is enough
// there. So they walk the bare form of an object that is watched, and what they would tell apart by more than its type is read here; but for what
// CEL rules read, which are asked themselves.

/** Reads the values of a watched object that count for the stages which look at its {@link bareForm}. */
export function readWhatCounts(object: Json, root: Node, doubts: number): void {
  // What is dropped moves what stands behind it.
  if (doubts & Doubt.NULL) readAll(object);
  for (const key of Object.keys(object)) {
    const child = key === 'metadata' ? METADATA_NODE : root.field(key);
    readBelow(object, key, child);
  }
}

function readBelow(holder: object, key: string, node: Node | undefined): void {
  const value: unknown = (bareForm(holder) as Json)[key];
  if (isLeaf(value)) {
    if (typeof value !== 'string' || node === undefined || changes(node, key)) Reflect.get(holder, key);
    else if (node.checks.length > 0)
      answerOf(holder, key, (text) => node.checks.every((check) => check(text) === undefined));
    return;
  }
  const part: unknown = Reflect.get(holder, key);
  if (node === undefined || isJudgedAsAWhole(value, node)) readAll(part);
  else if (Array.isArray(part)) for (const index of part.keys()) readBelow(part, `${index}`, node.items);
  else if (isObject(part)) for (const name of Object.keys(part)) readBelow(part, name, node.field(name));
}

/** Whether a text is more than that to Go, and is written in its own words. */
function changes(node: Node, key: string): boolean {
  return node.quantity || mayBeTime(node, key);
}

/** Where other values decide whether one is right. */
function isJudgedAsAWhole(value: unknown, node: Node): boolean {
  const isUnique = node.listType === 'set' || node.listType === 'map';
  const isRepeating = Array.isArray(value) && value.length > 1 && isUnique;
  return isRepeating || node.embedded || node.combinations !== undefined;
}

function readAll(value: unknown): void {
  JSON.stringify(value);
}
