import type { NamedParameter } from './catalogue';
import { HOOKS } from './hooks';
import { type ParameterMeaning, parameterMeaning } from './meaning';
import { format, isMemory, unitsFor } from './units';

/**
 * - `text`: control characters
 * - `reserved`: the operator's own
 * - `name`: the server does not know it, or it cannot be set
 * - `value`: the server refuses it
 * - `ambiguous`: the server takes it, for something else than most readers
 */
export type ProblemKind = 'text' | 'reserved' | 'name' | 'value' | 'ambiguous';

/** Why a value or a name is wrong, as a sentence without a full stop, and what to do. */
export interface ParameterProblem {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly fix: string;
}

/** Common but wrong spellings of PostgreSQL's units, in lower case. */
const MEANT: Readonly<Record<string, string>> = {
  b: 'B',
  bytes: 'B',
  d: 'd',
  days: 'd',
  g: 'GB',
  gb: 'GB',
  gi: 'GB',
  gib: 'GB',
  h: 'h',
  hour: 'h',
  hours: 'h',
  k: 'kB',
  kb: 'kB',
  ki: 'kB',
  kib: 'kB',
  m: 'MB',
  mb: 'MB',
  mi: 'MB',
  mib: 'MB',
  minutes: 'min',
  sec: 's',
  seconds: 's',
  t: 'TB',
  tb: 'TB',
  ti: 'TB',
  tib: 'TB',
};
const AMOUNT = /^\s*([+-]?[0-9.]+)\s*(\S*)\s*$/;

/** The problem of a value for PostgreSQL, or for a reader who knows the unit of a bare number. */
export function valueProblem(parameter: NamedParameter, text: string): ParameterProblem | undefined {
  const meaning = parameterMeaning(parameter, text);
  if (meaning === undefined) return misspelt(parameter, text);
  if (typeof meaning !== 'number') return hooked(parameter, text, meaning);
  return outside(parameter, text, meaning) ?? hooked(parameter, text, meaning) ?? bareBlocks(parameter, text, meaning);
}

function misspelt(parameter: NamedParameter, text: string): ParameterProblem {
  const { name, type, values = [], unit } = parameter;
  if (type === 'bool')
    return { kind: 'value', message: `${name} is "${text}", which is not a boolean`, fix: 'write on or off' };
  if (type === 'enum') {
    return {
      kind: 'value',
      message: `${name} is "${text}", which is not one of its values`,
      fix: `write one of ${quoted(values)}`,
    };
  }
  const [, number = '', written = ''] = AMOUNT.exec(text) ?? [];
  if (number === '' || written === '') {
    const example = unit === undefined ? (parameter.boot ?? '1') : format(Number(parameter.boot ?? 1), unit);
    return {
      kind: 'value',
      message: `${name} is "${text}", which is not a number`,
      fix: `write a number such as ${example}`,
    };
  }
  if (unit === undefined) {
    return {
      kind: 'value',
      message: `${name} is "${text}", but has no unit: it is a plain number`,
      fix: `write ${number}`,
    };
  }
  const known = unitsFor(unit).map(([each]) => each);
  const meant = isMemory(unit) || written.toLowerCase() !== 'm' ? MEANT[written.toLowerCase()] : 'min';
  const fix =
    meant !== undefined && known.includes(meant) ? `write ${number}${meant}` : `write ${number} with one of them`;
  return {
    kind: 'value',
    message: `${name} is "${text}": PostgreSQL does not know the unit ${written}, only ${known.join(', ')}`,
    fix,
  };
}

function outside(parameter: NamedParameter, text: string, setting: number): ParameterProblem | undefined {
  const { name, unit, min = Number.NEGATIVE_INFINITY, max = Number.MAX_VALUE } = parameter;
  if (setting >= min && setting <= max) return undefined;
  const [low, high] = [format(min, unit), format(max, unit)];
  const range = parameter.max === undefined ? `at least ${low}` : `from ${low} to ${high}`;
  return {
    kind: 'value',
    message: `${name} is "${text}", outside its range ${range}`,
    fix: setting < min ? `write ${low} or more` : `write ${high} or less`,
  };
}

function hooked({ name }: NamedParameter, text: string, meaning: ParameterMeaning): ParameterProblem | undefined {
  const hook = HOOKS[name];
  if (hook === undefined || hook.allows(meaning)) return undefined;
  const fix = `write ${hook.meant?.(text) ?? hook.wants}`;
  return { kind: 'value', message: `${name} is "${text}", not ${hook.wants}`, fix };
}

/** CNPG's own warning reads the number as MB, which is 128 times what the server does. */
function bareBlocks({ name, unit }: NamedParameter, text: string, setting: number): ParameterProblem | undefined {
  if (unit !== '8kB' || setting <= 0 || /[kMGT]?B\s*$/.test(text)) return undefined;
  const megabytes = format(setting, 'MB');
  return {
    kind: 'ambiguous',
    message: `${name} is "${text}" without a unit: PostgreSQL counts blocks of 8kB, which makes ${format(setting, unit)}; a reader may take it for ${megabytes}`,
    fix: `write ${format(setting, unit)}, or ${megabytes} if that was meant`,
  };
}

function quoted(values: readonly string[]): string {
  return values.map((value) => (value === '' ? "''" : value)).join(', ');
}
