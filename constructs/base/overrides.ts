import { isPlain } from '../../values/text/keys';
import { Instant } from '../../values/time/instant';

/**
 * A partial, deep version of a generated (L1) type, as escape hatches take it: every field optional, `null` to take out what the props make,
 * string enums written as their strings, times as {@link Instant}. Fields that we do not know yet stay reachable, and still typed.
 */
export type Overrides<T> = 0 extends 1 & T
  ? unknown
  : T extends Date
    ? Instant
    : T extends string
      ? `${T}`
      : T extends number | boolean
        ? T
        : T extends readonly (infer Item)[]
          ? readonly Overrides<Item>[]
          : T extends object
            ? { readonly [Field in keyof T]?: Overrides<T[Field]> | null }
            : T;

/**
 * Lays overrides over a spec and returns the generated type, so that the only cast between our unions and its enums is here.
 * - objects are merged field by field
 * - lists whose items all have a name of their own (plugins, roles, containers, variables) are merged by it, new items last
 * - `null` takes out what is there, as in a JSON merge patch
 * - everything else, other lists too, is replaced
 */
export function merge<T>(base: Overrides<T>, ...overrides: readonly (Overrides<T> | undefined)[]): T {
  return [base, ...overrides].reduce<unknown>(mergeValues, {}) as T;
}

function mergeValues(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (isNamedList(base) && isNamedList(over)) return mergeNamed(base, over);
  if (!isPlain(over)) return copied(over);
  const merged: Record<string, unknown> = isPlain(base) ? { ...base } : {};
  for (const key of Object.keys(over)) {
    const value = over[key];
    if (value === null) delete merged[key];
    else merged[key] = typeof value === 'object' ? mergeValues(merged[key], value) : (value ?? merged[key]);
  }
  return merged;
}

interface Named {
  readonly name: string;
}

function mergeNamed(base: readonly Named[], over: readonly Named[]): unknown[] {
  const merged = new Map<string, unknown>(base.map((item) => [item.name, item]));
  for (const item of over) merged.set(item.name, mergeValues(merged.get(item.name), item));
  return [...merged.values()];
}

function isNamedList(value: unknown): value is Named[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const names = new Set(value.map((item) => (isPlain(item) ? item.name : undefined)));
  return names.size === value.length && [...names].every((name) => typeof name === 'string');
}

/** Generated classes ask for a Date, which cdk8s refuses to render; all they ever do with it is to call toISOString. */
function copied(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  if (value instanceof Instant) return { toISOString: () => value.toString() };
  if (Array.isArray(value)) return value.map(copied);
  if (!isPlain(value)) return value;
  const made: Record<string, unknown> = {};
  for (const key of Object.keys(value)) made[key] = copied(value[key]);
  return made;
}

/** An object without its undefined fields, or undefined when nothing is left: Argo CD shows an empty map as drift. */
export function compact<T extends object>(value: T): T | undefined {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T);
}

/** A list, or undefined when it is empty: `pg_hba: []` never becomes equal to what the API server stores. */
export function nonEmpty<T>(items: readonly T[] | undefined): T[] | undefined {
  return items === undefined || items.length === 0 ? undefined : [...items];
}
