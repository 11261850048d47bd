import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { unprivileged } from '../../commands/postgres/unprivileged';
import { dataDirectory, serverFolder, sharedServer } from './template';

type Parameters = Readonly<Record<string, string>>;

/** A throw-away PostgreSQL on a socket in a temporary folder: no port, nothing shared with other tests. Everybody is trusted. */
export class TestPostgres {
  readonly #clients = new Set<Client>();

  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    /** The folder of its socket: `host` of a connection. */
    readonly socket: string,
  ) {}

  /**
   * @param parameters - beside those that a test needs
   * @throws Error with the server's own words when it does not start
   */
  static async start(parameters: Parameters = {}): Promise<TestPostgres> {
    const [native, folder] = [await sharedServer(), await serverFolder()];
    await dataDirectory(join(folder, 'data'));
    return TestPostgres.startOn(native, folder, parameters);
  }

  /**
   * @param native - with the programs of some major
   * @param folder - with its data directory, `data`
   */
  static async startOn(native: string, folder: string, parameters: Parameters = {}): Promise<TestPostgres> {
    const socket = join(folder, 'data');
    const own = { unix_socket_directories: socket, listen_addresses: '', fsync: 'off', max_connections: '100' };
    const settings = { ...own, ...parameters };
    const server = spawn(
      join(native, 'bin', 'postgres'),
      ['-D', socket, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...unprivileged(),
        cwd: socket,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    // A test run that is killed must not leave a server behind.
    const kill = () => server.kill('SIGKILL');
    process.once('exit', kill);
    server.once('exit', () => process.removeListener('exit', kill));
    await ready(server);
    return new TestPostgres(folder, server, socket);
  }

  /** A session of its own, of a role, in a database. */
  async connect(user = 'postgres', database = 'postgres'): Promise<Client> {
    const client = new Client({ host: this.socket, user, database });
    // Stopping the server ends sessions that a failed test left open.
    client.on('error', () => {});
    client.on('end', () => this.#clients.delete(client));
    await client.connect();
    this.#clients.add(client);
    return client;
  }

  /** Whether a role may ask for WAL, as a standby does at first. */
  async identifySystem(user: string): Promise<boolean> {
    // The types of pg leave `replication` out.
    const options: ClientConfig & { replication: string } = { host: this.socket, user, replication: 'true' };
    const client = new Client(options);
    await client.connect();
    const { rows } = await client.query('IDENTIFY_SYSTEM');
    await client.end();
    return rows.length === 1;
  }

  /** What CNPG's initdb makes before any of our scripts run: a role that may log in, and a database that it owns. */
  async createDatabase(database: string, owner: string): Promise<Client> {
    const client = await this.connect();
    const [name, role] = [client.escapeIdentifier(database), client.escapeIdentifier(owner)];
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [owner]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN`);
    await client.query(`CREATE DATABASE ${name} OWNER ${role}`);
    await client.end();
    return this.connect('postgres', database);
  }

  async stop(): Promise<void> {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Stops it, and leaves its data. */
  async halt(): Promise<void> {
    await Promise.all([...this.#clients].map((client) => client.end()));
    if (this.server.exitCode !== null) return;
    const stopped = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill('SIGINT');
    await stopped;
  }
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (text.includes('ready to accept connections')) resolve();
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log}`)));
  });
}

/** The SQLSTATE that a statement is refused with, or undefined. */
export async function refusal(statement: Promise<unknown>): Promise<string | undefined> {
  try {
    await statement;
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
