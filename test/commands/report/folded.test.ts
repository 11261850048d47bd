import { describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../commands/cli/command-context';
import { COMMANDS } from '../../../commands/cli/commands';
import { folded } from '../../../commands/report/lines';
import { run } from '../support/command-line';
import { captured } from '../support/console';

describe('a text', () => {
  test('stays as it is where nobody sees it in a window', () => {
    expect(folded('a long line of many words')).toBe('a long line of many words');
  });

  test('is broken at spaces, and goes on below where its line began', () => {
    expect(folded('  one two three four five\nsix', 20)).toBe('  one two three four\n  five\nsix');
  });

  test('keeps a word that is longer than a line', () => {
    expect(folded('see https://example.com/a/long/address now', 20)).toBe(
      'see\nhttps://example.com/a/long/address\nnow',
    );
  });

  test('is as wide as it looks: colours take no place', () => {
    const green = '\u001b[32mone\u001b[39m \u001b[32mtwo\u001b[39m three four five';
    expect(folded(green, 24)).toBe(green);
  });
});

const COLUMNS = 64;
const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db, namespace: shop}
spec: {instances: 2, storage: {size: 1Gi}, postgresql: {parameters: {work_mem: 4}}}
`;

async function lines(...args: string[]): Promise<string[]> {
  const console = captured({ columns: COLUMNS, stdin: CLUSTER });
  await run(args, console);
  return `${console.output.out}${console.output.err}`.split('\n');
}

const tooLong = (found: readonly string[]) =>
  found.filter((line) => line.length > COLUMNS && line.trim().includes(' '));

const context: CommandContext = {
  repository: async () => ({ applications: [] }),
  ...{ hasApplications: true, root: '', outdir: '', now: new Date(0), console: captured(), done: () => {} },
};

describe('in a window, no line is longer than it', () => {
  test.each([
    [['--help']],
    ...COMMANDS.map((command) => [[command(context).name(), '--help']]),
    [['validate', '-']],
    [['explain', 'wal-level']],
    [['explain', 'parameter', 'work_mem']],
    [['explain', 'objectives']],
    [['validate', '-', '--target', 'operator=the one that we have']],
  ])('%j', async (args) => {
    const found = await lines(...args);
    expect(found.length).toBeGreaterThan(1);
    // A call is pasted as a whole.
    const calls = found.slice(found.findIndex((line) => /^Examples?:$/.test(line)) + 1 || found.length);
    expect(tooLong(found.filter((line) => !calls.includes(line)))).toEqual([]);
  });

  test('the list of rules, whose names stand apart', async () => {
    const console = captured({ columns: 120 });
    await run(['explain'], console);
    expect(console.output.out.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });
});
