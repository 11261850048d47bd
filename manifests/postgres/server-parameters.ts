import type { PostgresMajor } from '../../values/cnpg/image';
import { rememberLast } from '../../values/collections/remember-last';
import { knownMajorOf } from '../cnpg/cluster-traits';
import { put } from '../object/json';
import { at, type Manifest, record, text } from '../object/manifest';
import { inBytes, lookup, operatorFacts } from './parameters';

/** Path of the parameters in a Cluster. */
export const PARAMETERS = 'spec.postgresql.parameters';

interface Given {
  readonly texts: Readonly<Record<string, string>>;
  /** By the names that PostgreSQL has for them. */
  readonly byOwnName: ReadonlyMap<string, string>;
}

/** The parameters of a Cluster that have a text as their value. */
export function givenParameters(cluster: Manifest): Readonly<Record<string, string>> {
  return givenOf(cluster).texts;
}

const givenOf = rememberLast((cluster: Manifest): Given => {
  const texts: Record<string, string> = {};
  const byOwnName = new Map<string, string>();
  const major = majorOf(cluster);
  for (const [name, value] of Object.entries(record(at(cluster, PARAMETERS)))) {
    if (typeof value !== 'string') continue;
    put(texts, name, value);
    const own = lookup(major, name)?.name;
    if (own !== undefined && !byOwnName.has(own)) byOwnName.set(own, value);
  }
  return { texts, byOwnName };
});

/** The value of a parameter at run time, in the parameter's own unit: the given one, otherwise CNPG's default, otherwise PostgreSQL's. */
export function parameterOf(cluster: Manifest, name: string): string | undefined {
  const given = text(record(at(cluster, PARAMETERS))[name]);
  return (
    given ??
    operatorFacts().defaults[name] ??
    // CNPG knows a name only in lower case. PostgreSQL accepts any case, and some old names.
    givenOf(cluster).byOwnName.get(name) ??
    lookup(majorOf(cluster), name)?.boot
  );
}

function majorOf(cluster: Manifest): PostgresMajor {
  return knownMajorOf(cluster) ?? '17';
}

/** A size in bytes; undefined if it cannot be read, which other rules report. */
export function memoryParameter(cluster: Manifest, name: string): number | undefined {
  const value = parameterOf(cluster, name);
  return value === undefined ? undefined : inBytes(majorOf(cluster), name, value);
}

/** A plain number; undefined where it cannot be read. */
export function countParameter(cluster: Manifest, name: string): number | undefined {
  const value = parameterOf(cluster, name)?.trim() ?? '';
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

/** Whether PostgreSQL would read a text as off. */
export function isOff(value: string | undefined): boolean {
  return ['off', 'of', 'false', 'no', '0', 'f', 'n', 'fa', 'fal', 'fals'].includes(value?.trim().toLowerCase() ?? '');
}

/** 2 GiB as `2048 MiB`, in the usual unit for sizes of memory. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
