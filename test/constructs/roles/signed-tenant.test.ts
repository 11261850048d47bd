import { createHmac } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal, TestPostgres } from '../../support/postgres';
import { ACCESS, ALPHA, asTenant, BETA, bootstrap, TENANCY, tenancyScript } from './support';

const KEY = Buffer.alloc(32, 7);
const FUTURE = 4102444800;
const PAST = 946684800;

/** As an application signs: the tenant, when that ends in seconds since 1970, and their HMAC. */
function sign(tenant: string, expiry = FUTURE, key: Buffer = KEY): string {
  const signed = `${tenant}.${expiry}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('hex')}`;
}

describe.each([
  ['uuid', ALPHA, BETA],
  ['text', 'o\'neil.com \\ "ä"', 'other'],
  ['bigint', '42', '43'],
] as const)('a signed tenant of type %s', (type, mine, other) => {
  let postgres: TestPostgres;
  let superuser: Client;
  let owner: Client;
  let runtime: Client;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    superuser = await bootstrap(postgres, 'guardian', { tenancy: { ...TENANCY, type, signed: true } });
    owner = await postgres.connect('app', 'guardian');
    runtime = await postgres.connect('app_runtime', 'guardian');
    await owner.query(`CREATE TABLE patients (tenant_id ${type} NOT NULL)`);
    for (const tenant of [mine, other]) await superuser.query('INSERT INTO patients VALUES ($1)', [tenant]);
  });
  afterAll(() => postgres.stop());

  const rows = (setting: string) => asTenant(runtime, setting, 'SELECT tenant_id FROM patients');

  it('is nobody before there is a key', async () => {
    expect(await rows(sign(mine))).toEqual([]);
    await owner.query('INSERT INTO tenancy.signing_keys VALUES ($1)', [KEY]);
    expect(await rows(sign(mine))).toEqual([{ tenant_id: mine }]);
    expect(await rows(sign(other))).toEqual([{ tenant_id: other }]);
  });

  it.each([
    ['without a signature', mine],
    ['signed with another key', sign(mine, FUTURE, Buffer.alloc(32, 8))],
    ['expired', sign(mine, PAST)],
    ['with the signature of another', sign(other).replace(other, mine)],
    ['with another expiry', sign(mine, PAST).replace(String(PAST), String(FUTURE))],
    ['with half a signature', sign(mine).slice(0, -1)],
    ['with more after it', `${sign(mine)} `],
    ['in capitals', sign(mine).toUpperCase()],
    ['empty', ''],
    ['with an empty tenant, well signed', sign('')],
  ])('is nobody %s', async (_, setting) => {
    expect(await rows(setting)).toEqual([]);
    expect(
      await refusal(asTenant(runtime, setting, `INSERT INTO patients SELECT tenancy.current_tenant()`)),
    ).toBeDefined();
  });

  it('can change keys: both are good for a while', async () => {
    const next = Buffer.alloc(48, 9);
    await owner.query('INSERT INTO tenancy.signing_keys VALUES ($1)', [next]);
    expect(await rows(sign(mine))).toHaveLength(1);
    expect(await rows(sign(mine, FUTURE, next))).toHaveLength(1);
    await owner.query('DELETE FROM tenancy.signing_keys WHERE key = $1', [next]);
    expect(await rows(sign(mine, FUTURE, next))).toEqual([]);
  });

  it('keeps its keys from everybody but the owner', async () => {
    for (const role of [ACCESS.runtime, ACCESS.readOnly, ACCESS.operations]) {
      const client = await postgres.connect(role.name, 'guardian');
      expect(await refusal(client.query('SELECT * FROM tenancy.signing_keys'))).toBe('42501');
      expect(await refusal(client.query(`INSERT INTO tenancy.signing_keys VALUES ('\\x00')`))).toBe('42501');
      await client.end();
    }
    expect(await refusal(owner.query(`INSERT INTO tenancy.signing_keys VALUES ('\\x0001')`))).toBe('23514');
  });

  it('has no leak, unless somebody is let at the keys', async () => {
    expect((await owner.query('SELECT * FROM tenancy.leaks()')).rows).toEqual([]);
    await owner.query('GRANT SELECT ON tenancy.signing_keys TO app_readonly');
    expect((await owner.query('SELECT kind, object FROM tenancy.leaks()')).rows).toEqual([
      { kind: 'signing key', object: 'tenancy.signing_keys' },
    ]);
    await owner.query('REVOKE SELECT ON tenancy.signing_keys FROM app_readonly');
  });

  it.each([
    ['GRANT SELECT (key) ON tenancy.signing_keys TO PUBLIC', 'signing key tenancy.signing_keys'],
    ['ALTER FUNCTION tenancy.current_tenant() RESET search_path', 'function tenancy.current_tenant()'],
    ['ALTER FUNCTION tenancy.current_tenant() SECURITY INVOKER', 'function tenancy.current_tenant()'],
  ])('has a leak after %s', async (statement, leak) => {
    await owner.query(`BEGIN; ${statement}`);
    const { rows } = await owner.query('SELECT kind, object FROM tenancy.leaks()');
    await owner.query('ROLLBACK');
    expect(rows.map(({ kind, object }) => `${kind} ${object}`)).toEqual([leak]);
  });

  it('is checked once a query, not once a row', async () => {
    const [plan] = await asTenant(runtime, sign(mine), 'EXPLAIN (ANALYZE, FORMAT json) SELECT * FROM patients');
    expect(JSON.stringify(plan)).toContain('InitPlan');
  });
});

it('pgcrypto is used where it is already', async () => {
  const postgres = await TestPostgres.start();
  try {
    const superuser = await postgres.createDatabase('guardian', 'app');
    await superuser.query(
      `CREATE SCHEMA "Ex %I"; CREATE EXTENSION pgcrypto SCHEMA "Ex %I"; GRANT USAGE ON SCHEMA "Ex %I" TO app`,
    );
    for (const _ of ['once', 'again']) await superuser.query(tenancyScript({ ...TENANCY, signed: true }));
    await superuser.query('INSERT INTO tenancy.signing_keys VALUES ($1)', [KEY]);
    expect(await asTenant(superuser, sign(ALPHA), 'SELECT tenancy.current_tenant() AS it')).toEqual([{ it: ALPHA }]);
    expect((await superuser.query('SELECT * FROM tenancy.leaks()')).rows).toEqual([]);
  } finally {
    await postgres.stop();
  }
});
