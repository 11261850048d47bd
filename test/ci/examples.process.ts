import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bash, cluster, commit, git, gitops, Program, SCHEDULE } from './support/program';

// The hook of pre-commit and the examples of docs/ci.md, in a repository of YAML by anybody.

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGE = read('docs/ci.md');
const { version } = JSON.parse(read('package.json')) as { version: string };

const program = new Program();
const folders: string[] = [];
beforeAll(() => program.build());
afterAll(() => {
  program.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = gitops(files);
  folders.push(folder);
  return folder;
}

const run = (line: string, folder: string, variables: Readonly<Record<string, string>> = {}) =>
  bash(line, folder, { PATH: program.path, ...variables });

function example<T>(heading: string, language = 'yaml'): T {
  const section = PAGE.split(`\n## ${heading}\n`)[1] ?? '';
  const [, text = ''] = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(section) ?? [];
  return (language === 'yaml' ? load(text) : text) as T;
}

describe('the hook', () => {
  const [hook, ...others] = load(read('.pre-commit-hooks.yaml')) as Record<string, unknown>[];
  const line = (args: unknown) => [hook?.entry, ...(args as string[])].join(' ');

  test('is one that pre-commit can build: a package with a program and what packs it', () => {
    expect(others).toEqual([]);
    expect(hook).toMatchObject({ id: 'cnpg-gitops', language: 'node', pass_filenames: false });
    const { bin, name } = JSON.parse(read('package.json'));
    expect([name, typeof bin]).toEqual([String(hook?.entry).split(' ')[0], 'string']);
    // It takes what `npm pack` prints for the name of the archive.
    expect(execFileSync('npm', ['pack'], { cwd: program.folder, encoding: 'utf8', stdio: 'pipe' })).toBe(
      `${name}-${version}.tgz\n`,
    );
  });

  test('runs for YAML and JSON alone', () => {
    const files = new RegExp(String(hook?.files));
    expect(['a/b.yaml', 'b.yml', 'c.json', 'd.yaml.tmpl', 'README.md'].filter((name) => files.test(name))).toEqual([
      ...['a/b.yaml', 'b.yml', 'c.json'],
    ]);
  });

  test('refuses the commit of a schedule with five fields, and lets the corrected one pass', () => {
    const folder = repository({ 'db/cluster.yaml': cluster(3) });
    commit(folder, { 'db/backup.yaml': SCHEDULE });
    const refused = run(line(hook?.args), folder);
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain('db/backup.yaml:5:3  spec.schedule  scheduled-backup-six-fields');
    commit(folder, { 'db/backup.yaml': SCHEDULE.replace('"0 2', '"0 0 2') });
    expect(run(line(hook?.args), folder).status).toBe(0);
  });

  test('is called as the page says', () => {
    const { repos } = example<{ repos: { rev: string; hooks: { id: string; args: string[] }[] }[] }>('pre-commit');
    expect(repos).toMatchObject([{ rev: `v${version}`, hooks: [{ id: hook?.id }] }]);
    const [{ args = [] } = {}] = repos[0]?.hooks ?? [];
    const folder = repository({ 'clusters/db.yaml': cluster(3), 'others/backup.yaml': SCHEDULE });
    expect(run(line(args), folder).status).toBe(0);
  });
});

test('the job of GitLab', () => {
  const { databases } = example<{ databases: { script: string[] } }>('GitLab CI');
  const folder = repository({ 'db.yaml': cluster(3) });
  const base = git(folder, 'rev-parse', 'HEAD').trim();
  commit(folder, { 'db.yaml': cluster(2) });
  for (const line of databases.script) {
    expect(line).toContain(`npx --yes cnpg-gitops@${version} `);
    const { status, stderr } = run(line, folder, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
  expect(readFileSync(join(folder, 'plan.md'), 'utf8')).toContain('spec.instances');
});

test('the first lines of the page', () => {
  const folder = repository({ 'db.yaml': cluster(3) });
  const [, text = ''] = /```bash\n([\s\S]*?)```/.exec(PAGE) ?? [];
  const lines = text.trim().split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(run(line, folder).status, line).toBe(0);
});

test('the line of the shell completion', () => {
  const [, line = ''] = /echo '(source .*)' >>/.exec(example<string>('Shell completion', 'bash')) ?? [];
  const folder = repository({});
  expect(run(`${line}; complete -p cnpg-gitops`, folder).stdout).toContain('_cnpg_gitops cnpg-gitops');
});
