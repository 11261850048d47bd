import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { installedServer } from '../../../commands/postgres/installed-server';
import { verifyPostgres } from '../../../commands/verify-postgres/verify-postgres';
import { lookup, parametersOf } from '../../../manifests/postgres/parameters';
import { checkout } from '../../support/checkout';
import { shop } from '../local/support/local-shop';
import { openFolder, Run } from '../local/support/run';

// A major upgrade as a user runs it, in a copy of this repository; and a real PostgreSQL's word on the parameters that it refuses.

const ROOT = checkout();
afterAll(() => rmSync(ROOT, { recursive: true }));

function npm(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('node', ['commands/cli/run.mjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const ONLINE = ['upgrade', 'postgres', '18', '--app', 'parametric-portal', '--online', '--dry-run'];
const TO_18 = ['upgrade', 'postgres', '18', '--app'];

describe.runIf(installedServer() !== undefined)('PostgreSQL itself', () => {
  it('runs every statement that is printed, and answers what is asked for', async () => {
    const printed = [npm(...ONLINE), npm(...TO_18, 'parametric-portal', '--dry-run')].map(({ out }) => out).join('\n');
    const statements = [...printed.matchAll(/ -- \S+ -c "((?:[^"\\]|\\.)*)"/g)].map(([, sql = '']) =>
      sql.replaceAll('\\"', '"'),
    );
    expect(statements.length).toBeGreaterThan(8);
    const run = await Run.start(
      shop({ roles: [{ name: 'admin', login: true, superuser: true, passwordSecret: { name: 'admin' } }] }),
      {
        root: openFolder(),
      },
    );
    const ask = (sql: string) => run.query(sql, { user: 'admin' });
    await ask('CREATE TABLE identified (id int PRIMARY KEY)');
    await ask('CREATE TABLE "no key" (id int)');
    const answers = new Map<string, unknown[][]>();
    for (const sql of statements) answers.set(sql, await ask(sql));
    const answerOf = (part: string) => [...answers].find(([sql]) => sql.includes(part))?.[1];
    expect(answerOf('relreplident')).toEqual([['"no key"']]);
    expect(answerOf('pg_largeobject_metadata')).toEqual([['0']]);
    expect(answerOf('pg_subscription_rel')).toEqual([[false]]);
    // An interactive shell takes it for its history, also between double quotes.
    for (const sql of statements) expect(sql).not.toContain('!');
    await run.stop();
  });

  it('refuses to start with each parameter that only the catalogue of the major before has', async () => {
    const gone = [...parametersOf('16').values()].filter(
      ({ name, context, file }) => lookup('17', name) === undefined && context !== 'internal' && file !== false,
    );
    expect(gone.map(({ name }) => name)).toContain('old_snapshot_threshold');
    for (const { name, boot } of gone) {
      const lines: string[] = [];
      const console = { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) };
      const declared = shop({ name: 'shop', parameters: { [name]: boot ?? '' } });
      expect(await verifyPostgres([declared], { console }), name).toBe(1);
      expect(lines.join('')).toContain(`unrecognized configuration parameter "${name}"`);
    }
  });
});

test('the source compiles, synth enters the new archive in the lock, and plan finds nothing missing', () => {
  cpSync(join(ROOT, 'dist'), join(ROOT, 'before'), { recursive: true });
  expect(npm(...TO_18, 'parametric-portal')).toMatchObject({ code: 0, err: '' });
  expect(npm('synth', '--quiet')).toMatchObject({ code: 0 });
  expect(text('dist/parametric-portal/database/cluster.yaml')).toMatch(
    /imageName: .*:18\.\d+-standard-trixie[\s\S]*serverName: parametric-portal-db-v18/,
  );
  expect(text('lineage.lock.json')).toMatch(/ parametric-portal-db-v18","major":18/);
  expect(text('lineage.lock.json')).toMatch(/ parametric-portal-db","major":17/);
  const { changes } = JSON.parse(npm('plan', '--base', 'before', '--target', 'dist', '--output', 'json').out);
  const [change] = changes as { name: string; impact: string; fields: { path: string; reason: string }[] }[];
  expect(change).toMatchObject({ name: 'parametric-portal-db', impact: 'outage' });
  const said = change?.fields.map(({ reason }) => reason).join('\n');
  expect(said).toContain('begins a new archive together with its image, as required');
  expect(said).not.toMatch(/remains|requires|refuse/);
});

test('safeguards that another major writes otherwise need a commit before, and only one', () => {
  const file = 'apps/phoenix-guardian/database.ts';
  const before = text(file);
  const refused = npm(...TO_18, 'phoenix-guardian');
  expect([refused.code, text(file)]).toEqual([1, before]);
  expect(refused.err).toContain('log_connections is written otherwise for the new major');
  writeFileSync(
    join(ROOT, file),
    before.replace("primaryUpdateMethod: 'switchover'", "primaryUpdateMethod: 'restart'"),
  );
  expect(npm('synth', '--quiet')).toMatchObject({ code: 0 });
  rmSync(join(ROOT, 'before'), { recursive: true });
  cpSync(join(ROOT, 'dist'), join(ROOT, 'before'), { recursive: true });
  expect(npm(...TO_18, 'phoenix-guardian')).toMatchObject({ code: 0 });
  expect(npm('synth', '--quiet')).toMatchObject({ code: 0 });
  const { worst } = JSON.parse(npm('plan', '--base', 'before', '--target', 'dist', '--output', 'json').out);
  expect(worst).toBe('outage');
});
