/** Plain data of a manifest. It is always a copy, and may be changed. */
export type Json = Record<string, unknown>;

// The API server accepts no request above 3 MiB, which holds fewer values than this. Its decoder also stops at this depth, far beyond any
// real object. YAML aliases can describe far more, and even a cycle.
const MOST_VALUES = 1_500_000;
const DEEPEST = 500;

export class OversizedError extends Error {}

/** What a text holds as JSON; undefined for a text that is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a field of any name: `__proto__` becomes an ordinary field, not a prototype. */
export function put(object: Json, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else object[key] = value;
}

/**
 * The value of an own field. Hundreds are asked for at each object and most are absent, so only what can be inherited is asked twice: values
 * of plain data are no functions.
 */
export function field(object: Json, key: string): unknown {
  const value = object[key];
  return (typeof value === 'function' || key === '__proto__') && !Object.hasOwn(object, key) ? undefined : value;
}

/**
 * A deep copy, without undefined fields.
 *
 * @throws OversizedError for what no API server would take: too deep or too large, as a bomb of YAML aliases is
 */
export function copy(value: unknown): unknown {
  const count = counter();
  const visit = (here: unknown, depth: number): unknown => {
    count(here, depth);
    if (typeof here !== 'object' || here === null) return here;
    if (Array.isArray(here)) return here.map((item) => visit(item ?? null, depth + 1));
    if (here instanceof Date) return Number.isNaN(here.getTime()) ? null : here.toISOString();
    const result: Json = {};
    for (const key of Object.keys(here)) {
      const item = (here as Json)[key];
      if (item !== undefined) put(result, key, visit(item, depth + 1));
    }
    return result;
  };
  return visit(value, 0);
}

/** @throws OversizedError where {@link copy} does */
export function checkSize(value: unknown): void {
  const count = counter();
  const visit = (here: unknown, depth: number): void => {
    count(here, depth);
    if (typeof here !== 'object' || here === null || here instanceof Date) return;
    for (const item of Object.values(here)) if (item !== undefined || Array.isArray(here)) visit(item, depth + 1);
  };
  visit(value, 0);
}

function counter(): (here: unknown, depth: number) => void {
  let values = 0;
  return (here, depth) => {
    if (++values > MOST_VALUES) throw new OversizedError(`has more than ${MOST_VALUES} values`);
    if (typeof here !== 'object' || here === null || depth <= DEEPEST) return;
    throw new OversizedError(`is nested deeper than ${DEEPEST} levels`);
  };
}

export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], field(b, key)))
  );
}

/** The value as part of a sentence: short, on one line. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
