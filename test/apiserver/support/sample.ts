import type { Schema } from '../../../rules/admission/server/schema';

/** Numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;

const TEXTS = [
  '',
  'x',
  'a b',
  'a/b',
  'A.b',
  '1',
  '-1',
  '10Gi',
  '500m',
  '1e3',
  '10GB',
  '30d',
  '1h',
  'true',
  '*',
  'ä',
  'x'.repeat(300),
];
const KEYS = ['a', 'b.c/d', 'e f', 'g/h/i'];
const TIMES = ['2026-01-31T23:59:59Z', '2026-02-30T00:00:00Z', '2026-01-31', 'YQ==', 'YQ'];
const NUMBERS = [0, 1, -1, 5, 1.5, 65536, 2 ** 31, 2 ** 40, 2 ** 53, 1e21];
const ANY = [null, true, false, [], {}, [null], { a: 'b' }, ...TEXTS, ...NUMBERS];

/** mulberry32: small, and good enough to choose with. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A value that the schema may well have, and now and then one that it has not. */
export function sample(schema: Schema | undefined, random: Random, depth = 0): unknown {
  if (schema === undefined || random() < 0.04) return anything(random);
  if (schema.enum !== undefined && random() < 0.9) return pick(schema.enum, random);
  if (schema['x-kubernetes-int-or-string']) return pick([...TEXTS, ...NUMBERS], random);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, random, depth);
    case 'array': {
      const length = depth > 4 ? 0 : Math.floor(random() * 3);
      const items = Array.from({ length }, () => sample(schema.items, random, depth + 1));
      return items.length > 0 && random() < 0.2 ? [...items, structuredClone(items[0])] : items;
    }
    case 'boolean':
      return random() < 0.5;
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = 10 } = schema;
      return pick([minimum, minimum - 1, maximum, maximum + 1, minimum + 1, ...NUMBERS.slice(0, 5)], random);
    }
    default:
      return pick(schema.format === undefined ? TEXTS : [...TIMES, ...TEXTS], random);
  }
}

function objectOf(
  { properties = {}, additionalProperties, required = [] }: Schema,
  random: Random,
  depth: number,
): object {
  const names = Object.keys(properties).filter((name) =>
    required.includes(name) ? random() < 0.95 : depth < 4 && random() < 2 / Object.keys(properties).length,
  );
  const found = Object.fromEntries(names.map((name) => [name, sample(properties[name], random, depth + 1)]));
  if (typeof additionalProperties !== 'object' || random() < 0.3) return found;
  return { ...found, [pick(KEYS, random)]: sample(additionalProperties, random, depth + 1) };
}

/** A copy: what is put into an object is edited afterwards. */
export function anything(random: Random): unknown {
  return structuredClone(pick(ANY, random));
}

export function pick<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)] as T;
}
