import { plainValue } from '../files/yaml/scalar';
import type { Unknown } from '../object/document';
import { groupOf, type Manifest, record } from '../object/manifest';
import { hasVariable, isClosed, mayHaveHoles, sampleOf, VARIABLE } from './holes';

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
 * Replaces the variables of an object as far as they are known, and lists the values in which something is left that nobody knows before
 * the object is applied: a variable, or what is encrypted or looked up elsewhere.
 * @param variables - undefined where it is not known that anybody replaces them: then a script has variables of its own
 */
export function substitute(manifest: Manifest, variables: Variables | undefined): Substituted {
  if (!mayHaveHoles(JSON.stringify(manifest))) return { manifest, unknown: [] };
  const { labels, annotations } = manifest.metadata;
  const isOff = [labels, annotations].some((each) => record(each)[SUBSTITUTE] === 'disabled');
  const given = isOff ? undefined : variables;
  const unknown: Unknown[] = [];
  const walk = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, [...path, key])]));
    }
    if (typeof value !== 'string' || !mayHaveHoles(value)) return value;
    if (given === undefined && isScript(value, path, manifest)) return value;
    const filled = fill(value, given);
    if (!isClosed(filled) && (isOff || !hasVariable(filled))) return filled === value ? value : typed(filled);
    const isName = path[0] === 'metadata' && ['name', 'namespace'].includes(String(path[1]));
    unknown.push({ path, sample: sampleOf(filled), text: filled, ...(isName && { isNeeded: true }) });
    return filled;
  };
  return { manifest: walk(manifest, []) as Manifest, unknown };
}

type Path = readonly (string | number)[];

/** What a shell, SQL or a dashboard may read: `${NAME}` is a variable of theirs. */
const FIELDS_OF_SCRIPTS = /^(?:command|args|script|expr)$/;
const FIELDS_OF_SQL = /^sql$|[a-z]SQL$/;

function isScript(value: string, path: Path, { apiVersion, kind }: Manifest): boolean {
  const isIn = (fields: RegExp) => path.some((step) => typeof step === 'string' && fields.test(step));
  if (path[0] === 'metadata') return false;
  if (isIn(FIELDS_OF_SQL)) return true;
  if (groupOf(apiVersion).endsWith('cnpg.io')) return false;
  return kind === 'ConfigMap' || value.includes('\n') || isIn(FIELDS_OF_SCRIPTS);
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
