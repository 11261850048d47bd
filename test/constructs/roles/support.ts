import type { Client } from 'pg';
import { type DatabaseAccess, DatabaseRoles } from '../../../constructs/roles/database-roles';
import { RowLevelSecurity } from '../../../constructs/roles/row-level-security';
import type { Tenancy } from '../../../constructs/roles/tenancy';
import { Secret } from '../../../constructs/secrets/secret';
import { quoteIdentifier } from '../../../values/postgres/sql';
import type { TestPostgres } from '../../support/postgres';
import { at, only, render } from '../support/render';

const role = (name: string) => ({ name, password: Secret.fromSecretName('a-secret') });

/** The roles of one test database; roles are global to a server, databases are not. */
export const ACCESS = {
  owner: 'app',
  runtime: role('app_runtime'),
  readOnly: role('app_readonly'),
  operations: role('app_operations'),
} as const satisfies DatabaseAccess;

export const TENANCY = { owner: 'app', type: 'uuid' } as const satisfies Tenancy;

export const ALPHA = 'aaaaaaaa-0000-4000-8000-000000000001';
export const BETA = 'bbbbbbbb-0000-4000-8000-000000000002';

/** The text that a cluster would be given, out of the ConfigMap. */
export function rolesScript(access: DatabaseAccess = ACCESS): string {
  return script(render((folder) => new DatabaseRoles(folder, 'Roles', { name: 'roles', ...access })));
}

export function tenancyScript(tenancy: Tenancy = TENANCY): string {
  return script(render((folder) => new RowLevelSecurity(folder, 'Tenants', { name: 'tenants', ...tenancy })));
}

function script(manifests: ReturnType<typeof render>): string {
  const text = (at(only(manifests, 'ConfigMap'), 'data') as Record<string, unknown>)['script.sql'];
  if (typeof text !== 'string') throw new Error('the ConfigMap has no script');
  return text;
}

/** A new database as CNPG makes it: initdb, scripts as superuser, and only then the operator, who lets the roles log in. */
export async function bootstrap(
  postgres: TestPostgres,
  database: string,
  { access = ACCESS, tenancy = TENANCY }: { access?: DatabaseAccess; tenancy?: Tenancy } = {},
): Promise<Client> {
  const superuser = await postgres.createDatabase(database, access.owner);
  await superuser.query(rolesScript(access));
  await superuser.query(tenancyScript(tenancy));
  await manageRoles(superuser, access);
  return superuser;
}

export async function manageRoles(superuser: Client, access: DatabaseAccess): Promise<void> {
  for (const managed of [access.runtime, access.readOnly, access.operations]) {
    if (managed !== undefined) await superuser.query(`ALTER ROLE ${quoteIdentifier(managed.name)} LOGIN NOBYPASSRLS`);
  }
  if (access.operations !== undefined) {
    await superuser.query(`GRANT pg_monitor, pg_signal_backend TO ${quoteIdentifier(access.operations.name)}`);
  }
}

/** Runs a query as an application should: one transaction, its tenant first, as a parameter. */
export async function asTenant(client: Client, tenant: string, ...statements: readonly string[]) {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenant]);
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    await client.query('COMMIT');
    return rows;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
