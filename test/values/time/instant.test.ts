import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidValueError } from '../../../values/text/invalid-value';
import { Instant } from '../../../values/time/instant';

describe('Instant', () => {
  it.each([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02t03:04:05z', '2026-01-02T03:04:05Z'],
    ['2026-01-02 03:04:05Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02 03:04:05.000000+00', '2026-01-02T03:04:05Z'],
    ['2026-01-02 03:04:05-05', '2026-01-02T08:04:05Z'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05Z'],
    ['2026-01-02T03:04:05-05:30', '2026-01-02T08:34:05Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00Z'],
    ['2024-02-29T23:59:59-00:01', '2024-03-01T00:00:59Z'],
    ['2026-01-02T03:04:05.1Z', '2026-01-02T03:04:05.1Z'],
    ['2026-01-02T03:04:05.123456Z', '2026-01-02T03:04:05.123456Z'],
    ['2026-01-02T03:04:05.000001+00:00', '2026-01-02T03:04:05.000001Z'],
    ['2026-01-02T03:04:05.250000Z', '2026-01-02T03:04:05.25Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
    ['1960-01-01T00:00:00.000001Z', '1960-01-01T00:00:00.000001Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ])('%s is %s', (text, expected) => {
    expect(`${Instant.parse(text)}`).toBe(expected);
  });

  it.each(['2026-01-02T03:04:05', '2026-01-02 03:04:05', '2026-01-02 03:04:05.123', '2026-01-02T03:04', '2026-01-02'])(
    'tells why %s, a local time, is refused',
    (text) => {
      expect(() => Instant.parse(text)).toThrow(InvalidValueError);
      expect(() => Instant.parse(text)).toThrow(
        'CNPG 1.28.0 would read it in the time zone of the pod. Add Z or the offset',
      );
    },
  );

  it.each([
    '',
    'yesterday',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-02T24:00:00Z',
    '2026-01-02T23:59:60Z',
    '2026-01-02T03:60:05Z',
    '2026-01-02T03:04:05.1234567Z',
    '2026-01-02T03:04:05.Z',
    '2026-01-02T03:04:05+02',
    '2026-01-02T03:04:05+0200',
    '2026-01-02T03:04:05+24:00',
    '2026-01-02T03:04:05+01:60',
    '2026-01-02T03:04:05 CET',
    '2026-01-02T03:04Z',
    '2026-01-02T03:04:05Z\n',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
  ])('refuses %j', (text) => {
    expect(() => Instant.parse(text)).toThrow(
      `"${text}" is not an RFC 3339 time: write one such as 2026-01-02T03:04:05Z`,
    );
  });

  it('compares to the microsecond', () => {
    const [early, late] = [
      Instant.parse('2026-01-02T03:04:05.000001Z'),
      Instant.parse('2026-01-02T05:04:05.000002+02:00'),
    ];
    expect(early.compareTo(late)).toBe(-1);
    expect(late.compareTo(early)).toBe(1);
    expect(early.compareTo(Instant.parse('2026-01-02T04:04:05.000001+01:00'))).toBe(0);
  });

  it('cuts off what a Date cannot hold, before 1970 too', () => {
    expect(Instant.parse('2026-01-02T03:04:05.123999Z').toDate()).toEqual(new Date('2026-01-02T03:04:05.123Z'));
    expect(Instant.parse('1960-01-01T00:00:00.123999Z').toDate()).toEqual(new Date('1960-01-01T00:00:00.123Z'));
  });

  it.each([
    ['2026-11-28T20:40:39+02:00', '2026-11-28 18:40:39.000000+00'],
    ['1969-12-31T23:59:59.25Z', '1969-12-31 23:59:59.250000+00'],
  ])('%s is %s for PostgreSQL', (text, expected) => {
    expect(Instant.parse(text).toPostgres()).toBe(expected);
  });

  it('comes from a date', () => {
    expect(`${Instant.fromDate(new Date('2026-01-02T03:04:05.120Z'))}`).toBe('2026-01-02T03:04:05.12Z');
    expect(() => Instant.fromDate(new Date(Number.NaN))).toThrow('invalid date');
  });

  it('refuses a literal without an offset at compile time', () => {
    expect(`${Instant.of('2026-01-02T03:04:05Z')}`).toBe('2026-01-02T03:04:05Z');
    expect(`${Instant.of('2026-01-02T03:04:05.5+02:00')}`).toBe('2026-01-02T01:04:05.5Z');
    // @ts-expect-error local time
    expect(() => Instant.of('2026-01-02T03:04:05')).toThrow('is a local time');
    // @ts-expect-error a day
    expect(() => Instant.of('2026-01-02')).toThrow('is a local time');
  });

  it('prints what it reads back as the same instant, in the order of the text', () => {
    const instant = fc
      .tuple(fc.date({ min: new Date('1000-01-01'), max: new Date('9999-01-01'), noInvalidDate: true }), fc.nat(999))
      .map(([date, micro]) =>
        Instant.parse(date.toISOString().replace('Z', `${String(micro).padStart(3, '0')}+00:00`)),
      );
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        expect(Instant.parse(`${a}`).epochMicroseconds).toBe(a.epochMicroseconds);
        expect(Instant.parse(a.toPostgres()).epochMicroseconds).toBe(a.epochMicroseconds);
        expect(a.toPostgres() < b.toPostgres()).toBe(a.epochMicroseconds < b.epochMicroseconds);
        expect(a.compareTo(b)).toBe(
          a.epochMicroseconds === b.epochMicroseconds ? 0 : a.epochMicroseconds < b.epochMicroseconds ? -1 : 1,
        );
        expect(Math.sign(a.toDate().getTime() - b.toDate().getTime())).toBeOneOf([0, a.compareTo(b)]);
      }),
    );
  });
});
