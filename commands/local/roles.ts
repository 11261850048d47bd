import type { Client } from 'pg';
import { list, record, text } from '../../manifests/object/manifest';
import { quoteIdentifier, quoteLiteral } from '../../values/postgres/sql';

type Spec = Readonly<Record<string, unknown>>;

/** The password of every role that has one in the cluster. The server listens on 127.0.0.1 alone. */
export const LOCAL_PASSWORD = 'local';

const ATTRIBUTES = [
  ['superuser', 'SUPERUSER'],
  ['createdb', 'CREATEDB'],
  ['createrole', 'CREATEROLE'],
  ['login', 'LOGIN'],
  ['replication', 'REPLICATION'],
  ['bypassrls', 'BYPASSRLS'],
] as const;

/** Makes the roles what they are declared to be; all are there before any becomes a member of another. */
export async function reconcileRoles(client: Client, roles: readonly Spec[]): Promise<void> {
  for (const role of roles) {
    const name = String(role.name);
    if (role.ensure === 'absent') await client.query(`DROP ROLE IF EXISTS ${quoteIdentifier(name)}`);
    else await reconcileRole(client, name, role);
  }
  for (const role of roles) {
    if (role.ensure !== 'absent') await reconcileMemberships(client, String(role.name), list(role.inRoles).map(String));
  }
}

/** A role that may log in with the local password, as CNPG makes the owner of the application database. */
export async function reconcileOwner(client: Client, owner: string): Promise<void> {
  await ensureRole(client, owner);
  await client.query(`ALTER ROLE ${quoteIdentifier(owner)} PASSWORD ${quoteLiteral(LOCAL_PASSWORD)}`);
}

/** @returns whether the role was made */
export async function ensureRole(client: Client, name: string, attributes = 'LOGIN'): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${quoteIdentifier(name)} ${attributes}`);
  return rowCount === 0;
}

async function reconcileRole(client: Client, name: string, role: Spec): Promise<void> {
  await ensureRole(client, name, '');
  const { connectionLimit = -1, inherit = true, validUntil, comment } = role;
  const attributes = [
    ...ATTRIBUTES.map(([field, keyword]) => (role[field] === true ? keyword : `NO${keyword}`)),
    inherit === false ? 'NOINHERIT' : 'INHERIT',
    `CONNECTION LIMIT ${Number(connectionLimit)}`,
    `VALID UNTIL ${quoteLiteral(text(validUntil) ?? 'infinity')}`,
    ...passwordOf(role),
  ];
  await client.query(`ALTER ROLE ${quoteIdentifier(name)} ${attributes.join(' ')}`);
  await client.query(`COMMENT ON ROLE ${quoteIdentifier(name)} IS ${quoteLiteral(text(comment) ?? '')}`);
}

function passwordOf(role: Spec): string[] {
  if (role.disablePassword === true) return ['PASSWORD NULL'];
  return record(role.passwordSecret).name === undefined ? [] : [`PASSWORD ${quoteLiteral(LOCAL_PASSWORD)}`];
}

async function reconcileMemberships(client: Client, name: string, declared: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ role: string }>(
    `SELECT granted.rolname AS role FROM pg_auth_members JOIN pg_roles granted ON granted.oid = roleid
      JOIN pg_roles member ON member.oid = member WHERE member.rolname = $1`,
    [name],
  );
  const present = rows.map(({ role }) => role);
  const member = quoteIdentifier(name);
  for (const role of declared.filter((each) => !present.includes(each))) {
    await client.query(`GRANT ${quoteIdentifier(role)} TO ${member}`);
  }
  for (const role of present.filter((each) => !declared.includes(each))) {
    await client.query(`REVOKE ${quoteIdentifier(role)} FROM ${member}`);
  }
}
