import type { Cron, FieldName, FieldsCron } from './cron';
import { CRON_BOUNDS } from './cron-field';
import { runsPerDay } from './cron-runs';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const MOST_TIMES_LISTED = 4;

/** Plain English: `daily at 02:00:00 UTC`, `every hour at minute 2, in January`. */
export function describeCron(cron: Cron): string {
  if (cron.kind === 'every') return `every ${spell(cron.seconds)}, counted from the last run`;
  if (isEmpty(cron)) return 'never';
  const days = describeDays(cron);
  const month = isFull(cron, 'month') ? '' : `, in ${names(cron.month.values, (value) => MONTHS[value - 1])}`;
  if (runsPerDay(cron) > MOST_TIMES_LISTED) return describeFrequency(cron) + (days && `, ${days}`) + month;
  return `${days || 'daily'} at ${join(timesOf(cron))} UTC${month}`;
}

/** A field of nothing but commas is legal and matches nothing; one of the day fields is enough where no star joins them. */
function isEmpty({ second, minute, hour, dayOfMonth, month, dayOfWeek }: FieldsCron): boolean {
  const days = [dayOfMonth, dayOfWeek];
  if ([second, minute, hour, month].some((field) => field.values.length === 0)) return true;
  if (days.some((field) => field.star)) return days.some((field) => field.values.length === 0);
  return days.every((field) => field.values.length === 0);
}

function describeDays(cron: FieldsCron): string {
  const { dayOfMonth, dayOfWeek } = cron;
  const bothMustMatch = dayOfMonth.star || dayOfWeek.star;
  const full = [isFull(cron, 'dayOfMonth'), isFull(cron, 'dayOfWeek')];
  if (full.every(Boolean) || (!bothMustMatch && full.some(Boolean))) return '';
  const dates = dayOfMonth.values.length > 0 && !full[0] ? `on ${numbers('day', dayOfMonth.values)} of the month` : '';
  const weekdays = names(full[1] ? [] : dayOfWeek.values, (value) => WEEKDAYS[value]);
  if (dates === '' || weekdays === '') return dates || `every ${weekdays}`;
  return `${dates} ${bothMustMatch ? 'when it is' : 'and every'} ${weekdays}`;
}

function describeFrequency(cron: FieldsCron): string {
  const [second, minute, hour] = [cron.second.values, cron.minute.values, cron.hour.values];
  const atSecond = second[0] === 0 ? '' : `, second ${second[0]}`;
  if (second.length === 1 && minute.length === 1) return recurring(cron, 'hour') + ` at minute ${minute[0]}` + atSecond;
  const inHours = isFull(cron, 'hour') ? '' : ` in ${numbers('hour', hour)}`;
  if (second.length === 1) return recurring(cron, 'minute') + inHours + atSecond.replace(',', ' at');
  const inMinutes = isFull(cron, 'minute') ? '' : ` in ${numbers('minute', minute)}`;
  return recurring(cron, 'second') + inMinutes + (inMinutes === '' ? inHours : inHours.replace(' in', ' of'));
}

/** `every 5 seconds` where the values are evenly spread over the whole field, otherwise `in minutes 5 and 9 of every hour`. */
function recurring(cron: FieldsCron, name: 'second' | 'minute' | 'hour'): string {
  const { min, max } = CRON_BOUNDS[name];
  const values = cron[name].values;
  const step = (values[1] ?? max) - min;
  const even = values.length * step === max - min + 1 && values.every((value, index) => value === min + index * step);
  if (even) return step === 1 ? `every ${name}` : `every ${step} ${name}s`;
  const whole = { second: ' of every minute', minute: ' of every hour', hour: '' }[name];
  return `in ${numbers(name, values)}${whole}`;
}

function isFull(cron: FieldsCron, name: FieldName): boolean {
  const { min, max } = CRON_BOUNDS[name];
  return cron[name].values.length === max - min + 1;
}

function timesOf({ hour, minute, second }: FieldsCron): string[] {
  return hour.values.flatMap((h) =>
    minute.values.flatMap((m) =>
      second.values.map((s) => [h, m, s].map((part) => `${part}`.padStart(2, '0')).join(':')),
    ),
  );
}

/** `day 5`, `days 1 and 15`, `hours 9 to 17`. */
function numbers(noun: string, values: readonly number[]): string {
  return `${noun}${values.length === 1 ? '' : 's'} ${names(values, String)}`;
}

/** `Monday`, `Monday and Friday`, `Monday to Friday`. */
function names(values: readonly number[], nameOf: (value: number) => string | undefined): string {
  const words = values.map((value) => nameOf(value) ?? '');
  const isRange = values.length > 2 && (values.at(-1) ?? 0) - (values[0] ?? 0) === values.length - 1;
  return isRange ? `${words[0]} to ${words.at(-1)}` : join(words);
}

function join(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function spell(seconds: number): string {
  const parts = [count(Math.floor(seconds / 3600), 'hour'), count(Math.floor(seconds / 60) % 60, 'minute')];
  return join([...parts, count(seconds % 60, 'second')].filter((part) => part !== ''));
}

function count(amount: number, unit: string): string {
  return amount === 0 ? '' : `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
