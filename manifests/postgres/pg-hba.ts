import { HBA_INCLUDES, hbaWords } from '../../values/postgres/pg-hba';

const HOSTS = ['host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'];
const METHODS = [
  'bsd',
  'cert',
  'gss',
  'ident',
  'ldap',
  'md5',
  'oauth',
  'pam',
  'password',
  'peer',
  'radius',
  'reject',
  'scram-sha-256',
  'sspi',
  'trust',
];
const ADDRESS = /^(\d+\.\d+\.\d+\.\d+|[0-9a-f:]*:[0-9a-f:.]*)$/i;

/** Why PostgreSQL would not read a line of pg_hba.conf, as the end of a sentence; undefined for one that it reads. */
export function hbaProblem(line: string): string | undefined {
  if (/[\r\n]/.test(line.trim())) return 'is more than one line';
  const words = hbaWords(line);
  const type = words[0]?.toLowerCase();
  if (type === undefined || HBA_INCLUDES.includes(type)) return undefined;
  if (type !== 'local' && !HOSTS.includes(type))
    return `begins with ${words[0]}, which is not one of local, ${HOSTS.join(', ')}`;
  const method = methodIn(words);
  if (method === undefined) {
    const fields = type === 'local' ? 'database, user and method' : 'database, user, address and method';
    return `is too short: after ${type} come ${fields}`;
  }
  return METHODS.includes(method)
    ? undefined
    : `has "${method}" where a method such as scram-sha-256 or reject belongs`;
}

/** The method of a line of pg_hba.conf; undefined for a comment, and for what PostgreSQL would not read. */
export function hbaMethod(line: string): string | undefined {
  return hbaProblem(line) === undefined ? methodIn(hbaWords(line)) : undefined;
}

function methodIn(words: readonly string[]): string | undefined {
  const isLocal = words[0]?.toLowerCase() === 'local';
  // A bare address has its netmask in a field of its own.
  const hasMask = !isLocal && ADDRESS.test(words[3] ?? '') && ADDRESS.test(words[4] ?? '');
  return words[isLocal ? 3 : hasMask ? 5 : 4]?.replace(/^"|"$/g, '');
}

/** Why PostgreSQL would not read a line of pg_ident.conf. */
export function identProblem(line: string): string | undefined {
  if (/[\r\n]/.test(line.trim())) return 'is more than one line';
  const words = hbaWords(line);
  if (words.length === 0 || words.length === 3 || HBA_INCLUDES.includes(words[0] ?? '')) return undefined;
  return `has ${words.length} fields, where a map has three`;
}
