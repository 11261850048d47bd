import { quoteIdentifier } from '../../values/postgres/sql';
import { leaksFunction } from './leaks-function';
import { newTablesTrigger, protectTablesFunction } from './row-protection';
import type { CompleteTenancy } from './tenancy';
import { currentTenantFunction } from './tenant-function';

/**
 * What the owner of the tables can do by himself; it can run again. All of it belongs to the owner, who can switch row level security off
 * anyway: a role that could do more than he can would be one more to guard.
 */
export function ownerSql(tenancy: CompleteTenancy): string {
  return `CREATE SCHEMA IF NOT EXISTS tenancy;
GRANT USAGE ON SCHEMA tenancy TO PUBLIC;

${currentTenantFunction(tenancy)}

${protectTablesFunction(tenancy)}

${leaksFunction(tenancy)}

SELECT tenancy.protect_tables();
`;
}

/** What needs a superuser; it can run again, after the owner's part. */
export function superuserSql(tenancy: CompleteTenancy): string {
  return `${newTablesTrigger(tenancy)}
`;
}

/** Both parts for the superuser that CNPG runs scripts as at the end of initdb, in the empty application database. */
export function bootstrapSql(tenancy: CompleteTenancy): string {
  return `SET ROLE ${quoteIdentifier(tenancy.owner)};

${ownerSql(tenancy)}
RESET ROLE;

${superuserSql(tenancy)}`;
}
