import { remember } from '../collections/remember';
import { InvalidValueError } from '../text/invalid-value';
import { CRON_BOUNDS, type CronField, parseCronField } from './cron-field';
import { parseGoDuration } from './go-duration';

export type FieldName = keyof typeof CRON_BOUNDS;

/** Runs at the instants that match all fields. */
export interface FieldsCron extends Readonly<Record<FieldName, CronField>> {
  readonly kind: 'fields';
  readonly text: string;
  /** As CNPG counts them for its warning: 5 or 6; 1 for a descriptor such as `@daily`. */
  readonly fieldCount: number;
}

/** Runs this long after the instant it is asked from: no fixed time of day. */
export interface EveryCron {
  readonly kind: 'every';
  readonly text: string;
  readonly fieldCount: number;
  readonly seconds: number;
}

export type Cron = FieldsCron | EveryCron;

const FIELDS = Object.keys(CRON_BOUNDS) as FieldName[];
const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};
// What Go's strings.Fields splits at. JavaScript's \s differs: it has U+FEFF and lacks U+0085.
const GO_SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const EVERY = '@every ';

/** The words between white space, as Go's `strings.Fields` finds them. */
export function cronWords(text: string): string[] {
  return text.split(GO_SPACE).filter((word) => word !== '');
}

/**
 * Reads a schedule as CNPG does (robfig/cron v1.2.0 `Parse`): second, minute, hour, day of month, month and, optional,
 * day of week; or a descriptor (`@daily`, `@every 12h`).
 *
 * @throws InvalidValueError naming the field
 * @see https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups
 */
export const parseCron = remember(readCron);

function readCron(text: string): Cron {
  const words = cronWords(text);
  const fieldCount = words.length;
  if (text.startsWith('@')) return parseDescriptor(text, fieldCount);
  if (fieldCount < 5 || fieldCount > 6) {
    const zone = /^(CRON_)?TZ=/.test(words[0] ?? '')
      ? " (it takes no time zone: the operator pod's clock counts, UTC by default)"
      : '';
    throw new InvalidValueError(
      `schedule "${text}" has ${fieldCount} fields${zone}: write six, second minute hour day-of-month month day-of-week, or @daily`,
    );
  }
  return parseFields(text, words, fieldCount);
}

function parseFields(text: string, words: readonly string[], fieldCount: number): FieldsCron {
  const field = (name: FieldName): CronField => {
    const index = FIELDS.indexOf(name);
    try {
      return parseCronField(words[index] ?? '*', CRON_BOUNDS[name]);
    } catch (error) {
      if (!(error instanceof InvalidValueError)) throw error;
      throw new InvalidValueError(`schedule "${text}", field ${index + 1} of ${fieldCount}: ${error.message}`);
    }
  };
  return {
    kind: 'fields',
    text,
    fieldCount,
    second: field('second'),
    minute: field('minute'),
    hour: field('hour'),
    dayOfMonth: field('dayOfMonth'),
    month: field('month'),
    dayOfWeek: field('dayOfWeek'),
  };
}

function parseDescriptor(text: string, fieldCount: number): Cron {
  const fields = Object.hasOwn(DESCRIPTORS, text) ? DESCRIPTORS[text] : undefined;
  if (fields !== undefined) return parseFields(text, cronWords(fields), fieldCount);
  if (text.startsWith(EVERY)) {
    const seconds = Number(parseGoDuration(text.slice(EVERY.length)) / 1_000_000_000n);
    return { kind: 'every', text, fieldCount, seconds: Math.max(1, seconds) };
  }
  const known = Object.keys(DESCRIPTORS).join(', ');
  throw new InvalidValueError(`schedule "${text}": write ${known} or @every with a duration such as @every 12h`);
}
