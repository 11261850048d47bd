import { InvalidValueError } from '../text/invalid-value';
import type { Cron, FieldsCron } from './cron';

const DAY = 86_400;

/**
 * The first run after `from`, in UTC. Undefined where none comes within the five calendar years that CNPG looks ahead:
 * it then never runs, without an error.
 */
export function nextRun(cron: Cron, from: Date): Date | undefined {
  if (Number.isNaN(from.getTime())) throw new InvalidValueError('the next run was requested from an invalid date');
  const now = Math.floor(from.getTime() / 1000);
  if (cron.kind === 'every') return new Date((now + cron.seconds) * 1000);
  const lastYear = new Date((now + 1) * 1000).getUTCFullYear() + 5;
  let day = Math.floor((now + 1) / DAY);
  for (let earliest = now + 1 - day * DAY; ; day++, earliest = 0) {
    const date = new Date(day * DAY * 1000);
    // Written this way round so that the end of JavaScript's calendar (NaN) ends the search too.
    if (!(date.getUTCFullYear() <= lastYear)) return undefined;
    const time = runsOn(cron, date) ? firstTime(cron, earliest) : undefined;
    if (time !== undefined) return new Date((day * DAY + time) * 1000);
  }
}

/** The next `count` runs after `from`; fewer, or none, where none comes within five years of the one before. */
export function nextRuns(cron: Cron, count: number, from: Date): Date[] {
  const runs: Date[] = [];
  for (let last: Date | undefined = from; runs.length < count; runs.push(last)) {
    last = nextRun(cron, last);
    if (last === undefined) break;
  }
  return runs;
}

/** In seconds, the longest time between two of the next runs; infinite where there are none. */
export function longestPause(cron: Cron | undefined, from: Date): number {
  const runs = cron === undefined ? [] : nextRuns(cron, 64, from);
  const pauses = runs.slice(1).map((run, index) => (run.getTime() - (runs[index]?.getTime() ?? 0)) / 1000);
  return pauses.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...pauses);
}

/** Runs on a day on which it runs at all; below 1 for intervals of more than a day. */
export function runsPerDay(cron: Cron): number {
  if (cron.kind === 'every') return DAY / cron.seconds;
  return cron.hour.values.length * cron.minute.values.length * cron.second.values.length;
}

/** Both day fields must match if one is a star, otherwise one is enough. */
function runsOn({ month, dayOfMonth, dayOfWeek }: FieldsCron, date: Date): boolean {
  if (!month.values.includes(date.getUTCMonth() + 1)) return false;
  const inMonth = dayOfMonth.values.includes(date.getUTCDate());
  const inWeek = dayOfWeek.values.includes(date.getUTCDay());
  return dayOfMonth.star || dayOfWeek.star ? inMonth && inWeek : inMonth || inWeek;
}

/** Seconds after midnight. */
function firstTime({ hour, minute, second }: FieldsCron, earliest: number): number | undefined {
  for (const h of hour.values) {
    if (h * 3600 + 3599 < earliest) continue;
    for (const m of minute.values) {
      if (h * 3600 + m * 60 + 59 < earliest) continue;
      const s = second.values.find((value) => h * 3600 + m * 60 + value >= earliest);
      if (s !== undefined) return h * 3600 + m * 60 + s;
    }
  }
  return undefined;
}
