import { plainValue } from '../files/yaml/scalar';
import type { Unknown } from '../object/document';
import { groupOf, type Manifest, record } from '../object/manifest';

/** `${NAME}`, `${NAME:=default}` and the other forms of Flux; `$${NAME}` is a text. */
const VARIABLE = /(?<!\$)\$\{([A-Za-z_]\w*)((?::?[-=])([^{}]*)|[^{}\w][^{}]*)?\}/g;
const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** The variables that Flux replaces in what it applies. */
export interface Variables {
  readonly values: ReadonlyMap<string, string>;
  /** Further values come from ConfigMaps and Secrets that are not read. */
  readonly hasMore: boolean;
}

export interface Substituted {
  readonly manifest: Manifest;
  readonly unknown: readonly Unknown[];
}

/**
 * Replaces the variables of an object as far as they are known, and lists the values in which one is left.
 * @param variables - undefined where it is not known that anybody replaces them: then they count only where `${NAME}` means nothing else
 */
export function substitute(manifest: Manifest, variables: Variables | undefined): Substituted {
  const { labels, annotations } = manifest.metadata;
  const isOff = [labels, annotations].some((each) => record(each)[SUBSTITUTE] === 'disabled');
  if (isOff || !JSON.stringify(manifest).includes('${')) return { manifest, unknown: [] };
  const unknown: Unknown[] = [];
  const isOwn = /(?:^|\.)cnpg\.io$/.test(groupOf(manifest.apiVersion));
  const walk = (value: unknown, path: readonly (string | number)[]): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, [...path, key])]));
    }
    if (typeof value !== 'string' || !value.includes('${')) return value;
    // A shell script in a ConfigMap has variables of its own.
    if (variables === undefined && !isOwn && path[0] !== 'metadata') return value;
    const filled = fill(value, variables);
    if (!hasVariable(filled)) return filled === value ? value : typed(filled);
    const isName = path[0] === 'metadata' && ['name', 'namespace'].includes(String(path[1]));
    unknown.push({ path, sample: named(filled), ...(isName && { isNeeded: true }) });
    return filled;
  };
  return { manifest: walk(manifest, []) as Manifest, unknown };
}

/** Whether a variable is left in a text. */
export function hasVariable(value: string): boolean {
  return value.search(VARIABLE) >= 0;
}

function fill(value: string, variables: Variables | undefined): string {
  if (variables === undefined) return value;
  const { values, hasMore } = variables;
  return value.replaceAll(VARIABLE, (whole, name: string, rest: string | undefined, fallback: string | undefined) => {
    const known = values.get(name);
    if (known !== undefined && (rest === undefined || fallback !== undefined)) return known;
    if (hasMore || (rest !== undefined && fallback === undefined)) return whole;
    return fallback ?? '';
  });
}

/** Flux replaces in the text of the object, without quotes, and reads it again: "3" becomes a number. */
function typed(value: string): unknown {
  try {
    return plainValue(value, 0);
  } catch {
    return value;
  }
}

/** A text without variables that could be part of a name, the same for the same variables. */
function named(value: string): string {
  return value.replaceAll(VARIABLE, (_, name: string) => `var-${name.toLowerCase().replaceAll('_', '-')}`);
}
