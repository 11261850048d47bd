import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Instant, initdb, PostgresCluster, Secret } from '../../../constructs/index';
import { type DatabaseAccess, DatabaseRoles } from '../../../constructs/roles/database-roles';
import { RowLevelSecurity } from '../../../constructs/roles/row-level-security';
import { refusal, TestPostgres } from '../../support/postgres';
import { MINIMAL } from '../support/cluster';
import { at, only, refused, render } from '../support/render';
import { ACCESS, manageRoles, rolesScript, TENANCY } from './support';

const DENIED = '42501';

describe('what is rendered', () => {
  const manifests = render((folder) => {
    const access = new DatabaseRoles(folder, 'Roles', {
      name: 'orders-db-roles',
      owner: 'app',
      runtime: { name: 'app_runtime', password: Secret.fromSecretName('orders-runtime'), connectionLimit: 40 },
      readOnly: {
        name: 'app_readonly',
        password: Secret.fromSecretName('orders-readonly'),
        validUntil: Instant.parse('2027-01-01T00:00:00Z'),
      },
      operations: { name: 'app_operations', password: Secret.fromSecretName('orders-operations') },
    });
    const tenants = new RowLevelSecurity(folder, 'Tenants', { name: 'orders-db-tenants', ...TENANCY });
    const cluster = new PostgresCluster(folder, 'Database', {
      ...MINIMAL,
      roles: access.roles,
      bootstrap: initdb({
        database: 'orders',
        owner: 'app',
        applicationSql: { scripts: [access.script, tenants.script] },
      }),
    });
    const { username, password, database } = cluster.connect({ credentials: access.credentials('runtime') });
    expect([username, password, database]).toEqual([
      { secret: { name: 'orders-runtime' }, key: 'username' },
      { secret: { name: 'orders-runtime' }, key: 'password' },
      'orders',
    ]);
  });
  const cluster = only(manifests, 'Cluster');

  it('is taken by the API server and the operator', () => {
    expect(refused(manifests)).toEqual([]);
  });

  it('are managed roles with the least rights, and passwords by reference', () => {
    const least = {
      ensure: 'present',
      login: true,
      superuser: false,
      createdb: false,
      createrole: false,
      replication: false,
    };
    const common = { ...least, bypassrls: false, inherit: true };
    expect(at(cluster, 'spec.managed.roles')).toEqual([
      {
        ...common,
        name: 'app_runtime',
        comment: 'Reads and writes rows',
        connectionLimit: 40,
        passwordSecret: { name: 'orders-runtime' },
      },
      {
        ...common,
        name: 'app_readonly',
        comment: 'Reads rows',
        connectionLimit: -1,
        passwordSecret: { name: 'orders-readonly' },
        validUntil: '2027-01-01T00:00:00Z',
      },
      {
        ...common,
        name: 'app_operations',
        comment: 'Watches the server',
        connectionLimit: -1,
        inRoles: ['pg_monitor', 'pg_signal_backend'],
        passwordSecret: { name: 'orders-operations' },
      },
    ]);
  });

  it('is one ConfigMap a script, before the Cluster, which runs roles first', () => {
    const maps = manifests.filter(({ kind }) => kind === 'ConfigMap');
    expect(maps.map(({ metadata }) => metadata)).toEqual(
      ['orders-db-roles', 'orders-db-tenants'].map((name) => ({
        name,
        namespace: 'shop',
        annotations: { 'argocd.argoproj.io/sync-wave': '-2' },
      })),
    );
    expect(at(cluster, 'spec.bootstrap.initdb.postInitApplicationSQLRefs')).toEqual({
      configMapRefs: [
        { name: 'orders-db-roles', key: 'script.sql' },
        { name: 'orders-db-tenants', key: 'script.sql' },
      ],
    });
  });
});

describe('what has no meaning is refused', () => {
  const make = (access: Partial<DatabaseAccess>) =>
    render((folder) => {
      const roles = new DatabaseRoles(folder, 'Roles', {
        name: 'roles',
        owner: 'app',
        runtime: ACCESS.runtime,
        ...access,
      });
      roles.credentials('readOnly');
    });

  it.each<[Partial<DatabaseAccess>, string]>([
    [{ runtime: { ...ACCESS.runtime, name: 'app' } }, 'role "app" is given twice'],
    [{ readOnly: ACCESS.runtime }, 'role "app_runtime" is given twice'],
    [{ runtime: { ...ACCESS.runtime, name: 'postgres' } }, 'is reserved'],
    [{ runtime: { ...ACCESS.runtime, name: 'pg_x' } }, 'is reserved'],
    [{ owner: '' }, 'role "" is empty'],
    [{ owner: 'a'.repeat(64) }, '64 bytes'],
    [{ runtime: { ...ACCESS.runtime, connectionLimit: -2 } }, 'connectionLimit of "app_runtime" is -2'],
    [{ schemas: [] }, 'schemas is empty'],
    [{ schemas: ['tenancy'] }, 'schema "tenancy" is reserved'],
    [{ schemas: ['pg_catalog'] }, 'schema "pg_catalog" is reserved'],
    [{}, 'no readOnly role is declared'],
  ])('%j', (access, message) => {
    expect(() => make(access)).toThrow(message);
  });
});

describe('in PostgreSQL', () => {
  let postgres: TestPostgres;
  let superuser: Client;
  const clients = new Map<string, Client>();
  const as = (role: string): Client => {
    const client = clients.get(role);
    if (client === undefined) throw new Error(`no session of ${role}`);
    return client;
  };
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    superuser = await postgres.createDatabase('orders', 'app');
    await superuser.query(`SET ROLE app; CREATE TABLE before (id serial, x int); CREATE FUNCTION before_f() RETURNS int RETURN 1; RESET ROLE;
      CREATE VIEW public.of_an_extension AS SELECT 1 AS x; CREATE ROLE stranger LOGIN; CREATE ROLE exporter LOGIN IN ROLE pg_monitor`);
    const script = rolesScript({ ...ACCESS, schemas: ['public', 'clinic'] });
    await superuser.query(script);
    const made = await superuser.query(
      `SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname LIKE 'app%' ORDER BY 1`,
    );
    expect(made.rows).toEqual([
      { rolname: 'app', rolcanlogin: true },
      { rolname: 'app_operations', rolcanlogin: false },
      { rolname: 'app_readonly', rolcanlogin: false },
      { rolname: 'app_runtime', rolcanlogin: false },
    ]);
    await manageRoles(superuser, ACCESS);
    // It can run again, and then takes no login away.
    await superuser.query(script);
    for (const role of ['app', 'app_runtime', 'app_readonly', 'app_operations']) {
      clients.set(role, await postgres.connect(role, 'orders'));
    }
    await as('app').query(`CREATE TABLE public.after (id serial, x int); CREATE TABLE clinic.after (id serial, x int);
      INSERT INTO public.after (x) VALUES (1); INSERT INTO clinic.after (x) VALUES (1); INSERT INTO before (x) VALUES (1);
      CREATE FUNCTION after_f() RETURNS int RETURN 1`);
  });
  afterAll(() => postgres.stop());

  const TABLES = ['public.before', 'public.after', 'clinic.after'];
  const ALLOWED: Readonly<Record<string, readonly string[]>> = {
    'SELECT * FROM %': ['app', 'app_runtime', 'app_readonly'],
    'INSERT INTO % (x) VALUES (2)': ['app', 'app_runtime'],
    'UPDATE % SET x = 3': ['app', 'app_runtime'],
    'DELETE FROM %': ['app', 'app_runtime'],
    'TRUNCATE %': ['app'],
    'ALTER TABLE % ADD y int': ['app'],
    'DROP TABLE %': ['app'],
    'CREATE TRIGGER t BEFORE INSERT ON % FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()': ['app'],
  };
  const statements = Object.entries(ALLOWED).flatMap(([statement, roles]) =>
    TABLES.map((table) => [statement.replace('%', table), roles] as const),
  );
  const others: readonly (readonly [string, readonly string[]])[] = [
    ['CREATE TABLE public.mine (x int)', ['app']],
    ['CREATE TABLE clinic.mine (x int)', ['app']],
    ['CREATE SCHEMA mine', ['app']],
    ['CREATE TEMP TABLE mine (x int)', ['app']],
    ['SELECT public.before_f()', ['app', 'app_runtime', 'app_readonly']],
    ['SELECT public.after_f()', ['app', 'app_runtime', 'app_readonly']],
    ['SELECT lo_create(0)', ['app', 'app_runtime']],
    ['SELECT lo_creat(-1)', ['app', 'app_runtime']],
    ["SELECT lo_from_bytea(0, 'x')", ['app', 'app_runtime']],
    ['SET ROLE app', ['app']],
    ['SELECT pg_ls_waldir()', ['app_operations']],
    ['SELECT pg_read_file($$PG_VERSION$$)', []],
  ];

  it.each([...statements, ...others])('%s may %j', async (statement, roles) => {
    const allowed: string[] = [];
    for (const role of clients.keys()) {
      await as(role).query('BEGIN');
      const code = await refusal(as(role).query(statement));
      await as(role).query('ROLLBACK');
      if (code === undefined) allowed.push(role);
      else expect(code).toBe(DENIED);
    }
    expect(allowed).toEqual(roles);
  });

  it.each([
    ['public.before_f()', 'stranger', false],
    ['public.after_f()', 'stranger', false],
    ['public.before_f()', 'app_readonly', true],
    ['public.after_f()', 'app_runtime', true],
  ])('%s may be called by %s: %j', async (name, role, allowed) => {
    const { rows } = await superuser.query(`SELECT has_function_privilege($1, $2, 'EXECUTE') AS allowed`, [role, name]);
    expect(rows).toEqual([{ allowed }]);
  });

  it('no other role connects, except that for metrics', async () => {
    expect(await refusal(postgres.connect('stranger', 'orders'))).toBe(DENIED);
    expect(await refusal(postgres.connect('exporter', 'orders'))).toBeUndefined();
  });

  it('no role can keep template1 busy, which databases are created from', async () => {
    expect(await refusal(postgres.connect('app_runtime', 'template1'))).toBe(DENIED);
  });

  it('operations see the activity of others', async () => {
    const { rows } = await as('app_operations').query(
      `SELECT count(*)::int AS hidden FROM pg_stat_activity WHERE query = '<insufficient privilege>'`,
    );
    expect(rows).toEqual([{ hidden: 0 }]);
  });

  it('as a migration by the owner, a role that the operator has not made is an error that says so', async () => {
    const lone = { ...ACCESS, runtime: { ...ACCESS.runtime, name: 'not_yet' } };
    await expect(as('app').query(rolesScript(lone))).rejects.toThrow('role not_yet does not exist');
  });
});
