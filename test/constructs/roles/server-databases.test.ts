import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessMigrations } from '../../../constructs/roles/access-migrations';
import { databaseRolesSql } from '../../../constructs/roles/database-roles';
import { privateDatabaseScript } from '../../../constructs/roles/private-database';
import { refusal, TestPostgres } from '../../support/postgres';
import { ACCESS } from './support';

const DENIED = '42501';
const APPLICATION = ['app', 'app_runtime', 'app_readonly'];
const SERVER_DATABASES = ['postgres', 'template1'];

const WAYS: Readonly<Record<string, readonly string[]>> = {
  'PrivateDatabase, in a new cluster': [privateDatabaseScript('test', { owner: 'app' })],
  'DatabaseRoles, in a new cluster': [databaseRolesSql('test', ACCESS)],
  'migrations of PrivateDatabase': superuserMigrations({ privateDatabase: { owner: 'app' } }),
  'migrations of DatabaseRoles': superuserMigrations({ roles: ACCESS }),
};

function superuserMigrations(options: Parameters<typeof accessMigrations>[0]): string[] {
  return Object.entries(accessMigrations(options)).flatMap(([path, sql]) =>
    path.startsWith('superuser/') ? [`BEGIN; ${sql} COMMIT`] : [],
  );
}

let postgres: TestPostgres;
let superuser: Client;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  superuser = await postgres.createDatabase('orders', 'app');
  await superuser.query(`CREATE ROLE app_runtime LOGIN; CREATE ROLE app_readonly LOGIN; CREATE ROLE app_operations LOGIN IN ROLE pg_monitor;
    CREATE ROLE exporter LOGIN IN ROLE pg_monitor`);
}, 60_000);
afterAll(() => postgres.stop());

/** A connection that only has to be let in. */
async function lets(role: string, database: string): Promise<boolean> {
  const code = await refusal(postgres.connect(role, database).then((client) => client.end()));
  if (code !== undefined) expect(code).toBe(DENIED);
  return code === undefined;
}

/** What the operator does when the cluster is up, in its own order of statements. */
async function operatorReplicas(): Promise<void> {
  const { rows } = await superuser.query(
    `SELECT rolcanlogin AND rolreplication AS ready FROM pg_roles WHERE rolname = 'streaming_replica'`,
  );
  if (rows.length === 0) await superuser.query('CREATE USER streaming_replica REPLICATION');
  else await superuser.query('ALTER USER streaming_replica LOGIN REPLICATION');
}

async function operatorPooler(): Promise<void> {
  await superuser.query(
    'CREATE ROLE cnpg_pooler_pgbouncer WITH LOGIN; GRANT CONNECT ON DATABASE postgres TO cnpg_pooler_pgbouncer',
  );
  await lookup();
}

async function lookup(): Promise<void> {
  const client = await postgres.connect();
  await client.query(`CREATE OR REPLACE FUNCTION public.user_search(uname TEXT) RETURNS TABLE (usename name, passwd text)
    LANGUAGE sql SECURITY DEFINER AS 'SELECT usename, passwd FROM pg_catalog.pg_shadow WHERE usename=$1;';
    REVOKE ALL ON FUNCTION public.user_search(text) FROM public;
    GRANT EXECUTE ON FUNCTION public.user_search(text) TO cnpg_pooler_pgbouncer`);
  await client.end();
}

describe.each(Object.entries(WAYS))('%s', (_, scripts) => {
  beforeEach(async () => {
    await superuser.query('GRANT CONNECT, TEMPORARY ON DATABASE postgres, template1 TO PUBLIC');
    for (const role of ['cnpg_pooler_pgbouncer', 'streaming_replica']) {
      const { rowCount } = await superuser.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount === 0) continue;
      const inPostgres = await postgres.connect();
      await inPostgres.query(`DROP OWNED BY ${role}`);
      await inPostgres.end();
      await superuser.query(`DROP ROLE ${role}`);
    }
  });
  const close = async () => {
    for (const sql of scripts) await superuser.query(sql);
  };

  it('keeps the roles of the application out of the databases of the server', async () => {
    const open = async () => {
      const found: string[] = [];
      for (const role of APPLICATION)
        for (const database of SERVER_DATABASES) if (await lets(role, database)) found.push(`${role} ${database}`);
      return found;
    };
    expect(await open()).toHaveLength(6);
    await close();
    expect(await open()).toEqual([]);
    expect(await lets('app', 'orders')).toBe(true);
  });

  it('lets in the operator and the exporter of metrics', async () => {
    await close();
    for (const database of [...SERVER_DATABASES, 'orders']) expect(await lets('postgres', database)).toBe(true);
    expect(await lets('exporter', 'postgres')).toBe(true);
    expect(await lets('exporter', 'template1')).toBe(false);
  });

  it('lets in replicas, for pg_rewind and for WAL, whenever the operator makes their role', async () => {
    await close();
    await operatorReplicas();
    // It can run again, when the role is there.
    await close();
    expect(await lets('streaming_replica', 'postgres')).toBe(true);
    expect(await lets('streaming_replica', 'template1')).toBe(false);
    expect(await postgres.identifySystem('streaming_replica')).toBe(true);
  });

  it('lets in a pooler that is added later, to look up passwords', async () => {
    await close();
    await operatorPooler();
    const client = await postgres.connect('cnpg_pooler_pgbouncer', 'postgres');
    const { rows } = await client.query(`SELECT usename FROM public.user_search('app')`);
    expect(rows).toEqual([{ usename: 'app' }]);
    await client.end();
  });

  it('lets in a pooler that is there, whose role the operator does not grant anything again', async () => {
    await superuser.query('CREATE ROLE cnpg_pooler_pgbouncer WITH LOGIN');
    await lookup();
    await close();
    expect(await lets('cnpg_pooler_pgbouncer', 'postgres')).toBe(true);
  });
});

it('changes nothing of them as the owner, who may not', async () => {
  await superuser.query('GRANT CONNECT ON DATABASE postgres, template1 TO PUBLIC');
  const owner = await postgres.connect('app', 'orders');
  await owner.query(privateDatabaseScript('test', { owner: 'app' }));
  expect(await lets('app', 'postgres')).toBe(true);
});
