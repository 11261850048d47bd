import { InvalidValueError, wholeNumber } from '../text/invalid-value';
import { checkOptions, type Keys } from '../text/keys';
import { type Cron, cronWords, parseCron } from './cron';
import { describeCron } from './cron-description';
import { nextRuns } from './cron-runs';
import type { Duration } from './duration';
import { describeFiveFields } from './five-field-cron';

/** A time of day in UTC. */
export interface TimeOfDay {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. @default 0 - on the hour */
  readonly minute?: number;
  /** 0 to 59. @default 0 - on the minute */
  readonly second?: number;
}

const TIME_KEYS: Keys<TimeOfDay> = { hour: true, minute: true, second: true };
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;
/** A day of the week, as cron writes it. */
export type Weekday = (typeof WEEKDAYS)[number];

type Descriptor = '@yearly' | '@annually' | '@monthly' | '@weekly' | '@daily' | '@midnight' | '@hourly';
type Words<T extends string> = T extends `${infer Word} ${infer Rest}` ? [Word, ...Words<Rest>] : [T];
type IsSix<T extends readonly string[]> = T['length'] extends 6 ? ('' extends T[number] ? false : true) : false;

/** `T` if it is a descriptor or six fields with one space between them; otherwise the sentence that the compiler then shows. */
export type CronExpression<T extends string> = T extends Descriptor | `@every ${string}`
  ? T
  : string extends T
    ? 'Schedule.cron takes a literal; use Schedule.parse for a string read at run time'
    : IsSix<Words<T>> extends true
      ? T
      : 'CNPG reads six fields, seconds first: second minute hour day-of-month month day-of-week';

/**
 * When a scheduled backup runs, in UTC (the operator's own clock: its image runs in UTC unless somebody sets a zone).
 *
 * CNPG's cron starts with the seconds: `0 2 * * *`, meant as two in the morning, runs every hour.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups
 */
export class Schedule {
  readonly #cron: Cron;

  private constructor(
    /** The text of `ScheduledBackup.spec.schedule`. */
    readonly expression: string,
  ) {
    this.#cron = parseCron(expression);
  }

  static daily(time: TimeOfDay): Schedule {
    return new Schedule(`${clock(time)} * * *`);
  }

  static weekly({ on, ...time }: TimeOfDay & { readonly on: Weekday | readonly Weekday[] }): Schedule {
    const given: readonly Weekday[] = typeof on === 'string' ? [on] : on;
    const days = WEEKDAYS.filter((day) => given.includes(day));
    if (days.length === 0 || given.some((day) => !WEEKDAYS.includes(day))) {
      throw new InvalidValueError(
        `Schedule.weekly on ${JSON.stringify(on)}: give one or more of ${WEEKDAYS.join(', ')}`,
      );
    }
    return new Schedule(`${clock(time)} * * ${days.join(',')}`);
  }

  /** @param options.day - 1 to 28: the months that lack a later day would be left out without a word */
  static monthly({ day, ...time }: TimeOfDay & { readonly day: number }): Schedule {
    return new Schedule(`${clock(time)} ${wholeNumber('Schedule.monthly day', day, 1, 28)} * *`);
  }

  /** Counts from the last run, not from midnight: `Duration.hours(24)` moves with every restart of the operator. */
  static every(interval: Duration): Schedule {
    if (interval.toSeconds() < 1) throw new InvalidValueError(`Schedule.every ${interval}: give at least one second`);
    return new Schedule(`@every ${interval.toGoDuration()}`);
  }

  /**
   * @param expression - six fields, `second minute hour day-of-month month day-of-week`, or a descriptor (`@daily`, `@every 12h`)
   * @throws InvalidValueError for five fields, with both readings, and for what CNPG cannot parse
   */
  static cron<const T extends string>(expression: CronExpression<T>): Schedule {
    return Schedule.parse(expression);
  }

  /** `cron` for a text that is not known when compiling; white space between the fields may be of any length. */
  static parse(expression: string): Schedule {
    const words = cronWords(expression);
    if (words.length === 5) throw new InvalidValueError(describeFiveFields(expression));
    return new Schedule(words.join(' '));
  }

  /** The next `count` runs after `from`; fewer, or none, where CNPG finds none within five years of the one before. */
  next(count: number, from: Date): Date[] {
    return nextRuns(this.#cron, count, from);
  }

  /** Plain English: `daily at 02:00:00 UTC`. */
  describe(): string {
    return describeCron(this.#cron);
  }

  toString(): string {
    return this.expression;
  }
}

function clock(time: TimeOfDay): string {
  checkOptions('Schedule', time, TIME_KEYS);
  const { hour, minute = 0, second = 0 } = time;
  const [s, m] = [wholeNumber('Schedule second', second, 0, 59), wholeNumber('Schedule minute', minute, 0, 59)];
  return `${s} ${m} ${wholeNumber('Schedule hour', hour, 0, 23)}`;
}
