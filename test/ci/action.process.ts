import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MARKER } from '../../commands/plan/plan-markdown';
import { bash, cluster, commit, git, gitops, Program, SCHEDULE } from './support/program';

// The action, as its runner runs it: its steps one by one, with their variables. Only `npm ci` is not called: the modules are those that
// are here. What its own actions do (cache, upload, comment) is theirs.

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

const ROOT = join(__dirname, '../..');
const action = load(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};
const { steps } = action.runs;
const step = (name: string) => steps.find((each) => each.name === name) ?? expect.fail(`no step "${name}"`);

const program = new Program();
const temporary = mkdtempSync(join(tmpdir(), 'cnpg-gitops-action-'));
const folders: string[] = [];

beforeAll(() => {
  const [enter, install, ...build] = (step('Build the program').run ?? '').trim().split('\n');
  expect(install).toMatch(/^npm ci --ignore-scripts /);
  const { status, stderr } = bash([enter, ...build].join('\n'), temporary, { GITHUB_ACTION_PATH: program.folder });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
afterAll(() => {
  program.remove();
  for (const folder of [temporary, ...folders]) rmSync(folder, { recursive: true, force: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = gitops(files);
  folders.push(folder);
  return folder;
}

/** Runs the command with some inputs. @returns also what it hands to the steps after it */
function run(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
) {
  const { env = {}, run: script = '' } = step('Run the command');
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const [, input] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value) ?? [];
    given[name] = input === undefined ? '' : (inputs[input] ?? action.inputs[input]?.default ?? expect.fail(input));
  }
  const outputs = join(temporary, 'outputs');
  const summary = join(temporary, 'summary');
  for (const file of [outputs, summary]) writeFileSync(file, '');
  const { status, stdout, stderr } = bash(script, folder, {
    ...given,
    ...{ BUNDLE: join(program.folder, 'build/bin'), RUNNER_TEMP: temporary, GITHUB_BASE_REF: '' },
    ...{ GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary, ...variables },
  });
  const said = readFileSync(outputs, 'utf8').trim().split('\n');
  const { code = '', report = '' } = Object.fromEntries(said.map((line) => line.split('=')));
  const text = report === '' ? '' : readFileSync(report, 'utf8');
  return { status, stdout, stderr, code, text, summary: readFileSync(summary, 'utf8') };
}

describe('validate', () => {
  test('annotates what it finds in the whole repository, and ends as the command does', () => {
    const { code, stdout, text } = run(repository({ 'db/backup.yaml': SCHEDULE }), {});
    expect({ code, text }).toEqual({ code: '1', text: '' });
    expect(stdout).toContain('::error file=db/backup.yaml,line=5,col=3,title=scheduled-backup-six-fields::');
    const { run: end = '' } = step('End as the command did');
    expect(bash(end, temporary, { CODE: code }).status).toBe(1);
  });

  test('takes paths, versions and options', () => {
    const folder = repository({ 'a b.yaml': SCHEDULE, 'db/cluster.yaml': cluster(3), 'more/x.yaml': cluster(1) });
    expect(run(folder, { paths: 'db' }).code).toBe('0');
    expect(run(folder, { paths: 'db\nmore', target: 'operator=soon' })).toMatchObject({ code: '2' });
    expect(run(folder, { paths: 'db', args: '--old  db/cluster.yaml' }).code).toBe('0');
  });

  test('takes the paths of cnpg-gitops.yaml', () => {
    const folder = repository({ 'cnpg-gitops.yaml': 'paths: [db]', 'db/cluster.yaml': cluster(3), 'x.yaml': SCHEDULE });
    expect(run(folder, {}).code).toBe('0');
  });

  test('writes SARIF where that is asked for', () => {
    const { code, text } = run(repository({ 'backup.yaml': SCHEDULE }), { sarif: 'true' });
    expect(code).toBe('1');
    expect(JSON.parse(text).runs[0].results.length).toBeGreaterThan(0);
    expect(run(repository({}), { sarif: 'true', paths: 'missing' })).toMatchObject({ code: '2', text: '' });
  });

  test('takes nothing that is given for a part of the script', () => {
    const folder = repository({ 'db.yaml': cluster(3) });
    const { stdout } = run(folder, { paths: '$(touch made) `touch made`;touch made', args: '"; touch made; "' });
    expect(stdout).toBe('');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });
});

describe('plan', () => {
  const pullRequest = { GITHUB_BASE_REF: 'main' };

  test('compares a pull request with where it began, for the summary and the comment', () => {
    const folder = repository({ 'db/cluster.yaml': cluster(3), 'other/cluster.yaml': cluster(1) });
    git(folder, 'checkout', '--quiet', '-b', 'topic');
    commit(folder, { 'db/cluster.yaml': cluster(2) });
    const { status, code, text, summary } = run(folder, { command: 'plan', paths: 'db' }, pullRequest);
    expect({ status, code }).toEqual({ status: 0, code: '0' });
    expect(text.split('\n', 1)).toEqual([MARKER]);
    expect(text).toContain('spec.instances');
    expect(summary).toBe(text);
    const { code: over } = run(folder, { command: 'plan', paths: 'db', args: '--fail-on none' }, pullRequest);
    expect(over).toBe('3');
    expect(run(folder, { command: 'plan', paths: 'db', args: '--base HEAD' }, pullRequest).text).toContain('Nothing');
  });

  test('asks for the whole history', () => {
    const folder = repository({ 'db.yaml': cluster(3) });
    const { status, stdout } = run(folder, { command: 'plan' }, { GITHUB_BASE_REF: 'release' });
    expect(status).toBe(2);
    expect(stdout).toContain(
      '::error::origin/release has no commit in common with this one here: give actions/checkout',
    );
  });

  test('refuses what is for validate', () => {
    expect(run(repository({}), { command: 'plan', target: 'operator=1.28.0' })).toMatchObject({ status: 2, code: '' });
  });

  test('its comment is written as that of this repository', () => {
    const { jobs } = load(readFileSync(join(ROOT, '.github/workflows/plan.yml'), 'utf8')) as {
      jobs: { comment: { steps: Step[] } };
    };
    const [, here] = jobs.comment.steps;
    const { uses, with: given } = step('Comment on the pull request');
    expect(uses).toBe(here?.uses);
    expect(given?.script?.replace('process.env.REPORT', "'plan.md'")).toBe(here?.with?.script);
  });
});

describe('the comment', () => {
  type Comment = { readonly id: number; readonly user: { readonly type: string } | null; readonly body?: string };
  const bot = { type: 'Bot' };

  /** Runs the script as actions/github-script does: as the body of an asynchronous function. @returns the calls of GitHub's interface */
  async function said(comments: readonly Comment[]) {
    const calls: unknown[] = [];
    const call = (name: string) => async (parameters: object) => void calls.push([name, parameters]);
    const issues = { createComment: call('create'), updateComment: call('update'), listComments: 'list' };
    const github = { rest: { issues }, paginate: async () => comments };
    const context = { repo: { owner: 'o', repo: 'r' }, issue: { number: 7 } };
    const report = join(temporary, 'plan.md');
    writeFileSync(report, `${MARKER}\nnew`);
    const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;
    const script = new AsyncFunction(
      'require',
      'context',
      'github',
      'process',
      step('Comment on the pull request').with?.script,
    );
    await script(() => ({ readFileSync }), context, github, { env: { REPORT: report } });
    return calls;
  }

  test('is written once, and then kept up to date', async () => {
    const body = `${MARKER}\nnew`;
    const others = [
      { id: 1, user: null },
      { id: 2, user: { type: 'User' }, body },
      { id: 3, user: bot, body: 'Coverage' },
    ];
    expect(await said(others)).toEqual([['create', { owner: 'o', repo: 'r', issue_number: 7, body }]]);
    const own = { id: 4, user: bot, body: `${MARKER}\nold` };
    expect(await said([...others, own])).toEqual([['update', { owner: 'o', repo: 'r', comment_id: 4, body }]]);
  });
});

test('another command is refused', () => {
  expect(run(repository({}), { command: 'adopt' })).toMatchObject({
    ...{ status: 2, stdout: expect.stringContaining('::error::command is "adopt": write validate or plan') },
  });
});

test('the program is built again where a source has changed, and only there', () => {
  const outputs = join(temporary, 'digest');
  const digest = () => {
    writeFileSync(outputs, '');
    const variables = { GITHUB_OUTPUT: outputs, GITHUB_ACTION_PATH: program.folder };
    expect(bash(step('Name the sources').run ?? '', temporary, variables).status).toBe(0);
    return readFileSync(outputs, 'utf8');
  };
  const first = digest();
  expect(first).toMatch(/^digest=[0-9a-f]{64}\nbundle=.*\/build\/bin\n$/);
  symlinkSync('/dev/null', join(program.folder, 'build', 'other'));
  expect(digest()).toBe(first);
  writeFileSync(join(program.folder, 'values', 'new.ts'), '');
  expect(digest()).not.toBe(first);
});

test('what is kept in the cache is what is taken from it', () => {
  const [taken, kept] = [step('Take the program from the cache'), step('Keep the program in the cache')];
  expect(kept.with).toEqual(taken.with);
  expect(taken.uses?.replace('/restore@', '/save@')).toBe(kept.uses);
  // Only steps that are done before the job ends: what runs after it may have lost its inputs.
  expect(steps.filter(({ uses }) => uses?.startsWith('actions/cache@'))).toEqual([]);
});

test('its own actions are pinned by commit, and nothing that is given is a part of a script', () => {
  for (const { uses, run: script = '', with: given } of steps) {
    if (uses !== undefined) expect(uses).toMatch(/^(?:actions|github)\/[\w/-]+@[0-9a-f]{40}$/);
    expect(`${script}${given?.script ?? ''}`).not.toMatch(/\$\{\{/);
  }
});
