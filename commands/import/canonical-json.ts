export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

// The largest CRD of the kinds in use has 25,000 nodes without its prose and is 40 deep. Aliases of YAML can make a
// small file endless, so the limit is on what they expand to.
const MAX_NODES = 1_000_000;
const MAX_DEPTH = 200;

/**
 * Plain JSON with its keys in code-point order: equal content has equal bytes, whoever wrote the YAML.
 *
 * @throws Error for what JSON cannot hold (dates, NaN, cycles), for `__proto__` keys, and for input that expands without end
 */
export function canonical(value: unknown): JsonValue {
  let nodes = 0;
  const visit = (here: unknown, depth: number): JsonValue => {
    nodes += 1;
    if (depth > MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH} levels, or refers to itself`);
    if (nodes > MAX_NODES) throw new Error(`more than ${MAX_NODES} values once its aliases are expanded`);
    if (here === null || typeof here === 'string' || typeof here === 'boolean') return here;
    if (typeof here === 'number' && Number.isFinite(here)) return here;
    if (Array.isArray(here)) return here.map((item) => visit(item, depth + 1));
    if (typeof here === 'object' && isPlain(here)) {
      // A prototype set by a document would be inherited by whoever copies it with an assignment.
      if (Object.hasOwn(here, '__proto__')) throw new Error('a key __proto__, which no CRD needs');
      const source = here as Record<string, unknown>;
      return Object.fromEntries(
        Object.keys(source)
          .sort()
          .map((key) => [key, visit(source[key], depth + 1)]),
      );
    }
    throw new Error(`the value ${String(here)}, which JSON cannot hold`);
  };
  return visit(value, 0);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function array(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Everything but the named keys. */
export function without(value: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

const WIDTH = 100;

/** JSON with what fits on a short line on one line: a fifth of the lines of indented JSON, and a change is still one line of a diff. */
export function printJson(value: JsonValue): string {
  return `${lines(value, '')}\n`;
}

function lines(value: JsonValue, indent: string): string {
  const flat = JSON.stringify(value);
  if (flat.length <= WIDTH || typeof value !== 'object' || value === null) return flat;
  const deeper = `${indent} `;
  const items = isJsonObject(value)
    ? Object.entries(value).map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${lines(item, deeper)}`)
    : value.map((item) => deeper + lines(item, deeper));
  const [open, close] = isJsonObject(value) ? ['{', '}'] : ['[', ']'];
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}
