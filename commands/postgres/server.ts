import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readPidFile } from './pid-file';
import { StartError } from './start-error';
import { giveToServer, unprivileged } from './unprivileged';

export interface ServerOptions {
  /** Folder with `bin`, as `copyServer` makes it. */
  readonly native: string;
  /** Data directory, made by initdb. */
  readonly data: string;
  /** File that the server's messages go to; it is emptied first. */
  readonly log: string;
  /** Port on 127.0.0.1. @default - none: only this process reaches the server */
  readonly port?: number;
}

const SOCKET_PREFIX = 'cnpg-gitops-';
const SOCKET_PORT = 5432;
const START_MILLISECONDS = 60_000;
const STOP_MILLISECONDS = 20_000;

/** A running PostgreSQL. Its superuser is reached through a socket in a folder that nobody else may enter. */
export class PostgresServer {
  /** The exit code, as soon as the server has ended. */
  readonly ended: Promise<number | null>;
  readonly #clients = new Set<Client>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly socket: string,
    private readonly port: number,
  ) {
    this.ended = new Promise((resolve) => process.once('exit', resolve));
  }

  /** @throws StartError with the server's own words */
  static async start({ native, data, log, port }: ServerOptions): Promise<PostgresServer> {
    // The path of a socket may not be longer than about 100 bytes, which a checkout's may well be.
    const socket = await mkdtemp(join(tmpdir(), SOCKET_PREFIX));
    await chmod(socket, 0o700);
    await giveToServer(socket);
    const settings = {
      listen_addresses: port === undefined ? '' : '127.0.0.1',
      port: `${port ?? SOCKET_PORT}`,
      unix_socket_directories: socket,
    };
    const output = openSync(log, 'w');
    // In a group of its own: Ctrl-C in a terminal goes to the whole group, and it is we who stop the server.
    const child = spawn(
      join(native, 'bin', 'postgres'),
      ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...unprivileged(), cwd: data, detached: true, stdio: ['ignore', output, output] },
    );
    closeSync(output);
    const kill = () => child.kill('SIGINT');
    process.once('exit', kill);
    const server = new PostgresServer(child, socket, port ?? SOCKET_PORT);
    void server.ended.then(() => process.removeListener('exit', kill));
    try {
      await ready(child, data);
      return server;
    } catch (error) {
      await server.stop();
      throw new StartError(readFileSync(log, 'utf8'), error);
    }
  }

  /** A session of the superuser. */
  async connect(database = 'postgres'): Promise<Client> {
    const client = new Client({ host: this.socket, port: this.port, user: 'postgres', database });
    client.on('error', () => {});
    client.on('end', () => this.#clients.delete(client));
    await client.connect();
    this.#clients.add(client);
    return client;
  }

  /** Ends all sessions and shuts down in order; a server that does not is stopped hard, and recovers when it starts again. */
  async stop(): Promise<void> {
    await Promise.all([...this.#clients].map((client) => client.end().catch(() => {})));
    if (this.process.pid !== undefined && this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGINT');
      const timer = setTimeout(() => this.process.kill('SIGQUIT'), STOP_MILLISECONDS);
      await this.ended;
      clearTimeout(timer);
    }
    await removeSocket(this.socket);
  }
}

/** Removes a socket's folder if this command created it. */
export async function removeSocket(folder: string): Promise<void> {
  if (folder.startsWith(join(tmpdir(), SOCKET_PREFIX))) await rm(folder, { recursive: true, force: true });
}

/** What pg_ctl waits for: the log would say it in the server's language. */
async function ready(child: ChildProcess, data: string): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  for (let waited = 0; waited < START_MILLISECONDS; waited += 20) {
    await sleep(20);
    if (failure !== undefined) throw failure;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`PostgreSQL ended with ${child.exitCode ?? child.signalCode}`);
    }
    const file = readPidFile(data);
    if (file?.pid === child.pid && file?.status === 'ready') return;
  }
  throw new Error(`PostgreSQL was not ready after ${START_MILLISECONDS / 1000} s`);
}
