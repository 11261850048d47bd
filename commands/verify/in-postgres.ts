import { knownMajorOf, synchronyOf } from '../../manifests/cnpg/cluster-traits';
import { isSameValue, lookup } from '../../manifests/postgres/parameters';
import { isReserved, operatorFacts } from '../../manifests/postgres/parameters/operator';
import { givenParameters } from '../../manifests/postgres/server-parameters';
import { compared, untold, type Verified } from './comparison';
import type { PostgresSession, Row } from './postgres-session';
import type { SeenCluster } from './seen-cluster';

const WITHOUT = 'not asked: give a read-only role with --connection';
const MONITOR = 'not visible to this role: GRANT pg_monitor TO it';

/** What only PostgreSQL can tell: parameters in force, restarts that they wait for, the last WAL in the archive, standbys, TLS of connections. */
export async function inPostgres(seen: SeenCluster, session: PostgresSession | undefined): Promise<Verified[]> {
  const count = Object.keys(declaredParameters(seen)).length;
  if (session === undefined)
    return [untold('parameters', `${count}`, WITHOUT), untold('TLS of connections', tls(seen), WITHOUT)];
  const settings = await session.query('SELECT name, setting, source, pending_restart FROM pg_settings');
  const [monitor] = await session.query(`SELECT pg_has_role('pg_monitor', 'USAGE') AS has`);
  const seesAll = monitor?.has === true;
  return [
    parameters(seen, settings),
    restarts(settings),
    await archived(session),
    seesAll ? await encrypted(seen, session) : untold('TLS of connections', tls(seen), MONITOR),
    ...(await standbys(seen, session, seesAll)),
  ];
}

/** With the defaults of the operator that made the Cluster, which it keeps, and without what is CNPG's own. */
function declaredParameters({ rendered, live }: SeenCluster): Readonly<Record<string, string>> {
  const facts = operatorFacts();
  return Object.fromEntries(
    Object.entries({ ...givenParameters(live), ...givenParameters(rendered) }).filter(
      ([name]) => !isReserved(facts, name),
    ),
  );
}

function parameters(seen: SeenCluster, settings: readonly Row[]): Verified {
  const major = knownMajorOf(seen.declared);
  const wanted = Object.entries(declaredParameters(seen));
  const known = wanted.flatMap(([name, value]) => {
    const row = settings.find((each) => String(each.name).toLowerCase() === name.toLowerCase());
    // What a role or a database has set for itself is not the server's.
    const isOwn = /user|database|session|client/.test(String(row?.source));
    if (major === undefined || lookup(major, name) === undefined || row === undefined || isOwn) return [];
    return [
      { name, value, setting: String(row.setting), isSame: isSameValue(major, name, value, String(row.setting)) },
    ];
  });
  const others = known
    .filter(({ isSame }) => !isSame)
    .map(({ name, value, setting }) => `${name} = ${setting} in place of ${value}`);
  const unknown = wanted.length - known.length;
  const left = unknown === 0 ? '' : `; ${unknown} not compared (of extensions, or set for this role)`;
  return compared(
    'parameters',
    `${wanted.length}`,
    others.length === 0 ? `${known.length} in force${left}` : others.join(', '),
    others.length === 0,
    'sync the application; what ALTER SYSTEM has set is undone by ALTER SYSTEM RESET',
  );
}

function restarts(settings: readonly Row[]): Verified {
  const pending = settings.filter((each) => each.pending_restart === true).map(({ name }) => name);
  const fix = 'kubectl cnpg restart: these values count from the next start on';
  return compared('pending restart', 'none', pending.join(', ') || 'none', pending.length === 0, fix);
}

async function archived(session: PostgresSession): Promise<Verified> {
  const [row] = await session.query(
    `SELECT last_archived_wal AS wal, to_char(last_archived_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
            last_failed_wal AS failed, last_failed_time > coalesce(last_archived_time, '-infinity') AS fails
     FROM pg_stat_archiver`,
  );
  const last = row?.wal ? `${row.wal} at ${row.at}` : 'none yet';
  const isWell = row?.fails !== true;
  const running = isWell ? last : `${row?.failed} fails; the last that succeeded: ${last}`;
  return compared('last WAL archived', 'no failure', running, isWell, 'see the log of the primary');
}

async function encrypted(seen: SeenCluster, session: PostgresSession): Promise<Verified> {
  const rows = await session.query(
    `SELECT DISTINCT usename AS role FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
     WHERE client_addr IS NOT NULL AND NOT ssl AND NOT client_addr <<= '127.0.0.0/8' AND client_addr <> '::1' ORDER BY 1`,
  );
  const plain = rows.map(({ role }) => role).join(', ');
  const isWell = plain === '' || seen.objectives.tls !== 'required';
  const running = plain === '' ? 'all of them' : `without: ${plain}`;
  return compared(
    'TLS of connections',
    tls(seen),
    running,
    isWell,
    'sslmode=verify-full for these roles; hostssl in pg_hba',
  );
}

function tls({ objectives }: SeenCluster): string {
  return objectives.tls === 'required' ? 'required' : 'nothing is promised';
}

async function standbys({ declared }: SeenCluster, session: PostgresSession, seesAll: boolean): Promise<Verified[]> {
  const wanted = synchronyOf(declared);
  if (wanted === undefined) return [];
  const declaredText = `${wanted.number} synchronous`;
  if (!seesAll) return [untold('streaming standbys', declaredText, MONITOR)];
  const rows = await session.query(
    `SELECT application_name AS name, sync_state AS state FROM pg_stat_replication WHERE state = 'streaming' ORDER BY 1`,
  );
  const [server] = await session.query('SELECT pg_is_in_recovery() AS standby');
  if (server?.standby === true) return [untold('streaming standbys', declaredText, 'not asked: this is a standby')];
  const found = rows.filter(({ state }) => state === 'sync' || state === 'quorum').length;
  const running = rows.map(({ name, state }) => `${name} ${state}`).join(', ') || 'none';
  return [compared('streaming standbys', declaredText, running, found >= wanted.number, 'repair the standbys')];
}
