import { wholeNumber } from '../../values/text/invalid-value';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { OBJECT_KEYS } from '../base/object-metadata';
import { ACCESS_KEYS, type DatabaseAccess, databaseRolesSql } from './database-roles';
import { PRIVATE_KEYS, type PrivateDatabaseAccess, privateDatabaseScript } from './private-database';
import { superuserRolesSql } from './roles-sql';
import { serverDatabasesSql } from './server-databases';
import { completeTenancy, TENANCY_KEYS, type Tenancy } from './tenancy';
import { ownerSql, superuserSql } from './tenancy-sql';

/** Options of {@link accessMigrations}. */
export interface AccessMigrationsOptions {
  /** Number of the first migration. @default 1 */
  readonly first?: number;
  /** Roles of the database; the Cluster with its managed roles must be applied before. @default - no migration of roles */
  readonly roles?: DatabaseAccess;
  /** Nothing but what is taken back from everybody, where the application connects as the owner. Not with `roles`, which do it too. @default - no migration of it */
  readonly privateDatabase?: PrivateDatabaseAccess;
  /** Row level security. @default - no migration of it */
  readonly tenancy?: Tenancy;
}

const AS_OWNER =
  '-- As the owner of the database, in one transaction: psql -1 -f, or a migration tool. It can run again.';
const AS_SUPERUSER =
  '-- As superuser, in one transaction, after the migrations of the owner: kubectl cnpg psql <cluster> -- <database> -1 -f -. It can run again.';

/** With those of the constructs, whose props may be given as they are. */
const MIGRATIONS_KEYS: Keys<AccessMigrationsOptions> = {
  first: true,
  roles: { ...OBJECT_KEYS, ...ACCESS_KEYS },
  privateDatabase: { ...OBJECT_KEYS, ...PRIVATE_KEYS },
  tenancy: { ...OBJECT_KEYS, ...TENANCY_KEYS },
};

/**
 * The same as the scripts of a new cluster, for a database that exists: CNPG never runs a script in it. Numbered files for the tool that
 * runs the application's migrations, and in the folder `superuser` what a person must run who is one, once.
 *
 * @returns the text of each file, by its path
 * @throws InputError as {@link RowLevelSecurity} does; InvalidValueError for a number that is not from 1 to 9999
 */
export function accessMigrations(options: AccessMigrationsOptions): Readonly<Record<string, string>> {
  checkKeys('accessMigrations', options, MIGRATIONS_KEYS);
  let next = wholeNumber('first', options.first ?? 1, 1, 9998);
  const number = () => String(next++).padStart(4, '0');
  const files: Record<string, string> = {};
  const add = (what: string, ofOwner: string, ofSuperuser: string) => {
    const name = `${number()}_${what}.sql`;
    files[name] = `${AS_OWNER}\n\n${ofOwner}`;
    files[`superuser/${name}`] = `${AS_SUPERUSER}\n\n${ofSuperuser}`;
  };
  const { roles, privateDatabase } = options;
  if (roles !== undefined) {
    const ofSuperuser = superuserRolesSql({ owner: roles.owner, runtime: roles.runtime.name });
    add('database_roles', databaseRolesSql('accessMigrations', roles), `${ofSuperuser}\n`);
  }
  if (privateDatabase !== undefined) {
    add('private_database', privateDatabaseScript('accessMigrations', privateDatabase), `${serverDatabasesSql()}\n`);
  }
  if (options.tenancy !== undefined) {
    const tenancy = completeTenancy('accessMigrations', options.tenancy);
    add('row_level_security', ownerSql(tenancy), superuserSql(tenancy));
  }
  return files;
}
