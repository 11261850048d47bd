import { plainDoor } from '../../values/postgres/pg-hba';
import { at, type Manifest, record, text, texts } from '../object/manifest';
import { countParameter } from '../postgres/server-parameters';
import { instancesOf } from './cluster-traits';

/** PgBouncer's own defaults, which CNPG does not change. */
const DEFAULTS = {
  max_client_conn: 100,
  default_pool_size: 20,
  reserve_pool_size: 0,
  /** No limit. */
  max_db_connections: 0,
} as const;

/** PgBouncer's modes that reject a client without TLS. */
const REQUIRED = ['require', 'verify-ca', 'verify-full'];

/** The value of a PgBouncer parameter at run time. */
export function poolerNumber(pooler: Manifest, name: keyof typeof DEFAULTS): number {
  const value = text(record(at(pooler, 'spec.pgbouncer.parameters'))[name]) ?? '';
  return /^\d+$/.test(value) ? Number(value) : DEFAULTS[name];
}

/** The connections that all given Poolers together may open, for one pair of user and database. */
export function connectionsOf(poolers: readonly Manifest[]): number {
  return poolers.map(load).reduce((sum, each) => sum + each, 0);
}

/** The connections that `max_connections` of a Cluster leaves for clients, without the reserved ones; undefined if it cannot be read. */
export function freeConnectionsOf(cluster: Manifest): number | undefined {
  const limit = countParameter(cluster, 'max_connections');
  if (limit === undefined) return undefined;
  const reserved = ['superuser_reserved_connections', 'reserved_connections'].map(
    (name) => countParameter(cluster, name) ?? 0,
  );
  return limit - reserved.reduce((sum, each) => sum + each, 0);
}

/** Whether a Pooler accepts clients without TLS. It still uses TLS to the server for them. */
export function takesPlain(pooler: Manifest): boolean {
  const { parameters, pg_hba } = record(at(pooler, 'spec.pgbouncer'));
  if (REQUIRED.includes(text(record(parameters).client_tls_sslmode) ?? '')) return false;
  return plainDoor(texts(pg_hba)) !== undefined;
}

/** Whether the operator integrates a Pooler by itself: its role, its query, and the client certificate, which the operator signs. */
export function isIntegratedPooler(pooler: Manifest): boolean {
  const { authQuery, authQuerySecret, serverTLSSecret } = record(at(pooler, 'spec.pgbouncer'));
  return !text(authQuery) && !text(record(authQuerySecret).name) && !text(record(serverTLSSecret).name);
}

function load(pooler: Manifest): number {
  const size = poolerNumber(pooler, 'default_pool_size') + poolerNumber(pooler, 'reserve_pool_size');
  const most = poolerNumber(pooler, 'max_db_connections') || Number.POSITIVE_INFINITY;
  return Math.min(size, most) * instancesOf(pooler);
}
