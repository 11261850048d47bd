import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../commands/cli/command-context';
import { runCommands } from '../../../commands/cli/run-commands';
import { STANDALONE_COMMANDS } from '../../../commands/cli/standalone-commands';
import { ruleset } from '../../../rules/engine/ruleset';
import { temporaryFolder } from '../../manifests/support/folder';
import { captured } from '../support/console';

async function script(shell: string): Promise<string> {
  const console = captured();
  expect(await runCommands(['completion', shell], STANDALONE_COMMANDS, { console })).toBe(0);
  const file = join(temporaryFolder(), `completion.${shell}`);
  writeFileSync(file, console.output.out);
  return file;
}

const context: CommandContext = {
  repository: async () => ({ applications: [] }),
  ...{ hasApplications: false, root: '', outdir: '', now: new Date(0), console: captured(), done: () => {} },
};
const COMMANDS = STANDALONE_COMMANDS.map((command) => command(context));
const NAMES = COMMANDS.map((command) => command.name());

describe('in bash', () => {
  let file: string;
  beforeEach(async () => {
    file = await script('bash');
  });

  /** What bash offers after a line, the last word of which is being typed. */
  function offered(...words: string[]): string[] {
    const typed = ['cnpg-gitops', ...words];
    const line = `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=${typed.length - 1}
      $(complete -p cnpg-gitops | sed 's/.*-F \\([^ ]*\\) .*/\\1/'); printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync('bash', ['-c', line, file, ...typed], { encoding: 'utf8' });
    return out.split('\n').filter((word) => word !== '');
  }

  test('commands', () => {
    expect(offered('')).toEqual([...NAMES, 'help', '--help', '--version']);
    expect(offered('va')).toEqual(['validate']);
    expect(offered('--v')).toEqual(['--version']);
    expect(offered('help', 'pl')).toEqual(['plan']);
  });

  test.each(COMMANDS.map((command) => [command.name(), command] as const))(
    'every option of %s',
    (name, { options }) => {
      const flags = options.map(({ long }) => long);
      expect(offered(name, '--')).toEqual([...flags, '--help']);
      for (const { long, argChoices } of options) {
        if (argChoices !== undefined) expect(offered(name, long ?? '', '')).toEqual(argChoices);
      }
    },
  );

  test('choices, also behind a sign of equality', () => {
    expect(offered('validate', '--output', 's')).toEqual(['sarif']);
    expect(offered('validate', 'dist', '--output', '=', '')).toEqual(['text', 'json', 'sarif', 'github']);
    expect(offered('validate', '--output', '=', 'j')).toEqual(['json']);
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('rules', () => {
    expect(offered('explain', '')).toEqual(['parameter', ...ruleset().keys()]);
    expect(offered('explain', 'scheduled-backup-six')).toEqual(['scheduled-backup-six-fields']);
  });

  test('nothing where a file is meant, which bash completes itself', () => {
    expect(offered('validate', '')).toEqual([]);
    expect(offered('validate', '--old', '')).toEqual([]);
    expect(execFileSync('bash', ['-c', 'source "$0"; complete -p cnpg-gitops', file], { encoding: 'utf8' })).toContain(
      '-o default',
    );
  });
});

const isThere = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

describe('in other shells', () => {
  test.each(['zsh', 'fish'])('%s: the same words', async (shell) => {
    const text = execFileSync('cat', [await script(shell)], { encoding: 'utf8' });
    for (const word of [...NAMES, 'sarif', 'markdown', 'fish', ...ruleset().keys()]) expect(text).toContain(word);
    const flags = COMMANDS.flatMap(({ options }) => options.map(({ long = '' }) => long));
    for (const flag of flags) expect(text).toContain(shell === 'fish' ? `-l ${flag?.slice(2)}` : flag);
  });

  test.runIf(isThere('zsh'))('zsh reads it', async () => {
    const line = 'autoload -Uz compinit; compinit -u -d "$1"; source "$0"; print $_comps[cnpg-gitops]';
    const dump = join(temporaryFolder(), 'dump');
    expect(execFileSync('zsh', ['-f', '-c', line, await script('zsh'), dump], { encoding: 'utf8' })).toBe(
      '_cnpg_gitops\n',
    );
  });

  test.runIf(isThere('fish'))('fish offers it', async () => {
    const file = await script('fish');
    const offered = (line: string) =>
      execFileSync('fish', ['--no-config', '-c', `source $argv[1]; complete -C ${JSON.stringify(line)}`, file], {
        encoding: 'utf8',
      })
        .split('\n')
        .flatMap((word) => word.split('\t')[0] || []);
    expect(offered('cnpg-gitops va')).toEqual(['validate']);
    expect(offered('cnpg-gitops validate --output ').sort()).toEqual(['github', 'json', 'sarif', 'text']);
    expect(offered('cnpg-gitops explain wal-le')).toContain('wal-level');
  });
});

test('another shell is wrong usage', async () => {
  const console = captured();
  expect(await runCommands(['completion', 'tcsh'], STANDALONE_COMMANDS, { console })).toBe(2);
  expect(console.output.err).toContain('Allowed choices are bash, zsh, fish');
});
