import { describe, expect, it } from 'vitest';
import { inPostgres } from '../../../commands/verify/in-postgres';
import type { PostgresSession, Row } from '../../../commands/verify/postgres-session';
import { Index } from '../../../manifests/object/object-index';
import { cluster } from '../../plan/objects';
import { NOW } from './support/running';

/** What a server answers, by a word of the question. */
async function answered(rows: Readonly<Record<string, readonly Row[]>>, tls?: 'required') {
  const declared = cluster({ postgresql: { synchronous: { method: 'any', number: 1 } } });
  const session: PostgresSession = {
    query: async (sql) => Object.entries(rows).find(([word]) => sql.includes(word))?.[1] ?? [],
    close: async () => {},
  };
  const ask = { read: async () => undefined, list: async () => [] };
  const seen = { rendered: declared, declared, live: declared, index: new Index([declared]), pods: [], ask, now: NOW };
  const comparisons = await inPostgres({ ...seen, objectives: { ...(tls && { tls }) } }, session);
  return Object.fromEntries(comparisons.map(({ check, state, running }) => [check, `${state}: ${running}`]));
}

const MONITOR = { pg_has_role: [{ has: true }] };
const STREAMS = { pg_stat_replication: [{ name: 'shop-db-2', state: 'quorum' }] };

describe('what only a production server has', () => {
  it('connections without TLS are wrong where TLS is promised', async () => {
    const plain = { ...MONITOR, ...STREAMS, pg_stat_ssl: [{ role: 'api' }, { role: 'reports' }] };
    expect((await answered(plain, 'required'))['TLS of connections']).toBe('wrong: without: api, reports');
    expect((await answered(plain))['TLS of connections']).toBe('ok: without: api, reports');
  });

  it('WAL that fails to be archived', async () => {
    const archiver = { wal: '000000010000000000000004', at: '2026-11-21T12:00:00Z' };
    expect((await answered({ pg_stat_archiver: [archiver] }))['last WAL archived']).toBe(
      'ok: 000000010000000000000004 at 2026-11-21T12:00:00Z',
    );
    const failing = { ...archiver, failed: '000000010000000000000005', fails: true };
    expect((await answered({ pg_stat_archiver: [failing] }))['last WAL archived']).toBe(
      'wrong: 000000010000000000000005 fails; the last that succeeded: 000000010000000000000004 at 2026-11-21T12:00:00Z',
    );
  });

  it.each([
    [STREAMS, 'ok: shop-db-2 quorum'],
    [{ pg_stat_replication: [{ name: 'shop-db-2', state: 'async' }] }, 'wrong: shop-db-2 async'],
    [{}, 'wrong: none'],
    [{ pg_is_in_recovery: [{ standby: true }] }, 'unknown: not asked: this is a standby'],
  ])('standbys %o', async (rows, expected) => {
    expect((await answered({ ...MONITOR, ...rows }))['streaming standbys']).toBe(expected);
  });
});
