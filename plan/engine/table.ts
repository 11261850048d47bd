import type { Verdict } from './change';
import type { FieldDifference } from './difference';
import { type Impact, severityOf } from './impact';
import { schemaWords } from './path';

/**
 * The impact of a changed field, by its path in the schema (`spec.env`, `spec.plugins.[].enabled`). A row applies to all fields below it
 * that have no row of their own.
 */
export type Table = Readonly<Record<string, readonly [impact: Impact, reason: string]>>;

/** The row with the longest matching prefix of a path. */
export function rowOf(table: Table, words: readonly string[]): Verdict | undefined {
  for (let length = words.length; length > 0; length--) {
    const path = words.slice(0, length).join('.');
    const row = Object.hasOwn(table, path) ? table[path] : undefined;
    if (row !== undefined) return { impact: row[0], reason: row[1] };
  }
  return undefined;
}

/** The worst of all rows that a difference touches: an added or removed section contains all of its fields. */
export function verdictOf(table: Table, { path, before, after }: FieldDifference): Verdict | undefined {
  const words = schemaWords(path);
  return [...leaves(before, words), ...leaves(after, words)]
    .flatMap((leaf) => rowOf(table, leaf) ?? [])
    .reduce<Verdict | undefined>(
      (found, next) => (found === undefined || severityOf(next.impact) > severityOf(found.impact) ? next : found),
      undefined,
    );
}

function leaves(value: unknown, words: readonly string[]): string[][] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [[...words]];
  const children = Array.isArray(value)
    ? value.map((item) => leaves(item, [...words, '[]']))
    : Object.entries(value).map(([key, item]) => leaves(item, [...words, key]));
  return children.length === 0 ? [[...words]] : children.flat();
}
