import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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
