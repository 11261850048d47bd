import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { includeConfiguration, writeConfiguration } from '../../commands/postgres/configuration';
import { runProgram } from '../../commands/postgres/run-program';
import { PostgresServer } from '../../commands/postgres/server';
import { StartError } from '../../commands/postgres/start-error';
import { giveToServer } from '../../commands/postgres/unprivileged';
import { copyData, dataDirectory, serverFolder, sharedServer } from './template';

const RECOVERS = 'SELECT pg_is_in_recovery() AS recovers';

/** What can be recovered to: everything is between the commits of row 1 and row 2. */
export interface Moment {
  /** `timestamptz` in UTC, as PostgreSQL prints it. */
  readonly time: string;
  readonly lsn: string;
  /** The transaction of row 1. */
  readonly xid: string;
  readonly name: string;
}

/** A base backup and the WAL of two rows written since, with a restore point between them. */
export class RecoveredPostgres {
  private constructor(
    private readonly folder: string,
    private readonly native: string,
    readonly moment: Moment,
  ) {}

  static async create(name = 'between'): Promise<RecoveredPostgres> {
    const folder = await serverFolder();
    const [native, base] = [await sharedServer(), join(folder, 'base')];
    const [data, archive] = [join(folder, 'data'), join(folder, 'archive')];
    await dataDirectory(base);
    await includeConfiguration(base);
    await mkdir(archive);
    await giveToServer(archive);
    await copyData(base, data);
    await writeConfiguration(data, { archive_mode: 'on', archive_command: `cp %p ${archive}/%f`, fsync: 'off' });
    const server = await PostgresServer.start({ native, data, log: join(folder, 'log') });
    const client = await server.connect();
    await client.query('CREATE TABLE rows (row int)');
    const ask = async (query: string) => String((await client.query({ text: query, rowMode: 'array' })).rows[0]?.[0]);
    const xid = await ask('INSERT INTO rows VALUES (1) RETURNING pg_current_xact_id()');
    await sleep(20);
    await client.query('SELECT pg_create_restore_point($1)', [name]);
    const moment = {
      xid,
      name,
      time: await ask("SELECT now()::text FROM set_config('TimeZone', 'UTC', false)"),
      lsn: await ask('SELECT pg_current_wal_insert_lsn()'),
    };
    await sleep(20);
    await client.query('INSERT INTO rows VALUES (2)');
    await client.query('SELECT pg_switch_wal()');
    await server.stop();
    return new RecoveredPostgres(folder, native, moment);
  }

  /**
   * Recovers with these lines in the configuration, promotes, and reads the rows; none where their table is not there yet.
   * @throws StartError with the server's own words when it does not start, or ends before it is promoted
   */
  async recover(lines: readonly string[]): Promise<number[]> {
    const data = join(this.folder, 'recovered');
    await rm(data, { recursive: true, force: true });
    await copyData(join(this.folder, 'base'), data);
    const restore = [
      `restore_command = 'cp ${this.folder}/archive/%f %p'`,
      "recovery_target_action = 'promote'",
      'fsync = off',
    ];
    await write(join(data, 'declared.conf'), [...restore, ...lines]);
    await write(join(data, 'recovery.signal'), []);
    const log = join(this.folder, 'log');
    const server = await PostgresServer.start({ native: this.native, data, log });
    try {
      const client = await server.connect();
      while ((await client.query<{ recovers: boolean }>(RECOVERS)).rows[0]?.recovers === true) await sleep(20);
      if ((await client.query("SELECT FROM pg_tables WHERE tablename = 'rows'")).rowCount === 0) return [];
      return (await client.query<{ row: number }>('SELECT row FROM rows ORDER BY row')).rows.map(({ row }) => row);
    } catch (error) {
      throw new StartError(await readFile(log, 'utf8'), error);
    } finally {
      await server.stop();
    }
  }

  /** What the server makes of a parameter in its configuration. @throws ProgramError where it refuses it */
  async setting(parameter: string, lines: readonly string[]): Promise<string> {
    const data = join(this.folder, 'base');
    await write(join(data, 'declared.conf'), lines);
    const { stdout } = await runProgram(join(this.native, 'bin', 'postgres'), ['-D', data, '-C', parameter]);
    return stdout.trim();
  }

  /** What the server says against lines of its configuration, without starting; undefined where it takes them. */
  async refusal(lines: readonly string[]): Promise<string | undefined> {
    try {
      await this.setting('cluster_name', lines);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function write(file: string, lines: readonly string[]): Promise<void> {
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  await giveToServer(file);
}
