import { createRequire } from 'node:module';
import { POSTGRES_MAJORS, type PostgresMajor } from '../../../values/cnpg/image';
import type { Catalogue, Parameter } from './parameter';

/** A parameter with the server's spelling of its name. */
export interface NamedParameter extends Parameter {
  readonly name: string;
}

/** Old names that the server maps to new ones, since a given major: `map_old_guc_names` of guc.c. */
const FORMER: ReadonlyMap<string, readonly [name: string, since: number]> = new Map([
  ['force_parallel_mode', ['debug_parallel_query', 16]],
  ['sort_mem', ['work_mem', 14]],
  ['ssl_ecdh_curve', ['ssl_groups', 18]],
  ['vacuum_mem', ['maintenance_work_mem', 14]],
]);

const load = createRequire(__filename);
const indexes = new Map<PostgresMajor, ReadonlyMap<string, NamedParameter>>();

/**
 * The parameter of a major under each spelling that the server accepts, in any case and including old names. Undefined for an unknown
 * name, including parameters of extensions that are not in the catalogue.
 */
export function lookup(major: PostgresMajor, name: string): NamedParameter | undefined {
  const key = fold(name);
  const [current, since] = FORMER.get(key) ?? [key, 0];
  return parametersOf(major).get(key) ?? (Number(major) >= since ? parametersOf(major).get(current) : undefined);
}

/** All parameters of a major, by their names in lower case. */
export function parametersOf(major: PostgresMajor): ReadonlyMap<string, NamedParameter> {
  const known = indexes.get(major);
  if (known !== undefined) return known;
  const catalogue = load(`#facts/parameters/${major}`) as Catalogue;
  const index = new Map(Object.entries(catalogue).map(([name, parameter]) => [fold(name), { ...parameter, name }]));
  indexes.set(major, index);
  return index;
}

/** The majors that know a parameter, oldest first. */
export function majorsWith(name: string): readonly PostgresMajor[] {
  return POSTGRES_MAJORS.filter((major) => lookup(major, name) !== undefined);
}

/** Whether parameters with this prefix belong to an extension of the catalogue. */
export function isKnownExtension(major: PostgresMajor, name: string): boolean {
  const prefix = `${fold(name).split('.')[0]}.`;
  return [...parametersOf(major).keys()].some((each) => each.startsWith(prefix));
}

// PostgreSQL folds ASCII letters only; toLowerCase would turn the Kelvin sign into a k.
function fold(name: string): string {
  return /[A-Z]/.test(name) ? name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : name;
}
