import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { includeConfiguration, writeConfiguration } from '../../commands/postgres/configuration';
import { PostgresServer } from '../../commands/postgres/server';
import { giveToServer } from '../../commands/postgres/unprivileged';
import { type RestoreBehaviour, type RestoreCall, RestoreCommand } from './restore-command';
import { SwitchedService, USER_TIMEOUT } from './switched-service';
import { copyData, dataDirectory, serverFolder, sharedServer } from './template';

export interface FailoverOptions extends RestoreBehaviour {
  /** From the loss of the primary until a standby is promoted. */
  readonly detection: number;
  /** Promotions before: each is a timeline whose history is in the archive. */
  readonly timelines: number;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Seconds after the promotion was asked for. */
export interface ObservedFailover {
  /** The promoted instance takes writes. */
  readonly promoted: number;
  /** A commit is acknowledged: another standby follows it. */
  readonly written: number;
  /** Calls that ended between these two moments, or were running: `begin` and `end` are seconds after the promotion was asked for. */
  readonly calls: readonly RestoreCall[];
  /** All acknowledged rows are there. */
  readonly lost: number;
}

/** As CNPG configures it, where it matters here. */
const PARAMETERS = {
  archive_mode: 'on',
  synchronous_commit: 'on',
  wal_keep_size: '512MB',
  wal_receiver_timeout: '5s',
  wal_sender_timeout: '5s',
  wal_retrieve_retry_interval: '1s',
  recovery_target_timeline: 'latest',
  fsync: 'off',
};
const STANDBYS = ['b', 'c'] as const;

/**
 * The loss of a primary's node with two standbys of which commits need one: the primary is killed, and its address answers no more. Later
 * nobody has the address, a standby is promoted, and the address is its.
 */
export async function failOver(options: FailoverOptions): Promise<ObservedFailover> {
  const folder = await serverFolder();
  const service = await SwitchedService.start();
  const servers: PostgresServer[] = [];
  try {
    return await run(options, folder, service, servers);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(
  options: FailoverOptions,
  folder: string,
  service: SwitchedService,
  servers: PostgresServer[],
): Promise<ObservedFailover> {
  const native = await sharedServer();
  const command = await RestoreCommand.create(folder, options);
  await mkdir(join(folder, 'archive'));
  await giveToServer(join(folder, 'archive'));
  const configure = async (name: string) =>
    writeConfiguration(join(folder, name), {
      ...PARAMETERS,
      archive_command: `cp %p ${folder}/archive/%f`,
      restore_command: command.of(name),
      primary_conninfo: `host=127.0.0.1 port=${service.port} user=postgres application_name=${name} connect_timeout=5 tcp_user_timeout=${USER_TIMEOUT}`,
      synchronous_standby_names: `ANY 1 (${['a', ...STANDBYS].filter((each) => each !== name).join(',')})`,
      ...options.parameters,
    });
  const start = async (name: string, port?: number) => {
    const server = await PostgresServer.start({
      native,
      data: join(folder, name),
      log: join(folder, `${name}.log`),
      ...(port !== undefined && { port }),
    });
    servers.push(server);
    return server;
  };

  await dataDirectory(join(folder, 'a'));
  await includeConfiguration(join(folder, 'a'));
  await configure('a');
  await command.status('a', 'a', 1);
  for (let promoted = 0; promoted < options.timelines; promoted++) {
    await signal(folder, 'a');
    const server = await start('a');
    const client = await server.connect();
    await client.query('SELECT pg_promote()');
    await client.query('SELECT pg_switch_wal()');
    await server.stop();
  }
  const timeline = options.timelines + 1;
  await command.status('a', 'a', timeline);
  for (const name of STANDBYS) {
    await copyData(join(folder, 'a'), join(folder, name));
    await configure(name);
    await signal(folder, name);
  }
  const [port, next] = [await freePort(), await freePort()];
  const primary = await start('a', port);
  service.switchTo(port);
  const [b, c] = [await start('b', next), await start('c')];
  const client = await primary.connect();
  await until(client, 'SELECT count(*) = 2 FROM pg_stat_replication');
  await client.query('CREATE TABLE rows (row int)');
  for (let row = 0; row < 3; row++) {
    await client.query('INSERT INTO rows VALUES ($1)', [row]);
    await client.query('SELECT pg_switch_wal()');
  }
  await until(client, 'SELECT archived_count >= 3 FROM pg_stat_archiver');
  await client.query('INSERT INTO rows VALUES (3)');

  service.switchTo('lost');
  const pid = Number((await readFile(join(folder, 'a', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await sleep(options.detection * 1000);
  service.switchTo('none');
  const [candidate, follower] = [await b.connect(), await c.connect()];
  for (const each of [candidate, follower]) await until(each, 'SELECT count(*) = 0 FROM pg_stat_wal_receiver');

  const asked = Date.now() / 1000;
  await command.status('a', 'b', timeline);
  await candidate.query('SELECT pg_promote(false)');
  await until(candidate, 'SELECT NOT pg_is_in_recovery()');
  const promoted = Date.now() / 1000;
  await command.status('b', 'b', timeline + 1);
  service.switchTo(next);
  await candidate.query('INSERT INTO rows VALUES (4)');
  const written = Date.now() / 1000;
  const { rows } = await candidate.query<{ count: number }>('SELECT count(*)::int FROM rows');
  const calls = (await command.calls())
    .filter(({ begin, end }) => end > asked && begin < written)
    .map((call) => ({ ...call, begin: call.begin - asked, end: call.end - asked }));
  return { promoted: promoted - asked, written: written - asked, calls, lost: 5 - (rows[0]?.count ?? 0) };
}

/** Makes a standby of a data directory. */
async function signal(folder: string, name: string): Promise<void> {
  const file = join(folder, name, 'standby.signal');
  await writeFile(file, '');
  await giveToServer(file);
}

async function until(client: Client, query: string): Promise<void> {
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' });
    if (rows[0]?.[0] === true) return;
    await sleep(20);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}
