import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestPostgres } from '../support/postgres';
import { printedUpgrade, statementWith } from './support/printed';
import { UpgradedServer } from './support/upgraded-server';

// What the command prints before and after an upgrade in place, held against what pg_upgrade itself does from PostgreSQL 16 to 18.

const PRINTED = printedUpgrade();
const ROWS = [
  'CREATE TABLE orders AS SELECT n AS id, n % 10 AS kind FROM generate_series(1, 10000) n',
  'ANALYZE orders',
];

let volume: UpgradedServer;
beforeEach(async () => {
  volume = await UpgradedServer.create();
});
afterEach(() => volume.remove());

/** What a server had, before it is stopped. */
async function inOld(
  work: (database: Client, server: TestPostgres) => Promise<unknown>,
  parameters = {},
): Promise<void> {
  const server = await volume.startOld(parameters);
  const database = await server.createDatabase('shop', 'shop');
  for (const statement of ROWS) await database.query(statement);
  await work(database, server);
  await server.halt();
}

async function answers(database: Client, sql: string): Promise<unknown[][]> {
  return (await database.query({ text: sql, rowMode: 'array' })).rows;
}

async function upgraded(parameters = {}): Promise<TestPostgres> {
  expect(await volume.upgrade()).toMatchObject({ code: 0 });
  await volume.exchange();
  return volume.startNew(parameters);
}

describe('after it', () => {
  test('the printed commands make the statistics that are missing, and the extensions new', async () => {
    await volume.addExtension();
    await inOld(async (database) => {
      await database.query('CREATE STATISTICS together ON id, kind FROM orders; CREATE EXTENSION shelf');
      await database.query('ANALYZE orders');
    });
    const server = await upgraded();
    const database = await server.connect('postgres', 'shop');
    const columns = "SELECT count(*) FROM pg_stats WHERE tablename = 'orders'";
    const together = 'SELECT count(*) FROM pg_statistic_ext_data';
    const extension = "SELECT extversion FROM pg_extension WHERE extname = 'shelf'";
    expect(await answers(database, 'SELECT count(*) FROM orders')).toEqual([['10000']]);
    expect([await answers(database, columns), await answers(database, together)]).toEqual([[['2']], [['0']]]);
    expect(await answers(database, extension)).toEqual([['1.0']]);

    const [, first, second] = /statistics: .* -- (vacuumdb .*), then (vacuumdb .*)/.exec(PRINTED) ?? [];
    for (const command of [first, second]) {
      const [name = '', ...args] = command?.split(' ') ?? [];
      volume.succeeds(name, args);
    }
    expect(await answers(database, together)).toEqual([['1']]);
    const script = /psql -f \S+\/(\S+\.sql);/.exec(PRINTED)?.[1] ?? '';
    // pg_upgrade writes it where it was called, which is the data directory with CNPG.
    volume.succeeds('psql', ['-f', script]);
    expect(await answers(database, extension)).toEqual([['1.1']]);
    await server.halt();
  });

  test('it is another system on timeline 1, whose backups the archive of the old one spoils', async () => {
    const [mixed, own] = [await volume.makeFolder('mixed'), await volume.makeFolder('own')];
    const into = (archive: string) => ({ archive_mode: 'on', archive_command: `cp %p ${archive}/%f` });
    // It has been recovered once: it is on timeline 2.
    await volume.signal('data', 'recovery.signal');
    await (await volume.startOld({ ...into(mixed), restore_command: 'false' })).halt();
    const id = volume.control('Database system identifier', 'data', volume.oldPrograms);
    expect(existsSync(join(mixed, '00000002.history'))).toBe(true);

    await inOld(async () => undefined, into(mixed));
    await upgraded().then((server) => server.halt());
    expect(volume.control('Database system identifier')).not.toBe(id);
    expect(volume.control("Latest checkpoint's TimeLineID")).toBe('1');

    for (const archive of [mixed, own]) {
      const server = await volume.startNew(into(archive));
      const restored = await volume.makeFolder(`from-${basename(archive)}`);
      volume.succeeds('pg_basebackup', ['-D', join(restored, 'data'), '--checkpoint=fast']);
      await volume.signal(join(restored, 'data'), 'recovery.signal');
      const database = await server.connect('postgres', 'shop');
      await database.query('INSERT INTO orders VALUES (0, 0)');
      await server.halt();
      const recovery = volume.startNew({ restore_command: `cp ${archive}/%f %p` }, restored);
      if (archive === mixed) {
        await expect(recovery).rejects.toThrow('requested timeline 2 is not a child of this server');
        continue;
      }
      const recovered = await recovery;
      const found = await recovered.connect('postgres', 'shop');
      expect(await answers(found, 'SELECT count(*) FROM orders WHERE id = 0')).toEqual([['2']]);
      await recovered.halt();
    }
  });
});

describe('before it', () => {
  test('a view on a column of the system that is gone passes the check, fails the upgrade, and is printed', async () => {
    const sql = statementWith('pg_rewrite', PRINTED);
    await inOld(async (database) => {
      expect(await answers(database, sql)).toEqual([]);
      await database.query('CREATE VIEW written AS SELECT buffers_backend FROM pg_stat_bgwriter');
      await database.query('CREATE VIEW busy AS SELECT id FROM orders');
      expect(await answers(database, sql)).toEqual([['written']]);
    });
    expect(await volume.upgrade('--check')).toMatchObject({ code: 0 });
    const { code, out } = await volume.upgrade();
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('Restoring database schemas') });

    // The way back: the old server starts, and nothing is lost.
    const server = await volume.startOld();
    const database = await server.connect('postgres', 'shop');
    expect(await answers(database, 'SELECT count(*) FROM orders')).toEqual([['10000']]);
    await database.query('DROP VIEW written');
    await server.halt();
    expect(await volume.upgrade()).toMatchObject({ code: 0 });
  });

  test('a prepared transaction is counted, and refused', async () => {
    await inOld(async (database) => {
      await database.query("BEGIN; DELETE FROM orders; PREPARE TRANSACTION 'forgotten'");
      expect(await answers(database, statementWith('pg_prepared_xacts', PRINTED))).toEqual([['1']]);
    });
    expect(await volume.upgrade()).toMatchObject({ code: 1, out: expect.stringContaining('prepared transactions') });
  });

  test('a logical slot is shown, and lost without a word', async () => {
    const sql = statementWith("slot_type = 'logical'", PRINTED);
    await inOld(async (database) => {
      await database.query("SELECT pg_create_logical_replication_slot('reports', 'pgoutput')");
      expect(await answers(database, sql)).toEqual([['reports']]);
    });
    const server = await upgraded();
    expect(await answers(await server.connect(), sql)).toEqual([]);
    await server.halt();
  });

  test('pg_dump of the old major refuses the new one', async () => {
    await inOld(async () => undefined);
    const server = await upgraded();
    expect(volume.run('pg_dump', ['shop'], volume.oldPrograms)).toMatchObject({
      code: 1,
      out: expect.stringContaining('server version mismatch'),
    });
    expect(volume.run('pg_dump', ['shop'])).toMatchObject({ code: 0 });
    await server.halt();
  });
});
