import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Console } from '../cli/console';
import type { DrillReport } from './drill-report';

/** Folder of the repository in which evidence of drills is kept. */
const FOLDER = 'evidence/drills';

/**
 * Adds a line of JSON to the history of an application's restore drills. Lines are never changed: what is committed is the evidence that
 * recovery was tested, and when it failed.
 */
export async function keepHistory(root: string, report: DrillReport, console: Pick<Console, 'out' | 'err'>) {
  const { id, drill, application, context, namespace, cluster, outcome, started, ended, measures, facts, failures } =
    report;
  const file = join(FOLDER, `${application}.jsonl`);
  const measured = measures.map(({ name, value, unit, limit, met }) => ({ name, value, unit, limit, met }));
  const about = { id, drill, application, context, namespace, cluster, outcome, started, ended };
  const line = JSON.stringify({ ...about, measures: measured, facts, failures });
  try {
    await mkdir(dirname(resolve(root, file)), { recursive: true });
    await appendFile(resolve(root, file), `${line}\n`);
    console.out(`history: ${file}\n`);
  } catch (error) {
    // An image has a file system that nobody may write to; the report is written elsewhere already.
    console.err(`${file} is not written: ${error instanceof Error ? error.message : error}\n`);
  }
}
