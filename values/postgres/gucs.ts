import { InvalidValueError } from '../text/invalid-value';
import { parseSized, type SizedValue } from './guc-number';

/** The units of PostgreSQL's catalogue for sizes; `8kB` is a block. */
export type MemoryUnit = 'B' | 'kB' | '8kB' | 'MB' | 'GB' | 'TB';
export type TimeUnit = 'us' | 'ms' | 's' | 'min' | 'h' | 'd';

export interface MemoryValue extends SizedValue<MemoryUnit> {
  readonly bytes: number;
}

export interface TimeValue extends SizedValue<TimeUnit> {
  readonly milliseconds: number;
}

const MEMORY: Readonly<Record<MemoryUnit, number>> = {
  B: 1,
  kB: 2 ** 10,
  '8kB': 2 ** 13,
  MB: 2 ** 20,
  GB: 2 ** 30,
  TB: 2 ** 40,
};
const TIME: Readonly<Record<TimeUnit, number>> = { us: 0.001, ms: 1, s: 1e3, min: 6e4, h: 3.6e6, d: 8.64e7 };
/**
 * Reads a size as PostgreSQL does: `2GB`, `64 MB`, `1.5GB`, `8192kB`; units in exactly this case.
 *
 * @param own - the unit of the parameter, which a bare number is counted in (`8kB` for `shared_buffers`)
 * @throws InvalidValueError
 * @see https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES
 */
export function parseMemory(text: string, own: MemoryUnit): MemoryValue {
  const written = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  const { setting, unit } = parseSized(text, own, MEMORY, written);
  return { setting, unit, bytes: setting * MEMORY[own] };
}

/**
 * Reads a time as PostgreSQL does: `10s`, `5min`, `1.5h`, `1d`.
 *
 * @param own - the unit of the parameter, which a bare number is counted in
 * @throws InvalidValueError
 */
export function parseTime(text: string, own: TimeUnit): TimeValue {
  const written = ['us', 'ms', 's', 'min', 'h', 'd'] as const;
  const { setting, unit } = parseSized(text, own, TIME, written);
  return { setting, unit, milliseconds: setting * TIME[own] };
}

/**
 * Reads a boolean as PostgreSQL does: `on`, `off`, `true`, `false`, `yes`, `no`, `1`, `0` and unambiguous beginnings of
 * them, in any case.
 *
 * @throws InvalidValueError
 */
export function parseBoolean(text: string): boolean {
  const word = text.toLowerCase();
  if (word === '1' || word === 'on' || isBeginning(word, 'true') || isBeginning(word, 'yes')) return true;
  if (word === '0' || word === 'of' || word === 'off' || isBeginning(word, 'false') || isBeginning(word, 'no'))
    return false;
  throw new InvalidValueError(`"${text}" is not a boolean: write on or off`);
}

function isBeginning(word: string, whole: string): boolean {
  return word !== '' && whole.startsWith(word);
}
