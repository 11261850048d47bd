import { InvalidValueError, wholeNumber } from '../text/invalid-value';
import { formatGoDuration, parseGoDuration } from './go-duration';
import { type Retention, retentionMonths } from './retention';

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;
type Unit = keyof typeof SECONDS;

/**
 * A length of time in whole seconds. It remembers the unit it was made with, so that `Duration.weeks(4)` is printed as
 * `4w` where weeks exist.
 *
 * @example Duration.days(30).toRetention() // '30d'
 * @example Duration.minutes(90).toGoDuration() // '1h30m'
 */
export class Duration implements Retention {
  readonly #count: number;
  readonly #unit: Unit;

  private constructor(count: number, unit: Unit) {
    this.#count = wholeNumber(`Duration in ${unit}s`, count, 0, Math.floor(Number.MAX_SAFE_INTEGER / SECONDS[unit]));
    this.#unit = unit;
  }

  /** @param count - a whole number of at least 0, as in every factory here */
  static seconds(count: number): Duration {
    return new Duration(count, 'second');
  }

  static minutes(count: number): Duration {
    return new Duration(count, 'minute');
  }

  static hours(count: number): Duration {
    return new Duration(count, 'hour');
  }

  static days(count: number): Duration {
    return new Duration(count, 'day');
  }

  static weeks(count: number): Duration {
    return new Duration(count, 'week');
  }

  /** For retention only, and therefore no `Duration`: a month has no fixed length. */
  static months(count: number): Retention {
    return retentionMonths(count);
  }

  /**
   * Reads a Go duration (`1h30m`, `24h`).
   *
   * @throws InvalidValueError outside that grammar, below zero, and for fractions of a second
   */
  static parse(text: string): Duration {
    const nanoseconds = parseGoDuration(text);
    const seconds = nanoseconds / 1_000_000_000n;
    if (nanoseconds < 0n || seconds * 1_000_000_000n !== nanoseconds) {
      throw new InvalidValueError(`duration "${text}": give whole seconds of at least 0, such as 1h30m`);
    }
    const total = Number(seconds);
    const unit = (['hour', 'minute'] as const).find((candidate) => total > 0 && total % SECONDS[candidate] === 0);
    return new Duration(total / SECONDS[unit ?? 'second'], unit ?? 'second');
  }

  toSeconds(): number {
    return this.#count * SECONDS[this.#unit];
  }

  /**
   * CNPG's `retentionPolicy`: `30d` or, made by `weeks`, `4w`.
   *
   * @throws InvalidValueError if it is zero or not made of whole days
   * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/retention/
   */
  toRetention(): string {
    if (this.#count > 0 && this.#unit === 'week') return `${this.#count}w`;
    const days = this.toSeconds() / SECONDS.day;
    if (days > 0 && Number.isInteger(days)) return `${days}d`;
    throw new InvalidValueError(`retention of ${this}: give whole days, weeks or months, such as Duration.days(30)`);
  }

  /** Go's short form, as `@every` takes it: `24h`, `1h30m`, `45s`. */
  toGoDuration(): string {
    return formatGoDuration(this.toSeconds());
  }

  /** Positive when this one is longer, negative when it is shorter, 0 when both take the same time. */
  compareTo(other: Duration): number {
    return this.toSeconds() - other.toSeconds();
  }

  /** `30 days`, `1 hour`. */
  toString(): string {
    return `${this.#count} ${this.#unit}${this.#count === 1 ? '' : 's'}`;
  }
}
