import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { initialize } from '../../commands/local/bootstrap';
import { writeConfiguration } from '../../commands/postgres/configuration';
import { copyServer } from '../../commands/postgres/copy-server';
import { installedServer } from '../../commands/postgres/installed-server';
import { runProgram } from '../../commands/postgres/run-program';
import { PostgresServer } from '../../commands/postgres/server';
import { StartError } from '../../commands/postgres/start-error';
import { giveToServer } from '../../commands/postgres/unprivileged';

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
    readonly moment: Moment,
  ) {}

  static async create(name = 'between'): Promise<RecoveredPostgres> {
    const installed = installedServer();
    if (installed === undefined) throw new Error(`npm has no PostgreSQL for ${process.platform}-${process.arch}`);
    const folder = await mkdtemp(join(tmpdir(), 'recovered-'));
    const [native, base] = [join(folder, 'native'), join(folder, 'base')];
    const [data, archive] = [join(folder, 'data'), join(folder, 'archive')];
    await chmod(folder, 0o755);
    await copyServer(installed, native);
    await initialize(native, base, []);
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
    return new RecoveredPostgres(folder, moment);
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
    const [native, log] = [join(this.folder, 'native'), join(this.folder, 'log')];
    const server = await PostgresServer.start({ native, data, log });
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
    const { stdout } = await runProgram(join(this.folder, 'native', 'bin', 'postgres'), ['-D', data, '-C', parameter]);
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

async function copyData(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true });
  await giveAll(to);
  await chmod(to, 0o700);
}

async function giveAll(folder: string): Promise<void> {
  await giveToServer(folder);
  for (const entry of await readdir(folder, { recursive: true })) await giveToServer(join(folder, entry));
}
