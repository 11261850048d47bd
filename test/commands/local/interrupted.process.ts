import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installedServer } from '../../../commands/postgres/installed-server';
import { readPidFile } from '../../../commands/postgres/pid-file';
import { isAlive } from '../../../commands/postgres/processes';
import { openFolder } from './support/run';

// The command as a process of its own, with signals, and with the real application.

const ROOT = join(__dirname, '..', '..', '..');
const HOME = openFolder(afterAll);
const DATA = join(HOME, '.local', 'parametric-portal', 'parametric-portal-db', 'data');
const started: ChildProcess[] = [];

beforeAll(() => {
  for (const item of ['package.json', 'imports/facts']) cpSync(join(ROOT, item), join(HOME, item), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(HOME, 'node_modules'));
  const build = ['-p', 'tsconfig.build.json', '--outDir', join(HOME, 'build'), '--tsBuildInfoFile', join(HOME, 'info')];
  execFileSync(join(ROOT, 'node_modules', '.bin', 'tsc'), build, { cwd: ROOT });
});

afterAll(async () => {
  for (const child of started) child.kill('SIGTERM');
  await Promise.all(
    started.map((child) => child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.once('exit', resolve))),
  );
});

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly output: { out: string; err: string };
}

function start(): Started {
  const child = spawn(process.execPath, ['build/main.js', 'local', 'parametric-portal', '--port', '0'], { cwd: HOME });
  started.push(child);
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text;
  });
  return { child, output, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 120_000) throw new Error(`waited in vain for ${what}`);
    await sleep(10);
  }
}

function initdbWrites(): boolean {
  const folder = join(DATA, '..');
  return existsSync(folder) && readdirSync(folder).some((name) => existsSync(join(folder, name, 'base')));
}

async function ready(): Promise<Started> {
  const run = start();
  await until(() => run.output.err.includes('ready on ') || run.child.exitCode !== null, 'ready');
  expect(run.output.err).toContain('ready on ');
  return run;
}

async function query({ output }: Started, sql: string): Promise<unknown> {
  const url = /^POSTGRES_PORT=(\d+)$/m.exec(output.out)?.[1];
  const client = new Client({
    host: '127.0.0.1',
    port: Number(url),
    user: 'app',
    password: 'local',
    database: 'parametric_portal',
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end().catch(() => {});
  }
}

describe.runIf(installedServer() !== undefined)('a process', () => {
  it('that is killed leaves a half-made database, a running one, or a stale number, and the next start repairs each', async () => {
    const early = start();
    await until(() => initdbWrites(), 'initdb');
    early.child.kill('SIGKILL');
    await early.ended;
    expect(existsSync(join(DATA, '..', 'bootstrap.json'))).toBe(false);

    const first = await ready();
    await query(first, 'CREATE TABLE kept AS SELECT 42 AS n');
    const orphan = readPidFile(DATA);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(isAlive(orphan?.pid ?? 0)).toBe(true);

    const second = await ready();
    expect(isAlive(orphan?.pid ?? 0)).toBe(false);
    expect(existsSync(orphan?.socket ?? '/')).toBe(false);
    expect(await query(second, 'SELECT n FROM kept')).toBe(42);
    const both = readPidFile(DATA)?.pid ?? 0;
    second.child.kill('SIGKILL');
    await second.ended;
    process.kill(both, 'SIGKILL');
    await until(() => !isAlive(both), 'the end of the server');
    // The number now belongs to somebody else, here to this test.
    const file = join(DATA, 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, `${process.pid}`));

    const third = await ready();
    expect(await query(third, 'SELECT n FROM kept')).toBe(42);
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
  });

  it('prints its environment, refuses to run twice, and ends with 0 and without a trace at Ctrl-C, even with a client and two of them', async () => {
    const run = await ready();
    expect(run.output.out).toMatch(
      /^# Deployment parametric-portal\/api, container api; .*\nPOSTGRES_HOST=127\.0\.0\.1\nPOSTGRES_PORT=\d+\nPOSTGRES_DB=parametric_portal\nPOSTGRES_USER=app\nPOSTGRES_PASSWORD=local\nPOSTGRES_SSLMODE=disable\nPOSTGRES_SSLROOTCERT=\nPOSTGRES_USER_FILE=\S+\nPOSTGRES_PASSWORD_FILE=\S+\n$/,
    );
    const file = /^POSTGRES_PASSWORD_FILE=(.+)$/m.exec(run.output.out)?.[1] ?? '';
    expect(readFileSync(file, 'utf8')).toBe('local');
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output.err).toBe(
      `✖ this database runs already, in process ${run.child.pid}: stop that first, with Ctrl-C or kill ${run.child.pid}\n`,
    );
    const server = readPidFile(DATA);
    const sleeping = query(run, 'SELECT pg_sleep(60)').catch(String);
    const sessions = "SELECT count(*)::int FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'";
    while ((await query(run, sessions)) === 0) await sleep(10);
    run.child.kill('SIGINT');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(await sleeping).toContain('terminating connection');
    expect(run.output.err).toMatch(/\nstopped\n$/);
    expect(isAlive(server?.pid ?? 0)).toBe(false);
    expect(existsSync(server?.socket ?? '/')).toBe(false);
    expect(existsSync(join(DATA, 'postmaster.pid'))).toBe(false);
    rmSync(DATA, { recursive: true });
  });

  it('says when PostgreSQL ends by itself', async () => {
    rmSync(join(DATA, '..'), { recursive: true, force: true });
    const run = await ready();
    process.kill(readPidFile(DATA)?.pid ?? 0, 'SIGTERM');
    expect(await run.ended).toBe(1);
    expect(run.output.err).toMatch(/✖ PostgreSQL ended by itself; its last words are in \.local\/.*postgres\.log\n$/);
  });
});
