import { InvalidValueError } from '../text/invalid-value';

/** What one field of a cron expression allows. */
export interface CronField {
  /** Ascending, without doubles. Empty where only commas were written: CNPG takes that, and it never fires. */
  readonly values: readonly number[];
  /** `*` or `?` was written, a step on it (`*` with `/2`) included. It decides how the two day fields combine. */
  readonly star: boolean;
}

export interface CronBounds {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on, which may be written in any case. */
  readonly names: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** In the order in which CNPG reads them: seconds first. */
export const CRON_BOUNDS = {
  second: { name: 'second', min: 0, max: 59, names: [] },
  minute: { name: 'minute', min: 0, max: 59, names: [] },
  hour: { name: 'hour', min: 0, max: 23, names: [] },
  dayOfMonth: { name: 'day of month', min: 1, max: 31, names: [] },
  month: { name: 'month', min: 1, max: 12, names: MONTHS },
  dayOfWeek: { name: 'day of week', min: 0, max: 6, names: WEEKDAYS },
} as const satisfies Record<string, CronBounds>;

/**
 * Parses one field: a comma list of `*`, `?`, numbers, names, ranges and steps. `5/15` means 5 to the maximum in steps
 * of 15, and what follows a hyphen after a star is ignored, both as in robfig/cron v1.2.0, which CNPG uses.
 *
 * @throws InvalidValueError
 */
export function parseCronField(text: string, bounds: CronBounds): CronField {
  const parts = text.split(',').filter((part) => part !== '');
  const ranges = parts.map((part) => parseRange(part, bounds));
  const values = [...new Set(ranges.flatMap((range) => range.values))].sort((a, b) => a - b);
  return { values, star: ranges.some((range) => range.star) };
}

function parseRange(text: string, bounds: CronBounds): CronField {
  const refuse = (reason: string): never => {
    throw new InvalidValueError(`${bounds.name} "${text}": ${reason}; allowed: ${allowed(bounds)}`);
  };
  const number = (digits: string): number => (isInt64(digits) ? Number(digits) : refuse(`"${digits}" is not a number`));
  const numberOrName = (word: string): number => {
    const index = bounds.names.findIndex((name) => name.toLowerCase() === word.toLowerCase());
    return index < 0 ? number(word) : bounds.min + index;
  };

  const [range = '', stepText, ...moreSteps] = text.split('/');
  const [low = '', high, ...moreHighs] = range.split('-');
  const star = low === '*' || low === '?';
  if (moreSteps.length > 0) return refuse('has more than one slash');
  if (!star && moreHighs.length > 0) return refuse('has more than one hyphen');

  const step = stepText === undefined ? 1 : number(stepText);
  const start = star ? bounds.min : numberOrName(low);
  const openEnd = star || (high === undefined && stepText !== undefined);
  const end = openEnd ? bounds.max : numberOrName(high ?? low);
  if (start < bounds.min) return refuse(`${start} is below ${bounds.min}`);
  if (end > bounds.max || start > bounds.max) return refuse(`${Math.max(start, end)} is above ${bounds.max}`);
  if (start > end) return refuse('the start of the range is after its end');
  if (step === 0) return refuse('a step must be above 0');

  const values: number[] = [];
  for (let value = start; value <= end; value += step) values.push(value);
  return { values, star };
}

/** Go's Atoi: decimal digits, a sign allowed, at most 64 bits. A minus sign can only lead to a refusal. */
function isInt64(text: string): boolean {
  return /^\+?[0-9]+$/.test(text) && BigInt(text.replace('+', '')) < 2n ** 63n;
}

function allowed({ name, min, max, names }: CronBounds): string {
  const words = names.length > 0 ? ` or ${names[0]} to ${names.at(-1)}` : '';
  return `${min} to ${max}${words}${name === 'day of week' ? ' (Sunday is 0, not 7)' : ''}`;
}
