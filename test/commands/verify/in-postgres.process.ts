import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verified } from '../../../commands/verify/comparison';
import { inPostgres } from '../../../commands/verify/in-postgres';
import { type PostgresSession, postgresSession } from '../../../commands/verify/postgres-session';
import type { SeenCluster } from '../../../commands/verify/seen-cluster';
import { Index } from '../../../manifests/object/object-index';
import { cluster } from '../../plan/objects';
import { TestPostgres } from '../../support/postgres';
import { NOW } from './support/running';

// What a real PostgreSQL says to a role that may only read.

let postgres: TestPostgres;
let host: string;

beforeAll(async () => {
  postgres = await TestPostgres.start({ cluster_name: 'shop-db', work_mem: '8MB' });
  const session = await postgres.createDatabase('shop', 'shop');
  host = session.host;
  await session.query('CREATE ROLE auditor LOGIN; GRANT pg_monitor TO auditor; CREATE ROLE plain LOGIN');
  await session.end();
});
afterAll(() => postgres.stop());

function connect(user = 'auditor', name = 'shop-db'): Promise<PostgresSession> {
  return postgresSession(`postgresql://${user}@/shop?host=${encodeURIComponent(host)}`, name);
}

async function found(parameters: Readonly<Record<string, string>>, user = 'auditor'): Promise<Verified[]> {
  const declared = cluster({ imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7', postgresql: { parameters } });
  const seen: SeenCluster = {
    rendered: declared,
    declared,
    live: declared,
    index: new Index([declared]),
    objectives: { tls: 'required' },
    ask: { read: async () => undefined, list: async () => [] },
    now: NOW,
  };
  const session = await connect(user);
  try {
    return await inPostgres(seen, session);
  } finally {
    await session.close();
  }
}

const of = (comparisons: readonly Verified[], check: string) => comparisons.find((each) => each.check === check);

describe('parameters', () => {
  test('in force, whatever their spelling', async () => {
    const comparisons = await found({ work_mem: '8192kB', autovacuum: 'true', 'pg_stat_statements.max': '1000' });
    expect(comparisons.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'parameters ok',
      'pending restart ok',
      'last WAL archived ok',
      'TLS of connections ok',
    ]);
    expect(of(comparisons, 'parameters')?.running).toBe(
      '2 in force; 1 not compared (of extensions, or set for this role)',
    );
  });

  test('of another value', async () => {
    expect(of(await found({ work_mem: '16MB' }), 'parameters')).toMatchObject({
      state: 'wrong',
      running: 'work_mem = 8192 in place of 16MB',
    });
  });

  test('what a role has set for itself is not the value of the server', async () => {
    const session = await postgres.connect('postgres', 'shop');
    await session.query(`ALTER ROLE auditor SET work_mem = '1MB'`);
    expect(of(await found({ work_mem: '16MB' }), 'parameters')?.state).toBe('ok');
    await session.query('ALTER ROLE auditor RESET work_mem');
    await session.end();
  });

  test('that wait for a restart', async () => {
    const session = await postgres.connect('postgres', 'shop');
    await session.query('ALTER SYSTEM SET max_worker_processes = 33');
    await session.query('SELECT pg_reload_conf()');
    await expect
      .poll(async () => of(await found({}), 'pending restart'))
      .toMatchObject({ state: 'wrong', running: 'max_worker_processes' });
    await session.query('ALTER SYSTEM RESET max_worker_processes');
    await session.query('SELECT pg_reload_conf()');
    await session.end();
  });
});

test('a role without pg_monitor is told what it does not see', async () => {
  expect(of(await found({}, 'plain'), 'TLS of connections')).toMatchObject({
    state: 'unknown',
    running: 'not visible to this role: GRANT pg_monitor TO it',
  });
});

test('a superuser writes nothing either', async () => {
  const session = await connect('postgres');
  await expect(session.query('CREATE TABLE t ()')).rejects.toThrow(
    '--connection: cannot execute CREATE TABLE in a read-only transaction',
  );
  await session.close();
});

test('the server of another cluster is refused', async () => {
  await expect(connect('auditor', 'other-db')).rejects.toThrow(
    '--connection: this server is of Cluster shop-db, not of other-db',
  );
});
