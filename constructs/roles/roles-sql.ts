import { dollarQuote, quoteArray, quoteIdentifier, quoteLiteral } from '../../values/postgres/sql';
import { serverDatabasesSql } from './server-databases';

/** What the roles of one database may do in it. */
export interface RoleGrants {
  /** Role that owns the database and makes its tables. */
  readonly owner: string;
  /** Role that reads and writes rows. */
  readonly runtime: string;
  /** Role that reads rows. @default - there is none */
  readonly readOnly?: string;
  /** Role that watches the server and sees no rows. @default - there is none */
  readonly operations?: string;
  /** Schemas with the application's tables; those other than `public` are made. */
  readonly schemas: readonly string[];
}

/**
 * The grants of a database's roles. It can run again, as superuser or as the owner, and touches only what the owner owns.
 *
 * CNPG runs it as superuser at the end of initdb, long before the operator makes the managed roles: a role that is granted something must
 * be there, so the script makes it, without login and password. When the cluster is up the operator finds the role, and alters it to what
 * `managed.roles` says: login, password, limits, memberships.
 */
export function rolesSql(grants: RoleGrants): string {
  const { owner, runtime, readOnly, operations } = grants;
  const readers = [runtime, readOnly].filter((role) => role !== undefined);
  const all = [...readers, operations].filter((role) => role !== undefined);
  return (
    [
      makeRoles([owner, ...all]),
      database(all),
      `-- Functions may be called by everybody unless this is taken back, and only for all schemas at once.
ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdentifier(owner)} REVOKE EXECUTE ON ROUTINES FROM PUBLIC;`,
      ...grants.schemas.map((name) => schema(name, grants, readers)),
      existingObjects(grants, readers),
      superuserRolesSql(grants),
    ].join('\n\n') + '\n'
  );
}

/** The part of {@link rolesSql} that only a superuser can do: whoever runs it as the owner changes nothing. */
export function superuserRolesSql({ owner, runtime }: Pick<RoleGrants, 'owner' | 'runtime'>): string {
  return [largeObjects([owner, runtime]), serverDatabasesSql()].join('\n\n');
}

/** What is needed where the application itself connects as the owner: nobody else comes in, and nobody makes objects in `public`. */
export function privateDatabaseSql(owner: string, connecting: readonly string[]): string {
  return `${[
    makeRoles([owner, ...connecting]),
    database([owner, ...connecting]),
    `-- Everybody may make objects in it up to PostgreSQL 14, and look names up in it to this day.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO ${quoteIdentifier(owner)};`,
    serverDatabasesSql(),
  ].join('\n\n')}\n`;
}

function makeRoles(roles: readonly string[]): string {
  return `-- Without login: the operator finds them and gives them login and password.
DO ${dollarQuote(`
DECLARE
  wanted pg_catalog.name;
BEGIN
  FOREACH wanted IN ARRAY ${quoteArray(roles, 'name')} LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted);
    IF NOT (SELECT rolsuper OR rolcreaterole FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
      RAISE EXCEPTION 'role % does not exist', pg_catalog.quote_ident(wanted)
        USING ERRCODE = 'undefined_object', HINT = 'Apply the Cluster first: the operator makes its managed roles.';
    END IF;
    EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', wanted);
  END LOOP;
END
`)};`;
}

/** CNPG's exporter logs in as a member of pg_monitor since 1.28.3: without CONNECT it would collect nothing. */
function database(roles: readonly string[]): string {
  return `-- Everybody may connect and make temporary tables unless this is taken back.
DO ${dollarQuote(`
BEGIN
  EXECUTE pg_catalog.format('REVOKE ALL ON DATABASE %I FROM PUBLIC', pg_catalog.current_database());
  EXECUTE pg_catalog.format(${quoteLiteral(`GRANT CONNECT ON DATABASE %I TO ${['pg_monitor', ...roles].map(forFormat).join(', ')}`)}, pg_catalog.current_database());
END
`)};`;
}

function schema(name: string, { owner, runtime }: RoleGrants, readers: readonly string[]): string {
  const [it, of, to] = [quoteIdentifier(name), quoteIdentifier(owner), readers.map(quoteIdentifier).join(', ')];
  const defaults = `ALTER DEFAULT PRIVILEGES FOR ROLE ${of} IN SCHEMA ${it} GRANT`;
  return [
    ...(name === 'public' ? [] : [`CREATE SCHEMA IF NOT EXISTS ${it} AUTHORIZATION ${of};`]),
    `REVOKE ALL ON SCHEMA ${it} FROM PUBLIC;`,
    `GRANT USAGE, CREATE ON SCHEMA ${it} TO ${of};`,
    `GRANT USAGE ON SCHEMA ${it} TO ${to};`,
    '-- No TRUNCATE, which row level security does not hold back, no REFERENCES, no TRIGGER.',
    `${defaults} SELECT ON TABLES TO ${to};`,
    `${defaults} INSERT, UPDATE, DELETE ON TABLES TO ${quoteIdentifier(runtime)};`,
    `${defaults} USAGE ON SEQUENCES TO ${quoteIdentifier(runtime)};`,
    `${defaults} EXECUTE ON ROUTINES TO ${to};`,
  ].join('\n');
}

/** Functions of the server itself, in a database each. */
function largeObjects(writers: readonly string[]): string {
  const functions = 'pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea)';
  return `-- Everybody may make large objects.
DO ${dollarQuote(`
BEGIN
  IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    REVOKE EXECUTE ON FUNCTION ${functions} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${functions} TO ${writers.map(quoteIdentifier).join(', ')};
  END IF;
END
`)};`;
}

/** The same for what is there already. Objects of others, such as extensions' views, are not the owner's to grant. */
function existingObjects({ owner, runtime, schemas }: RoleGrants, readers: readonly string[]): string {
  const to = readers.map(forFormat).join(', ');
  const grant = (text: string) => `EXECUTE pg_catalog.format(${quoteLiteral(text)}, found.schema, found.name);`;
  const inSchemas = `n.nspname = ANY (${quoteArray(schemas, 'name')})
      AND r.rolname = ${quoteLiteral(owner)}`;
  return `DO ${dollarQuote(`
DECLARE
  found pg_catalog.record;
BEGIN
  FOR found IN
    SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND ${inSchemas}
  LOOP
    IF found.kind = 'S' THEN
      ${grant(`GRANT USAGE ON SEQUENCE %I.%I TO ${forFormat(runtime)}`)}
    ELSE
      ${grant(`GRANT SELECT ON TABLE %I.%I TO ${to}`)}
      ${grant(`GRANT INSERT, UPDATE, DELETE ON TABLE %I.%I TO ${forFormat(runtime)}`)}
    END IF;
  END LOOP;
  FOR found IN
    SELECT p.oid::pg_catalog.regprocedure AS name
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_catalog.pg_roles r ON r.oid = p.proowner
    WHERE ${inSchemas}
  LOOP
    EXECUTE pg_catalog.format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', found.name);
    EXECUTE pg_catalog.format(${quoteLiteral(`GRANT EXECUTE ON ROUTINE %s TO ${to}`)}, found.name);
  END LOOP;
END
`)};`;
}

/** An identifier inside a format string, where a percent sign has a meaning. */
function forFormat(name: string): string {
  return quoteIdentifier(name).replaceAll('%', '%%');
}
