import { describe, expect, it } from 'vitest';
import { Duration } from '../../../values/time/duration';
import { Schedule } from '../../../values/time/schedule';

describe('Schedule', () => {
  it.each([
    [Schedule.daily({ hour: 2 }), '0 0 2 * * *'],
    [Schedule.daily({ hour: 23, minute: 59, second: 1 }), '1 59 23 * * *'],
    [Schedule.weekly({ on: 'SUN', hour: 2, minute: 30 }), '0 30 2 * * SUN'],
    [Schedule.weekly({ on: ['FRI', 'MON', 'FRI'], hour: 0 }), '0 0 0 * * MON,FRI'],
    [Schedule.monthly({ day: 28, hour: 4 }), '0 0 4 28 * *'],
    [Schedule.every(Duration.hours(12)), '@every 12h'],
    [Schedule.every(Duration.minutes(90)), '@every 1h30m'],
    [Schedule.every(Duration.days(1)), '@every 24h'],
    [Schedule.cron('0 0 2 * * *'), '0 0 2 * * *'],
    [Schedule.cron('0 0 2 * * MON-FRI'), '0 0 2 * * MON-FRI'],
    [Schedule.cron('@daily'), '@daily'],
    [Schedule.cron('@every 12h'), '@every 12h'],
    [Schedule.parse(' 0  0 2\t* * * '), '0 0 2 * * *'],
  ])('%s', (schedule, expression) => {
    expect(schedule.expression).toBe(expression);
    expect(`${schedule}`).toBe(expression);
  });

  it('lists the next runs', () => {
    const from = new Date('2026-02-27T02:00:00Z');
    expect(Schedule.daily({ hour: 2 }).next(3, from)).toEqual([
      new Date('2026-02-28T02:00:00Z'),
      new Date('2026-03-01T02:00:00Z'),
      new Date('2026-03-02T02:00:00Z'),
    ]);
    expect(Schedule.cron('0 0 2 30 2 *').next(3, from)).toEqual([]);
    expect(Schedule.daily({ hour: 2 }).next(0, from)).toEqual([]);
    expect(Schedule.cron('0 0 0 29 2 *').next(2, new Date('2095-01-01T00:00:00Z'))).toHaveLength(1);
  });

  it('describes itself', () => {
    expect(Schedule.daily({ hour: 2 }).describe()).toBe('daily at 02:00:00 UTC');
    expect(Schedule.weekly({ on: ['SAT', 'SUN'], hour: 2 }).describe()).toBe(
      'every Sunday and Saturday at 02:00:00 UTC',
    );
  });

  it.each<[() => unknown, string]>([
    [
      () => Schedule.parse('0 2 * * *'),
      'has five fields: CNPG reads seconds first and runs this every hour at minute 2',
    ],
    [() => Schedule.parse('0 2 * * *'), 'write Schedule.daily({ hour: 2 }), in YAML "0 0 2 * * *"'],
    [() => Schedule.parse('0 0 2 * * 7'), 'Sunday is 0, not 7'],
    [() => Schedule.daily({ hour: 24 }), 'Schedule hour is 24: give a whole number from 0 to 23'],
    [() => Schedule.daily({ hour: 2.5 }), 'Schedule hour is 2.5'],
    [() => Schedule.daily({ hour: 2, minute: 60 }), 'Schedule minute is 60'],
    [() => Schedule.daily({ hour: 2, second: -1 }), 'Schedule second is -1'],
    [() => Schedule.monthly({ day: 29, hour: 2 }), 'Schedule.monthly day is 29: give a whole number from 1 to 28'],
    [() => Schedule.weekly({ on: [], hour: 2 }), 'Schedule.weekly on []: give one or more of SUN, MON'],
    [() => Schedule.every(Duration.seconds(0)), 'Schedule.every 0 seconds: give at least one second'],
  ])('%s throws', (make, message) => {
    expect(make).toThrow(message);
  });

  // The compiler refuses each of these lines, and without a compiler the call throws as well, where its text is bad.
  it('refuses to compile what CNPG reads differently', () => {
    // @ts-expect-error five fields
    expect(() => Schedule.cron('0 2 * * *')).toThrow('has five fields');
    // @ts-expect-error seven fields
    expect(() => Schedule.cron('0 0 2 * * * *')).toThrow('has 7 fields');
    // @ts-expect-error a zone
    expect(() => Schedule.cron('TZ=UTC 0 0 2 * * *')).toThrow('no time zone');
    // @ts-expect-error five fields with two spaces between two of them
    expect(() => Schedule.cron('0  2 * * *')).toThrow('has five fields');
    // @ts-expect-error descriptors are in lower case
    expect(() => Schedule.cron('@Daily')).toThrow('@daily');
    // @ts-expect-error empty
    expect(() => Schedule.cron('')).toThrow('has 0 fields');
    const text: string = '0 0 2 * * *';
    // @ts-expect-error not known when compiling
    expect(Schedule.cron(text).expression).toBe(text);
    // @ts-expect-error days have names
    expect(() => Schedule.weekly({ on: 'Monday', hour: 2 })).toThrow('give one or more of SUN');
    // @ts-expect-error days have names
    expect(() => Schedule.weekly({ on: ['MON', 0], hour: 2 })).toThrow('give one or more of SUN');
  });
});
