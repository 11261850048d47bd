import { isOver } from '../../manifests/releases/operator-releases';
import { releaseEnds, TABLE_SOURCES } from '../../manifests/releases/table-sources';
import type { TableSource } from '../../values/declarations/table-source';
import type { Console } from '../cli/console';
import { UsageError } from '../cli/usage-error';

const DAY = 86_400_000;
/** A table that nobody has looked at for a quarter has missed a round of minors of PostgreSQL and a minor of CloudNativePG. */
const OLD = 90;
/** Days ahead of an end that leave time for the upgrade. */
const SOON = 90;

export interface AgesRequest {
  /** Age in days above which a table is too old. @default - tables have any age */
  readonly failAfter?: string;
  readonly now: Date;
  readonly console: Console;
  /** @default - those of this release */
  readonly tables?: readonly TableSource[];
}

/**
 * Prints each table that is kept by hand with its age and its sources, which of them are old, and the releases in them whose support has
 * ended or ends soon.
 * @returns 0, or 1 where a table is older than `failAfter`
 */
export function ages({ failAfter, now, console, tables = TABLE_SOURCES }: AgesRequest): number {
  const limit = daysOf(failAfter);
  const dated = tables
    .map((each) => ({ ...each, age: ageOf(each, now) }))
    .sort((one, other) => other.age - one.age || (one.table < other.table ? -1 : 1));
  for (const { table, sources, checked, age } of dated) {
    console.out(`${checked}  ${days(age)} ago  ${table}\n${sources.map((source) => `    ${source}\n`).join('')}`);
  }
  const stale = dated.filter(({ age }) => age > OLD);
  listed(
    console,
    `Not checked for ${OLD} days`,
    stale.map(({ table, age }) => `${table}, ${days(age)}`),
  );
  const ends = releaseEnds();
  const ended = ends.filter(({ until }) => isOver(until, now));
  const ending = ends.filter((end) => !ended.includes(end) && Date.parse(end.until) - now.getTime() < SOON * DAY);
  listed(
    console,
    'No longer supported',
    ended.map(({ release, until }) => `${release}, since ${until}`),
  );
  listed(
    console,
    `Supported for less than ${SOON} days`,
    ending.map(({ release, until }) => `${release}, until ${until}`),
  );
  const old = dated.filter(({ age }) => age > limit);
  for (const { table, age } of old) {
    console.err(`"${table}" was checked ${days(age)} ago: compare it with its sources, and set \`checked\`\n`);
  }
  return old.length > 0 ? 1 : 0;
}

function listed(console: Console, title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.out(`\n${title}:\n\n${lines.map((line) => `    ${line}\n`).join('')}`);
}

function ageOf({ checked }: TableSource, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(checked)) / DAY));
}

function daysOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,5}$/.test(text))
    throw new UsageError(`--fail-after "${text}" is not a number of days: write one such as 90`);
  return Number(text);
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
