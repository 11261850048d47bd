import type { FieldChange } from '../../plan';

type Json = Record<string, unknown>;

const ROLES = new Set(['pg_monitor', 'pg_read_all_data', 'app']);
const STEP = /\.?([A-Za-z0-9_-]+)|\[([^\]]*)\]/g;

/** The object with each field as it is afterwards, by nothing but the paths and values that a plan tells. */
export function applyFields(object: unknown, fields: readonly FieldChange[]): unknown {
  const result = structuredClone(object);
  for (const { path, after } of fields) {
    const steps = [...path.matchAll(STEP)].map(([, field, bracket]) => field ?? bracket ?? '');
    set(result as Json, steps, after);
  }
  return result;
}

function set(here: Json | unknown[], [step = '', ...rest]: readonly string[], value: unknown): void {
  if (Array.isArray(here)) {
    const key = Object.fromEntries(step.split(',').map((pair) => pair.split('=') as [string, string]));
    const index = here.findIndex((item) => (typeof item === 'object' ? has(item as Json, key) : item === key.value));
    if (rest.length > 0) set(here[index] as Json, rest, value);
    else here.splice(index < 0 ? here.length : index, index < 0 ? 0 : 1, ...(value === null ? [] : [value]));
  } else if (rest.length === 0) {
    if (value === null) delete here[step];
    else here[step] = value;
  } else {
    here[step] ??= rest[0]?.includes('=') ? [] : {};
    set(here[step] as Json, rest, value);
  }
}

function has(item: Json, key: Readonly<Record<string, string>>): boolean {
  return Object.entries(key).every(([name, value]) => String(item[name]) === value);
}

/** The same text for what differs in nothing but order, nulls, empty maps and empty lists. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    const hasKeys = items.every((item) => typeof item === 'object') || items.some((item) => ROLES.has(String(item)));
    return hasKeys ? items.map((item) => JSON.stringify(item)).sort() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, canonical(item)] as const)
    .filter(([, item]) => item !== null && item !== undefined && !['{}', '[]'].includes(JSON.stringify(item)));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
