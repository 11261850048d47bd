import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidValueError } from '../../../values/text/invalid-value';
import { cronWords, parseCron } from '../../../values/time/cron';
import { nextRun, runsPerDay } from '../../../values/time/cron-runs';

const FROM = '2026-03-04T05:06:07Z';

function runs(text: string, from: string, count: number): string[] {
  const cron = parseCron(text);
  const found: string[] = [];
  let last: Date | undefined = new Date(from);
  while (found.length < count) {
    last = nextRun(cron, last);
    found.push(last === undefined ? 'never' : last.toISOString().replace('.000Z', 'Z'));
    if (last === undefined) break;
  }
  return found;
}

describe('parseCron and nextRun', () => {
  // Expected instants are those of robfig/cron v1.2.0.
  it.each([
    // Five fields: seconds first, no day of week.
    ['0 2 * * *', FROM, ['2026-03-04T06:02:00Z', '2026-03-04T07:02:00Z']],
    ['30 3 * * *', FROM, ['2026-03-04T06:03:30Z', '2026-03-04T07:03:30Z']],
    ['0 0 * * *', FROM, ['2026-03-04T06:00:00Z', '2026-03-04T07:00:00Z']],
    ['*/5 * * * *', FROM, ['2026-03-04T05:06:10Z', '2026-03-04T05:06:15Z']],
    ['0 */6 * * *', FROM, ['2026-03-04T05:12:00Z', '2026-03-04T05:18:00Z']],
    ['0 2 1 * *', FROM, ['2026-03-05T01:02:00Z', '2026-03-06T01:02:00Z']],
    ['0 2 15 * *', FROM, ['2026-03-04T15:02:00Z', '2026-03-05T15:02:00Z']],
    ['0 2 * * 1', FROM, ['2027-01-01T00:02:00Z', '2027-01-01T01:02:00Z']],
    ['15 4 * * 2', FROM, ['2027-02-01T00:04:15Z', '2027-02-01T01:04:15Z']],
    ['0 3 * * 6', FROM, ['2026-06-01T00:03:00Z', '2026-06-01T01:03:00Z']],
    ['30 1 * * 7', FROM, ['2026-07-01T00:01:30Z', '2026-07-01T01:01:30Z']],
    // Six fields.
    ['0 0 2 * * *', FROM, ['2026-03-05T02:00:00Z', '2026-03-06T02:00:00Z']],
    ['0 0 2 * * MON-FRI', '2026-03-06T12:00:00Z', ['2026-03-09T02:00:00Z', '2026-03-10T02:00:00Z']],
    ['0 0 2 * * mon,Wed', FROM, ['2026-03-09T02:00:00Z', '2026-03-11T02:00:00Z']],
    ['0 0 2 ? * ?', FROM, ['2026-03-05T02:00:00Z']],
    ['0 0 2 * * 0', FROM, ['2026-03-08T02:00:00Z', '2026-03-15T02:00:00Z']],
    ['5/15 10-50/20 3 * * *', FROM, ['2026-03-05T03:10:05Z', '2026-03-05T03:10:20Z', '2026-03-05T03:10:35Z']],
    ['0 3-50/10 * * * *', FROM, ['2026-03-04T05:13:00Z', '2026-03-04T05:23:00Z']],
    ['0 0 0 1 jan,JUL *', FROM, ['2026-07-01T00:00:00Z', '2027-01-01T00:00:00Z']],
    ['0,30,30,15 0 0 * * *', FROM, ['2026-03-05T00:00:00Z', '2026-03-05T00:00:15Z', '2026-03-05T00:00:30Z']],
    ['0 0 0 31 * *', FROM, ['2026-03-31T00:00:00Z', '2026-05-31T00:00:00Z', '2026-07-31T00:00:00Z']],
    ['59 59 23 31 12 *', FROM, ['2026-12-31T23:59:59Z', '2027-12-31T23:59:59Z']],
    // A field of commas matches nothing; empty list items count for nothing.
    [', * * * * *', FROM, ['never']],
    ['0,, 0 0 * * *', FROM, ['2026-03-05T00:00:00Z']],
    // Go's Atoi takes a plus sign and leading zeros; after a star, a hyphen and what follows it are ignored.
    ['+0 007 02 * * *', FROM, ['2026-03-05T02:07:00Z']],
    ['0 0 *-nonsense * * *', FROM, ['2026-03-04T06:00:00Z', '2026-03-04T07:00:00Z']],
    ['0 */100 * * * *', FROM, ['2026-03-04T06:00:00Z']],
    // Two day fields: without a star one of them is enough, with one (steps on it included) both must match.
    ['0 0 0 13 * FRI', FROM, ['2026-03-06T00:00:00Z', '2026-03-13T00:00:00Z', '2026-03-20T00:00:00Z']],
    ['0 0 0 */2 * FRI', FROM, ['2026-03-13T00:00:00Z', '2026-03-27T00:00:00Z', '2026-04-03T00:00:00Z']],
    ['0 0 0 1-31/2 * FRI', FROM, ['2026-03-05T00:00:00Z', '2026-03-06T00:00:00Z', '2026-03-07T00:00:00Z']],
    ['0 0 0 13 * */2', FROM, ['2026-06-13T00:00:00Z', '2026-08-13T00:00:00Z']],
    // Leap years, and the horizon of five years.
    ['0 0 2 30 2 *', FROM, ['never']],
    ['0 0 0 29 2 *', FROM, ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z']],
    ['0 0 0 29 2 *', '2095-01-01T00:00:00Z', ['2096-02-29T00:00:00Z', 'never']],
    ['0 0 0 29 2 *', '2098-12-31T23:59:59Z', ['2104-02-29T00:00:00Z']],
    ['0 0 0 29 2 *', '2098-12-31T23:59:58Z', ['never']],
    // Descriptors.
    ['@yearly', FROM, ['2027-01-01T00:00:00Z']],
    ['@annually', FROM, ['2027-01-01T00:00:00Z']],
    ['@monthly', FROM, ['2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z']],
    ['@weekly', FROM, ['2026-03-08T00:00:00Z', '2026-03-15T00:00:00Z']],
    ['@daily', FROM, ['2026-03-05T00:00:00Z']],
    ['@midnight', FROM, ['2026-03-05T00:00:00Z']],
    ['@hourly', FROM, ['2026-03-04T06:00:00Z']],
    ['@every 24h', FROM, ['2026-03-05T05:06:07Z', '2026-03-06T05:06:07Z']],
    ['@every 1h30m', '2026-03-04T05:06:07.900Z', ['2026-03-04T06:36:07Z']],
    ['@every 1.9s', FROM, ['2026-03-04T05:06:08Z']],
    ['@every 10ms', FROM, ['2026-03-04T05:06:08Z']],
    ['@every -5m', FROM, ['2026-03-04T05:06:08Z']],
  ])('%s after %s', (text, from, expected) => {
    expect(runs(text, from, expected.length)).toEqual(expected);
  });

  it('starts with the next second, fractions cut off', () => {
    expect(runs('* * * * * *', '2026-03-04T05:06:07.001Z', 1)).toEqual(['2026-03-04T05:06:08Z']);
    expect(runs('* * * * * *', '1969-12-31T23:59:58.500Z', 2)).toEqual([
      '1969-12-31T23:59:59Z',
      '1970-01-01T00:00:00Z',
    ]);
  });

  it.each([
    ['0 2 * * 0', 'field 5 of 5: month "0": 0 is below 1; allowed: 1 to 12 or JAN to DEC'],
    ['0 0 2 * * 7', 'field 6 of 6: day of week "7": 7 is above 6; allowed: 0 to 6 or SUN to SAT (Sunday is 0, not 7)'],
    ['TZ=UTC 0 0 2 * * *', 'has 7 fields (it takes no time zone'],
    ['CRON_TZ=UTC 0 0 2 * * *', 'has 7 fields (it takes no time zone'],
    ['0 2 * *', 'has 4 fields:'],
    ['', 'has 0 fields:'],
    ['60 * * * * *', 'field 1 of 6: second "60": 60 is above 59'],
    ['* 5-60 * * * *', 'field 2 of 6: minute "5-60": 60 is above 59'],
    ['* * 24 * * *', 'field 3 of 6: hour "24": 24 is above 23'],
    ['* * * 0 * *', 'field 4 of 6: day of month "0": 0 is below 1'],
    ['* * * L * *', '"L" is not a number'],
    ['* * * 5-1 * *', 'the start of the range is after its end'],
    ['* * * 1-2-3 * *', 'more than one hyphen'],
    ['* * * 1/2/3 * *', 'more than one slash'],
    ['* */0 * * * *', 'a step must be above 0'],
    ['* */-5 * * * *', '"-5" is not a number'],
    ['* */9223372036854775808 * * * *', '"9223372036854775808" is not a number'],
    ['* -5 * * * *', '"" is not a number'],
    ['* 5- * * * *', '"" is not a number'],
    ['* 70/5 * * * *', '70 is above 59'],
    ['* mon * * * *', '"mon" is not a number'],
    ['@Daily', 'schedule "@Daily": write @yearly'],
    ['@daily ', 'schedule "@daily ": write @yearly'],
    ['@toString', 'schedule "@toString": write @yearly'],
    ['@every', 'schedule "@every": write @yearly'],
    ['@every 1d', '"1d" is not a Go duration'],
    [' @daily', 'has 1 fields'],
  ])('refuses %j', (text, message) => {
    expect(() => parseCron(text)).toThrow(InvalidValueError);
    expect(() => parseCron(text)).toThrow(message);
  });

  it('takes the largest step that 64 bits hold', () => {
    expect(runs('0 5/9223372036854775807 * * * *', FROM, 1)).toEqual(['2026-03-04T06:05:00Z']);
  });

  it.each([
    ['0 2 * * *', 5],
    ['0 0 2 * * *', 6],
    ['@daily', 1],
    ['@every 12h', 2],
  ])('counts the fields of %s as CNPG does for its warning', (text, count) => {
    expect(parseCron(text).fieldCount).toBe(count);
  });

  it('splits at the white space of Go, not of JavaScript', () => {
    expect(cronWords('\u00a00\u30000\u00850\t*\n* * ')).toEqual(['0', '0', '0', '*', '*', '*']);
    expect(cronWords('\ufeff0 0')).toEqual(['\ufeff0', '0']);
  });

  it.each([
    ['0 2 * * *', 24],
    ['*/5 * * * *', 17_280],
    ['0 0 2,14 * * *', 2],
    ['@every 48h', 0.5],
  ])('%s runs %d times a day', (text, count) => {
    expect(runsPerDay(parseCron(text))).toBe(count);
  });

  it('refuses an invalid date', () => {
    expect(() => nextRun(parseCron('@daily'), new Date(Number.NaN))).toThrow('invalid date');
  });
});

describe('laws', () => {
  const field = (min: number, max: number) => {
    const value = fc.integer({ min, max });
    const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    const step = fc.integer({ min: 1, max: max - min });
    const stepped = fc.tuple(fc.oneof(fc.constant('*'), range, value), step).map(([of, by]) => `${of}/${by}`);
    const item = fc.oneof(fc.constant('*'), fc.constant('?'), value.map(String), range, stepped);
    return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(','));
  };
  const expression = fc
    .tuple(field(0, 59), field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6))
    .map((fields) => fields.join(' '));
  const from = fc.date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });

  it('the next run is a whole second, strictly later, matches every time field, and nothing between matches', () => {
    fc.assert(
      fc.property(expression, from, (text, now) => {
        const cron = parseCron(text);
        const next = nextRun(cron, now);
        if (next === undefined || cron.kind !== 'fields') return;
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        expect(next.getTime() % 1000).toBe(0);
        expect(cron.second.values).toContain(next.getUTCSeconds());
        expect(cron.minute.values).toContain(next.getUTCMinutes());
        expect(cron.hour.values).toContain(next.getUTCHours());
        expect(cron.month.values).toContain(next.getUTCMonth() + 1);
        // Asked from anywhere before it, the answer is the same.
        const between = now.getTime() + Math.floor((next.getTime() - 1 - now.getTime()) / 2);
        expect(nextRun(cron, new Date(between))).toEqual(next);
        expect(nextRun(cron, new Date(next.getTime() - 1))).toEqual(next);
      }),
    );
  });

  it('white space and leading zeros change nothing', () => {
    fc.assert(
      fc.property(expression, from, (text, now) => {
        const spaced = ` ${text.replaceAll(' ', '\t ').replaceAll(/\d+/g, '0$&')}\n`;
        expect(nextRun(parseCron(spaced), now)).toEqual(nextRun(parseCron(text), now));
      }),
    );
  });
});
