import { describe, expect, it } from 'vitest';
import { parseCron } from '../../../values/time/cron';
import { describeFiveFields, readFiveFields, scheduleCode } from '../../../values/time/five-field-cron';

describe('readFiveFields', () => {
  it.each([
    ['0 2 * * *', 'every hour at minute 2', 24, '0 0 2 * * *'],
    ['30 3 * * *', 'every hour at minute 3, second 30', 24, '0 30 3 * * *'],
    ['0 0 * * *', 'every hour at minute 0', 24, '0 0 0 * * *'],
    ['*/5 * * * *', 'every 5 seconds', 17_280, '0 */5 * * * *'],
    ['0 */6 * * *', 'every 6 minutes', 240, '0 0 */6 * * *'],
    ['0 2 1 * *', 'daily at 01:02:00 UTC', 1, '0 0 2 1 * *'],
    ['0 2 15 * *', 'daily at 15:02:00 UTC', 1, '0 0 2 15 * *'],
    ['0 2 * * 1', 'every hour at minute 2, in January', 24, '0 0 2 * * 1'],
    ['15 4 * * 2', 'every hour at minute 4, second 15, in February', 24, '0 15 4 * * 2'],
    ['0 3 * * 6', 'every hour at minute 3, in June', 24, '0 0 3 * * 6'],
    ['30 1 * * 7', 'every hour at minute 1, second 30, in July', 24, '0 30 1 * * 0'],
    ['0 2 * * 5-7', 'every hour at minute 2, in May to July', 24, '0 0 2 * * 5-6,0'],
    ['0 2 * * 7-7', 'every hour at minute 2, in July', 24, '0 0 2 * * 0'],
  ])('%s', (text, description, runsPerDay, meant) => {
    const readings = readFiveFields(text);
    expect(readings?.asCnpg).toEqual({ description, runsPerDay });
    expect(readings?.meant?.expression).toBe(meant);
  });

  it('knows what CNPG refuses and what crontab would refuse', () => {
    expect(readFiveFields('0 2 * * 0')?.asCnpg).toBeUndefined();
    expect(readFiveFields('0 2 * * 0')?.meant).toEqual({
      expression: '0 0 2 * * 0',
      code: "Schedule.weekly({ on: 'SUN', hour: 2 })",
      description: 'every Sunday at 02:00:00 UTC',
      runsPerDay: 1,
    });
    expect(readFiveFields('0 30 2 * *')).toMatchObject({ asCnpg: { runsPerDay: 1 }, meant: undefined });
  });

  it.each(['0 0 2 * * *', '@daily', '0 2 * *'])('has nothing to say about %s', (text) => {
    expect(readFiveFields(text)).toBeUndefined();
  });

  it('prints both readings', () => {
    expect(describeFiveFields('0 2 * * *')).toBe(
      'schedule "0 2 * * *" has five fields: CNPG reads seconds first and runs this every hour at minute 2, 24 times a day; ' +
        'for daily at 02:00:00 UTC write Schedule.daily({ hour: 2 }), in YAML "0 0 2 * * *"',
    );
    expect(describeFiveFields('0 2 1 * *')).toContain('daily at 01:02:00 UTC, once a day');
    expect(describeFiveFields('x 2 * * 0')).toContain('refuses this; write six: second minute hour');
  });
});

describe('scheduleCode', () => {
  it.each([
    ['0 0 2 * * *', 'Schedule.daily({ hour: 2 })'],
    ['5 30 2 ? * ?', 'Schedule.daily({ hour: 2, minute: 30, second: 5 })'],
    ['@daily', 'Schedule.daily({ hour: 0 })'],
    ['0 0 2 * * wed', "Schedule.weekly({ on: 'WED', hour: 2 })"],
    ['0 0 2 28 * *', 'Schedule.monthly({ day: 28, hour: 2 })'],
    ['0 0 2 29 * *', "Schedule.cron('0 0 2 29 * *')"],
    ['0 0 2 1-31 * MON', "Schedule.cron('0 0 2 1-31 * MON')"],
    ['0 0 2 1 * 0-6', "Schedule.cron('0 0 2 1 * 0-6')"],
    ['0 0 2 * JAN *', "Schedule.cron('0 0 2 * JAN *')"],
    ['0  0 2,3 * * *', "Schedule.cron('0 0 2,3 * * *')"],
    ['@every 24h', "Schedule.cron('@every 24h')"],
  ])('%s', (text, code) => {
    expect(scheduleCode(parseCron(text))).toBe(code);
  });
});
