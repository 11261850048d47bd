import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HBA_DATABASE_KEYWORDS, hbaName } from '../../../values/postgres/pg-hba';
import { refusal, TestPostgres } from '../../support/postgres';

// The server itself says what a word of pg_hba.conf means.

const NAMES = [...HBA_DATABASE_KEYWORDS, 'a,b', '+a', 'Say "hi"', 'Größe', 'plain_1'];
const REJECTED = '28000';
let postgres: TestPostgres;
let operator: Client;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  operator = await postgres.connect();
  for (const name of NAMES) await postgres.createDatabase(name, name);
}, 60_000);
afterAll(() => postgres.stop());

/** Each database is open to the role of its name alone, and what is no name of those to everybody. */
async function close(word: (name: string) => string, outcome: string | undefined): Promise<void> {
  const lines = NAMES.flatMap((name) => [`local ${word(name)} ${word(name)} trust`, `local ${word(name)} all reject`]);
  writeFileSync(join(postgres.socket, 'pg_hba.conf'), [...lines, 'local all all trust', ''].join('\n'));
  await operator.query('SELECT pg_reload_conf()');
  await expect.poll(() => refusal(postgres.connect('postgres', 'plain_1'))).toBe(outcome);
}

it('a name that is written to pg_hba.conf is that of one database and one role', async () => {
  await close(hbaName, REJECTED);
  for (const name of NAMES) {
    expect(await refusal(postgres.connect(name, name)), name).toBeUndefined();
    expect(await refusal(postgres.connect('postgres', name)), name).toBe(REJECTED);
  }
  const { rows } = await operator.query('SELECT error FROM pg_hba_file_rules WHERE error IS NOT NULL');
  expect(rows).toEqual([]);
});

it('a keyword without quotes opens every database to every role', async () => {
  await close(hbaName, REJECTED);
  await close((name) => (name === 'all' ? name : hbaName(name)), undefined);
});
