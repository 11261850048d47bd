import type { Client, ClientConfig, QueryArrayResult } from 'pg';
import { DRILL_SCHEMA } from '../../constructs/drills/drill-pods';
import { WriterError, type WriterPort } from './writer-port';

const TABLE = `${DRILL_SCHEMA}.writes`;
/** A session or statement that the fault leaves without an answer is given up, and a new one tried. */
export const PATIENCE_MILLISECONDS = 2_000;

const UTC = `YYYY-MM-DD"T"HH24:MI:SS.US"Z"`;

/**
 * Writes over PostgreSQL's own protocol.
 * @param configure - asked before every session, since the port may be another each time
 * @param patience - milliseconds that a session or statement may take
 */
export function pgWriter(configure: () => Promise<ClientConfig>, patience = PATIENCE_MILLISECONDS): WriterPort {
  async function session(limit = patience) {
    const { Client } = await import('pg');
    const client = new Client({
      connectionTimeoutMillis: patience,
      query_timeout: limit,
      application_name: 'cnpg-gitops drill',
      ...(await configure()),
    });
    // A connection that breaks between two statements is told by the next one.
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  async function within<T>(ask: (client: Client) => Promise<T>, limit = patience): Promise<T> {
    try {
      const client = await session(limit);
      try {
        return await ask(client);
      } finally {
        // Not waited for: the server may be gone.
        client.end().catch(() => {});
      }
    } catch (error) {
      throw new WriterError(error instanceof Error ? error.message : String(error), error);
    }
  }

  function query(...statements: (readonly [string, ...unknown[]])[]): Promise<Record<string, unknown>[]> {
    return within(async (client) => {
      let rows: Record<string, unknown>[] = [];
      for (const [sql, ...values] of statements) rows = (await client.query(sql, values)).rows;
      return rows;
    });
  }

  const value = async (sql: string) => (await query([sql]))[0]?.value;
  const DROP = [`DROP SCHEMA IF EXISTS ${DRILL_SCHEMA} CASCADE`] as const;
  return {
    async prepare() {
      const columns = 'row bigint PRIMARY KEY, payload text NOT NULL DEFAULT md5(random()::text)';
      await query(DROP, [`CREATE SCHEMA ${DRILL_SCHEMA}`], [`CREATE TABLE ${TABLE} (${columns})`]);
    },
    async commit(row) {
      await query([`INSERT INTO ${TABLE} (row) VALUES ($1)`, row]);
    },
    async rows() {
      return (await query([`SELECT row FROM ${TABLE} ORDER BY row`])).map(({ row }) => Number(row));
    },
    async checksum() {
      return String(
        await value(
          `SELECT md5(coalesce(string_agg(row || ' ' || payload, ',' ORDER BY row), '')) AS value FROM ${TABLE}`,
        ),
      );
    },
    async now() {
      return String(await value(`SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', '${UTC}') AS value`));
    },
    async walFile() {
      return String(await value('SELECT pg_walfile_name(pg_current_wal_lsn()) AS value'));
    },
    async archivedWalFile() {
      const file = await value('SELECT last_archived_wal AS value FROM pg_stat_archiver');
      return typeof file === 'string' ? file : undefined;
    },
    async hold() {
      try {
        const client = await session();
        return () => client.end().catch(() => {});
      } catch (error) {
        throw new WriterError(error instanceof Error ? error.message : String(error), error);
      }
    },
    check(sql, limit) {
      return within(async (client) => {
        await client.query('BEGIN TRANSACTION READ ONLY');
        // Several statements in one text have a result each.
        const results: QueryArrayResult | QueryArrayResult[] = await client.query({ text: sql, rowMode: 'array' });
        return [results].flat().map(({ fields, rows }) => ({
          column: fields[0]?.name,
          values: rows.map(([first]) => first),
        }));
      }, limit);
    },
    async drop() {
      await query(DROP);
    },
  };
}
