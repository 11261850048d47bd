import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { installedServer } from '../../../commands/postgres/installed-server';
import { readPidFile } from '../../../commands/postgres/pid-file';
import { deployment, fromSecret, shop } from './support/local-shop';
import { openFolder, Run } from './support/run';

const API = deployment('api', [
  { name: 'PGHOST', value: 'shop-db-rw.shop.svc.cluster.local' },
  { name: 'PGPORT', value: '5432' },
  { name: 'PGDATABASE', value: 'shop' },
  fromSecret('PGUSER', 'shop-db-app', 'username'),
  fromSecret('PGPASSWORD', 'shop-db-app', 'password'),
  { name: 'PGSSLMODE', value: 'verify-full' },
  { name: 'PGSSLROOTCERT', value: '/etc/ca/ca.crt' },
]);
const FOLDER = '.local/shop/shop-db';
// One for all: the server is copied once.
const root = openFolder(afterAll);

describe.runIf(installedServer() !== undefined)('local', () => {
  it('runs what is declared, for an API that gets its variables from it', async () => {
    const sql = 'CREATE TABLE seeded AS SELECT now() AS at, current_user AS by';
    const run = await Run.start(
      shop({
        initdb: {
          dataChecksums: true,
          postInitSQL: ['CREATE ROLE early; COMMENT ON ROLE early IS $$first$$'],
          postInitTemplateSQL: ['CREATE EXTENSION pg_trgm'],
          postInitApplicationSQL: [
            'CREATE TABLE notes (id int); ALTER TABLE notes OWNER TO app',
            'INSERT INTO notes VALUES (1)',
          ],
          postInitApplicationSQLRefs: {
            configMapRefs: [
              { name: 'sql', key: 'seed' },
              { name: 'elsewhere', key: 'x' },
            ],
          },
        },
        parameters: {
          shared_buffers: '1GB',
          work_mem: '32MB',
          search_path: `"it's", public`,
          'pgaudit.log': 'all',
          'pg_stat_statements.max': '2000',
          effective_io_concurrency: '200',
          wal_compression: 'lz4',
        },
        roles: [
          { name: 'readers', comment: "who only reads, isn't it" },
          {
            name: 'runtime',
            login: true,
            connectionLimit: 5,
            inRoles: ['readers'],
            passwordSecret: { name: 'runtime' },
            bypassrls: false,
          },
          {
            name: 'ops',
            login: true,
            createdb: true,
            createrole: true,
            inherit: false,
            validUntil: '2031-01-01T00:00:00Z',
          },
        ],
        databases: [
          {
            name: 'audit "x"',
            owner: 'ops',
            connectionLimit: 7,
            schemas: [{ name: 'log', owner: 'runtime' }],
            extensions: [
              { name: 'citext', version: '1.5' },
              { name: 'hstore', version: '99' },
              { name: 'vector' },
              { name: 'pg_trgm', ensure: 'absent' },
            ],
          },
        ],
        objects: [
          API,
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'sql' }, data: { seed: sql } } as never,
        ],
      }),
      { root, reset: true },
    );

    expect(run.env).toEqual({
      PGHOST: '127.0.0.1',
      PGPORT: `${run.port}`,
      PGDATABASE: 'shop',
      PGUSER: 'app',
      PGPASSWORD: 'local',
      PGSSLMODE: 'disable',
      PGSSLROOTCERT: '',
    });
    expect(run.out).toBe(
      `# Deployment shop/api, container main; also in ${FOLDER}/api.env\n${readFileSync(join(root, FOLDER, 'api.env'), 'utf8')}`,
    );
    expect(run.err.split('\n').filter((line) => line.startsWith('  '))).toEqual([
      '  left out  postInitApplicationSQLRefs ConfigMap elsewhere, key x: the ConfigMap is not among the manifests of the application',
      '  scaled    shared_buffers 1GB → 128MB: the server takes this memory when it starts',
      '  left out  effective_io_concurrency 200: it is about the disk of the cluster',
      "  left out  library pgaudit: npm's build of PostgreSQL does not have it",
      '  left out  pgaudit.log all: its library is not there',
      "  left out  wal_compression lz4: npm's build of PostgreSQL is compiled without it",
      '  left out  extension hstore of database audit "x", version 99: this PostgreSQL has another',
      '  left out  extension vector of database audit "x": npm\'s build of PostgreSQL does not have it',
      '  left out  TLS: the server is on this machine: sslmode is disable',
      '  left out  PGSSLROOTCERT /etc/ca/ca.crt: the file is mounted in the cluster alone; it is empty here',
    ]);

    const settings = [
      'shared_buffers',
      'work_mem',
      'search_path',
      'pg_stat_statements.max',
      'data_checksums',
      'listen_addresses',
    ];
    expect(await run.query(`SELECT ${settings.map((name) => `current_setting('${name}')`).join(', ')}`)).toEqual([
      ['128MB', '32MB', `"it's", public`, '2000', 'on', '127.0.0.1'],
    ]);
    expect(
      await run.query(
        `SELECT datname, datdba::regrole::text, datcollate, datctype, pg_encoding_to_char(encoding), datconnlimit
          FROM pg_database WHERE datname NOT LIKE 'template%' ORDER BY 1`,
      ),
    ).toEqual([
      ['audit "x"', 'ops', 'C', 'C', 'UTF8', 7],
      ['postgres', 'postgres', 'C', 'C', 'UTF8', -1],
      ['shop', 'app', 'C', 'C', 'UTF8', -1],
    ]);
    expect(
      await run.query(
        `SELECT rolname, rolsuper, rolcanlogin, rolcreatedb, rolcreaterole, rolinherit, rolbypassrls, rolconnlimit,
          shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname IN ('app', 'early', 'ops', 'readers', 'runtime') ORDER BY 1`,
      ),
    ).toEqual([
      ['app', false, true, false, false, true, false, -1, null],
      ['early', false, false, false, false, true, false, -1, 'first'],
      ['ops', false, true, true, true, false, false, -1, null],
      ['readers', false, false, false, false, true, false, -1, "who only reads, isn't it"],
      ['runtime', false, true, false, false, true, false, 5, null],
    ]);
    expect(
      await run.query(
        "SELECT pg_has_role('runtime', 'readers', 'member'), tableowner FROM pg_tables WHERE tablename = 'seeded'",
      ),
    ).toEqual([[true, 'postgres']]);
    expect(await run.query('SELECT id FROM notes')).toEqual([[1]]);
    expect(await run.query('SELECT count(*) > 0 FROM pg_stat_statements')).toEqual([[true]]);
    const audit = { user: 'runtime', database: 'audit "x"' };
    expect(await run.query("SELECT extname, extversion = '1.5' FROM pg_extension ORDER BY 1", audit)).toEqual([
      ['citext', true],
      ['hstore', false],
      ['pg_stat_statements', false],
      ['plpgsql', false],
    ]);
    expect(await run.query("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'log'", audit)).toEqual([
      ['runtime'],
    ]);

    // Neither the superuser, nor a role without a password, nor a wrong password comes in.
    for (const login of [{ user: 'postgres' }, { user: 'ops' }, { password: 'other' }]) {
      await expect(run.query('SELECT', login)).rejects.toThrow('password authentication failed');
    }

    const server = readPidFile(join(root, FOLDER, 'data'));
    if (process.getuid?.() === 0) expect(statSync(join(root, FOLDER, 'data')).uid).toBe(65534);
    expect(await run.stop()).toBe(0);
    expect(() => process.kill(server?.pid ?? 0, 0)).toThrow('ESRCH');
    expect(existsSync(server?.socket ?? '/')).toBe(false);
    expect(existsSync(join(root, `${FOLDER}.lock`))).toBe(false);
  });

  it('keeps the data and follows the declaration, refuses a second run, and forgets everything with --reset', async () => {
    const first = await Run.start(
      shop({
        roles: [{ name: 'a' }, { name: 'b', login: true, inRoles: ['a'] }, { name: 'old' }],
        parameters: { work_mem: '8MB' },
      }),
      { root, reset: true },
    );
    await first.query('CREATE TABLE kept AS SELECT 7 AS n');
    const second = await Run.refused(shop(), { root });
    expect(second).toEqual({
      code: 1,
      err: `✖ this database runs already, in process ${process.pid}: stop that first, with Ctrl-C or kill ${process.pid}\n`,
    });
    expect(await first.query('SELECT n FROM kept')).toEqual([[7]]);
    expect(await first.stop()).toBe(0);

    const changed = shop({
      roles: [
        { name: 'a', createdb: true },
        { name: 'b', comment: 'no more' },
        { name: 'old', ensure: 'absent' },
      ],
      parameters: { work_mem: '16MB' },
      databases: [{ name: 'more', owner: 'somebody else' }],
      initdb: { owner: 'somebody else', postInitApplicationSQL: ['CREATE TABLE late ()'] },
    });
    const next = await Run.start(changed, { root });
    expect(next.err).toContain('left out  spec.bootstrap: it changed since these data were created');
    expect(await next.query('SELECT n FROM kept')).toEqual([[7]]);
    expect(
      await next.query("SELECT current_setting('work_mem'), to_regclass('late')", { user: 'somebody else' }),
    ).toEqual([['16MB', null]]);
    expect(
      await next.query(
        "SELECT rolname, rolcreatedb, rolcanlogin, pg_has_role('b', 'a', 'member') FROM pg_roles WHERE rolname IN ('a', 'b', 'old') ORDER BY 1",
      ),
    ).toEqual([
      ['a', true, false, false],
      ['b', false, false, false],
    ]);
    expect(await next.query('SELECT current_database()', { database: 'more' })).toEqual([['more']]);
    await next.stop();

    writeFileSync(join(root, FOLDER, 'data', 'PG_VERSION'), '16\n');
    expect(await Run.refused(changed, { root })).toEqual({
      code: 1,
      err: `✖ the data in ${FOLDER} are of PostgreSQL 16, but 17 is declared: --reset creates them again, empty\n`,
    });
    const anew = await Run.start(changed, { root, reset: true });
    expect(
      await anew.query("SELECT to_regclass('kept'), to_regclass('late')::text", { user: 'somebody else' }),
    ).toEqual([[null, 'late']]);
  });

  it('says what PostgreSQL has against the SQL or a parameter, and starts once it is repaired', async () => {
    const wrong = shop({ initdb: { postInitApplicationSQL: ['CREATE TABLE once ()', 'CREATE TABLE once ()'] } });
    expect(await Run.refused(wrong, { root, reset: true })).toEqual({
      code: 1,
      err: '✖ PostgreSQL refuses postInitApplicationSQL, script 2 of 2: relation "once" already exists\n',
    });
    const unstartable = shop({ parameters: { max_connections: '3' } });
    const { code, err } = await Run.refused(unstartable, { root });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^✖ PostgreSQL ended with 1\npostgres: "superuser_reserved_connections" \(3\) .* must be less than "max_connections" \(3\)\n$/,
    );
    const run = await Run.start(shop({ initdb: { postInitApplicationSQL: ['CREATE TABLE once ()'] } }), { root });
    expect(await run.query("SELECT to_regclass('once')::text")).toEqual([['once']]);
  });

  it('stops at once, and prints no environment, if that was asked before it was ready', async () => {
    const stop = AbortSignal.abort();
    expect(await Run.refused(shop(), { root, reset: true, stop })).toEqual({ code: 0, err: '' });
    const run = await Run.start(shop(), { root });
    expect(run.err).toContain('ready on ');
  });

  it('names who listens on the port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, err } = await Run.refused(shop(), { root, port: `${port}` });
    server.close();
    expect(code).toBe(1);
    expect(err).toMatch(
      new RegExp(
        `^✖ port ${port} is taken by process ${process.pid} \\(.*node.*\\): stop it, or choose another with --port`,
      ),
    );
  });
});
