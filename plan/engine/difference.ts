import { isObject } from '../../manifests/object/json';
import type { Node } from '../../rules/admission/server/node';
import type { PostgresMajor } from '../../values/cnpg/image';
import { compare } from '../../values/collections/compare';
import { entriesByKey, keyOfEntries } from './list-keys';
import { sameValue } from './meaning';
import type { FieldPath } from './path';
import { schemaWords } from './path';

/** A field with a different meaning before and after; `undefined` on the side that lacks it. */
export interface FieldDifference {
  readonly path: FieldPath;
  readonly before: unknown;
  readonly after: unknown;
}

export interface DifferenceOptions {
  /** Schema of the object. @default - lists are matched by names only */
  readonly node?: Node;
  /** The major with the catalogue that tells which parameter values are equal. */
  readonly major?: PostgresMajor;
}

/** Maps in which keys are independent of each other, so that an empty map equals a missing one. */
const MAPS = new Set([
  '',
  'metadata',
  'metadata.annotations',
  'metadata.labels',
  'spec',
  'spec.instanceSidecarConfiguration',
  'spec.managed',
  'spec.managed.services',
  'spec.postgresql',
  'spec.postgresql.parameters',
]);

/**
 * Lists in which entries are independent commands, so that an empty list equals a missing one: `ensure: absent` drops, whatever the other
 * entries are.
 */
const LISTS = new Set([
  'spec.extensions',
  'spec.fdws',
  'spec.fdws.[].options',
  'spec.managed.roles',
  'spec.managed.services.additional',
  'spec.managed.services.disabledDefaultServices',
  'spec.schemas',
  'spec.servers',
  'spec.servers.[].options',
]);

type Json = Readonly<Record<string, unknown>>;

/**
 * The differences in meaning, in the order of the field names. A value that only one side has is one difference, including its whole
 * content.
 */
export function differences(before: unknown, after: unknown, options: DifferenceOptions = {}): FieldDifference[] {
  const found: FieldDifference[] = [];
  compareValues(before, after, [], options.node, options.major, found);
  return found;
}

function compareValues(
  before: unknown,
  after: unknown,
  path: FieldPath,
  node: Node | undefined,
  major: PostgresMajor | undefined,
  found: FieldDifference[],
): void {
  if (before === after) return;
  const empty = emptyAt(path);
  const [left, right] = [before ?? empty, after ?? empty];
  if (isObject(left) && isObject(right)) {
    for (const key of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort(compare)) {
      const child = node?.field(key);
      compareValues(own(left, key), own(right, key), [...path, key], child, major, found);
    }
    return;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    const keyOf = keyOfEntries(path, node, left, right);
    if (keyOf !== undefined) {
      const [old, next] = [entriesByKey(keyOf, left), entriesByKey(keyOf, right)];
      for (const name of [...new Set([...old.keys(), ...next.keys()])].sort(compare)) {
        const key = old.get(name)?.key ?? next.get(name)?.key;
        const here = key === undefined ? path : [...path, key];
        compareValues(old.get(name)?.entry, next.get(name)?.entry, here, node?.items, major, found);
      }
      return;
    }
    if (left.length === right.length && sameItems(left, right, path, node, major)) return;
  }
  if (!sameValue(path, before ?? undefined, after ?? undefined, major)) found.push({ path, before, after });
}

/** The value that a missing field is equal to. */
function emptyAt(path: FieldPath): unknown {
  const words = schemaWords(path).join('.');
  if (MAPS.has(words)) return {};
  return LISTS.has(words) ? [] : undefined;
}

function sameItems(
  left: readonly unknown[],
  right: readonly unknown[],
  path: FieldPath,
  node: Node | undefined,
  major: PostgresMajor | undefined,
): boolean {
  const inside: FieldDifference[] = [];
  left.forEach((item, index) => {
    compareValues(item, right[index], [...path, { entry: { index: `${index}` } }], node?.items, major, inside);
  });
  return inside.length === 0;
}

// The server drops nulls, and the operator's Go types write them for unset fields.
function own(object: Json, key: string): unknown {
  return Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined;
}
