import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal, TestPostgres } from '../../support/postgres';
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
  // What CNPG makes in every cluster, and with a Pooler, as it makes it.
  await superuser.query(`
    ALTER ROLE streaming_replica REPLICATION LOGIN;
    CREATE ROLE cnpg_pooler_pgbouncer LOGIN;
    CREATE ROLE cnpg_metrics_exporter LOGIN IN ROLE pg_monitor;
    CREATE ROLE another_app LOGIN;
    CREATE FUNCTION public.user_search(uname TEXT) RETURNS TABLE (usename name, passwd text) LANGUAGE sql SECURITY DEFINER AS
      'SELECT usename, passwd FROM pg_catalog.pg_shadow WHERE usename=$1;';
    REVOKE ALL ON FUNCTION public.user_search(text) FROM public;
    GRANT EXECUTE ON FUNCTION public.user_search(text) TO cnpg_pooler_pgbouncer;
    ALTER ROLE app_readonly SET app.tenant_id = '';
    ALTER ROLE app_readonly SET statement_timeout = '1min';
    ALTER DATABASE postgres SET app.tenant_id = '${ALPHA}';
    GRANT INSERT (id), SELECT (id) ON patients TO app_readonly`);
});
afterAll(() => postgres.stop());

async function leaks(): Promise<{ kind: string; object: string; problem: string }[]> {
  return (await owner.query('SELECT * FROM tenancy.leaks()')).rows;
}

it('a database that is built with care has none, with the roles that CNPG makes, and however names are printed', async () => {
  expect(await leaks()).toEqual([]);
  await owner.query('SET quote_all_identifiers = on');
  expect(await leaks()).toEqual([]);
  await owner.query('RESET quote_all_identifiers');
});

it('is for the owner and for superusers', async () => {
  expect(await refusal(runtime.query('SELECT * FROM tenancy.leaks()'))).toBe('42501');
});

describe('lists', () => {
  beforeEach(async () => {
    await superuser.query('BEGIN');
  });
  afterEach(() => superuser.query('ROLLBACK'));

  it.each<[statement: string, what: string | string[], problem: string]>([
    ['ALTER TABLE patients DISABLE ROW LEVEL SECURITY', 'table public.patients', 'is not enabled'],
    ['ALTER TABLE visits_2026 NO FORCE ROW LEVEL SECURITY', 'table public.visits_2026', 'FORCE'],
    ['DROP POLICY tenant_isolation ON patients', 'table public.patients', 'protect_tables'],
    ['ALTER POLICY tenant_isolation ON patients TO app_readonly', 'table public.patients', 'protect_tables'],
    ['ALTER POLICY tenant_isolation ON patients USING (true)', 'table public.patients', 'compares the tenant'],
    ['ALTER POLICY tenant_isolation ON patients WITH CHECK (true)', 'table public.patients', 'compares the tenant'],
    [
      `ALTER POLICY tenant_isolation ON patients USING (tenant_id = tenancy.current_tenant() OR tenant_id IS NULL)
         WITH CHECK (tenant_id = tenancy.current_tenant() OR tenant_id IS NULL)`,
      'table public.patients',
      'compares the tenant',
    ],
    [
      `CREATE FUNCTION public.never(uuid, uuid) RETURNS bool RETURN true;
       CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = public.never);
       ALTER POLICY tenant_isolation ON patients USING (tenant_id OPERATOR(public.=) (SELECT tenancy.current_tenant()))
         WITH CHECK (tenant_id OPERATOR(public.=) (SELECT tenancy.current_tenant()))`,
      'table public.patients',
      'compares the tenant',
    ],
    ['ALTER TABLE visits_2026 OWNER TO app_runtime', 'table public.visits_2026', 'belongs to app_runtime'],
    [
      `CREATE SCHEMA other; CREATE TABLE other.root (); CREATE TABLE other.base (id int) INHERITS (other.root);
       CREATE TABLE kid (tenant_id uuid) INHERITS (other.base)`,
      ['table other.base', 'table other.root'],
      'rows of all tenants',
    ],
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
    [
      'GRANT REFERENCES (tenant_id, id) ON patients TO app_runtime',
      [
        'privilege REFERENCES (id) on public.patients to app_runtime',
        'privilege REFERENCES (tenant_id) on public.patients to app_runtime',
      ],
      'all tenants',
    ],
    ['ALTER ROLE app_readonly BYPASSRLS', 'role app_readonly', 'BYPASSRLS'],
    ['ALTER ROLE app BYPASSRLS', ['role app', 'security definer function public.as_owner()'], 'BYPASSRLS'],
    ['ALTER ROLE app_readonly REPLICATION', 'role app_readonly', 'REPLICATION'],
    ['GRANT app TO app_runtime', 'role app_runtime', 'may become app, who owns'],
    ['GRANT postgres TO app_runtime', 'role app_runtime', 'may become postgres, whom'],
    [
      'CREATE ROLE dba; GRANT postgres TO dba; GRANT dba TO app_runtime WITH INHERIT FALSE, SET FALSE, ADMIN TRUE',
      ['role app_runtime', 'role dba'],
      'may become postgres, whom',
    ],
    ['CREATE ROLE auditor BYPASSRLS; GRANT auditor TO another_app', ['role another_app', 'role auditor'], 'may become'],
    ['GRANT streaming_replica TO app_runtime', 'role app_runtime', 'out of the log'],
    ['GRANT pg_read_server_files TO app_runtime', 'role app_runtime', 'may become pg_read_server_files, who comes to'],
    ['GRANT pg_write_server_files TO app_runtime', 'role app_runtime', 'pg_write_server_files'],
    ['GRANT pg_execute_server_program TO app_runtime', 'role app_runtime', 'pg_execute_server_program'],
    [`ALTER DATABASE guardian SET app.tenant_id = '${BETA}'`, 'setting app.tenant_id of database guardian', 'RESET'],
    [`ALTER ROLE app_runtime SET "App.Tenant_ID" = '${BETA}'`, 'setting app.tenant_id of role app_runtime', 'RESET'],
    [`ALTER ROLE ALL SET app.tenant_id = '${BETA}'`, 'setting app.tenant_id', 'sessions that name none'],
    [
      `ALTER ROLE app_runtime IN DATABASE guardian SET app.tenant_id = '${BETA}'`,
      'setting app.tenant_id of role app_runtime of database guardian',
      'RESET',
    ],
    ['GRANT CREATE ON SCHEMA public TO PUBLIC', 'schema public', 'everybody may create'],
    ['GRANT CREATE ON SCHEMA public TO app_runtime', 'schema public', 'app_runtime may create'],
    ['GRANT CREATE ON SCHEMA tenancy TO app_runtime', 'schema tenancy', 'app_runtime may create'],
    ['ALTER SCHEMA tenancy OWNER TO app_readonly', 'schema tenancy', 'app_readonly may create'],
    [
      `CREATE OR REPLACE FUNCTION tenancy.current_tenant() RETURNS uuid LANGUAGE sql STABLE RETURN '${BETA}'::uuid`,
      'function tenancy.current_tenant()',
      'is not what was declared',
    ],
    [
      `ALTER FUNCTION tenancy.current_tenant() SET app.tenant_id = '${BETA}'`,
      'function tenancy.current_tenant()',
      'is not what was declared',
    ],
    ['ALTER FUNCTION tenancy.current_tenant() SECURITY DEFINER', 'function tenancy.current_tenant()', 'is not what'],
    [
      'GRANT CREATE ON SCHEMA tenancy TO app_runtime; ALTER FUNCTION tenancy.current_tenant() OWNER TO app_runtime',
      ['function tenancy.current_tenant()', 'schema tenancy'],
      'belongs to app_runtime',
    ],
    [
      `CREATE OR REPLACE FUNCTION user_search(uname TEXT) RETURNS TABLE (usename name, passwd text) LANGUAGE sql SECURITY DEFINER
         AS 'SELECT email, email FROM patients'`,
      'security definer function public.user_search(text)',
      'runs as postgres',
    ],
    ['ALTER EVENT TRIGGER tenancy_protect_new_tables DISABLE', 'event trigger tenancy_protect_new_tables', 'disabled'],
    ['DROP EVENT TRIGGER tenancy_protect_new_tables', 'event trigger tenancy_protect_new_tables', 'missing'],
  ])('%s', async (statement, what, problem) => {
    if (statement.includes(' y ')) await superuser.query('CREATE TABLE y (tenant_id uuid, id int UNIQUE)');
    const before = await superuser.query('SELECT * FROM tenancy.leaks()');
    await superuser.query(statement);
    const { rows } = await superuser.query('SELECT * FROM tenancy.leaks()');
    const added = rows.filter(({ object }) => !before.rows.some((row) => row.object === object));
    expect(added.map(({ kind, object }) => `${kind} ${object}`)).toEqual([what].flat());
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
