import { Construct, type IConstruct } from 'constructs';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { OBJECT_KEYS, type ObjectProps } from '../base/object-metadata';
import type { SqlReference } from '../postgres/bootstrap';
import { checkSqlName } from './names';
import { privateDatabaseSql } from './roles-sql';
import { SqlScript } from './sql-script';

/** Who comes to a database whose application connects as the owner. */
export interface PrivateDatabaseAccess {
  /** Owner of the database, as whom the application connects. */
  readonly owner: string;
  /** Further roles that may connect; what they may do there is granted by migrations. @default - none */
  readonly connecting?: readonly string[];
}

/** Props of {@link PrivateDatabase}: the name is that of the ConfigMap. */
export interface PrivateDatabaseProps extends ObjectProps, PrivateDatabaseAccess {}

/** Keys of {@link PrivateDatabaseAccess}. */
export const PRIVATE_KEYS: Keys<PrivateDatabaseAccess> = { owner: true, connecting: true };

/**
 * A database that is its owner's alone. PostgreSQL lets every role of the server connect to every database, make temporary tables in it
 * and, up to 14, any object in its schema `public`; this takes it back, and closes the server's own databases `postgres` and `template1`
 * to all but the operator, its exporter of metrics, replicas and poolers. {@link DatabaseRoles} does so too, and gives the application a
 * role that owns nothing, which is better where migrations and the application can be two.
 *
 * The script runs once, in a new cluster. For a database that exists, {@link accessMigrations} has the same as a migration.
 * @see https://www.postgresql.org/docs/current/ddl-priv.html
 */
export class PrivateDatabase extends Construct {
  /** For `applicationSql.scripts` of `initdb`. */
  readonly script: SqlReference;

  /** @throws InputError for names without meaning, and one that is given twice */
  constructor(scope: Construct, id: string, props: PrivateDatabaseProps) {
    super(scope, id);
    checkKeys<PrivateDatabaseProps>(this, props, { ...OBJECT_KEYS, ...PRIVATE_KEYS });
    this.script = new SqlScript(this, 'Script', { ...props, sql: privateDatabaseScript(this, props) }).reference;
  }
}

/** The statements. @throws InputError for names without meaning, and one that is given twice */
export function privateDatabaseScript(at: IConstruct | string, access: PrivateDatabaseAccess): string {
  const { owner, connecting = [] } = access;
  const names = [owner, ...connecting];
  for (const name of names) checkSqlName(at, 'role', name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new InputError(at, `role "${twice}" is given twice; the owner connects anyway`);
  return privateDatabaseSql(owner, connecting);
}
