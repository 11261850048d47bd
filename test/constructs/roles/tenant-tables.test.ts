import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tenancy } from '../../../constructs/roles/tenancy';
import { quoteIdentifier, quoteQualified } from '../../../values/postgres/sql';
import { refusal, TestPostgres } from '../../support/postgres';
import { ACCESS, ALPHA, asTenant, BETA, bootstrap, TENANCY, tenancyScript } from './support';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await TestPostgres.start();
});
afterAll(() => postgres.stop());

async function protectedTables(client: Client): Promise<string[]> {
  const { rows } = await client.query(`SELECT c.relname AS name FROM pg_class c
    WHERE c.relrowsecurity AND c.relforcerowsecurity AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 2 ORDER BY 1`);
  return rows.map(({ name }) => name);
}

describe('tables by convention', () => {
  let superuser: Client;
  let owner: Client;
  beforeAll(async () => {
    superuser = await bootstrap(postgres, 'convention');
    owner = await postgres.connect('app', 'convention');
  });

  it.each([
    ['CREATE TABLE a (tenant_id uuid)', ['a']],
    ['CREATE TABLE b AS SELECT * FROM a', ['b']],
    ['SELECT * INTO c FROM a', ['c']],
    ['CREATE TABLE d (LIKE a INCLUDING ALL)', ['d']],
    ['CREATE TABLE e () INHERITS (a)', ['e']],
    ['CREATE TABLE f (x int); ALTER TABLE f ADD COLUMN tenant_id uuid', ['f']],
    ['CREATE TABLE g (tenant uuid); ALTER TABLE g RENAME COLUMN tenant TO tenant_id', ['g']],
    ['CREATE TABLE h (tenant_id uuid, at date) PARTITION BY RANGE (at)', ['h']],
    [`CREATE TABLE h1 PARTITION OF h FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`, ['h1']],
    [
      `CREATE SCHEMA other; CREATE TABLE other.h2 PARTITION OF h FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')`,
      ['h2'],
    ],
    ['CREATE TABLE other.i (tenant_id uuid); ALTER TABLE other.i SET SCHEMA public', ['i']],
    ['CREATE TYPE t AS (x int); CREATE TABLE j OF t; ALTER TYPE t ADD ATTRIBUTE tenant_id uuid CASCADE', ['j']],
    [
      'CREATE TABLE k (x int) PARTITION BY LIST (x); CREATE TABLE k1 PARTITION OF k DEFAULT; ALTER TABLE k ADD tenant_id uuid',
      ['k', 'k1'],
    ],
  ])('are protected in the transaction that makes them: %s', async (statements, added) => {
    const before = await protectedTables(superuser);
    await owner.query(statements);
    expect((await protectedTables(superuser)).filter((name) => !before.includes(name))).toEqual(added);
  });

  it('holds in a schema that is made with its tables', async () => {
    const tenancy: Tenancy = { ...TENANCY, schemas: ['clinic'] };
    const access = { ...ACCESS, schemas: ['public'] };
    await bootstrap(postgres, 'late_schema', { access, tenancy });
    const client = await postgres.connect('app', 'late_schema');
    await client.query('CREATE SCHEMA clinic CREATE TABLE a (tenant_id uuid) CREATE TABLE b (tenant_id uuid)');
    expect(await protectedTables(client)).toEqual(['a', 'b']);
    await client.query('CREATE SCHEMA prepared; CREATE TABLE prepared.c (tenant_id uuid)');
    expect(await protectedTables(client)).toEqual(['a', 'b']);
    await client.query('ALTER SCHEMA clinic RENAME TO retired; ALTER SCHEMA prepared RENAME TO clinic');
    expect(await protectedTables(client)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['CREATE TABLE other.l (tenant_id uuid)', 'is in a schema that was not declared'],
    ['CREATE TEMP TABLE m (tenant_id uuid)', 'is temporary'],
    ['CREATE TABLE n (id int)', 'has no such column'],
  ])('are left alone: %s, which %s', async (statement) => {
    const before = await protectedTables(superuser);
    await owner.query(statement);
    expect(await protectedTables(superuser)).toEqual(before);
  });

  it.each([
    ['CREATE TABLE z (tenant_id text)', 'column tenant_id of table public.z is text, and must be uuid'],
    ['CREATE TABLE z (tenant_id int)', 'is integer, and must be uuid'],
  ])('with a column of another type are refused: %s', async (statement, message) => {
    await expect(owner.query(statement)).rejects.toThrow(message);
  });

  it('may be taken out of FORCE for a migration over all tenants, and back', async () => {
    await owner.query(`CREATE TABLE o (tenant_id uuid, x int)`);
    await superuser.query(`INSERT INTO o VALUES ('${ALPHA}', 1), ('${BETA}', 1)`);
    await owner.query(
      `BEGIN; ALTER TABLE o NO FORCE ROW LEVEL SECURITY; UPDATE o SET x = 2; ALTER TABLE o FORCE ROW LEVEL SECURITY; COMMIT`,
    );
    expect((await superuser.query('SELECT x FROM o')).rows).toEqual([{ x: 2 }, { x: 2 }]);
    expect((await owner.query('SELECT x FROM o')).rows).toEqual([]);
  });

  it('stay closed to a policy that somebody adds', async () => {
    const runtime = await postgres.connect('app_runtime', 'convention');
    await owner.query('CREATE POLICY everything ON o USING (true) WITH CHECK (true)');
    expect((await runtime.query('SELECT x FROM o')).rows).toEqual([]);
    expect(await asTenant(runtime, ALPHA, 'SELECT x FROM o')).toEqual([{ x: 2 }]);
    expect(await refusal(asTenant(runtime, ALPHA, `INSERT INTO o VALUES ('${BETA}', 3)`))).toBe('42501');
  });

  it('are many at once, without running out of stack', async () => {
    await superuser.query('ALTER EVENT TRIGGER tenancy_protect_new_tables DISABLE');
    await owner.query(
      `DO $$ BEGIN FOR i IN 1..300 LOOP EXECUTE format('CREATE TABLE many_%s (tenant_id uuid)', i); END LOOP; END $$`,
    );
    await superuser.query('ALTER EVENT TRIGGER tenancy_protect_new_tables ENABLE');
    await owner.query('CREATE TABLE many (tenant_id uuid)');
    expect((await protectedTables(superuser)).filter((name) => name.startsWith('many'))).toHaveLength(301);
  });

  it('of others do not stand in the way of those who may not alter them', async () => {
    await superuser.query(`ALTER EVENT TRIGGER tenancy_protect_new_tables DISABLE; CREATE TABLE foreign_owner (tenant_id uuid);
      ALTER EVENT TRIGGER tenancy_protect_new_tables ENABLE`);
    await owner.query('CREATE TABLE p (tenant_id uuid)');
    expect(await protectedTables(superuser)).toContain('p');
    expect(await protectedTables(superuser)).not.toContain('foreign_owner');
  });
});

it('tables by declaration are protected, others are not, and one without the column is refused', async () => {
  const tenancy: Tenancy = { ...TENANCY, tables: ['patients', { schema: 'clinic', name: 'visits' }] };
  await bootstrap(postgres, 'declared', { tenancy, access: { ...ACCESS, schemas: ['public', 'clinic'] } });
  const owner = await postgres.connect('app', 'declared');
  await owner.query(`CREATE TABLE clinic.visits (tenant_id uuid) PARTITION BY HASH (tenant_id);
    CREATE TABLE clinic.visits_0 PARTITION OF clinic.visits FOR VALUES WITH (MODULUS 1, REMAINDER 0);
    CREATE TABLE clinic.patients (tenant_id uuid)`);
  expect(await protectedTables(owner)).toEqual(['visits', 'visits_0']);
  const missing = { kind: 'table', object: 'public.patients', problem: 'is declared and does not exist' };
  expect((await owner.query('SELECT * FROM tenancy.leaks()')).rows).toEqual([missing]);
  await expect(owner.query('CREATE TABLE patients (id int)')).rejects.toThrow(
    'column tenant_id of table public.patients is missing',
  );
  await owner.query('CREATE TABLE patients (tenant_id uuid)');
  expect(await protectedTables(owner)).toEqual(['patients', 'visits', 'visits_0']);
});

const BIGGEST = '9223372036854775807';
describe.each([
  {
    type: 'bigint',
    mine: '1',
    other: '2',
    bad: ['-1', '1.0', '1e1', '9223372036854775808', '99999999999999999999', ' 1', '0x1'],
  },
  { type: 'bigint', mine: BIGGEST, other: '9223372036854775806', bad: ['9223372036854775808'] },
  { type: 'text', mine: 'acme', other: 'Acme', bad: ['ACME', 'acme ', '%'] },
  { type: 'text', mine: `o'neil \\ "x" %s`, other: 'x', bad: [''] },
  { type: 'uuid', mine: ALPHA, other: BETA, bad: ['', 'x', `{${ALPHA}}`] },
] as const)('a tenant column of type $type', ({ type, mine, other, bad }) => {
  it(`shows ${mine} its own`, async () => {
    const database = `type_${type}_${mine.length}`;
    const superuser = await bootstrap(postgres, database, { tenancy: { ...TENANCY, type } });
    await superuser.query(`SET ROLE app; CREATE TABLE t (tenant_id ${type}); RESET ROLE`);
    for (const tenant of [mine, other]) await superuser.query('INSERT INTO t VALUES ($1)', [tenant]);
    const runtime = await postgres.connect('app_runtime', database);
    expect(await asTenant(runtime, mine, 'SELECT tenant_id FROM t')).toEqual([{ tenant_id: mine }]);
    for (const setting of bad) expect(await asTenant(runtime, setting, 'TABLE t'), setting).toEqual([]);
  });
});

it('a text column whose collation takes two tenants for one is refused', async () => {
  await bootstrap(postgres, 'collation', { tenancy: { ...TENANCY, type: 'text' } });
  const owner = await postgres.connect('app', 'collation');
  await owner.query(`CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`);
  await expect(owner.query('CREATE TABLE t (tenant_id text COLLATE loose)')).rejects.toThrow('deterministic collation');
});

describe.each([
  'Two Words',
  'select',
  `x"; DROP TABLE pg_class; --`,
  `it's`,
  '%I %s %%',
  '$body$',
  'a\\b\nc',
  'ä'.repeat(31),
])('with everything called %j', (hostile) => {
  it('tenants stay apart', async () => {
    const part = hostile.slice(0, 20);
    const access = {
      owner: `${part} o`,
      runtime: { ...ACCESS.runtime, name: `${part} r` },
      readOnly: { ...ACCESS.readOnly, name: `${part} q` },
      operations: { ...ACCESS.operations, name: `${part} s` },
      schemas: ['public', hostile],
    };
    const tenancy: Tenancy = {
      owner: access.owner,
      type: 'uuid',
      column: hostile,
      schemas: [hostile],
      tables: [hostile],
    };
    const superuser = await bootstrap(postgres, `${part} d`, { access, tenancy });
    const owner = await postgres.connect(access.owner, `${part} d`);
    const table = quoteQualified(hostile, hostile);
    await owner.query(`CREATE TABLE ${table} (${quoteIdentifier(hostile)} uuid, x int)`);
    await superuser.query(`INSERT INTO ${table} VALUES ('${ALPHA}', 1), ('${BETA}', 2)`);
    for (const role of [access.owner, access.runtime.name, access.readOnly.name]) {
      const client = await postgres.connect(role, `${part} d`);
      expect(await asTenant(client, ALPHA, `SELECT x FROM ${table}`)).toEqual([{ x: 1 }]);
      expect((await client.query(`SELECT x FROM ${table}`)).rows).toEqual([]);
    }
    expect((await owner.query('SELECT * FROM tenancy.leaks()')).rows).toEqual([]);
  });
});

it('the owner of the tables cannot take over the function that the event trigger runs', async () => {
  const superuser = await postgres.createDatabase('takeover', 'app');
  const owner = await postgres.connect('app', 'takeover');
  const trap = `CREATE OR REPLACE FUNCTION tenancy.protect_new_tables() RETURNS event_trigger LANGUAGE plpgsql
    AS $$ BEGIN EXECUTE 'ALTER ROLE app SUPERUSER'; END $$`;
  await owner.query(`CREATE SCHEMA tenancy; ${trap}`);
  await superuser.query(tenancyScript());
  expect(await refusal(owner.query(trap))).toBe('42501');
  await superuser.query('CREATE TABLE made_by_superuser (tenant_id uuid)');
  expect((await superuser.query(`SELECT rolsuper FROM pg_roles WHERE rolname = 'app'`)).rows).toEqual([
    { rolsuper: false },
  ]);
});
