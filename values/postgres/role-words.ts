/** Attributes of a role, and the field that a managed role has for each. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  bypassrls: 'bypassrls: true',
  createdb: 'createdb: true',
  createrole: 'createrole: true',
  inherit: 'inherit: true',
  login: 'login: true',
  nobypassrls: 'bypassrls: false',
  nocreatedb: 'createdb: false',
  nocreaterole: 'createrole: false',
  noinherit: 'inherit: false',
  nologin: 'login: false',
  noreplication: 'replication: false',
  nosuperuser: 'superuser: false',
  replication: 'replication: true',
  superuser: 'superuser: true',
};

const PRIVILEGES = new Set(
  'all,connect,create,delete,execute,insert,maintain,references,select,temp,temporary,trigger,truncate,update,usage'.split(
    ',',
  ),
);

/** The field of a managed role for a word that CREATE ROLE knows as an attribute; undefined for others. */
export function attributeOf(word: string): string | undefined {
  const name = word.toLowerCase();
  return Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
}

/** Whether a word is a privilege of GRANT: `SELECT`, `ALL PRIVILEGES`. */
export function isPrivilege(word: string): boolean {
  return PRIVILEGES.has(word.toLowerCase().replace(/ privileges$/, ''));
}
