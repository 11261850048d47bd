import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../commands/cli/cli';
import type { Repository } from '../../../commands/cli/command-context';
import { COMMANDS } from '../../../commands/cli/commands';
import { ForbiddenError } from '../../../commands/kube/forbidden-error';
import { temporaryFolder } from '../../manifests/support/folder';
import { applicationOf, scheduledBackup } from '../support/application';
import { captured } from '../support/console';

const ROOT = join(__dirname, '../../..');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Nothing may load the applications if none are given. */
const NONE = async (): Promise<Repository> => {
  throw new Error('the applications were loaded');
};

async function run(argv: readonly string[], repository = NONE, root?: string) {
  const console = captured({ stdin: '# nothing' });
  const code = await runCommandLine(argv, { repository, console, root });
  return { code, ...console.output };
}

const context = {
  repository: NONE,
  hasApplications: true,
  root: '',
  outdir: '',
  now: new Date(0),
  console: captured(),
  done: () => {},
};
const names = COMMANDS.map((command) => command(context).name());

describe('the commands', () => {
  test('are all that have a folder with a command; two are not called here by npm', () => {
    const folders = readdirSync(join(ROOT, 'commands')).filter((folder) =>
      existsSync(join(ROOT, 'commands', folder, 'command.ts')),
    );
    expect([...names, 'import-parameters', 'completion'].sort()).toEqual(folders.sort());
  });

  test('are listed in the help, in their order, with one line each', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect([...out.matchAll(/^ {2}([a-z][a-z-]*) .* {2,}\S/gm)].map(([, name]) => name)).toEqual([...names, 'help']);
  });

  test.each(names)('%s: its help needs no application, and has an example that is a script', async (name) => {
    const { code, out } = await run([name, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: cnpg-gitops ${name} `));
    const [, script = ''] = /\nExample:\n {2}npm run (?:-s )?([a-z:]+).*\n$/.exec(out) ?? [];
    expect(scripts[script]).toContain(`${name}`);
  });
});

describe('exit codes', () => {
  const rows = readFileSync(join(ROOT, 'docs/commands.md'), 'utf8').matchAll(
    /^\| `npm run (?:-s )?([a-z:]+).*\| ([^|]+) \|$/gm,
  );
  const documented = new Map([...rows].map(([, script = '', codes = '']) => [script, codes]));
  const numbers = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, code]) => Number(code));

  test('are named where they tell something: of plan, validate, verify, check and drill above all', async () => {
    for (const name of ['plan', 'validate', 'verify', 'check', 'drill', 'synth', 'status']) {
      expect((await run([name, '--help'])).out, name).toMatch(/\nExit codes:\n {2}0 {4}\S.*\n {2}1 {4}\S/);
    }
  });

  test.each(names)('of %s are the same in its help and in docs/commands.md', async (name) => {
    const { out } = await run([name, '--help']);
    const [, said] = /\nExit codes:\n((?: .*\n)+)/.exec(out) ?? [];
    const [, script = ''] = /\nExample:\n {2}npm run (?:-s )?([a-z:]+)/.exec(out) ?? [];
    // A command without a list has the two that all have.
    const codes = said === undefined ? [0, 2] : numbers(said, /^ {2}(\d+) /gm);
    expect(numbers(documented.get(script) ?? '', /(?:^|, )(\d+)(?= |,|$)/g).sort((a, b) => a - b)).toEqual(
      // What import reads may be wrong, too.
      name === 'import' ? [0, 1, 2] : codes,
    );
  });

  test('a reading that is forbidden is no failure of this program', async () => {
    const forbidden = async (): Promise<Repository> => {
      throw new ForbiddenError('--base cluster: clusters is forbidden', 'forbidden');
    };
    const { code, err } = await run(['backup', 'shop'], forbidden);
    expect([code, err]).toEqual([2, '--base cluster: clusters is forbidden\n']);
  });
});

describe('wrong usage', () => {
  test.each([
    [['validat'], "unknown command 'validat'\n(Did you mean validate?)"],
    [['polan', '--base', 'main'], "unknown command 'polan'\n(Did you mean plan?)"],
    [['validate'], 'name files or folders, such as "validate ."'],
    [['restore'], "missing required argument 'application'"],
    [['plan', '--bsae', 'main'], "unknown option '--bsae'\n(Did you mean --base?)"],
    [['backup', 'shop', 'again'], "too many arguments for 'backup'. Expected 1 argument but got 2"],
    [['validate', '-', '--target', 'operator=soon'], '--target "operator=soon": '],
  ])('%j exits 2', async (argv, message) => {
    const { code, out, err } = await run(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
  });
});

test('what judges and explains loads no application', async () => {
  expect(await run(['explain', 'scheduled-backup-six-fields'])).toMatchObject({ code: 0, err: '' });
  expect(await run(['explain', 'parameter', 'work_mem'])).toMatchObject({ code: 0, err: '' });
  expect(await run(['validate', '-'])).toMatchObject({ code: 0, err: '' });
  expect(await run(['explain', 'objectives', 'shop'])).toMatchObject({ code: 1 });
});

test('the applications of another repository, in a folder of theirs', async () => {
  const root = temporaryFolder();
  const shop = async () => ({ applications: [applicationOf('shop', [scheduledBackup()])] });
  expect(await run(['check'], shop, root)).toMatchObject({ code: 1, out: '' });
  expect((await run(['synth'], shop, root)).out).toContain('created  dist/shop/database/scheduled-backup.yaml\n');
  expect(readdirSync(root).sort()).toEqual(['dist', 'lineage.lock.json']);
  expect(await run(['check'], shop, root)).toMatchObject({ code: 0, err: '' });
  expect((await run(['backup', 'store'], shop, root)).err).toBe('no application "store": there is shop\n');
});
