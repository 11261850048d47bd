import { Construct } from 'constructs';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { OBJECT_KEYS, type ObjectProps } from '../base/object-metadata';
import type { SqlReference } from '../postgres/bootstrap';
import { SqlScript } from './sql-script';
import { completeTenancy, TENANCY_KEYS, type Tenancy } from './tenancy';
import { bootstrapSql } from './tenancy-sql';

/** Props of {@link RowLevelSecurity}: the name is that of the ConfigMap. */
export interface RowLevelSecurityProps extends ObjectProps, Tenancy {}

const RLS_KEYS: Keys<RowLevelSecurityProps> = { ...OBJECT_KEYS, ...TENANCY_KEYS };

/**
 * Rows of many tenants in one database, of which a session sees and changes those of its tenant alone: `SET LOCAL app.tenant_id = '…'` at
 * the beginning of each transaction. Without a valid setting there are no rows, and none can be written.
 *
 * The owner of the tables is bound, too; superusers and roles with BYPASSRLS never are. What PostgreSQL's row level security cannot hold
 * back is listed by `SELECT * FROM tenancy.leaks()`, and described in docs/tenants.md.
 *
 * The script runs once, in a new cluster, and installs an event trigger that protects tables as migrations make them. For a database that
 * exists, {@link accessMigrations} has the same as a migration.
 * @see https://www.postgresql.org/docs/current/ddl-rowsecurity.html
 */
export class RowLevelSecurity extends Construct {
  /** For `applicationSql.scripts` of `initdb`, after that of {@link DatabaseRoles}. */
  readonly script: SqlReference;

  /** @throws InputError for names without meaning, and a table that is both a tenant's and shared. */
  constructor(scope: Construct, id: string, props: RowLevelSecurityProps) {
    super(scope, id);
    checkKeys(this, props, RLS_KEYS);
    const sql = bootstrapSql(completeTenancy(this, props));
    this.script = new SqlScript(this, 'Script', { ...props, sql }).reference;
  }
}
