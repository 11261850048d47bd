import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { UsageError } from '../cli/usage-error';
import { type CheckResult, WriterError, type WriterPort } from './writer-port';

/** SQL by which an application tells that a recovered database is whole. */
export interface RestoreChecks {
  readonly file: string;
  readonly sql: string;
}

/** @throws UsageError for a drill that recovers nothing, and for a file that cannot be read or is empty */
export function readChecks(drill: string, root: string, file: string): RestoreChecks {
  if (drill !== 'restore') throw new UsageError(`--check "${file}": only the drill restore has a database to check`);
  let sql: string;
  try {
    sql = readFileSync(resolve(root, file), 'utf8');
  } catch (error) {
    throw new UsageError(`--check "${file}": ${error instanceof Error ? error.message : error}`);
  }
  if (sql.trim() === '') throw new UsageError(`--check "${file}": the file is empty; write at least one SELECT`);
  return { file: basename(file), sql };
}

/** What the checks found in a recovered database: a fact where all hold, otherwise what fails. */
export async function runChecks(
  { file, sql }: RestoreChecks,
  writer: WriterPort,
  patience: number,
): Promise<{ readonly fact: string; readonly failures: readonly string[] }> {
  let results: readonly CheckResult[];
  try {
    results = await writer.check(sql, patience);
  } catch (error) {
    if (!(error instanceof WriterError)) throw error;
    return { fact: 'not known', failures: [`checks of ${file}: ${error.message}`] };
  }
  const failures = results.flatMap((result, index) => {
    const problem = problemOf(result);
    const name = result.column === undefined ? '' : ` (${result.column})`;
    return problem === undefined ? [] : [`check ${index + 1}${name} of ${file}: ${problem}`];
  });
  return { fact: `${results.length - failures.length} of ${results.length} of ${file} hold`, failures };
}

/** A statement holds with at least one row, of which none says false or nothing in its first column. */
function problemOf({ values }: CheckResult): string | undefined {
  if (values.length === 0) return 'no row';
  const bad = values.find((value) => value === false || value === null);
  return bad === undefined ? undefined : `${bad}`;
}
