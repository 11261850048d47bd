import { applicationSecretName } from '../../values/cnpg/derived-names';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { dependentsOf } from '../object/references';
import { rolesOf } from './database-roles';

const METHODS = ['initdb', 'recovery', 'pg_basebackup'] as const;
/** Fields of initdb with SQL; each has a sibling `…Refs` that names ConfigMaps and Secrets. */
export const BOOTSTRAP_SQL = ['postInitSQL', 'postInitTemplateSQL', 'postInitApplicationSQL'] as const;

/** The application database of a Cluster and its owner. CNPG fills in what is missing. */
export interface BootstrapDatabase {
  readonly method: (typeof METHODS)[number];
  readonly database: string;
  readonly owner: string;
  /** The Secret given in place of the one that CNPG makes. */
  readonly secret: string | undefined;
}

export function applicationDatabaseOf(cluster: Manifest): BootstrapDatabase {
  const bootstrap = record(at(cluster, 'spec.bootstrap'));
  const method = METHODS.find((each) => bootstrap[each] !== undefined && bootstrap[each] !== null) ?? 'initdb';
  const { database, owner, secret } = record(bootstrap[method]);
  const name = text(database) || 'app';
  return { method, database: name, owner: text(owner) || name, secret: text(record(secret).name) };
}

/** Name of the Secret with the owner's password: the given one, or the one that CNPG makes. */
export function applicationSecretOf(cluster: Manifest): string {
  return applicationDatabaseOf(cluster).secret ?? applicationSecretName(String(cluster.metadata.name));
}

/** Whether the instances start empty, so that the manifests show which roles and databases exist. */
function isEmptyAtFirst(cluster: Manifest): boolean {
  if (applicationDatabaseOf(cluster).method !== 'initdb') return false;
  const initdb = record(at(cluster, 'spec.bootstrap.initdb'));
  const has = (field: unknown) => field !== undefined && field !== null;
  return !has(initdb.import) && !BOOTSTRAP_SQL.some((key) => list(initdb[key]).length > 0 || has(initdb[`${key}Refs`]));
}

/** The roles of a Cluster; undefined if they may come from elsewhere: a backup, an import, SQL. */
export function knownRolesOf(cluster: Manifest, index: Index): ReadonlySet<string> | undefined {
  if (!isEmptyAtFirst(cluster)) return undefined;
  const declared = rolesOf(cluster, index).filter(({ role, name }) => role.ensure !== 'absent' && name !== '');
  const names = declared.map(({ name }) => name);
  return new Set(['postgres', 'streaming_replica', applicationDatabaseOf(cluster).owner, ...names]);
}

/** The databases of a Cluster; undefined if they may come from elsewhere. */
export function knownDatabasesOf(cluster: Manifest, index: Index): ReadonlySet<string> | undefined {
  if (!isEmptyAtFirst(cluster)) return undefined;
  const objects = dependentsOf(Kind.DATABASE, cluster, index).flatMap((object) => text(at(object, 'spec.name')) ?? []);
  return new Set(['postgres', 'template1', applicationDatabaseOf(cluster).database, ...objects]);
}
