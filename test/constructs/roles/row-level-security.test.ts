import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal, TestPostgres } from '../../support/postgres';
import { ALPHA, asTenant, BETA, bootstrap } from './support';

const INSUFFICIENT_PRIVILEGE = '42501';

let postgres: TestPostgres;
let superuser: Client;
let owner: Client;
let runtime: Client;
let readOnly: Client;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  superuser = await bootstrap(postgres, 'guardian');
  owner = await postgres.connect('app', 'guardian');
  runtime = await postgres.connect('app_runtime', 'guardian');
  readOnly = await postgres.connect('app_readonly', 'guardian');
  // As a migration does after the bootstrap, without mentioning row level security.
  await owner.query(`
    CREATE TABLE patients (tenant_id uuid NOT NULL, id int NOT NULL, name text NOT NULL, PRIMARY KEY (tenant_id, id));
    CREATE TABLE visits (tenant_id uuid NOT NULL, at date NOT NULL, what text) PARTITION BY RANGE (at);
    CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    CREATE TABLE notes (id int PRIMARY KEY, tenant_id uuid NOT NULL, text text)`);
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  await superuser.query(`TRUNCATE patients, visits, notes;
    INSERT INTO patients VALUES ('${ALPHA}', 1, 'Ann'), ('${ALPHA}', 2, 'Abe'), ('${BETA}', 1, 'Bob'), ('${BETA}', 2, 'Bea');
    INSERT INTO visits VALUES ('${ALPHA}', '2026-02-01', 'a'), ('${BETA}', '2026-02-01', 'b');
    INSERT INTO notes VALUES (1, '${ALPHA}', 'alpha'), (2, '${BETA}', 'beta')`);
});

/** Everything that is stored, as the superuser sees it: tenant's initial and name. */
async function stored(): Promise<string[]> {
  const { rows } = await superuser.query(
    'SELECT left(tenant_id::text, 1) || name AS it FROM patients ORDER BY tenant_id, id',
  );
  return rows.map(({ it }) => it);
}
const UNTOUCHED = ['aAnn', 'aAbe', 'bBob', 'bBea'];

const ROLES = [
  ['runtime', () => runtime],
  ['owner', () => owner],
] as const;

describe.each(ROLES)('the %s as tenant alpha', (_, client) => {
  const alpha = (...statements: string[]) => asTenant(client(), ALPHA, ...statements);

  it.each([
    ['SELECT name FROM patients ORDER BY id', [{ name: 'Ann' }, { name: 'Abe' }]],
    [`SELECT name FROM patients WHERE tenant_id = '${BETA}'`, []],
    ['SELECT count(*)::int AS n FROM patients', [{ n: 2 }]],
    ['TABLE visits_2026', [{ tenant_id: ALPHA, at: expect.anything(), what: 'a' }]],
    ['SELECT what FROM visits', [{ what: 'a' }]],
    ['SELECT name FROM patients FOR UPDATE', [{ name: 'Ann' }, { name: 'Abe' }]],
    ['SELECT text FROM notes', [{ text: 'alpha' }]],
  ])('reads own rows alone: %s', async (query, rows) => {
    expect(await alpha(query)).toEqual(rows);
  });

  it.each([
    [`UPDATE patients SET name = 'X'`, ['aX', 'aX', 'bBob', 'bBea']],
    [`UPDATE patients SET name = 'X' WHERE tenant_id = '${BETA}'`, UNTOUCHED],
    ['DELETE FROM patients', ['bBob', 'bBea']],
    [`DELETE FROM patients WHERE tenant_id = '${BETA}' RETURNING *`, UNTOUCHED],
    [`INSERT INTO patients VALUES ('${ALPHA}', 3, 'Al')`, ['aAnn', 'aAbe', 'aAl', 'bBob', 'bBea']],
    [
      `INSERT INTO patients VALUES ('${ALPHA}', 1, 'New') ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name`,
      ['aNew', 'aAbe', 'bBob', 'bBea'],
    ],
    [`INSERT INTO notes VALUES (2, '${ALPHA}', 'x') ON CONFLICT DO NOTHING`, UNTOUCHED],
    [
      `MERGE INTO patients p USING (VALUES (1), (2)) AS s (id) ON p.id = s.id WHEN MATCHED THEN UPDATE SET name = 'M'`,
      ['aM', 'aM', 'bBob', 'bBea'],
    ],
    [
      `MERGE INTO patients p USING (VALUES ('${BETA}'::uuid, 1)) AS s (t, id) ON p.tenant_id = s.t AND p.id = s.id WHEN MATCHED THEN DELETE`,
      UNTOUCHED,
    ],
  ])('changes own rows alone: %s', async (statement, left) => {
    await alpha(statement);
    expect(await stored()).toEqual(left);
  });

  it.each([
    [`INSERT INTO patients VALUES ('${BETA}', 3, 'X')`],
    [`INSERT INTO visits VALUES ('${BETA}', '2026-03-01', 'x')`],
    [`INSERT INTO visits_2026 VALUES ('${BETA}', '2026-03-01', 'x')`],
    [`UPDATE patients SET tenant_id = '${BETA}'`],
    [`INSERT INTO patients VALUES ('${BETA}', 1, 'X') ON CONFLICT (tenant_id, id) DO UPDATE SET name = 'X'`],
    // The row that is in the way is another tenant's: not updated, and not told apart from a row of one's own.
    [`INSERT INTO notes VALUES (2, '${ALPHA}', 'x') ON CONFLICT (id) DO UPDATE SET text = 'taken'`],
    [
      `MERGE INTO patients p USING (VALUES (9)) AS s (id) ON p.id = s.id WHEN NOT MATCHED THEN INSERT VALUES ('${BETA}', 9, 'X')`,
    ],
  ])('writes nothing for another: %s', async (statement) => {
    expect(await refusal(alpha(statement))).toBe(INSUFFICIENT_PRIVILEGE);
    expect(await stored()).toEqual(UNTOUCHED);
    expect((await superuser.query(`SELECT text FROM notes WHERE id = 2`)).rows).toEqual([{ text: 'beta' }]);
  });

  it('cannot switch the policies off by row_security', async () => {
    expect(await refusal(alpha('SET LOCAL row_security = off', 'SELECT * FROM patients'))).toBe(INSUFFICIENT_PRIVILEGE);
  });
});

it.each([
  ['ALTER TABLE patients DISABLE ROW LEVEL SECURITY'],
  ['ALTER TABLE patients NO FORCE ROW LEVEL SECURITY'],
  ['DROP POLICY tenant_isolation ON patients'],
  ['CREATE POLICY mine ON patients USING (true)'],
  ['SET ROLE app'],
  ['SET SESSION AUTHORIZATION app'],
  ['SET session_replication_role = replica'],
  ['SELECT tenancy.protect_tables()'],
  ['CREATE OR REPLACE FUNCTION tenancy.current_tenant() RETURNS uuid RETURN NULL'],
])('the runtime role cannot get around it: %s', async (statement) => {
  expect(await refusal(runtime.query(statement))).toBe(INSUFFICIENT_PRIVILEGE);
});

it('the tenant is found by the index that begins with it, and asked for once', async () => {
  const plan = JSON.stringify(
    await asTenant(runtime, ALPHA, 'SET LOCAL enable_seqscan = off', 'EXPLAIN (FORMAT json) TABLE patients'),
  );
  expect(plan).toMatch(/"Index Cond":"\(tenant_id = /);
  expect(plan).toContain('InitPlan');
});

/** Runs COPY over the simple protocol, where its messages are at hand. */
async function copyOut(client: Client, statement: string): Promise<string> {
  const { connection } = client as unknown as { connection: import('node:events').EventEmitter };
  let text = '';
  const take = ({ chunk }: { chunk: Buffer }) => {
    text += chunk.toString();
  };
  connection.on('copyData', take);
  await client.query(statement);
  connection.off('copyData', take);
  return text;
}

it('COPY TO gives own rows alone, COPY FROM is refused', async () => {
  await runtime.query(`BEGIN; SET LOCAL app.tenant_id = '${ALPHA}'`);
  expect(await copyOut(runtime, 'COPY patients (name) TO STDOUT')).toBe('Ann\nAbe\n');
  await runtime.query('COMMIT');
  // 0A000: COPY FROM does not know row level security, and says so instead of going around it.
  expect(await refusal(asTenant(runtime, ALPHA, 'COPY patients FROM STDIN'))).toBe('0A000');
});

describe('the read-only role', () => {
  it('reads the rows of its tenant', async () => {
    expect(await asTenant(readOnly, BETA, 'SELECT name FROM patients ORDER BY id')).toEqual([
      { name: 'Bob' },
      { name: 'Bea' },
    ]);
    expect((await readOnly.query('SELECT * FROM patients')).rows).toEqual([]);
  });

  it.each([
    [`INSERT INTO patients VALUES ('${BETA}', 3, 'X')`],
    [`UPDATE patients SET name = 'X'`],
    ['DELETE FROM patients'],
  ])('writes nothing: %s', async (statement) => {
    expect(await refusal(asTenant(readOnly, BETA, statement))).toBe(INSUFFICIENT_PRIVILEGE);
  });
});

describe.each([
  ['missing', undefined],
  ['empty', ''],
  ['another kind of text', 'nobody'],
  ['a list', `${ALPHA},${BETA}`],
  ['a valid tenant with a line after it', `${ALPHA}\n`],
  ['a valid tenant with a space', ` ${ALPHA}`],
  ['SQL', `${ALPHA}' OR true --`],
  ['a pattern', '%'],
  ['without hyphens, which the type would take', ALPHA.replaceAll('-', '')],
])('a setting that is %s', (_, setting) => {
  // A session of its own: the setting has never been there.
  let client: Client;
  beforeEach(async () => {
    client = await postgres.connect('app_runtime', 'guardian');
  });
  afterEach(() => client.end());
  const run = async (statement: string) =>
    setting === undefined ? (await client.query(statement)).rows : asTenant(client, setting, statement);

  it('shows no rows, without an error', async () => {
    expect(await run('SELECT * FROM patients')).toEqual([]);
    expect(await run('SELECT * FROM visits_2026')).toEqual([]);
    expect(await run('SELECT tenancy.current_tenant() AS tenant')).toEqual([{ tenant: null }]);
  });

  it('changes no rows', async () => {
    expect(await run(`UPDATE patients SET name = 'X'`)).toEqual([]);
    expect(await run('DELETE FROM patients')).toEqual([]);
    expect(await refusal(run(`INSERT INTO patients VALUES ('${ALPHA}', 9, 'X')`))).toBe(INSUFFICIENT_PRIVILEGE);
    expect(await stored()).toEqual(UNTOUCHED);
  });
});
