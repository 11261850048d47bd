import { type Cron, cronWords, type FieldsCron, parseCron } from './cron';
import { describeCron } from './cron-description';
import { runsPerDay } from './cron-runs';
import { attempt } from './invalid-value';

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
  /** What crontab(5) means by it (minutes first), as six fields; undefined where that is no schedule either. */
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
