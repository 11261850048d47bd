import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ACTIONLINT = 'v1.7.12';
const ROOT = join(__dirname, '../..');
// Go's own installer leaves PATH to whoever runs it.
const PATH = `${process.env.PATH}:/usr/local/go/bin`;

const program = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'cnpg-gitops',
  `actionlint-${ACTIONLINT}`,
);
/** A repository with our action and our workflows, to which examples are added. */
const repository = mkdtempSync(join(tmpdir(), 'cnpg-gitops-workflows-'));
const workflows = join(repository, '.github', 'workflows');

beforeAll(() => {
  const env = { ...process.env, PATH, GOBIN: program, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' };
  const module = `github.com/rhysd/actionlint/cmd/actionlint@${ACTIONLINT}`;
  const { error, status } = spawnSync('go', ['install', module], { env, stdio: 'inherit' });
  if (error) throw new Error('go is not there: install Go 1.25 or newer');
  expect(status).toBe(0);
  cpSync(join(ROOT, '.github'), join(repository, '.github'), { recursive: true });
  cpSync(join(ROOT, 'action.yml'), join(repository, 'action.yml'));
  mkdirSync(join(repository, '.git'));
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

function lint(): string {
  const { stdout, stderr, error } = spawnSync(join(program, 'actionlint'), ['-no-color', '-oneline'], {
    cwd: repository,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout + stderr;
}

/** Checks a workflow of a user, with our action as it is here: also the names of its inputs. */
function lintExample(text: string): string {
  const file = join(workflows, 'example.yml');
  writeFileSync(file, text.replaceAll('OWNER/cnpg-gitops@COMMIT', './'));
  try {
    return lint();
  } finally {
    rmSync(file);
  }
}

test('our workflows', () => {
  expect(lint()).toBe('');
});

test('the workflow of docs/ci.md', () => {
  const page = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
  const [, text = ''] = /## GitHub Actions\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  expect(text).toContain('OWNER/cnpg-gitops@COMMIT');
  expect(lintExample(text)).toBe('');
  expect(lintExample(text.replace('command: plan', 'comand: plan'))).toContain('"comand" is not defined in action');
});
