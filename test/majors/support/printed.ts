import { spawnSync } from 'node:child_process';

/** What `npm run upgrade -- postgres 18` prints for an application of this repository, which it leaves as it is. */
export function printedUpgrade(): string {
  const args = ['upgrade', 'postgres', '18', '--app', 'parametric-portal', '--dry-run'];
  const { status, stdout, stderr } = spawnSync('node', ['commands/cli/run.mjs', ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

/** The only printed statement with a certain text. */
export function statementWith(part: string, printed: string): string {
  const statements = [...printed.matchAll(/ -- \S+ -c "((?:[^"\\]|\\.)*)"/g)].map(([, sql = '']) =>
    sql.replaceAll('\\"', '"'),
  );
  const [found, ...more] = statements.filter((sql) => sql.includes(part));
  if (found === undefined || more.length > 0)
    throw new Error(`not one statement with ${part} among\n${statements.join('\n')}`);
  return found;
}
