import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The whole program, compiled and run as a user runs it, against what is committed.

const ROOT = join(__dirname, '..');
const HOME = mkdtempSync(join(tmpdir(), 'cnpg-gitops-synthesis-'));
const MAIN = join(HOME, 'build', 'main.js');

beforeAll(() => {
  for (const item of ['package.json', 'imports/facts']) cpSync(join(ROOT, item), join(HOME, item), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(HOME, 'node_modules'));
  const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
  execFileSync(
    tsc,
    ['-p', 'tsconfig.build.json', '--outDir', join(HOME, 'build'), '--tsBuildInfoFile', join(HOME, 'info')],
    {
      cwd: ROOT,
    },
  );
});

afterAll(() => rmSync(HOME, { recursive: true, force: true }));

/** Every generated file below a folder, by path. */
function files(folder: string, below = ''): Record<string, string> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? files(folder, path) : { [path]: readFileSync(join(folder, path), 'utf8') };
    }),
  );
}

function runIn(name: string, environment: Record<string, string>, command: string, args: string[]): string {
  const cwd = join(HOME, name);
  mkdirSync(cwd, { recursive: true });
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', ...environment };
  execFileSync(command, args, { cwd, env, stdio: 'pipe' });
  return cwd;
}

test.each([
  ['here', { TZ: 'UTC', LC_ALL: 'C' }],
  ['a longer/way below', { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' }],
  [
    'third',
    { TZ: 'America/St_Johns', LC_ALL: 'de_DE.UTF-8', CDK8S_DISABLE_SORT: '', CDK8S_RECORD_CONSTRUCT_METADATA: 'true' },
  ],
])('synth writes the committed bytes in folder "%s" with %o', (folder, environment) => {
  const cwd = runIn(folder, environment, process.execPath, [MAIN, 'synth', '--quiet']);
  expect(files(join(cwd, 'dist'))).toEqual(files(join(ROOT, 'dist')));
  const beside = Object.entries(files(join(cwd, 'apps')));
  expect(beside.length).toBeGreaterThan(2);
  for (const [path, text] of beside) expect(text, path).toBe(readFileSync(join(ROOT, 'apps', path), 'utf8'));
});

test('the stock CLI writes the committed bytes', () => {
  const cdk8s = join(ROOT, 'node_modules', '.bin', 'cdk8s');
  const cwd = runIn('stock', {}, cdk8s, ['synth', '--app', `"${process.execPath}" "${MAIN}" synth`, '--output', 'out']);
  expect(files(join(cwd, 'out'))).toEqual(files(join(ROOT, 'dist')));
});

test('the app command of cdk8s.yaml is the one that npm run synth runs', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const config = readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8');
  expect(config).toContain(`app: ${scripts.synth}`);
  expect(config).toContain('output: dist');
});
