import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidValueError } from '../../../values/text/invalid-value';
import { Duration } from '../../../values/time/duration';
import { formatGoDuration, parseGoDuration } from '../../../values/time/go-duration';
import { retentionDays } from '../../../values/time/retention';

describe('Duration', () => {
  it.each([
    [Duration.seconds(90), 90, '1m30s', '90 seconds'],
    [Duration.minutes(90), 5400, '1h30m', '90 minutes'],
    [Duration.hours(1), 3600, '1h', '1 hour'],
    [Duration.days(30), 2_592_000, '720h', '30 days'],
    [Duration.weeks(1), 604_800, '168h', '1 week'],
    [Duration.seconds(0), 0, '0s', '0 seconds'],
    [Duration.seconds(3601), 3601, '1h1s', '3601 seconds'],
  ])('%s', (duration, seconds, go, text) => {
    expect(duration.toSeconds()).toBe(seconds);
    expect(duration.toGoDuration()).toBe(go);
    expect(`${duration}`).toBe(text);
  });

  it.each([
    [Duration.days(30), '30d', 30],
    [Duration.weeks(4), '4w', 28],
    [Duration.months(6), '6m', 186],
    [Duration.hours(48), '2d', 2],
  ])('%s as retention', (retention, policy, days) => {
    expect(retention.toRetention()).toBe(policy);
    expect(policy).toMatch(/^[1-9][0-9]*[dwm]$/);
    expect(retentionDays(policy)).toBe(days);
  });

  it.each<[() => unknown, string]>([
    [() => Duration.days(0).toRetention(), 'retention of 0 days: give whole days'],
    [() => Duration.weeks(0).toRetention(), 'retention of 0 weeks: give whole days'],
    [() => Duration.hours(36).toRetention(), 'retention of 36 hours: give whole days'],
    [() => Duration.months(0), 'A retention in months is 0: give a whole number of at least 1'],
    [() => Duration.seconds(-1), 'Duration in seconds is -1: give a whole number of at least 0'],
    [() => Duration.hours(1.5), 'Duration in hours is 1.5'],
    [() => Duration.days(Number.NaN), 'Duration in days is NaN'],
    [() => Duration.weeks(Number.MAX_SAFE_INTEGER), 'Duration in weeks is 9007199254740991'],
    [() => Duration.parse('1.5s'), 'give whole seconds'],
    [() => Duration.parse('-1h'), 'give whole seconds of at least 0'],
    [() => Duration.parse('30d'), '"30d" is not a Go duration'],
    ...['0d', '30', 'd', '30D', '-1d', '01d', '1.5d', '30 d', '30d\n'].map<[() => unknown, string]>((text) => [
      () => retentionDays(text),
      `retention policy "${text}"`,
    ]),
  ])('%s throws', (make, message) => {
    expect(make).toThrow(InvalidValueError);
    expect(make).toThrow(message);
  });

  it.each([
    ['1h30m', '90 minutes'],
    ['24h', '24 hours'],
    ['45s', '45 seconds'],
    ['1.5h', '90 minutes'],
    ['0', '0 seconds'],
    ['1000ms', '1 second'],
  ])('parses %s', (text, expected) => {
    expect(`${Duration.parse(text)}`).toBe(expected);
  });

  it('has no months as a length of time', () => {
    const months = Duration.months(1);
    // @ts-expect-error retention only
    expect(months.toSeconds).toBeUndefined();
    // @ts-expect-error retention only
    const duration: Duration = months;
    expect(`${duration}`).toBe('1m');
  });

  it('compares by length', () => {
    expect(Duration.weeks(1).compareTo(Duration.days(7))).toBe(0);
    expect(Duration.hours(1).compareTo(Duration.minutes(61))).toBeLessThan(0);
    expect(Duration.hours(1).compareTo(Duration.minutes(59))).toBeGreaterThan(0);
  });
});

describe('parseGoDuration', () => {
  // Expected values are those of Go's time.ParseDuration.
  it.each([
    ['1h2m3s4ms5us6ns', 3_723_004_005_006n],
    ['1.5h', 5_400_000_000_000n],
    ['.5s', 500_000_000n],
    ['1.s', 1_000_000_000n],
    ['-1.5h', -5_400_000_000_000n],
    ['+5m', 300_000_000_000n],
    ['0', 0n],
    ['-0', 0n],
    ['1\u00b5s1\u03bcs', 2000n],
    ['0.333333333333333333333h', 1_200_000_000_000n],
    ['9223372036854775807ns', 2n ** 63n - 1n],
    ['-9223372036854775808ns', -(2n ** 63n)],
  ])('%s', (text, nanoseconds) => {
    expect(parseGoDuration(text)).toBe(nanoseconds);
  });

  it.each([
    '',
    '+',
    '1',
    '1d',
    's',
    '.s',
    '1h ',
    ' 1h',
    '1 h',
    '1H',
    '--1h',
    '1h-1m',
    '9223372036854775808ns',
    '3000000h',
    '1constructor',
  ])('refuses %j', (text) => {
    expect(() => parseGoDuration(text)).toThrow(`"${text}" is not a Go duration`);
  });

  it('reads back what formatGoDuration writes', () => {
    fc.assert(
      fc.property(fc.nat(), (seconds) => {
        expect(parseGoDuration(formatGoDuration(seconds))).toBe(BigInt(seconds) * 1_000_000_000n);
      }),
    );
  });
});
