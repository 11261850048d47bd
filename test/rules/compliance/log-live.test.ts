import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { includeConfiguration, writeConfiguration } from '../../../commands/postgres/configuration';
import { PostgresServer } from '../../../commands/postgres/server';
import { complianceParameters } from '../../../constructs/postgres/compliance';
import { parseCompliance } from '../../../values/declarations/compliance-text';
import { dataDirectory, serverFolder, sharedServer } from '../../support/template';
import { DECLARED } from './support';

// What a real server writes into the log, in the form in which CNPG reads it. npm's build is without pgAudit.

/** As CNPG sets it. */
const OPERATOR = { logging_collector: 'on', log_destination: 'csvlog', log_directory: 'log', log_filename: 'postgres' };
const SLOW = { log_min_duration_statement: '100' };

/** Statements with a value each, with and without parameters; those that fail are meant to. */
const STATEMENTS: readonly (readonly [sql: string, values?: string[]])[] = [
  ['CREATE TABLE patient (name text PRIMARY KEY)'],
  ['INSERT INTO patient VALUES ($1)', ['fast-parameter']],
  ['SELECT pg_sleep(0.2), $1::text', ['slow-parameter']],
  ['SELECT 1 / length($1) - 1 / 0', ['failing-parameter']],
  ["SELECT 1 / 0, 'failing-literal'"],
  ["SELECT pg_sleep(0.2), 'slow-literal'"],
  ['INSERT INTO patient VALUES ($1)', ['taken-key']],
  ['INSERT INTO patient VALUES ($1)', ['taken-key']],
  ["SET log_error_verbosity = 'terse'"],
  ['INSERT INTO patient VALUES ($1)', ['fast-parameter']],
  ['SELECT $1::uuid', ['not-a-uuid']],
];

async function logOf(parameters: Readonly<Record<string, string>>): Promise<string> {
  const folder = await serverFolder();
  try {
    const data = join(folder, 'data');
    await dataDirectory(data);
    await includeConfiguration(data);
    await writeConfiguration(data, { ...OPERATOR, ...SLOW, fsync: 'off', ...parameters });
    const options = { native: await sharedServer(), data, log: join(data, 'start.log') };
    const server = await PostgresServer.start(options);
    const client = await server.connect();
    for (const [sql, values] of STATEMENTS) await client.query(sql, values).catch(() => {});
    await server.stop();
    return readFileSync(join(data, 'log', 'postgres.csv'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('with the parameters of the declaration', () => {
  let log: string;
  beforeAll(async () => {
    const declared = complianceParameters({ compliance: parseCompliance(JSON.stringify(DECLARED)), version: '17' });
    const core = Object.entries(declared).filter(([name]) => !name.startsWith('pgaudit.'));
    log = await logOf(Object.fromEntries(core));
  }, 60_000);

  it('connections are logged, and their end', () => {
    expect(log).toMatch(/connection authorized: user=postgres database=postgres/);
    expect(log).toMatch(/disconnection: session time: .* user=postgres database=postgres/);
  });

  it.each(['fast-parameter', 'slow-parameter', 'failing-parameter', 'failing-literal'])('%s is not', (value) => {
    // The key of a row that exists is a limit of its own, below.
    const withoutKeys = log.replaceAll(/Key \(name\)=\([^)]*\) already exists\./g, '');
    expect(withoutKeys).not.toContain(value);
  });

  it('slow statements are, without their parameters', () => {
    expect(log).toMatch(/duration: \d+\.\d+ ms {2}execute <unnamed>: SELECT pg_sleep\(0\.2\), \$1::text/);
  });

  it('statements that fail are, without their text', () => {
    expect(log.match(/division by zero/g)).toHaveLength(2);
    expect(log).not.toContain('1 / 0');
  });

  // What remains, and what the evidence therefore says of the logs.
  it.each([
    ['literals of slow statements', "SELECT pg_sleep(0.2), 'slow-literal'"],
    ['the key of a row that exists', 'Key (name)=(taken-key) already exists.'],
    ['the same where errors are terse: the form that CNPG reads is not', 'Key (name)=(fast-parameter) already exists.'],
    ['a text that is no uuid', 'invalid input syntax for type uuid: ""not-a-uuid""'],
  ])('limit: %s', (_, text) => expect(log).toContain(text));
});

describe('without them', () => {
  let log: string;
  beforeAll(async () => {
    log = await logOf({});
  }, 60_000);

  it.each(['slow-parameter', 'failing-literal'])('%s is logged', (value) => expect(log).toContain(value));

  it('connections are not', () => expect(log).not.toContain('connection authorized'));
});
