import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { checkout } from './support/checkout';

// What npm does in a clone after it has installed the packages.

const ROOT = join(__dirname, '..');
const project = checkout();
const path = (name: string) => join(project, name);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(...command: string[]) {
  const [program = '', ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: project, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const installed = () => run('npm', 'run', '--silent', 'postprepare');
const explain = () => run(process.execPath, 'commands/cli/run.mjs', 'explain', 'backup-missing');

/** Whether the next command takes what is compiled as it is. */
function isCompiled(): boolean {
  const compiled = readFileSync(path('build/main.js'), 'utf8');
  writeFileSync(path('build/main.js'), "console.log('as it was left');");
  const { stdout } = explain();
  writeFileSync(path('build/main.js'), compiled);
  return stdout === 'as it was left\n';
}

describe('in a clone', () => {
  beforeEach(() => rmSync(path('build'), { recursive: true, force: true }));

  test('it compiles without a word, and the first command has nothing to compile', () => {
    expect(installed()).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(isCompiled()).toBe(true);
  });

  test('a type error in an application is printed, and no reason not to be installed', () => {
    const file = path('apps/parametric-portal/config.ts');
    const config = readFileSync(file, 'utf8');
    appendFileSync(file, "export const wrong: number = 'text';\n");
    expect(installed()).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/config\.ts\(\d+,14\): error TS2322/),
    });
    expect(run(process.execPath, 'commands/cli/run.mjs', 'synth')).toMatchObject({ status: 1, stdout: '' });
    writeFileSync(file, config);
    expect(explain()).toMatchObject({ status: 0, stderr: '' });
  });

  test('neither is one in the library, and the first command says it again', () => {
    const file = path('values/text/invalid-value.ts');
    const library = readFileSync(file, 'utf8');
    appendFileSync(file, "export const wrong: number = 'text';\n");
    expect(installed()).toMatchObject({ status: 0, stderr: expect.stringContaining('installed all the same') });
    expect(explain()).toMatchObject({ status: 1, stderr: expect.stringContaining('error TS2322') });
    writeFileSync(file, library);
  });

  test('without development dependencies there is nothing to compile with', () => {
    const bare = mkdtempSync(join(tmpdir(), 'cnpg-gitops-bare-'));
    mkdirSync(join(bare, 'commands', 'cli'), { recursive: true });
    for (const name of ['package.json', 'commands/cli/after-install.mjs']) cpSync(join(ROOT, name), join(bare, name));
    const { status, stderr } = spawnSync('npm', ['run', '--silent', 'postprepare'], { cwd: bare, encoding: 'utf8' });
    expect({ status, stderr, built: existsSync(join(bare, 'build')) }).toEqual({ status: 0, stderr: '', built: false });
    rmSync(bare, { recursive: true, force: true });
  });
});

describe('npm ci', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-install-'));
  const { name, version, scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, scripts }));
  const lock = { name, version, lockfileVersion: 3, packages: { '': { name, version } } };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const npmCi = (...options: string[]) =>
    spawnSync('npm', ['ci', '--offline', '--no-audit', ...options], { cwd: folder, encoding: 'utf8' });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('succeeds where package.json is all there is, as in the first layer of an image', () => {
    expect(npmCi().status).toBe(0);
  });

  test('calls what compiles, if it is there and scripts are not ignored', () => {
    mkdirSync(join(folder, 'commands', 'cli'), { recursive: true });
    writeFileSync(join(folder, 'commands/cli/after-install.mjs'), "console.log('compiled');\n");
    expect(npmCi().stdout).toMatch(/^compiled$/m);
    expect(npmCi('--ignore-scripts').stdout).not.toMatch(/^compiled$/m);
  });
});
