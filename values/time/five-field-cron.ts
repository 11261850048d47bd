import { attempt } from '../text/invalid-value';
import { type Cron, cronWords, type FieldsCron, parseCron } from './cron';
import { describeCron } from './cron-description';
import { runsPerDay } from './cron-runs';

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** One reading of a schedule that was written with five fields. */
export interface CronReading {
  /** Plain English: `every hour at minute 2`. */
  readonly description: string;
  /** On a day on which it runs at all. */
  readonly runsPerDay: number;
}

export interface FiveFieldReadings {
  /** What CNPG does with it (seconds first, no day of week); undefined where its webhook refuses the text. */
  readonly asCnpg: CronReading | undefined;
  /** What crontab(5) means by it (minutes first), as six fields; undefined if that is not a schedule either. */
  readonly meant: (CronReading & { readonly expression: string; readonly code: string }) | undefined;
}

/** Both readings of a text of five fields; undefined for any other text. */
export function readFiveFields(text: string): FiveFieldReadings | undefined {
  const words = cronWords(text);
  if (words.length !== 5) return undefined;
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = words;
  const asCnpg = attempt(() => parseCron(words.join(' ')));
  const meant = attempt(() => parseCron(['0', minute, hour, dayOfMonth, month, sundayAsZero(dayOfWeek)].join(' ')));
  return {
    asCnpg: asCnpg && reading(asCnpg),
    meant: meant && { ...reading(meant), expression: meant.text, code: scheduleCode(meant) },
  };
}

/**
 * What was meant by six fields that are a crontab line with a star at the wrong end: `0 2 * * * *`, hourly at minute 2. Undefined for what
 * may well be meant to be hourly: at minute 0, at a minute that cannot be an hour, at every fifth minute, or with 0-23 for the hour.
 */
export function readPadded(text: string): FiveFieldReadings | undefined {
  const words = cronWords(text);
  const [second = '', minute = '', hour, , month, dayOfWeek] = words;
  if (words.length !== 6 || hour !== '*' || dayOfWeek !== '*') return undefined;
  if (!/^\d+$/.test(second) || !/^\d+$/.test(minute) || Number(minute) > 23) return undefined;
  if (second === '0' && Number(minute) % 5 === 0 && month === '*') return undefined;
  const readings = readFiveFields(words.slice(0, 5).join(' '));
  return readings?.meant === undefined ? undefined : readings;
}

/**
 * What was meant by a schedule that runs many times within an hour: with stars for second and minute, the first second of its hours; or
 * the crontab line that a star was added to. Undefined where neither makes it rarer.
 */
export function rarerThan(cron: FieldsCron): string | undefined {
  const words = cronWords(cron.text);
  const [, , hour = '*', ...days] = words;
  if (hour !== '*') return ['0', '0', hour, ...days].join(' ');
  return words.length === 6 && words[5] === '*' ? ['0', ...words.slice(0, 5)].join(' ') : undefined;
}

/** The refusal of a five-field text, with both readings. */
export function describeFiveFields(text: string): string {
  const { asCnpg, meant } = readFiveFields(text) ?? {};
  const runs = asCnpg?.runsPerDay === 1 ? 'once a day' : `${asCnpg?.runsPerDay} times a day`;
  const real = asCnpg ? `runs this ${asCnpg.description}, ${runs}` : 'refuses this';
  const fix = meant
    ? `for ${meant.description} write ${meant.code}, in YAML "${meant.expression}"`
    : 'write six: second minute hour day-of-month month day-of-week';
  return `schedule "${text}" has five fields: CNPG reads seconds first and ${real}; ${fix}`;
}

/** The shortest code that makes a schedule: `Schedule.daily({ hour: 2 })`, or `Schedule.cron('…')`. */
export function scheduleCode(cron: Cron): string {
  return (
    (cron.kind === 'fields' ? factoryCode(cron) : undefined) ?? `Schedule.cron('${cronWords(cron.text).join(' ')}')`
  );
}

function factoryCode(cron: FieldsCron): string | undefined {
  if (runsPerDay(cron) !== 1 || cron.month.values.length < 12) return undefined;
  const [[hour], [minute], [second]] = [cron.hour.values, cron.minute.values, cron.second.values];
  const time = `hour: ${hour}${minute ? `, minute: ${minute}` : ''}${second ? `, second: ${second}` : ''}`;
  const [dates, weekdays] = [cron.dayOfMonth.values, cron.dayOfWeek.values];
  const [everyDate, everyWeekday] = [dates.length === 31, weekdays.length === 7];
  if (everyDate && everyWeekday) return `Schedule.daily({ ${time} })`;
  if (everyWeekday && cron.dayOfWeek.star && dates.length === 1 && Number(dates[0]) <= 28) {
    return `Schedule.monthly({ day: ${dates[0]}, ${time} })`;
  }
  if (everyDate && cron.dayOfMonth.star && weekdays.length === 1) {
    return `Schedule.weekly({ on: '${WEEKDAYS[Number(weekdays[0])]}', ${time} })`;
  }
  return undefined;
}

function reading(cron: Cron): CronReading {
  return { description: describeCron(cron), runsPerDay: runsPerDay(cron) };
}

/** crontab(5) also calls Sunday 7, which CNPG refuses. */
function sundayAsZero(dayOfWeek: string): string {
  const items = dayOfWeek.split(',').map((item) => (item === '7' ? '0' : item.replace(/^(\w+)-7$/, '$1-6,0')));
  return items.join(',').replace('7-6,0', '0');
}
