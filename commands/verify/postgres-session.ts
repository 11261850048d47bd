import { UsageError } from '../cli/usage-error';

export type Row = Readonly<Record<string, unknown>>;

/** A session that PostgreSQL itself keeps from writing. */
export interface PostgresSession {
  query(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

const PATIENCE_MILLISECONDS = 10_000;

/**
 * Connects by a URI of libpq; a password that it does not have comes from PGPASSWORD.
 * @throws UsageError where there is no answer, and for the server of another Cluster
 */
export async function postgresSession(uri: string, cluster: string): Promise<PostgresSession> {
  const { Client } = await import('pg');
  const tell = (error: unknown): never => {
    throw new UsageError(`--connection: ${error instanceof Error ? error.message : error}`);
  };
  if (!/^postgres(?:ql)?:\/\//.test(uri))
    throw new UsageError('--connection: write a URI such as postgresql://auditor@127.0.0.1:5432/postgres');
  let client: InstanceType<typeof Client>;
  try {
    client = new Client({
      connectionString: uri,
      connectionTimeoutMillis: PATIENCE_MILLISECONDS,
      query_timeout: PATIENCE_MILLISECONDS,
      application_name: 'cnpg-gitops verify',
    });
  } catch (error) {
    return tell(error);
  }
  client.on('error', () => {});
  await client.connect().catch(tell);
  const close = () => client.end().catch(() => {});
  const query = async (sql: string) => (await client.query<Row>(sql)).rows;
  try {
    // A pooler refuses the parameter at the start of a session; a transaction it keeps whole.
    await query('BEGIN TRANSACTION READ ONLY');
    const [server] = await query(`SELECT current_setting('cluster_name') AS name`);
    if (server?.name !== cluster) {
      throw new Error(
        `this server is of ${server?.name ? `Cluster ${server.name}` : 'no Cluster (cluster_name is empty)'}, not of ${cluster}`,
      );
    }
  } catch (error) {
    await close();
    return tell(error);
  }
  return { query: (sql) => query(sql).catch(tell), close };
}
