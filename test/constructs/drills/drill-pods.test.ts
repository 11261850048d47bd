import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAttempts } from '../../../commands/drill/job-load';
import { readHistogram } from '../../../commands/drill/percentiles';
import { pgbenchPod, writerPod } from '../../../constructs/drills/drill-pods';
import { at } from '../../../manifests/object/manifest';

// The scripts of the pods, in a real shell, with stand-ins for psql and pgbench.

const DATABASE = { image: 'postgres', host: 'shop-db-rw', database: 'shop', user: 'shop', secret: 'shop-db-app' };
const PGBENCH = pgbenchPod(DATABASE, { scale: 7, clients: 3, seconds: 20 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drill-scripts-'));
  program('psql', `echo "psql $*" >> ${folder}/asked`);
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/bash\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

function scriptOf(pod: object): { script: string; env: NodeJS.ProcessEnv } {
  const container = at(pod, 'containers.0');
  const variables = at(container, 'env') as { name: string; value?: string }[];
  const given = Object.fromEntries(variables.map(({ name, value }) => [name, value ?? 'secret']));
  const script = String(at(container, 'command.2')).replaceAll('/tmp/', `${folder}/`);
  return { script, env: { ...given, PATH: `${folder}:${process.env.PATH}` } };
}

async function run(pod: object): Promise<{ code: number; stdout: string; asked: string }> {
  const { script, env } = scriptOf(pod);
  const shell = promisify(execFile);
  const ended = await shell('bash', ['-c', script], { env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => error,
  );
  const { stdout: asked } = await shell('cat', [join(folder, 'asked')]);
  return { code: ended.code, stdout: ended.stdout, asked };
}

describe('pgbench', () => {
  test('prints a histogram of what pgbench logged, and drops its schema at the end', async () => {
    const lines = ['0 1 4950 0 1 1', '0 2 4999 0 1 1', '1 1 80000 0 1 1'].join('\n');
    program(
      'pgbench',
      `echo "pgbench $PGOPTIONS $*" >> ${folder}/asked\ncase "$*" in *--log*) echo "${lines}" > ${folder}/pgbench.1;; esac`,
    );
    const { code, stdout, asked } = await run(PGBENCH);
    expect(code).toBe(0);
    expect(readHistogram(stdout)).toEqual([
      { upTo: 5, count: 2 },
      { upTo: 80.1, count: 1 },
    ]);
    expect(asked.split('\n').filter((line) => line !== '')).toEqual([
      'psql -qXc DROP SCHEMA IF EXISTS cnpg_gitops_drill CASCADE',
      'psql -qXc CREATE SCHEMA cnpg_gitops_drill',
      'pgbench -c search_path=cnpg_gitops_drill --initialize --quiet --scale=7',
      expect.stringMatching(/^pgbench .* --client=3 --jobs=2 --time=20 --log --log-prefix=/),
      'psql -qXc DROP SCHEMA IF EXISTS cnpg_gitops_drill CASCADE',
    ]);
  });

  test('in a schema of its own, where another one is given', async () => {
    program('pgbench', `echo "pgbench $PGOPTIONS" >> ${folder}/asked; exit 2`);
    const { asked } = await run(pgbenchPod(DATABASE, { scale: 7, clients: 3, seconds: 20 }, 'of_its_own'));
    expect(asked).not.toContain('cnpg_gitops_drill');
    expect(asked).toContain('CREATE SCHEMA of_its_own');
    expect(asked).toContain('pgbench -c search_path=of_its_own');
  });

  test('drops its schema when pgbench fails, and fails', async () => {
    program('pgbench', 'exit 2');
    const { code, asked } = await run(PGBENCH);
    expect(code).toBe(2);
    expect(asked.trim().split('\n').at(-1)).toBe('psql -qXc DROP SCHEMA IF EXISTS cnpg_gitops_drill CASCADE');
  });
});

test('the writer prints a line after each answer, whatever it is', async () => {
  program('psql', `echo "psql $*" >> ${folder}/asked; [[ "$*" != *"(2)"* ]]`);
  const { script, env } = scriptOf(writerPod(DATABASE));
  const before = Date.now();
  const child = spawn('bash', ['-c', script], { env });
  let log = '';
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (readAttempts(log).length >= 3) resolve();
    });
  });
  child.kill('SIGKILL');
  const attempts = readAttempts(log).slice(0, 3);
  expect(attempts.map(({ row, acknowledged }) => [row, acknowledged])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ]);
  for (const { at: time } of attempts) expect(Math.abs(time - before)).toBeLessThan(600_000);
});
