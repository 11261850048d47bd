import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessMigrations } from '../../../constructs/roles/access-migrations';
import { PrivateDatabase, type PrivateDatabaseAccess } from '../../../constructs/roles/private-database';
import { refusal, TestPostgres } from '../../support/postgres';
import { at, only, render } from '../support/render';

const ACCESS: PrivateDatabaseAccess = { owner: 'app', connecting: ['reports'] };
const DENIED = '42501';

function scriptOf(access: PrivateDatabaseAccess): string {
  const manifests = render((folder) => {
    const { script } = new PrivateDatabase(folder, 'Private', { name: 'orders-db-private', ...access });
    expect(script).toEqual({ configMap: 'orders-db-private', key: 'script.sql' });
  });
  return String((at(only(manifests, 'ConfigMap'), 'data') as Record<string, unknown>)['script.sql']);
}

it.each<[PrivateDatabaseAccess, string]>([
  [{ owner: '' }, 'role "" is empty'],
  [{ owner: 'app', connecting: ['app'] }, 'role "app" is given twice'],
])('%j is refused', (access, message) => expect(() => scriptOf(access)).toThrow(message));

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  const superuser = await postgres.connect();
  await superuser.query('CREATE ROLE stranger LOGIN; CREATE ROLE exporter LOGIN IN ROLE pg_monitor');
}, 60_000);
afterAll(() => postgres.stop());

const WAYS: [string, (superuser: Client, owner: Client) => Promise<unknown>][] = [
  ['as superuser, at the end of initdb', (superuser) => superuser.query(scriptOf(ACCESS))],
  [
    'as the owner, in a database that exists',
    async (_, owner) => {
      const [migration = ''] = Object.values(accessMigrations({ privateDatabase: ACCESS }));
      // It can run again.
      await owner.query(migration);
      await owner.query(migration);
    },
  ],
];

describe.each(WAYS)('%s', (way, harden) => {
  const database = way.includes('initdb') ? 'new' : 'old';
  beforeAll(async () => {
    const superuser = await postgres.createDatabase(database, 'app');
    await harden(superuser, await postgres.connect('app', database));
    await superuser.query('ALTER ROLE reports LOGIN');
  });

  it('lets in the owner, who makes what he likes', async () => {
    const again = await postgres.connect('app', database);
    await again.query('CREATE TABLE t (x int); CREATE TEMPORARY TABLE u (x int)');
    expect((await again.query('SELECT * FROM t')).rows).toEqual([]);
  });

  it('lets in no one else', async () => {
    expect(await refusal(postgres.connect('stranger', database))).toBe(DENIED);
  });

  it('lets in the exporter of metrics', async () => {
    expect(await refusal(postgres.connect('exporter', database))).toBeUndefined();
  });

  it.each(['CREATE TABLE public.mine (x int)', 'CREATE TEMPORARY TABLE mine (x int)', 'SELECT * FROM public.t'])(
    'lets a role connect and no more: %s',
    async (statement) => {
      const reports = await postgres.connect('reports', database);
      expect(await refusal(reports.query(statement))).toBe(DENIED);
    },
  );
});
