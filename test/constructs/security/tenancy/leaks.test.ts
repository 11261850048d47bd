import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal, TestPostgres } from '../../../support/postgres';
import { ALPHA, asTenant, BETA, bootstrap, TENANCY } from './support';

let postgres: TestPostgres;
let superuser: Client;
let owner: Client;
let runtime: Client;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  superuser = await bootstrap(postgres, 'guardian', { tenancy: { ...TENANCY, shared: ['countries'] } });
  owner = await postgres.connect('app', 'guardian');
  runtime = await postgres.connect('app_runtime', 'guardian');
  await owner.query(`
    CREATE TABLE countries (code text PRIMARY KEY);
    CREATE TABLE patients (tenant_id uuid, id int, email text, PRIMARY KEY (tenant_id, id), UNIQUE (email, tenant_id));
    CREATE TABLE visits (tenant_id uuid, at date, patient int, country text REFERENCES countries,
      PRIMARY KEY (tenant_id, at), FOREIGN KEY (tenant_id, patient) REFERENCES patients (tenant_id, id)) PARTITION BY RANGE (at);
    CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    CREATE VIEW my_patients WITH (security_invoker) AS SELECT * FROM patients;
    CREATE VIEW all_countries AS SELECT * FROM countries;
    CREATE FUNCTION as_owner() RETURNS int SECURITY DEFINER RETURN 1`);
});
afterAll(() => postgres.stop());

async function leaks(): Promise<{ kind: string; object: string; problem: string }[]> {
  return (await owner.query('SELECT * FROM tenancy.leaks()')).rows;
}

it('a database that is built with care has none', async () => {
  expect(await leaks()).toEqual([]);
});

it('is for the owner and for superusers', async () => {
  expect(await refusal(runtime.query('SELECT * FROM tenancy.leaks()'))).toBe('42501');
});

describe('lists', () => {
  beforeEach(async () => {
    await superuser.query('BEGIN');
  });
  afterEach(() => superuser.query('ROLLBACK'));

  it.each([
    ['ALTER TABLE patients DISABLE ROW LEVEL SECURITY', 'table public.patients', 'is not enabled'],
    ['ALTER TABLE visits_2026 NO FORCE ROW LEVEL SECURITY', 'table public.visits_2026', 'FORCE'],
    ['DROP POLICY tenant_isolation ON patients', 'table public.patients', 'protect_tables'],
    ['ALTER POLICY tenant_isolation ON patients TO app_readonly', 'table public.patients', 'protect_tables'],
    ['CREATE TABLE forgotten (id int)', 'table public.forgotten', 'no tenant column'],
    [
      `CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw;
       CREATE FOREIGN TABLE visits_far (tenant_id uuid) SERVER s OPTIONS (filename '/dev/null')`,
      'table public.visits_far',
      'foreign table',
    ],
    [
      'CREATE TABLE x (tenant_id uuid, id int REFERENCES y (id), PRIMARY KEY (tenant_id, id))',
      'foreign key x_id_fkey on public.x',
      'another tenant is in public.y',
    ],
    [
      'CREATE UNIQUE INDEX ON patients (email)',
      'unique index public.patients_email_idx',
      'has that key in public.patients',
    ],
    [
      'CREATE UNIQUE INDEX ON patients (email) INCLUDE (tenant_id)',
      'unique index public.patients_email_tenant_id_idx',
      'has that key',
    ],
    ['CREATE UNIQUE INDEX ON patients (lower(email))', 'unique index public.patients_lower_idx', 'has that key'],
    [
      'ALTER TABLE patients ADD EXCLUDE USING btree (email WITH =)',
      'unique index public.patients_email_excl',
      'has that key',
    ],
    [
      'CREATE FUNCTION f() RETURNS int SECURITY DEFINER RETURN 1',
      'security definer function public.f()',
      'runs as postgres',
    ],
    ['CREATE VIEW v AS SELECT * FROM patients', 'view public.v', 'reads as postgres'],
    ['CREATE VIEW v AS SELECT * FROM visits_2026; ALTER VIEW v OWNER TO app', 'view public.v', 'bound by FORCE alone'],
    ['CREATE VIEW v WITH (security_invoker = off) AS SELECT * FROM patients', 'view public.v', 'set security_invoker'],
    ['CREATE VIEW v AS SELECT * FROM my_patients', 'view public.v', 'reads as postgres'],
    ['CREATE MATERIALIZED VIEW v AS SELECT * FROM patients', 'materialized view public.v', 'last refresh'],
    ['GRANT TRUNCATE ON patients TO app_runtime', 'privilege TRUNCATE on public.patients to app_runtime', 'empties'],
    ['GRANT REFERENCES ON patients TO PUBLIC', 'privilege REFERENCES on public.patients to PUBLIC', 'all tenants'],
    [
      'GRANT TRIGGER ON visits_2026 TO app_readonly',
      'privilege TRIGGER on public.visits_2026 to app_readonly',
      'trigger',
    ],
    ['ALTER ROLE app_readonly BYPASSRLS', 'role app_readonly', 'BYPASSRLS'],
    ['GRANT app TO app_runtime', 'role app_runtime', 'may become app'],
    ['GRANT CREATE ON SCHEMA public TO PUBLIC', 'schema public', 'everybody may create'],
    ['ALTER EVENT TRIGGER tenancy_protect_new_tables DISABLE', 'event trigger tenancy_protect_new_tables', 'disabled'],
    ['DROP EVENT TRIGGER tenancy_protect_new_tables', 'event trigger tenancy_protect_new_tables', 'missing'],
  ])('%s', async (statement, what, problem) => {
    if (statement.includes(' y ')) await superuser.query('CREATE TABLE y (tenant_id uuid, id int UNIQUE)');
    const before = await superuser.query('SELECT * FROM tenancy.leaks()');
    await superuser.query(statement);
    const { rows } = await superuser.query('SELECT * FROM tenancy.leaks()');
    const added = rows.filter(({ object }) => !before.rows.some((row) => row.object === object));
    expect(added.map(({ kind, object }) => `${kind} ${object}`)).toEqual([what]);
    expect(added[0]?.problem).toContain(problem);
  });
});

describe('what it lists is real', () => {
  it('a foreign key without the tenant tells of rows of others, and a cascade deletes them', async () => {
    await owner.query(`CREATE TABLE doctors (tenant_id uuid, id int PRIMARY KEY);
      CREATE TABLE duties (tenant_id uuid, doctor int REFERENCES doctors ON DELETE CASCADE)`);
    await superuser.query(`INSERT INTO doctors VALUES ('${BETA}', 7)`);
    expect(await refusal(asTenant(runtime, ALPHA, `INSERT INTO duties VALUES ('${ALPHA}', 8)`))).toBe('23503');
    expect(await refusal(asTenant(runtime, ALPHA, `INSERT INTO duties VALUES ('${ALPHA}', 7)`))).toBeUndefined();
    await asTenant(runtime, BETA, 'DELETE FROM doctors');
    expect((await superuser.query('SELECT * FROM duties')).rows).toEqual([]);
    const found = (await leaks()).map(({ kind, object }) => `${kind} ${object}`);
    expect(found).toEqual(['foreign key duties_doctor_fkey on public.duties', 'unique index public.doctors_pkey']);
    await owner.query('DROP TABLE duties, doctors');
  });

  it('a unique key without the tenant tells of rows of others', async () => {
    await owner.query('CREATE TABLE logins (tenant_id uuid, email text UNIQUE)');
    await superuser.query(`INSERT INTO logins VALUES ('${BETA}', 'bob@example.com')`);
    expect(await refusal(asTenant(runtime, ALPHA, `INSERT INTO logins VALUES ('${ALPHA}', 'bob@example.com')`))).toBe(
      '23505',
    );
    await owner.query('DROP TABLE logins');
  });

  it('a view of a superuser and a materialized view show all tenants', async () => {
    await superuser.query(`INSERT INTO patients VALUES ('${ALPHA}', 1, 'a'), ('${BETA}', 1, 'b');
      CREATE VIEW v AS SELECT * FROM patients; CREATE MATERIALIZED VIEW m AS SELECT * FROM patients; GRANT SELECT ON v, m TO app_runtime`);
    for (const relation of ['v', 'm']) {
      expect(await asTenant(runtime, ALPHA, `SELECT email FROM ${relation} ORDER BY 1`)).toEqual([
        { email: 'a' },
        { email: 'b' },
      ]);
    }
    expect(await asTenant(runtime, ALPHA, 'SELECT email FROM my_patients')).toEqual([{ email: 'a' }]);
    await superuser.query('DROP VIEW v; DROP MATERIALIZED VIEW m');
  });

  it('statistics of columns are hidden from who is bound by row level security', async () => {
    await superuser.query('ANALYZE patients');
    const query = `SELECT count(*)::int AS n FROM pg_stats WHERE tablename = 'patients'`;
    expect((await superuser.query(query)).rows).toEqual([{ n: 3 }]);
    expect((await runtime.query(query)).rows).toEqual([{ n: 0 }]);
  });
});
