import { at, type Manifest, record, text } from '../object/manifest';
import { countParameter } from '../postgres/server-parameters';
import { instancesOf } from './cluster-traits';

/** The connections that Poolers may open together, for one pair of user and database. */
export function connectionsOf(poolers: readonly Manifest[]): number {
  return poolers.map(load).reduce((sum, each) => sum + each, 0);
}

/** What `max_connections` of a Cluster leaves for clients after the reserved ones; undefined where it cannot be read. */
export function freeConnectionsOf(cluster: Manifest): number | undefined {
  const limit = countParameter(cluster, 'max_connections');
  if (limit === undefined) return undefined;
  const reserved = ['superuser_reserved_connections', 'reserved_connections'].map(
    (name) => countParameter(cluster, name) ?? 0,
  );
  return limit - reserved.reduce((sum, each) => sum + each, 0);
}

function load(pooler: Manifest): number {
  const parameters = record(at(pooler, 'spec.pgbouncer.parameters'));
  const number = (name: string, fallback: number) => {
    const value = text(parameters[name]) ?? '';
    return /^\d+$/.test(value) ? Number(value) : fallback;
  };
  const size = number('default_pool_size', 20) + number('reserve_pool_size', 0);
  const most = number('max_db_connections', 0) || Number.POSITIVE_INFINITY;
  return Math.min(size, most) * instancesOf(pooler);
}
