import type { Construct } from 'constructs';
import { hbaName } from '../../values/postgres/pg-hba';
import type { PostgresCluster } from '../postgres/cluster';
import type { Database } from '../postgres/database';
import type { RoleProps } from '../postgres/role';
import { isTlsRequired } from '../postgres/tls';
import { RotatedCredentials } from '../secrets/rotation';
import { Secret } from '../secrets/secret';
import { bootstrapOf, clusterNameFor, passwordRotation } from './declared-access';
import type { FurtherDatabase, ProductionDatabaseProps } from './production-database-props';

/** Name of the object and of the owner's Secret: `shop-db-stock`. */
export function databaseObjectName(props: ProductionDatabaseProps, { name }: Pick<FurtherDatabase, 'name'>): string {
  return `${clusterNameFor(props)}-${name.replaceAll('_', '-')}`;
}

/** Those whose owner is a role of their own; of several with one owner, the first makes it. */
export function owned(props: ProductionDatabaseProps): FurtherDatabase[] {
  const known = new Set([bootstrapOf(props).owner, ...(props.database.roles ?? []).map(({ name }) => name)]);
  return (props.databases ?? []).filter(({ name, owner = name }) => !known.has(owner) && known.add(owner));
}

function passwordOf(props: ProductionDatabaseProps, database: FurtherDatabase) {
  return database.password ?? Secret.fromSecretName(databaseObjectName(props, database));
}

/** The owners of further databases, each with the password of its Secret. */
export function ownersOf(props: ProductionDatabaseProps): RoleProps[] {
  return owned(props).map((database) => ({
    name: database.owner ?? database.name,
    login: true,
    password: passwordOf(props, database),
  }));
}

/**
 * PostgreSQL lets every role connect to a new database, and nothing of the Database object takes that back: these lines do. They follow
 * those of the user, which are narrower. Each name is that of a role or a database, never a keyword.
 */
export function doorsOf({ databases = [], database: { tls } }: ProductionDatabaseProps): string[] {
  const type = isTlsRequired(tls) ? 'hostssl' : 'host';
  return databases.flatMap(({ name, owner = name, connecting = [] }) => [
    `${type} ${hbaName(name)} ${[owner, ...connecting].map(hbaName).join(',')} all scram-sha-256`,
    `host ${hbaName(name)} all all reject`,
  ]);
}

/** Adds the further databases, whose owners' passwords change as those of `access` do. */
export function addDatabases(props: ProductionDatabaseProps, cluster: PostgresCluster): Database[] {
  return (props.databases ?? []).map(({ password: _, connecting: __, name, owner = name, ...database }) =>
    cluster.addDatabase(`Database-${name}`, {
      ...database,
      name: databaseObjectName(props, { name }),
      database: name,
      owner,
    }),
  );
}

/** Passwords of owners that change, unless their Secrets are the user's. */
export function addOwnerCredentials(scope: Construct, props: ProductionDatabaseProps): RotatedCredentials[] {
  const rotation = passwordRotation(props);
  if (rotation === false) return [];
  return owned(props)
    .filter(({ password }) => password === undefined)
    .map((database) => {
      const username = database.owner ?? database.name;
      const name = databaseObjectName(props, database);
      return new RotatedCredentials(scope, `Credentials-${username}`, { ...rotation, name, username });
    });
}
