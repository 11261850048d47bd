import { Construct, type IConstruct } from 'constructs';
import { wholeNumber } from '../../values/text/invalid-value';
import type { Keys } from '../../values/text/keys';
import type { Instant } from '../../values/time/instant';
import { checkKeys } from '../base/check-keys';
import { InputError, located } from '../base/input-error';
import { OBJECT_KEYS, type ObjectProps } from '../base/object-metadata';
import type { SqlReference } from '../postgres/bootstrap';
import { credentialsIn } from '../postgres/cluster-reference';
import type { Credentials } from '../postgres/connection';
import { checkRoleName } from '../postgres/identifiers';
import type { RoleProps } from '../postgres/role';
import { type ISecret, SECRET_KEYS } from '../secrets/secret';
import { checkSchemas, checkSqlName } from './names';
import { rolesSql } from './roles-sql';
import { SqlScript } from './sql-script';

/** A role that somebody logs in as. */
export interface AccessRole {
  /** Name of the role; unique in the whole cluster, not only in its database. */
  readonly name: string;
  /**
   * Secret of type `kubernetes.io/basic-auth` with this role's `username` and `password`. With the label `cnpg.io/reload: "true"` the
   * operator takes a new password at once.
   */
  readonly password: ISecret;
  /**
   * How many connections it may have at a time, -1 for any number. Through a pooler: at least the pool's size times its instances.
   * @default -1
   */
  readonly connectionLimit?: number;
  /** Instant after which the password is refused. @default - never */
  readonly validUntil?: Instant;
}

/** Which of the roles of a database. */
export type DatabaseRoleKind = 'runtime' | 'readOnly' | 'operations';

/** The roles of a database: who owns it, and who comes to it for what. */
export interface DatabaseAccess {
  /** Owner of the database, for migrations alone: the application must not log in as it. Its credentials are in `<cluster>-app`. */
  readonly owner: string;
  /** The application: reads and writes rows, owns nothing, is bound by row level security. */
  readonly runtime: AccessRole;
  /** Reports and people: reads rows, bound by row level security. @default - none */
  readonly readOnly?: AccessRole;
  /**
   * Operations: sees activity and statistics and may cancel queries; sees no rows of tables, though values in the text of other sessions'
   * queries. @default - none
   */
  readonly operations?: AccessRole;
  /** Schemas with the application's tables; those other than `public` are made. @default ['public'] */
  readonly schemas?: readonly string[];
}

/** Props of {@link DatabaseRoles}: the name is that of the ConfigMap. */
export interface DatabaseRolesProps extends ObjectProps, DatabaseAccess {}

const ACCESS_ROLE_KEYS: Keys<AccessRole> = {
  name: true,
  password: SECRET_KEYS,
  connectionLimit: true,
  validUntil: true,
};
/** Keys of {@link DatabaseAccess}. */
export const ACCESS_KEYS: Keys<DatabaseAccess> = {
  owner: true,
  runtime: ACCESS_ROLE_KEYS,
  readOnly: ACCESS_ROLE_KEYS,
  operations: ACCESS_ROLE_KEYS,
  schemas: true,
};

/**
 * The roles of one database, each with the least that it needs; what PostgreSQL gives to everybody is taken back.
 *
 * ```ts
 * const access = new DatabaseRoles(folder, 'Roles', { name: 'orders-db-roles', owner: 'app', runtime: { name: 'app_runtime', password } });
 * const cluster = new PostgresCluster(folder, 'Database', {
 *   ...database,
 *   roles: access.roles,
 *   bootstrap: initdb({ database: 'orders', owner: 'app', applicationSql: { scripts: [access.script] } }),
 * });
 * new ApiDeployment(folder, 'Api', { ...api, database: cluster.connect({ credentials: access.credentials('runtime') }) });
 * ```
 *
 * The script runs once, in a new cluster. For a database that exists, {@link accessMigrations} has the same as a migration.
 * @see https://www.postgresql.org/docs/current/ddl-priv.html
 */
export class DatabaseRoles extends Construct {
  /** Grants and default privileges, for `applicationSql.scripts` of `initdb`; before the script of row level security. */
  readonly script: SqlReference;
  /** For `roles` of the cluster. */
  readonly roles: readonly RoleProps[];
  readonly #access: DatabaseAccess;

  /** @throws InputError for names that are reserved, have no meaning, or are given twice. */
  constructor(scope: Construct, id: string, props: DatabaseRolesProps) {
    super(scope, id);
    checkKeys<DatabaseRolesProps>(this, props, { ...OBJECT_KEYS, ...ACCESS_KEYS });
    for (const role of rolesOf(props)) {
      checkRoleName(this, role.name);
      located(this, () => wholeNumber(`connectionLimit of "${role.name}"`, role.connectionLimit ?? -1, -1));
    }
    const sql = databaseRolesSql(this, props);
    this.#access = props;
    this.roles = [
      managed(props.runtime, 'Reads and writes rows'),
      ...(props.readOnly ? [managed(props.readOnly, 'Reads rows')] : []),
      ...(props.operations
        ? [{ ...managed(props.operations, 'Watches the server'), inRoles: ['pg_monitor', 'pg_signal_backend'] }]
        : []),
    ];
    this.script = new SqlScript(this, 'Script', { ...props, sql }).reference;
  }

  /** Where a role's name and password are, for `connect`. @throws InputError for a role that is not declared. */
  credentials(kind: DatabaseRoleKind): Credentials {
    const role = this.#access[kind];
    if (role !== undefined) return credentialsIn(role.password);
    throw new InputError(this, `credentials: no ${kind} role is declared; give \`${kind}\``);
  }
}

/** The grants as SQL. @throws InputError for names without meaning, and one that is given twice. */
export function databaseRolesSql(at: IConstruct | string, access: DatabaseAccess): string {
  const { owner, runtime, readOnly, operations, schemas } = access;
  const names = [owner, ...rolesOf(access).map(({ name }) => name)];
  for (const name of names) checkSqlName(at, 'role', name);
  checkSchemas(at, schemas);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new InputError(
      at,
      `role "${twice}" is given twice; owner, runtime, readOnly and operations are different roles`,
    );
  }
  return rolesSql({
    owner,
    runtime: runtime.name,
    readOnly: readOnly?.name,
    operations: operations?.name,
    schemas: schemas ?? ['public'],
  });
}

function rolesOf({ runtime, readOnly, operations }: DatabaseAccess): AccessRole[] {
  return [runtime, readOnly, operations].filter((role) => role !== undefined);
}

/** What is not said is not allowed: no BYPASSRLS, no CREATEROLE, no membership. */
function managed({ name, password, connectionLimit, validUntil }: AccessRole, comment: string): RoleProps {
  return { name, password, connectionLimit, validUntil, comment, login: true };
}
