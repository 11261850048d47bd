import type { Node } from '../../rules/admission/server/node';
import { call, type Expression, plain } from './expression';

/**
 * A part of a spec in the words of the generated classes, which `spec: { … }` takes: `enablePdb` for `enablePDB`, an Instant for a time, and
 * `{ value }` around what may be a number or a text. Keys of maps, such as labels, are nobody's words.
 *
 * @param node - its schema; undefined where any form is allowed
 */
export function apiWords(value: unknown, node: Node | undefined): Expression {
  if (node === undefined || value === null || value === undefined) return plain(value);
  if (node.intOrString) return { value: plain(value) };
  if (node.format === 'date-time' && typeof value === 'string') return call('Instant.parse', value);
  if (Array.isArray(value)) return value.map((item) => apiWords(item, node.items));
  if (typeof value !== 'object') return plain(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      node.properties.has(key) ? apiWord(key) : key,
      apiWords(field, node.field(key)),
    ]),
  );
}

/** The name of a field in the generated classes: `isWALArchiver` is `isWalArchiver`, `pg_hba` is `pgHba`. */
export function apiWord(field: string): string {
  const [first = '', ...rest] = field
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .split('_')
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  return [first, ...rest.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)].join('');
}
