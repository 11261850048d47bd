import { record } from '../../manifests/object/manifest';
import type { Node } from '../../rules/admission/server/node';
import type { EntryKey, FieldPath } from './path';

/** Lists of text in which the order has no meaning. */
const SETS = new Set(['disabledDefaultServices', 'finalizers', 'inRoles', 'serverAltDNSNames']);
/** Lists with named entries in which the order still matters. */
const ORDERED = new Set(['initContainers']);
/** Lists with the name deeper than in `name`. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  additional: ['serviceTemplate', 'metadata', 'name'],
  images: ['major'],
  volumeMounts: ['mountPath'],
};

/** The identity of an entry in its list; undefined for an entry without one. */
export type KeyOf = (entry: unknown) => EntryKey | undefined;

/**
 * How the entries of two lists are matched, independent of their order: by the keys of the schema, otherwise by name. Undefined if an
 * entry of either list has no key or two entries have the same one. In that case they are matched by position.
 */
export function keyOfEntries(
  path: FieldPath,
  node: Node | undefined,
  before: readonly unknown[],
  after: readonly unknown[],
): KeyOf | undefined {
  const field = path.at(-1);
  if (typeof field !== 'string' || ORDERED.has(field)) return undefined;
  const candidates = [
    schemaKey(node),
    SETS.has(field) || node?.listType === 'set' ? valueKey : undefined,
    nameKey(field),
  ];
  return candidates.find((keyOf) => keyOf !== undefined && identifies(keyOf, before) && identifies(keyOf, after));
}

/** The entries by key. Duplicate keys do not occur here. */
export function entriesByKey(keyOf: KeyOf, list: readonly unknown[]): Map<string, { key: EntryKey; entry: unknown }> {
  return new Map(
    list.flatMap((entry) => {
      const key = keyOf(entry);
      return key === undefined ? [] : [[keyText(key), { key, entry }] as const];
    }),
  );
}

function identifies(keyOf: KeyOf, list: readonly unknown[]): boolean {
  const keys = list.map(keyOf);
  return keys.every((key) => key !== undefined) && entriesByKey(keyOf, list).size === list.length;
}

function keyText({ entry }: EntryKey): string {
  return JSON.stringify(Object.entries(entry));
}

function schemaKey(node: Node | undefined): KeyOf | undefined {
  const keys = node?.listType === 'map' ? node.listKeys : [];
  if (keys.length === 0) return undefined;
  // Keys with a default may be omitted from an entry.
  return (entry) => {
    const found = keys.flatMap((key) => {
      const value = scalar(record(entry)[key]);
      return value === undefined ? [] : [[key, value] as const];
    });
    return found.length === 0 ? undefined : { entry: Object.fromEntries(found) };
  };
}

function nameKey(field: string): KeyOf {
  const steps = NAMES[field] ?? ['name'];
  const label = steps.at(-1) ?? 'name';
  return (entry) => {
    let value: unknown = entry;
    for (const step of steps) value = record(value)[step];
    const text = scalar(value);
    return text === undefined ? undefined : { entry: { [label]: text } };
  };
}

const valueKey: KeyOf = (entry) => (typeof entry === 'string' ? { entry: { value: entry } } : undefined);

function scalar(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
