import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkout } from './support/checkout';

// What `npm run COMMAND` starts, in a copy of the sources.

const project = checkout();
const path = (name: string) => join(project, name);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['commands/cli/run.mjs', ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the compiler', () => {
  test('runs where something has changed, and only there', () => {
    expect(run('explain', 'backup-missing')).toMatchObject({ status: 0, stderr: '' });
    const compiled = readFileSync(path('build/main.js'), 'utf8');
    writeFileSync(path('build/main.js'), "console.log('as it was left');");
    expect(run('explain', 'backup-missing').stdout).toBe('as it was left\n');
    appendFileSync(path('main.ts'), '// changed\n');
    expect(run('explain', 'backup-missing').stdout).toContain('backup-missing');
    expect(readFileSync(path('build/main.js'), 'utf8')).toContain(compiled.trim().split('\n')[0] ?? '');
  });

  test('finds a file that was taken away', () => {
    writeFileSync(path('values/text/extra.ts'), "export const extra = 'extra';\n");
    expect(run('build').status).toBe(0);
    const state = readFileSync(path('build/.compiled'), 'utf8');
    rmSync(path('values/text/extra.ts'));
    expect(run('build').status).toBe(0);
    expect(readFileSync(path('build/.compiled'), 'utf8')).not.toBe(state);
    expect(existsSync(path('build/values/text/extra.js'))).toBe(false);
  });

  test('leaves nothing of a file that has moved into a folder: Node would take it first', () => {
    const [file, folder] = [path('values/text/extra.ts'), path('values/text/extra')];
    const text = (word: string) => `export const extra = '${word}';\n`;
    writeFileSync(file, text('before'));
    expect(run('build').status).toBe(0);
    rmSync(file);
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.ts'), text('after'));
    expect(run('build').status).toBe(0);
    const { extra } = createRequire(path('main.ts'))(path('build/values/text/extra'));
    expect(extra).toBe('after');
    rmSync(folder, { recursive: true });
  });

  test('keeps what is compiled of a folder behind a link, and waits for nothing of what is hidden', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'cnpg-gitops-linked-'));
    writeFileSync(join(elsewhere, 'size.ts'), "export const size = '1Gi';\n");
    symlinkSync(elsewhere, path('apps/linked'));
    mkdirSync(path('imports/.import-killed'));
    writeFileSync(path('imports/.import-killed/half.ts'), 'export const');
    writeFileSync(path('values/text/extra.ts'), "export const extra = 'extra';\n");
    expect(run('build')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(path('build/apps/linked/size.js'))).toBe(true);
    writeFileSync(path('build/main.js'), "console.log('as it was left');");
    expect(run('explain', 'backup-missing').stdout).toBe('as it was left\n');
    for (const each of ['apps/linked', 'imports/.import-killed', 'values/text/extra.ts', 'build/main.js']) {
      rmSync(path(each), { recursive: true });
    }
    rmSync(elsewhere, { recursive: true });
    expect(run('build').status).toBe(0);
  });

  test('compiles again what somebody has taken out of its folder', () => {
    expect(run('build').status).toBe(0);
    rmSync(path('build/apps/index.js'));
    expect(run('explain', 'backup-missing')).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(path('build/apps/index.js'))).toBe(true);
  });

  test.each([
    ['values/text/extra.mts', (word: string) => `export const extra = '${word}';\n`, 'build/values/text/extra.mjs'],
    ['values/text/extra.json', (word: string) => `{ "extra": "${word}" }\n`, 'build/values/text/extra.json'],
  ])('compiles a change of %s', (name, textOf, compiled) => {
    writeFileSync(path('values/text/reads.ts'), `export * from './${basename(compiled)}';\n`);
    if (name.endsWith('.json')) {
      writeFileSync(path('values/text/reads.ts'), "import text from './extra.json';\nexport const { extra } = text;\n");
    }
    for (const word of ['before', 'after']) {
      writeFileSync(path(name), textOf(word));
      expect(run('build')).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(readFileSync(path(compiled), 'utf8')).toContain(word);
    }
    for (const each of [name, 'values/text/reads.ts']) rmSync(path(each));
  });

  test('says what it cannot change', () => {
    rmSync(path('build/.compiled'));
    mkdirSync(path('build/.compiled'));
    const { status, stderr } = run('build');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^✖ .*build\/\.compiled cannot be changed \(EISDIR\): compiling needs build\//);
    rmSync(path('build/.compiled'), { recursive: true });
  });
});

/** What a program prints on a terminal of 60 columns. */
function onTerminal(variables: Record<string, string>, ...args: string[]): string[] {
  const { CI: _, NO_COLOR: __, ...rest } = process.env;
  const line = `stty cols 60; node commands/cli/run.mjs ${args.join(' ')}`;
  const env = { ...rest, ...variables };
  return spawnSync('script', ['-qec', line, '/dev/null'], { cwd: project, encoding: 'utf8', env }).stdout.split('\r\n');
}

// util-linux: on every Linux, and another program elsewhere.
describe.runIf(process.platform === 'linux')('on a terminal', () => {
  beforeAll(() => {
    expect(run('build').status).toBe(0);
  });

  test('lines end where the window ends, and are in colour', () => {
    const lines = onTerminal({}, 'explain', 'wal-level');
    expect(lines[0]).toBe('\u001b[1mwal-level\u001b[22m');
    const prose = lines.filter((line) => !line.includes('https:'));
    expect(prose.length).toBeGreaterThan(20);
    expect(prose.filter((line) => line.replace(/\u001b\[\d+m/g, '').length > 60)).toEqual([]);
    const usage = onTerminal({}, 'plan', '--help');
    expect(usage.join('\n')).toContain('--fail-on <impact>');
    expect(usage.filter((line) => line.length > 60)).toEqual([]);
  });

  test('there are no colours where NO_COLOR or CI asks for none', () => {
    for (const name of ['NO_COLOR', 'CI']) {
      expect(onTerminal({ [name]: 'true' }, 'explain', 'wal-level')[0]).toBe('wal-level');
    }
  });
});

describe('a type error in an application', () => {
  test('keeps no other command from its work, and synth from writing', () => {
    const config = readFileSync(path('apps/parametric-portal/config.ts'), 'utf8');
    appendFileSync(path('apps/parametric-portal/config.ts'), "export const wrong: number = 'text';\n");
    for (let again = 0; again < 2; again++) {
      const explained = run('explain', 'backup-missing');
      expect(explained.status).toBe(0);
      expect(explained.stderr).toMatch(/config\.ts\(\d+,14\): error TS2322[\s\S]*explain goes on/);
      const written = run('synth');
      expect(written).toMatchObject({ status: 1, stdout: '' });
      expect(written.stderr).toContain('error TS2322');
    }
    writeFileSync(path('apps/parametric-portal/config.ts'), config);
    expect(run('check')).toMatchObject({ status: 0 });
  });

  test('in the library ends every command', () => {
    appendFileSync(path('values/text/invalid-value.ts'), "export const wrong: number = 'text';\n");
    expect(run('explain', 'backup-missing')).toMatchObject({ status: 1, stdout: '' });
  });
});
