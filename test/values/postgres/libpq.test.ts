import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONNECTION_PARAMETERS, CONNECTION_VALUES } from '../../../values/postgres/libpq';
import { refusal, TestPostgres } from '../../support/postgres';

// The server's own libpq and its parsers judge what the operator hands them as text.

let postgres: TestPostgres;
let client: Client;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  client = await postgres.connect();
}, 60_000);
afterAll(() => postgres.stop());

/** A connection string as the operator writes it: values between quotes, with quotes and backslashes escaped. */
function connectionString(parameters: Readonly<Record<string, string>>): string {
  const escaped = Object.entries(parameters).map(([name, value]) => `${name}='${value.replace(/(['\\])/g, '\\$1')}'`);
  return client.escapeLiteral(escaped.join(' '));
}

async function said(statement: string): Promise<string> {
  await client.query('BEGIN');
  try {
    await client.query(statement);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.query('ROLLBACK');
  }
}

const parsed = (parameters: Readonly<Record<string, string>>) =>
  said(`CREATE SUBSCRIPTION s CONNECTION ${connectionString(parameters)} PUBLICATION p WITH (connect = false)`);
const connected = (parameters: Readonly<Record<string, string>>) =>
  said(
    `CREATE SUBSCRIPTION s CONNECTION ${connectionString({ host: '127.0.0.1', port: '1', ...parameters })} PUBLICATION p WITH (create_slot = false)`,
  );

/** PostgreSQL 18 has them, and the server of the tests is older. */
const NEWER = /^(?:oauth_|scram_|(?:min|max)_protocol_version|servicefile|sslkeylogfile)/;

describe('parameters of a connection', () => {
  it('are those that libpq knows', async () => {
    const refused: string[] = [];
    for (const name of CONNECTION_PARAMETERS) if ((await parsed({ [name]: '1' })) !== '') refused.push(name);
    expect(refused.filter((name) => !NEWER.test(name))).toEqual([]);
  });

  it.each(['username', 'database', 'ssl_mode', 'statement_timeout', 'targetTime', 'Host'])(
    '%s is none',
    async (name) => {
      expect(CONNECTION_PARAMETERS).not.toContain(name);
      expect(await parsed({ [name]: 'x' })).toMatch(/invalid connection option/);
    },
  );

  it('may have any text, quoted as the operator does', async () => {
    expect(await parsed({ host: 'x', password: `it's a \\ "secret" `, options: '-c a=b -c c=d' })).toBe('');
  });

  it.each(Object.entries(CONNECTION_VALUES))('%s has these values alone', async (name, values) => {
    expect(await connected({ [name]: 'bogus' })).toMatch(new RegExp(`invalid ${name} value: "bogus"`));
    for (const value of values) expect(await connected({ [name]: value })).not.toContain(`invalid ${name} value: `);
  });
});

describe('names of standbys and slots', () => {
  const set = (name: string, value: string) =>
    refusal(client.query(`ALTER SYSTEM SET ${name} = ${client.escapeLiteral(value)}`));

  it.each([
    'ANY 1 ("shop-db-1","shop-db-2","shop-db-3")',
    'FIRST 2 ("shop-db-1","shop-db-2")',
    'ANY 1 ("a ""quoted"" one","it\'s")',
  ])('synchronous_standby_names = %s', async (value) => {
    expect(await set('synchronous_standby_names', value)).toBeUndefined();
  });

  it.each([
    ['ANY 0 ("a")', '22023'],
    ['ANY 1 ()', '42601'],
    ['ANY 1 ("a"b")', '42601'],
  ])('refuses %s', async (value, code) => {
    expect(await set('synchronous_standby_names', value)).toBe(code);
  });

  it('takes slots of 63 characters', async () => {
    expect(await set('primary_slot_name', 'a'.repeat(63))).toBeUndefined();
    expect(await set('primary_slot_name', 'a'.repeat(64))).toBe('42622');
  });
});
