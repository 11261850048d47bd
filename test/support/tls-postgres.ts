import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { Client } from 'pg';
import { includeConfiguration, writeConfiguration } from '../../commands/postgres/configuration';
import { PostgresServer } from '../../commands/postgres/server';
import { giveToServer } from '../../commands/postgres/unprivileged';
import { TestAuthority } from './certificates';
import { dataDirectory, serverFolder, sharedServer } from './template';

/** The name that the server's certificate has. */
export const SERVER_NAME = 'orders-db-rw.shop.svc.cluster.local';

/** A throw-away PostgreSQL on 127.0.0.1 with TLS and a pg_hba.conf as CNPG writes it around the lines of a Cluster. */
export class TlsPostgres {
  private constructor(
    readonly authority: TestAuthority,
    private readonly folder: string,
    private readonly server: PostgresServer,
    private readonly port: number,
  ) {}

  static async start(hba: readonly string[], parameters: Readonly<Record<string, string>>): Promise<TlsPostgres> {
    const folder = await serverFolder();
    const data = join(folder, 'data');
    await dataDirectory(data);
    const authority = new TestAuthority('test');
    const { cert, key } = authority.issue({ commonName: 'server', usage: 'server', dnsNames: [SERVER_NAME] });
    const write = async (name: string, text: string) => {
      await writeFile(join(data, name), text, { mode: 0o600 });
      await giveToServer(join(data, name));
    };
    await write('server.crt', cert);
    await write('server.key', key);
    await write('ca.crt', authority.cert);
    await write('pg_hba.conf', `${[...FIRST, ...hba, LAST].join('\n')}\n`);
    await write('pg_ident.conf', `local ${userInfo().username} postgres\n${STREAMING} streaming_replica\n`);
    await includeConfiguration(data);
    await writeConfiguration(data, { ssl: 'on', ssl_ca_file: 'ca.crt', fsync: 'off', ...OPERATOR, ...parameters });
    const { server, port } = await onFreePort(data);
    return new TlsPostgres(authority, folder, server, port);
  }

  /** Runs statements as the superuser, through the socket. */
  async run(...statements: readonly string[]): Promise<void> {
    const client = await this.server.connect();
    for (const statement of statements) await client.query(statement);
  }

  /** TLS as a client with `verify-full` speaks it. */
  get tls(): ConnectionOptions {
    return { ca: this.authority.cert, servername: SERVER_NAME };
  }

  /** The TLS version of an accepted connection, `plain`, or the SQLSTATE or message of a rejection. */
  async login(user: string, ssl: ConnectionOptions | false, password?: string, replication?: 'true'): Promise<string> {
    const server = { host: '127.0.0.1', port: this.port, database: 'postgres' };
    const client = new Client({ ...server, user, password, ssl, ...(replication && { replication }) });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query('SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      return rows[0]?.version ?? 'plain';
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      return code ?? message;
    } finally {
      await client.end().catch(() => {});
    }
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const STREAMING = 'cnpg_streaming_replica streaming_replica';
/** What CNPG writes before the lines of a Cluster, and after them. */
const FIRST = [
  'local all all peer map=local',
  'hostssl postgres streaming_replica all cert map=cnpg_streaming_replica',
  'hostssl replication streaming_replica all cert map=cnpg_streaming_replica',
  'hostssl all cnpg_pooler_pgbouncer all cert',
];
const LAST = 'host all all all scram-sha-256';
/** CNPG's own versions of TLS. */
const OPERATOR = { ssl_min_protocol_version: 'TLSv1.3', ssl_max_protocol_version: 'TLSv1.3' };

/** Somebody else may take a port after it was found to be free. */
async function onFreePort(data: string, attempts = 5): Promise<{ server: PostgresServer; port: number }> {
  const port = await freePort();
  try {
    const server = await PostgresServer.start({ native: await sharedServer(), data, log: join(data, 'log'), port });
    return { server, port };
  } catch (error) {
    if (attempts === 1 || !String(error).includes('Address already in use')) throw error;
    return onFreePort(data, attempts - 1);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
