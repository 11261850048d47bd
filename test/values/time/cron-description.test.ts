import { describe, expect, it } from 'vitest';
import { parseCron } from '../../../values/time/cron';
import { describeCron } from '../../../values/time/cron-description';

describe('describeCron', () => {
  it.each([
    ['0 0 2 * * *', 'daily at 02:00:00 UTC'],
    ['0 0 2,14 * * *', 'daily at 02:00:00 and 14:00:00 UTC'],
    ['0 0 */6 * * *', 'daily at 00:00:00, 06:00:00, 12:00:00 and 18:00:00 UTC'],
    ['@weekly', 'every Sunday at 00:00:00 UTC'],
    ['0 0 2 * * MON-FRI', 'every Monday to Friday at 02:00:00 UTC'],
    ['0 0 2 * * FRI,MON', 'every Monday and Friday at 02:00:00 UTC'],
    ['0 0 2 1 * ?', 'on day 1 of the month at 02:00:00 UTC'],
    ['0 0 2 1,15 * *', 'on days 1 and 15 of the month at 02:00:00 UTC'],
    ['0 0 2 * JAN,MAR,JUL *', 'daily at 02:00:00 UTC, in January, March and July'],
    ['0 0 0 13 * FRI', 'on day 13 of the month and every Friday at 00:00:00 UTC'],
    ['0 0 0 */15 * FRI', 'on days 1, 16 and 31 of the month when it is Friday at 00:00:00 UTC'],
    ['0 0 2 1-31 * 1', 'daily at 02:00:00 UTC'],
    ['0 0 2 1-31 * */3', 'every Sunday, Wednesday and Saturday at 02:00:00 UTC'],
    ['0 0 2 , * FRI', 'every Friday at 02:00:00 UTC'],
    ['0 0 2 , * *', 'never'],
    ['0 0 2 , * ,', 'never'],
    ['0 0 , * * *', 'never'],
    ['* * * * * *', 'every second'],
    ['*/5 * * * *', 'every 5 seconds'],
    ['0 */6 * * *', 'every 6 minutes'],
    ['0 2 * * *', 'every hour at minute 2'],
    ['30 3 * * *', 'every hour at minute 3, second 30'],
    ['0 2 * * 1', 'every hour at minute 2, in January'],
    ['0 0 */4 * * *', 'every 4 hours at minute 0'],
    ['0 0 9-17 * * *', 'in hours 9 to 17 at minute 0'],
    ['0 */15 9-17 * * 1-5', 'every 15 minutes in hours 9 to 17, every Monday to Friday'],
    ['20 5/20 * * * *', 'in minutes 5, 25 and 45 of every hour at second 20'],
    ['0 */7 * * * *', 'in minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour'],
    ['*/30 0-2 9 * * *', 'every 30 seconds in minutes 0 to 2 of hour 9'],
    ['*/30 * 9 * * *', 'every 30 seconds in hour 9'],
    ['@every 12h', 'every 12 hours, counted from the last run'],
    ['@every 3661s', 'every 1 hour, 1 minute and 1 second, counted from the last run'],
  ])('%s', (text, expected) => {
    expect(describeCron(parseCron(text))).toBe(expected);
  });
});
