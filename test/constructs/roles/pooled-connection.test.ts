import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPostgres } from '../../support/postgres';
import { ALPHA, asTenant, BETA, bootstrap } from './support';

// A pooler in transaction mode gives one server connection to one client after another: here they take turns on the same one.
let postgres: TestPostgres;
let connection: Client;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  const superuser = await bootstrap(postgres, 'guardian');
  await superuser.query(`SET ROLE app; CREATE TABLE patients (tenant_id uuid NOT NULL, name text); RESET ROLE;
    INSERT INTO patients VALUES ('${ALPHA}', 'Ann'), ('${BETA}', 'Bob')`);
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  connection = await postgres.connect('app_runtime', 'guardian');
});

const names = async () => (await connection.query('SELECT name FROM patients')).rows.map(({ name }) => name);

describe('SET LOCAL, or set_config(…, true), in a transaction', () => {
  it('is gone with the transaction', async () => {
    expect(await asTenant(connection, ALPHA, 'SELECT name FROM patients')).toEqual([{ name: 'Ann' }]);
    expect(await names()).toEqual([]);
    await connection.query(`BEGIN; SET LOCAL app.tenant_id = '${BETA}'`);
    expect(await names()).toEqual(['Bob']);
    await connection.query('COMMIT');
    expect(await names()).toEqual([]);
  });

  it('is gone with a transaction that fails', async () => {
    await expect(asTenant(connection, ALPHA, 'SELECT 1/0')).rejects.toThrow('division by zero');
    expect(await names()).toEqual([]);
  });

  it('of one client does not reach the next, however they take turns', async () => {
    for (const [tenant, name] of [
      [ALPHA, 'Ann'],
      [BETA, 'Bob'],
      [ALPHA, 'Ann'],
    ] as const) {
      expect(await asTenant(connection, tenant, 'SELECT name FROM patients')).toEqual([{ name }]);
      expect(await names()).toEqual([]);
    }
  });

  it('does nothing outside of a transaction', async () => {
    await connection.query(`SET LOCAL app.tenant_id = '${ALPHA}'`);
    expect(await names()).toEqual([]);
  });

  it('holds for a prepared statement that another tenant has run before', async () => {
    const run = async (tenant: string) => {
      await connection.query('BEGIN');
      await connection.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenant]);
      const { rows } = await connection.query({
        name: 'all',
        text: 'SELECT name FROM patients WHERE name <> $1',
        values: [''],
      });
      await connection.query('COMMIT');
      return rows;
    };
    // More often than the five runs after which PostgreSQL may keep one plan for all values.
    for (let i = 0; i < 8; i++) {
      expect(await run(ALPHA)).toEqual([{ name: 'Ann' }]);
      expect(await run(BETA)).toEqual([{ name: 'Bob' }]);
    }
  });
});

describe('SET, without LOCAL', () => {
  it('leaks to the next client of the connection: what must not be done', async () => {
    await connection.query(`SET app.tenant_id = '${ALPHA}'`);
    expect(await names()).toEqual(['Ann']);
  });

  it('is overruled by the next client that says its tenant, and comes back after it', async () => {
    await connection.query(`SET app.tenant_id = '${ALPHA}'`);
    expect(await asTenant(connection, BETA, 'SELECT name FROM patients')).toEqual([{ name: 'Bob' }]);
    expect(await names()).toEqual(['Ann']);
  });

  it.each(['DISCARD ALL', 'RESET ALL', 'RESET app.tenant_id'])('is gone after %s', async (statement) => {
    await connection.query(`SET app.tenant_id = '${ALPHA}'`);
    await connection.query(statement);
    expect(await names()).toEqual([]);
  });
});
