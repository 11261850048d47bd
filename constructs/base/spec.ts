import type { IConstruct } from 'constructs';
import { isPlain, nameProblem } from '../../values/text/keys';
import { refuse } from './check-keys';
import { merge, type Overrides } from './overrides';

/**
 * The spec of an object: what the props make, and over it what was given as `spec` and the like. Generated classes drop a field that they do not know
 * without a word, so that each is held against what their serializer asks for.
 * @throws InputError for a field that the kind does not have, with the nearest name
 */
export function specOf<T extends object>(
  at: IConstruct,
  toJson: (spec: T | undefined) => unknown,
  base: Overrides<T>,
  ...overrides: readonly (Overrides<T> | undefined)[]
): T {
  const spec = merge<T>(base, ...overrides);
  const readings: Reading[] = [];
  toJson(observed(spec, 'spec', readings) as T);
  for (const { value, path, asked, free } of readings) {
    // A field of any form is passed on as it is, and nobody asks.
    if (!free && asked.size > 0) refuse(at, nameProblem(value, [...asked], path));
  }
  return spec;
}

/** Which fields of an object were asked for; `free` where it was read as a map. */
interface Reading {
  readonly value: object;
  readonly path: string;
  readonly asked: Set<string>;
  free: boolean;
}

function observed(value: unknown, path: string, readings: Reading[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => observed(item, `${path}[${index}]`, readings));
  if (!isPlain(value)) return value;
  const reading: Reading = { value, path, asked: new Set(), free: false };
  readings.push(reading);
  return new Proxy(value, {
    get(target, name) {
      if (typeof name === 'string') reading.asked.add(name);
      return observed(Reflect.get(target, name), `${path}.${String(name)}`, readings);
    },
    ownKeys(target) {
      reading.free = true;
      return Reflect.ownKeys(target);
    },
  });
}
