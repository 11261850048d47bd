import type { Client } from 'pg';
import { list, record, text } from '../../manifests/object/manifest';
import { quoteIdentifier, quoteLiteral } from '../../values/postgres/sql';
import { hasExtension } from '../postgres/fit-to-build';
import type { Note } from '../postgres/note';
import type { PostgresServer } from '../postgres/server';

type Spec = Readonly<Record<string, unknown>>;

/** Options of CREATE DATABASE that a database keeps for life. */
const AT_CREATION = [
  ['template', 'TEMPLATE', quoteIdentifier],
  ['encoding', 'ENCODING', quoteLiteral],
  ['locale', 'LOCALE', quoteLiteral],
  ['localeProvider', 'LOCALE_PROVIDER', quoteIdentifier],
  ['localeCollate', 'LC_COLLATE', quoteLiteral],
  ['localeCType', 'LC_CTYPE', quoteLiteral],
  ['icuLocale', 'ICU_LOCALE', quoteLiteral],
  ['icuRules', 'ICU_RULES', quoteLiteral],
  ['builtinLocale', 'BUILTIN_LOCALE', quoteLiteral],
  ['collationVersion', 'COLLATION_VERSION', quoteLiteral],
] as const;

/** Makes databases what the Database objects declare; what is left out comes back. */
export async function reconcileDatabases(
  server: PostgresServer,
  native: string,
  databases: readonly Spec[],
): Promise<Note[]> {
  const notes: Note[] = [];
  const client = await server.connect();
  for (const database of databases) {
    const name = String(database.name);
    if (database.ensure === 'absent') {
      await client.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`);
      continue;
    }
    await reconcileDatabase(client, name, database);
    const inside = await server.connect(name);
    await reconcileSchemas(inside, list(database.schemas).map(record));
    notes.push(...(await reconcileExtensions(inside, native, name, list(database.extensions).map(record))));
    await inside.end();
    // Last: nobody may connect to a database that allows it no more.
    await client.query(
      `ALTER DATABASE ${quoteIdentifier(name)} ALLOW_CONNECTIONS ${database.allowConnections !== false}`,
    );
    for (const field of ['fdws', 'servers'].filter((each) => list(database[each]).length > 0)) {
      notes.push({ what: `${field} of database ${name}`, why: 'they lead to servers of the cluster' });
    }
  }
  await client.end();
  return notes;
}

/** @returns whether the database was made */
export async function ensureDatabase(client: Client, name: string, owner: string, options = ''): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) {
    await client.query(`CREATE DATABASE ${quoteIdentifier(name)} OWNER ${quoteIdentifier(owner)}${options}`);
  }
  return rowCount === 0;
}

/** Extensions that CNPG makes in every database as soon as their library is loaded. */
export async function createManagedExtensions(server: PostgresServer, libraries: readonly string[]): Promise<void> {
  if (!libraries.includes('pg_stat_statements')) return;
  const client = await server.connect();
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE datallowconn AND NOT datistemplate',
  );
  await client.end();
  for (const { name } of rows) {
    const inside = await server.connect(name);
    await inside.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await inside.end();
  }
}

async function reconcileDatabase(client: Client, name: string, database: Spec): Promise<void> {
  const options = AT_CREATION.flatMap(([field, keyword, quote]) => {
    const value = text(database[field]);
    return value === undefined ? [] : [` ${keyword} ${quote(value)}`];
  });
  const owner = text(database.owner) ?? 'postgres';
  const made = await ensureDatabase(client, name, owner, options.join(''));
  const alter = `ALTER DATABASE ${quoteIdentifier(name)}`;
  if (!made) await client.query(`${alter} OWNER TO ${quoteIdentifier(owner)}`);
  await client.query(
    `${alter} IS_TEMPLATE ${database.isTemplate === true} CONNECTION LIMIT ${Number(database.connectionLimit ?? -1)}`,
  );
  await client.query(`${alter} ALLOW_CONNECTIONS true`);
}

async function reconcileSchemas(client: Client, schemas: readonly Spec[]): Promise<void> {
  for (const { name, owner, ensure } of schemas) {
    const schema = quoteIdentifier(String(name));
    if (ensure === 'absent') {
      await client.query(`DROP SCHEMA IF EXISTS ${schema}`);
      continue;
    }
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    if (text(owner)) await client.query(`ALTER SCHEMA ${schema} OWNER TO ${quoteIdentifier(String(owner))}`);
  }
}

async function reconcileExtensions(
  client: Client,
  native: string,
  database: string,
  extensions: readonly Spec[],
): Promise<Note[]> {
  const notes: Note[] = [];
  for (const { name, version, schema, ensure } of extensions) {
    const extension = quoteIdentifier(String(name));
    const what = `extension ${String(name)} of database ${database}`;
    if (ensure === 'absent') {
      await client.query(`DROP EXTENSION IF EXISTS ${extension}`);
      continue;
    }
    if (!hasExtension(native, String(name))) {
      notes.push({ what, why: "npm's build of PostgreSQL does not have it" });
      continue;
    }
    const wanted = text(version) || undefined;
    const isThere = wanted !== undefined && (await hasVersion(client, String(name), wanted));
    if (wanted !== undefined && !isThere) {
      notes.push({ what: `${what}, version`, value: wanted, why: 'this PostgreSQL has another' });
    }
    const place = text(schema) ? ` SCHEMA ${quoteIdentifier(String(schema))}` : '';
    const release = isThere ? ` VERSION ${quoteLiteral(wanted)}` : '';
    await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension}${place}${release}`);
    if (isThere) await client.query(`ALTER EXTENSION ${extension} UPDATE TO ${quoteLiteral(wanted)}`);
  }
  return notes;
}

async function hasVersion(client: Client, name: string, version: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM pg_available_extension_versions WHERE name = $1 AND version = $2',
    [name, version],
  );
  return rowCount !== 0;
}
