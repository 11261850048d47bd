import { isDeepStrictEqual } from 'node:util';
import { YamlProblem } from './problem';

/**
 * Merges as Go's reader does: at its position, overriding the keys above it. Readers of YAML 1.2 keep those.
 * @param own - keys of the mapping's own so far
 * @returns those of them that mean something else now
 * @throws YamlProblem
 */
export function mergeInto(container: object, own: ReadonlySet<string>, value: unknown, offset: number): string[] {
  const replaced = new Set<string>();
  // If several objects have a key, the first one wins.
  for (const source of Array.isArray(value) ? value.toReversed() : [value]) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) throw wrongMerge(offset);
    for (const [key, item] of Object.entries(source)) {
      if (own.has(key) && !isDeepStrictEqual((container as Readonly<Record<string, unknown>>)[key], item))
        replaced.add(key);
      set(container, key, item);
    }
  }
  return [...replaced];
}

export function wrongMerge(offset: number): YamlProblem {
  return new YamlProblem('<< takes an object or a list of objects', 'merge an object, or quote the key', offset);
}

// A key of any name is data. A plain assignment to `__proto__` would replace the prototype instead.
export function set(container: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
  } else (container as Record<string, unknown>)[key] = value;
}
