import type { PostgresMajor } from '../../../values/cnpg/image';
import { parseSized } from '../../../values/postgres/guc-number';
import { parseBoolean, parseMemory, parseTime } from '../../../values/postgres/gucs';
import { attempt } from '../../../values/text/invalid-value';
import { lookup, type NamedParameter } from './catalogue';
import { parseReal } from './real';
import { isMemory, sizeOf } from './units';

/** A value independent of its spelling: numbers are in the parameter's own unit. */
export type ParameterMeaning = boolean | number | string;

const SYNONYMS: Readonly<Record<string, string>> = {
  '0': 'off',
  '1': 'on',
  archive: 'replica',
  debug: 'debug2',
  false: 'off',
  hot_standby: 'replica',
  no: 'off',
  true: 'on',
  yes: 'on',
};

/** The meaning of a value for a parameter; undefined if PostgreSQL would refuse it. Bounds are not checked. */
export function parameterMeaning(parameter: NamedParameter, text: string): ParameterMeaning | undefined {
  switch (parameter.type) {
    case 'bool':
      return attempt(() => parseBoolean(text));
    case 'integer':
      return attempt(() => parseInteger(parameter, text));
    case 'real':
      return parseReal(text, parameter.unit);
    case 'enum':
      return enumMember(parameter, text);
    case 'string':
      return text;
  }
}

/** Whether two values are the same to PostgreSQL: `2GB` and `2048MB`, `on` and `true`. Invalid values are only equal to themselves. */
export function isSameValue(major: PostgresMajor, name: string, a: string, b: string): boolean {
  const parameter = lookup(major, name);
  if (a === b || parameter === undefined) return a === b;
  const [left, right] = [parameterMeaning(parameter, a), parameterMeaning(parameter, b)];
  return left !== undefined && left === right;
}

/** A size in bytes; undefined for other parameters, codes below 0, and values that PostgreSQL refuses. */
export function inBytes(major: PostgresMajor, name: string, text: string): number | undefined {
  return measure(major, name, text, true);
}

/** A time in milliseconds; undefined for other parameters, codes below 0, and values that PostgreSQL refuses. */
export function inMilliseconds(major: PostgresMajor, name: string, text: string): number | undefined {
  return measure(major, name, text, false);
}

function measure(major: PostgresMajor, name: string, text: string, memory: boolean): number | undefined {
  const parameter = lookup(major, name);
  if (parameter?.unit === undefined || isMemory(parameter.unit) !== memory) return undefined;
  const meaning = parameterMeaning(parameter, text);
  return typeof meaning === 'number' && meaning >= 0 ? meaning * sizeOf(parameter.unit) : undefined;
}

function parseInteger({ unit }: NamedParameter, text: string): number {
  if (unit === undefined) return parseSized(text, 'one', { one: 1 }, []).setting;
  return (isMemory(unit) ? parseMemory(text, unit) : parseTime(text, unit)).setting;
}

function enumMember({ name, values = [], hidden = [] }: NamedParameter, text: string): string | undefined {
  const word = text.toLowerCase();
  const listed = values.find((value) => value.toLowerCase() === word);
  const member = listed ?? (hidden.includes(word) ? (SYNONYMS[word] ?? word) : undefined);
  return name === 'wal_compression' && member === 'on' ? 'pglz' : member;
}
