import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessMigrations } from '../../../constructs/roles/access-migrations';
import type { Tenancy } from '../../../constructs/roles/tenancy';
import { refusal, TestPostgres } from '../../support/postgres';
import { ACCESS, ALPHA, asTenant, BETA, TENANCY } from './support';

const migrations = accessMigrations({ first: 7, roles: ACCESS, tenancy: TENANCY });
const text = (file: string): string => {
  const found = migrations[file];
  if (found === undefined) throw new Error(`no ${file} in ${Object.keys(migrations).join(', ')}`);
  return found;
};

it('are numbered, what needs a superuser set apart', () => {
  expect(Object.keys(migrations)).toEqual([
    '0007_database_roles.sql',
    'superuser/0007_database_roles.sql',
    '0008_row_level_security.sql',
    'superuser/0008_row_level_security.sql',
  ]);
  expect(text('0008_row_level_security.sql')).not.toMatch(/EVENT TRIGGER \w|SET ROLE/);
  expect(Object.keys(accessMigrations({ tenancy: TENANCY }))[0]).toBe('0001_row_level_security.sql');
  expect(accessMigrations({})).toEqual({});
  expect(Object.keys(accessMigrations({ privateDatabase: { owner: 'app' } }))).toEqual([
    '0001_private_database.sql',
    'superuser/0001_private_database.sql',
  ]);
});

it.each<[Parameters<typeof accessMigrations>[0], string]>([
  [{ first: 0 }, 'first is 0'],
  [{ first: 1.5 }, 'first is 1.5'],
  [{ roles: { ...ACCESS, readOnly: ACCESS.runtime } }, 'given twice'],
  [{ tenancy: { ...TENANCY, tables: [] } }, 'no row would be protected'],
  [{ tenancy: { ...TENANCY, tables: ['a'], shared: ['a'] } }, 'table "public.a" is in tables and in shared'],
  [{ tenancy: { ...TENANCY, tables: [{ schema: 'tenancy', name: 'a' }] } }, 'schema "tenancy" is reserved'],
  [{ tenancy: { ...TENANCY, setting: 'tenant' } }, 'setting "tenant"'],
  [{ tenancy: { ...TENANCY, setting: "a.b' OR true" } }, 'two names with a dot'],
  [{ tenancy: { ...TENANCY, column: '' } }, 'column "" is empty'],
])('%j is refused', (options, message) => {
  expect(() => accessMigrations(options)).toThrow(message);
});

describe('in a database that exists', () => {
  let postgres: TestPostgres;
  let superuser: Client;
  let owner: Client;
  let runtime: Client;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    superuser = await postgres.createDatabase('guardian', 'app');
    owner = await postgres.connect('app', 'guardian');
    await owner.query(`CREATE TABLE patients (tenant_id uuid, name text, PRIMARY KEY (tenant_id, name));
      INSERT INTO patients VALUES ('${ALPHA}', 'Ann'), ('${BETA}', 'Bob')`);
    // What belongs to others, as the views of extensions do, is not the owner's to grant.
    await superuser.query('CREATE VIEW of_an_extension AS SELECT 1 AS x; REVOKE ALL ON of_an_extension FROM PUBLIC');
    // The operator has applied the Cluster with its managed roles.
    for (const { name } of [ACCESS.runtime, ACCESS.readOnly, ACCESS.operations]) {
      await superuser.query(`CREATE ROLE ${name} LOGIN`);
    }
  });
  afterAll(() => postgres.stop());

  const catalogue = async () => {
    const { rows } = await superuser.query(`
      SELECT 'policy ' || polname || ' ' || pg_get_expr(polqual, polrelid) || polpermissive AS it FROM pg_policy
      UNION ALL SELECT 'function ' || pg_get_functiondef(oid) || proowner::regrole || coalesce(proacl::text, '') FROM pg_proc
        WHERE pronamespace = 'tenancy'::regnamespace
      UNION ALL SELECT 'class ' || relname || relrowsecurity || relforcerowsecurity || coalesce(relacl::text, '') FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
      UNION ALL SELECT 'default ' || defaclrole::regrole || defaclacl::text FROM pg_default_acl
      UNION ALL SELECT 'trigger ' || evtname || evtenabled::text FROM pg_event_trigger
      UNION ALL SELECT 'database ' || datacl::text FROM pg_database WHERE datname = current_database()
      UNION ALL SELECT 'schema ' || nspname || coalesce(nspacl::text, '') FROM pg_namespace WHERE nspname IN ('public', 'tenancy')
      ORDER BY 1`);
    return rows.map(({ it }) => it);
  };
  const migrate = async () => {
    for (const file of ['0007_database_roles.sql', '0008_row_level_security.sql'])
      await owner.query(`BEGIN; ${text(file)}; COMMIT`);
  };

  it('the owner protects what is there, without being superuser', async () => {
    await migrate();
    runtime = await postgres.connect('app_runtime', 'guardian');
    expect(await asTenant(runtime, ALPHA, 'SELECT name FROM patients')).toEqual([{ name: 'Ann' }]);
    expect((await runtime.query('SELECT * FROM patients')).rows).toEqual([]);
    expect((await owner.query('SELECT * FROM patients')).rows).toEqual([]);
  });

  it('what is missing without the superuser is told by tenancy.leaks(), and how to do without', async () => {
    await owner.query('CREATE TABLE visits (tenant_id uuid)');
    const leaks = async () => (await owner.query('SELECT kind, object FROM tenancy.leaks()')).rows;
    const trigger = { kind: 'event trigger', object: 'tenancy_protect_new_tables' };
    expect(await leaks()).toEqual([trigger, { kind: 'table', object: 'public.visits' }]);
    await owner.query('SELECT tenancy.protect_tables()');
    expect(await leaks()).toEqual([trigger]);
  });

  it('the part of the superuser protects what comes', async () => {
    await superuser.query(text('superuser/0008_row_level_security.sql'));
    await owner.query('CREATE TABLE notes (tenant_id uuid)');
    expect((await owner.query('SELECT * FROM tenancy.leaks()')).rows).toEqual([]);
  });

  it('a second run changes nothing', async () => {
    const before = await catalogue();
    expect(before.filter((it) => it.startsWith('policy'))).toHaveLength(6);
    await migrate();
    await superuser.query(text('superuser/0008_row_level_security.sql'));
    expect(await catalogue()).toEqual(before);
    expect((await superuser.query('SELECT name FROM patients ORDER BY 1')).rows).toEqual([
      { name: 'Ann' },
      { name: 'Bob' },
    ]);
  });

  it('the same migration puts back a function that somebody has replaced', async () => {
    await owner.query(`CREATE OR REPLACE FUNCTION tenancy.current_tenant() RETURNS uuid RETURN '${BETA}'::uuid`);
    const leaks = async () => (await owner.query('SELECT object FROM tenancy.leaks()')).rows;
    expect(await leaks()).toEqual([{ object: 'tenancy.current_tenant()' }]);
    await migrate();
    expect(await leaks()).toEqual([]);
    expect(await asTenant(runtime, ALPHA, 'SELECT name FROM patients')).toEqual([{ name: 'Ann' }]);
  });

  it('a later migration can turn the plain setting into a signed one, and back', async () => {
    const file = (tenancy: Tenancy) => accessMigrations({ tenancy })['0001_row_level_security.sql'] ?? '';
    await owner.query(file({ ...TENANCY, signed: true }));
    expect(await asTenant(runtime, ALPHA, 'SELECT name FROM patients')).toEqual([]);
    await owner.query(file(TENANCY));
    expect(await asTenant(runtime, ALPHA, 'SELECT name FROM patients')).toEqual([{ name: 'Ann' }]);
  });
  it('a later migration can give tenants another type, after what docs/tenants.md says comes first', async () => {
    const { '0009_row_level_security.sql': asOwner = '', 'superuser/0009_row_level_security.sql': asSuperuser = '' } =
      accessMigrations({ first: 9, tenancy: { ...TENANCY, type: 'text' } });
    expect(await refusal(owner.query(asOwner))).toBe('42P13');
    await superuser.query('ALTER EVENT TRIGGER tenancy_protect_new_tables DISABLE');
    await owner.query('BEGIN; DROP FUNCTION tenancy.current_tenant() CASCADE');
    for (const table of ['patients', 'visits', 'notes'])
      await owner.query(`ALTER TABLE ${table} ALTER tenant_id TYPE text`);
    expect((await owner.query('SELECT * FROM patients')).rows).toEqual([]);
    await owner.query(`${asOwner}; COMMIT`);
    await superuser.query(asSuperuser);
    expect(await asTenant(runtime, ALPHA, 'SELECT tenant_id, name FROM patients')).toEqual([
      { tenant_id: ALPHA, name: 'Ann' },
    ]);
    expect((await owner.query('SELECT * FROM tenancy.leaks()')).rows).toEqual([]);
  });
});
