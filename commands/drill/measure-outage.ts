import { DrillFailure } from './drill-failure';
import { NOTHING_FOUND } from './drill-report';
import type { DrillFindings, DrillRun, Measure } from './drill-run';
import { type Attempt, longestGap, lostRows, type Span } from './outage';
import { expected, until } from './until';
import type { Load } from './write-load';
import type { WriterPort } from './writer-port';

/** Rows that are committed before the fault and after it, so that neither side rests on a lucky one. */
const STEADY_ROWS = 10;

/** What came of a fault. */
export interface Fault {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The longest time without an acknowledged write. */
  readonly outage: Span | undefined;
  readonly promoted: string | undefined;
}

export type AfterFacts = Pick<DrillFindings, 'facts' | 'measures'>;

export interface Disturbance {
  readonly fault: () => Promise<void>;
  /** Waits for what is to happen by itself, and says what came of it. */
  readonly recovery: () => Promise<Readonly<Record<string, string>>>;
  /** Ends the fault, whatever happened. @default - nothing is to be ended */
  readonly heal?: () => Promise<void>;
  /** What is known only some time after writes are back. @default - nothing */
  readonly afterwards?: (fault: Fault) => Promise<AfterFacts>;
  /** Waits for what comes after writes are back. @default - nothing */
  readonly settle?: () => Promise<void>;
}

/**
 * Commits rows while something breaks: how long nothing was acknowledged, and which acknowledged rows are gone.
 * A session is held open meanwhile: a primary that is asked to stop waits for its sessions, and refuses new ones.
 */
export async function measureOutage(
  run: DrillRun,
  writer: WriterPort,
  load: Load,
  disturbance: Disturbance,
): Promise<DrillFindings> {
  const { clock, timeline, objectives } = run;
  const failures: string[] = [];
  let facts: Readonly<Record<string, string>> = {};
  let after: AfterFacts = NOTHING_FOUND;
  let attempts: readonly Attempt[] = [];
  let at = 0;
  await writer.prepare();
  const release = await writer.hold();
  try {
    await load.start();
    timeline.add('drill', 'the writer starts');
    await steady(run, load, 'rows are committed before the fault');
    await noted(failures, async () => {
      try {
        at = clock.now();
        await disturbance.fault();
        facts = await disturbance.recovery();
        await steady(run, load, 'rows are committed after the fault');
        timeline.add('writes', 'writes are back');
      } finally {
        await noted(failures, async () => disturbance.heal?.());
      }
      await noted(failures, async () => disturbance.settle?.());
      const outage = longestGap(await load.attempts(), clock.now());
      after = (await disturbance.afterwards?.({ at, outage, promoted: facts['primary after'] })) ?? after;
    });
  } finally {
    attempts = await load.stop();
    await release().catch(() => {});
  }
  const gap = longestGap(attempts, clock.now());
  if (gap !== undefined) timeline.add('writes', 'the last row before the longest gap is acknowledged', gap.from);
  const lost = await countLost(run, writer, attempts, failures);
  if (lost !== null && lost.length > 0) failures.push(`acknowledged rows are lost: ${shortened(lost)}`);
  const count = (acknowledged: boolean) => attempts.filter((attempt) => attempt.acknowledged === acknowledged).length;
  const measures: Measure[] = [
    { name: 'longest gap between acknowledged writes', value: seconds(gap), unit: 's', limit: objectives.seconds },
    { name: 'acknowledged rows that are lost', value: lost?.length ?? null, unit: 'rows', limit: 0 },
    { name: 'acknowledged rows', value: count(true), unit: 'rows' },
    { name: 'rows refused or unanswered', value: count(false), unit: 'rows' },
    ...after.measures,
  ];
  return { measures, facts: { ...facts, ...after.facts }, gaps: gap === undefined ? [] : [gap], failures };
}

/** Goes on after what belongs into the report: the rows are counted all the same. */
async function noted(failures: string[], action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    failures.push(expected(error).message);
  }
}

function shortened(rows: readonly number[]): string {
  return rows.slice(0, 10).join(', ') + (rows.length > 10 ? ` and ${rows.length - 10} more` : '');
}

// Counted by position: the clock of a writer in the cluster is not ours.
async function steady(run: DrillRun, load: Load, what: string): Promise<void> {
  let known: number | undefined;
  const isEnough = async () => {
    const attempts = await load.attempts();
    known ??= attempts.length;
    return attempts.slice(known).filter(({ acknowledged }) => acknowledged).length >= STEADY_ROWS || undefined;
  };
  await until(run, `${STEADY_ROWS} ${what}`, isEnough, load.lookout);
}

async function countLost(
  run: DrillRun,
  writer: WriterPort,
  attempts: readonly Attempt[],
  failures: string[],
): Promise<number[] | null> {
  try {
    return lostRows(attempts, await until(run, 'the rows are read back', () => writer.rows()));
  } catch (error) {
    if (!(error instanceof DrillFailure)) throw error;
    failures.push(`whether acknowledged rows are lost is not known: ${error.message}`);
    return null;
  }
}

function seconds(gap: Span | undefined): number | null {
  return gap === undefined ? null : (gap.to - gap.from) / 1000;
}
