import { InvalidValueError } from '../text/invalid-value';

const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([Zz]|[+-]\d\d:\d\d)$/;
/** A `timestamptz` as PostgreSQL prints it: a blank, and an offset that may be hours alone. */
const POSTGRES = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d)$/;
const LOCAL = /^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;

/** The text of an instant, as far as a compiler can check it: the offset is there. */
export type InstantInput = `${number}-${number}-${number}T${string}${'Z' | `${'+' | '-'}${number}:${number}`}`;

/**
 * A point in time, RFC 3339 or as PostgreSQL prints it, with an offset, kept in UTC to the microsecond as PostgreSQL does.
 *
 * A time without an offset is refused: CNPG 1.28.0 hands it to PostgreSQL, which reads it in the zone of the pod or of the
 * restored cluster, and a recovery stops hours early or late; from 1.28.1 on it means UTC.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/recovery/#recovery-targets
 */
export class Instant {
  /** Microseconds since 1970-01-01T00:00:00Z. */
  readonly epochMicroseconds: bigint;

  private constructor(epochMicroseconds: bigint) {
    this.epochMicroseconds = epochMicroseconds;
  }

  /** `parse` for a literal: a time without an offset does not compile. */
  static of(text: InstantInput): Instant {
    return Instant.parse(text);
  }

  /** @throws InvalidValueError for a time without an offset, a day that does not exist, and more than six decimals */
  static parse(text: string): Instant {
    const [whole, date, time, fraction = '', zone = ''] = RFC_3339.exec(text) ?? POSTGRES.exec(text) ?? [];
    if (whole === undefined) throw refused(text);
    const local = new Date(`${date}T${time}Z`);
    // Date turns February 30 into March 1, and 24:00:00 into the next day.
    if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(`${date}T${time}`)) throw refused(text);
    const milliseconds = local.getTime() - offsetMinutes(zone, text) * 60_000;
    const instant = new Instant(BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, '0')));
    if (!/^\d{4}-/.test(instant.toString())) throw refused(text);
    return instant;
  }

  static fromDate(date: Date): Instant {
    if (Number.isNaN(date.getTime())) throw new InvalidValueError('an instant was created from an invalid date');
    return new Instant(BigInt(date.getTime()) * 1000n);
  }

  /** Negative when this one is earlier, positive when it is later. */
  compareTo(other: Instant): -1 | 0 | 1 {
    if (this.epochMicroseconds === other.epochMicroseconds) return 0;
    return this.epochMicroseconds < other.epochMicroseconds ? -1 : 1;
  }

  /** Microseconds are cut off: a `Date` has none. */
  toDate(): Date {
    const [milliseconds] = this.#split();
    return new Date(milliseconds);
  }

  /**
   * In UTC as PostgreSQL prints it: `2026-01-02 03:04:05.000000+00`. This is what a recovery target must be: PostgreSQL reads
   * `recovery_target_time` before its time zone abbreviations, of which `Z` is one, and operators below 1.28.1 make `Z` of any RFC 3339
   * instant in UTC, while they pass this form on as it is.
   */
  toPostgres(): string {
    const [date = '', time = ''] = this.toString().slice(0, -1).split('T');
    const [seconds, fraction = ''] = time.split('.');
    return `${date} ${seconds}.${fraction.padEnd(6, '0')}+00`;
  }

  /** For people, RFC 3339 in UTC, without trailing zeros in the fraction: `2026-01-02T03:04:05Z`, `2026-01-02T03:04:05.25Z`. */
  toString(): string {
    const [milliseconds, microseconds] = this.#split();
    const [seconds = '', thousandths = ''] = new Date(milliseconds).toISOString().slice(0, -1).split('.');
    const fraction = (thousandths + `${microseconds}`.padStart(3, '0')).replace(/0+$/, '');
    return seconds + (fraction && `.${fraction}`) + 'Z';
  }

  /** Whole milliseconds, rounded down, and the microseconds that remain. */
  #split(): [milliseconds: number, microseconds: number] {
    const rest = ((this.epochMicroseconds % 1000n) + 1000n) % 1000n;
    return [Number((this.epochMicroseconds - rest) / 1000n), Number(rest)];
  }
}

function offsetMinutes(zone: string, text: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4) || 0)];
  if (hours > 23 || minutes > 59) throw refused(text);
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function refused(text: string): InvalidValueError {
  const why = LOCAL.test(text)
    ? 'is a local time: CNPG 1.28.0 would read it in the time zone of the pod. Add Z or the offset, such as +02:00'
    : 'is not an RFC 3339 time: write one such as 2026-01-02T03:04:05Z or 2026-01-02T05:04:05.123456+02:00';
  return new InvalidValueError(`"${text}" ${why}`);
}
