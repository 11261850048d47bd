import type { Construct } from 'constructs';
import { Duration } from '../../values/time/duration';
import { InputError } from '../base/input-error';
import { hasService } from '../gitops/platform';
import { type Bootstrap, initdb, type SqlReference } from '../postgres/bootstrap';
import type { AccessMigrationsOptions } from '../roles/access-migrations';
import { type AccessRole, type DatabaseAccess, DatabaseRoles } from '../roles/database-roles';
import { PrivateDatabase } from '../roles/private-database';
import { RowLevelSecurity } from '../roles/row-level-security';
import { RotatedCredentials } from '../secrets/rotation';
import { Secret } from '../secrets/secret';
import type { DeclaredRole, ProductionDatabaseProps } from './production-database-props';

type Declared = Pick<ProductionDatabaseProps, 'name' | 'database' | 'access' | 'platform'>;

/** Who comes to the database of a site. */
export interface SiteAccess {
  /** With the scripts and the owner's credentials. */
  readonly bootstrap: Bootstrap;
  /** @default - the API is the owner */
  readonly roles?: DatabaseRoles;
  /** @default - there are no tenants */
  readonly tenants?: RowLevelSecurity;
  /** Passwords that change by themselves. */
  readonly credentials: readonly RotatedCredentials[];
}

/** How often passwords change. */
const INTERVAL = Duration.days(30);

/** Name of the cluster of an application. */
export function clusterNameFor({ name, database }: Pick<Declared, 'name' | 'database'>): string {
  return database.name ?? `${name}-db`;
}

/** How it comes into being, without what `access` adds. */
export function bootstrapOf({ name, database }: Pick<Declared, 'name' | 'database'>): Bootstrap {
  return database.bootstrap ?? initdb({ database: name.replaceAll('-', '_'), owner: 'app' });
}

/**
 * Roles, tenants and passwords of one site.
 * @param cluster - name of the site's Cluster
 * @param serving - name of the Cluster that the owner's credentials lead to
 */
export function addAccess(folder: Construct, props: Declared, cluster: string, serving: string): SiteAccess {
  if (props.access === false) return { bootstrap: bootstrapOf(props), credentials: [] };
  const { runtime, readOnly, operations, connecting } = props.access ?? {};
  const lonely = runtime === undefined && (readOnly ?? operations);
  if (lonely)
    throw new InputError(folder, `access: role "${lonely.name}" is beside a role of the API; give \`runtime\``);
  if (runtime !== undefined && connecting !== undefined) {
    throw new InputError(
      folder,
      'access.connecting is for a database without roles; leave it out, or leave `runtime` out',
    );
  }
  const bootstrap = bootstrapOf(props);
  const { owner } = bootstrap;
  const declared = declaredRoles(props);
  const roles = declared && new DatabaseRoles(folder, 'Roles', { name: `${cluster}-roles`, ...declared });
  const { script } = roles ?? new PrivateDatabase(folder, 'Private', { name: `${cluster}-private`, owner, connecting });
  const tenancy = props.access?.tenancy;
  const tenants = tenancy && new RowLevelSecurity(folder, 'Tenants', { name: `${cluster}-tenants`, owner, ...tenancy });
  const rotated = addRotation(folder, props, { bootstrap, declared, cluster, serving });
  const [first] = rotated;
  const secret = bootstrap.secret ?? (roles === undefined ? first : undefined);
  return {
    bootstrap: withScripts({ ...bootstrap, ...(secret && { secret }) }, [script, ...(tenants ? [tenants.script] : [])]),
    roles,
    tenants,
    credentials: rotated,
  };
}

/** What a database that exists gets as migrations. */
export function migrationsOf(props: Declared): AccessMigrationsOptions {
  if (props.access === false) return {};
  const { tenancy, connecting } = props.access ?? {};
  const { owner } = bootstrapOf(props);
  const roles = declaredRoles(props);
  return {
    ...(roles ? { roles } : { privateDatabase: { owner, connecting } }),
    ...(tenancy && { tenancy: { owner, ...tenancy } }),
  };
}

function declaredRoles(props: Declared): DatabaseAccess | undefined {
  const { runtime, readOnly, operations, schemas } = props.access || {};
  if (runtime === undefined) return undefined;
  const named = (role: DeclaredRole, kind: string): AccessRole => ({
    ...role,
    password: role.password ?? Secret.fromSecretName(`${clusterNameFor(props)}-${kind}`),
  });
  return {
    owner: bootstrapOf(props).owner,
    runtime: named(runtime, 'runtime'),
    ...(readOnly && { readOnly: named(readOnly, 'readonly') }),
    ...(operations && { operations: named(operations, 'operations') }),
    ...(schemas && { schemas }),
  };
}

/** How often passwords change; false where nobody changes them. */
export function passwordRotation({ access, platform }: Pick<Declared, 'access' | 'platform'>) {
  if (access === false) return false;
  return access?.rotation ?? (hasService(platform, 'external-secrets') ? { interval: INTERVAL } : false);
}

interface Rotating {
  readonly bootstrap: Bootstrap;
  readonly declared: DatabaseAccess | undefined;
  readonly cluster: string;
  readonly serving: string;
}

/** Of the roles, or of the owner where there are none. */
function addRotation(
  folder: Construct,
  { access, platform }: Declared,
  { bootstrap, declared, cluster, serving }: Rotating,
): RotatedCredentials[] {
  const rotation = passwordRotation({ access, platform });
  if (rotation === false) return [];
  if (declared !== undefined) {
    return [declared.runtime, declared.readOnly, declared.operations]
      .filter((role) => role !== undefined)
      .map(
        ({ name: username, password }) =>
          new RotatedCredentials(folder, `Credentials-${username}`, { ...rotation, name: password.name, username }),
      );
  }
  const { database, owner: username, secret } = bootstrap;
  if (secret !== undefined) return [];
  const ofOwner = { ...rotation, name: `${cluster}-app`, username, for: { cluster: serving, database } };
  return [new RotatedCredentials(folder, 'Credentials', ofOwner)];
}

/** A database that has data has its own; there, they are migrations. */
function withScripts(bootstrap: Bootstrap, scripts: readonly SqlReference[]): Bootstrap {
  if (bootstrap.method !== 'initdb') return bootstrap;
  const { applicationSql } = bootstrap;
  return {
    ...bootstrap,
    applicationSql: { ...applicationSql, scripts: [...scripts, ...(applicationSql?.scripts ?? [])] },
  };
}
