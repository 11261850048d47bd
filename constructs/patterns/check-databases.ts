import type { Construct } from 'constructs';
import {
  applicationSecretName,
  authoritySecretName,
  serverSecretName,
  superuserSecretName,
} from '../../values/cnpg/derived-names';
import { HBA_DATABASE_KEYWORDS } from '../../values/postgres/pg-hba';
import { InputError } from '../base/input-error';
import { checkDatabaseName, checkRoleName } from '../postgres/identifiers';
import { bootstrapOf, clusterNameFor } from './declared-access';
import { databaseObjectName, owned } from './declared-databases';
import type { DeclaredRole, FurtherDatabase, ProductionDatabaseProps } from './production-database-props';

/**
 * Refuses further databases whose names mean something else already. A Database of the name of the application's own gives that to another
 * role, and the lines of pg_hba.conf that close it to all others come before those of its owner: owner and API are locked out.
 * @throws InputError
 */
export function checkDatabases(at: Construct, props: ProductionDatabaseProps): void {
  const { databases = [] } = props;
  databases.forEach((database, i) => {
    checkDatabaseName(at, database.name);
    const problem = nameProblem(props, database, databases.slice(0, i)) ?? ownerProblem(props, database);
    if (problem !== undefined) throw new InputError(at, `databases: ${problem}`, database.name);
    checkRoleName(at, database.owner ?? database.name);
  });
  const taken = secretsOf(props);
  for (const database of owned(props).filter(({ password }) => password === undefined)) {
    const secret = databaseObjectName(props, database);
    const whose = taken.get(secret);
    if (whose === undefined) continue;
    throw new InputError(
      at,
      `databases: the password of the owner of "${database.name}" would be in Secret ${secret}, which is that of ${whose}; give another name, or \`password\``,
      database.name,
    );
  }
}

function nameProblem(
  props: ProductionDatabaseProps,
  database: FurtherDatabase,
  before: readonly FurtherDatabase[],
): string | undefined {
  const { name } = database;
  if (HBA_DATABASE_KEYWORDS.includes(name)) return `"${name}" is a keyword of pg_hba.conf; give another name`;
  if (name === bootstrapOf(props).database && isTakenAway(props, database)) {
    const { owner } = bootstrapOf(props);
    const roles = accessRoles(props).map((role) => `'${role.name}'`);
    const all = roles.length === 0 ? '' : ` and connecting: [${roles.join(', ')}]`;
    return `"${name}" is the application's own database, which would be closed to its owner or its roles; give another name, or owner: '${owner}'${all} if it is about its extensions and schemas`;
  }
  const object = databaseObjectName(props, database);
  const twin = before.find((each) => databaseObjectName(props, each) === object);
  if (twin === undefined) return undefined;
  return twin.name === name
    ? `"${name}" is given twice; leave one out`
    : `"${name}" would be the object ${object}, as "${twin.name}" is; give another name`;
}

/** Whether a declaration of the application's own database shuts somebody out who works in it. */
function isTakenAway(
  props: ProductionDatabaseProps,
  { name, owner = name, connecting = [] }: FurtherDatabase,
): boolean {
  return owner !== bootstrapOf(props).owner || accessRoles(props).some((role) => !connecting.includes(role.name));
}

function accessRoles({ access }: ProductionDatabaseProps): DeclaredRole[] {
  const { runtime, readOnly, operations } = access || {};
  return [runtime, readOnly, operations].filter((role) => role !== undefined);
}

function ownerProblem(
  props: ProductionDatabaseProps,
  { name, owner, connecting = [] }: FurtherDatabase,
): string | undefined {
  if (connecting.includes('all')) return `connecting "all" of "${name}" is no role; name those that may connect`;
  const role = owner ?? name;
  if (role === 'all') return `owner "all" of "${name}" is a keyword of pg_hba.conf; give another role`;
  if (accessRoles(props).some((each) => each.name === role)) {
    return `the owner of "${name}" would be "${role}", a role of \`access\`, which owns nothing; give another ${owner ? 'owner' : 'name'}`;
  }
  return owner === undefined && role === bootstrapOf(props).owner
    ? `the owner of "${name}" would be "${role}", which owns the application's own database; give another name, or say owner: '${role}' if that is meant`
    : undefined;
}

/** Secrets of the operator, and those of the roles in `access`. */
function secretsOf(props: ProductionDatabaseProps): Map<string, string> {
  const cluster = clusterNameFor(props);
  const { runtime, readOnly, operations } = props.access || {};
  const roles = [
    ['runtime', runtime],
    ['readonly', readOnly],
    ['operations', operations],
  ] as const;
  return new Map([
    [applicationSecretName(cluster), "the application database's owner"],
    [superuserSecretName(cluster), 'postgres'],
    [authoritySecretName(cluster), "the cluster's certificate authority"],
    [serverSecretName(cluster), "the server's certificate"],
    ...roles.flatMap(([kind, role]) =>
      role !== undefined && role.password === undefined ? [[`${cluster}-${kind}`, `role "${role.name}"`] as const] : [],
    ),
  ]);
}
