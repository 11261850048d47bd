import { InvalidValueError } from '../text/invalid-value';

// PostgreSQL takes the first line of pg_hba.conf that fits type, database, user and address, and looks no further.

/** Types of lines for connections over the network. */
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

/** A line that refuses every network connection without TLS, whatever follows it. */
export const REFUSE_PLAIN = 'hostnossl all all all reject';

/** Types of lines that fit connections without TLS, beside those that they may fit. GSSAPI's are encrypted. */
const PLAIN_TYPES = ['host', 'hostnossl', 'hostnogssenc'];

/** Lines that stand for those of another file, which nobody here has read. */
export const HBA_INCLUDES = ['include', 'include_if_exists', 'include_dir'];

/**
 * Words that are no name where a database is expected, unless they are quoted.
 * @see https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
 */
export const HBA_DATABASE_KEYWORDS = ['all', 'sameuser', 'samerole', 'samegroup', 'replication'];

/** The words of a line, comments left out; a quoted word may hold blanks. */
export function hbaWords(line: string): string[] {
  return (line.match(/"(?:[^"]|"")*"|#.*|[^\s#]+/g) ?? []).filter((word) => !word.startsWith('#'));
}

/**
 * The name of a role or a database as a word of pg_hba.conf, where quotes take their meaning from keywords, `+` and `@`.
 *
 * @throws InvalidValueError for a name that begins with a slash, which is a regular expression even in quotes, and for line breaks
 * @see https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
 */
export function hbaName(name: string): string {
  if (/^\/|[\r\n\0]/.test(name)) {
    throw new InvalidValueError(
      `name ${JSON.stringify(name)} cannot be written to pg_hba.conf: give a name without a line break and without a leading slash`,
    );
  }
  const isPlain = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) && !HBA_DATABASE_KEYWORDS.includes(name);
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

/**
 * The first line that lets in somebody without TLS, or undefined where a line before turns them all away.
 * Empty where none of both is there: the last line that CNPG writes lets them in. Physical replication is not a database, and `all` is not
 * about it: a line for `replication` is a door until another one turns away whoever comes to replicate.
 */
export function plainDoor(lines: readonly string[]): string | undefined {
  const closed = { all: false, replication: false };
  for (const line of lines) {
    const [word = '', database = '', ...rest] = hbaWords(line);
    const type = word.toLowerCase();
    if (HBA_INCLUDES.includes(type) && !closed.all) return line;
    if (!PLAIN_TYPES.includes(type)) continue;
    // PostgreSQL compares words as they are written: `ALL` is a database of that name, and so is `"all"`.
    const databases = database.split(',');
    if (rest.at(-1) === 'reject') {
      if (type === 'hostnogssenc' || rest.join(' ') !== 'all all reject') continue;
      closed.all ||= databases.includes('all');
      closed.replication ||= databases.includes('replication');
    } else if (databases.some((name) => !closed[name === 'replication' ? name : 'all'])) return line;
  }
  return closed.all ? undefined : '';
}

/** Why PostgreSQL would not read a line of pg_hba.conf, as the end of a sentence; undefined for one that it reads. */
export function hbaProblem(line: string): string | undefined {
  if (/[\r\n]/.test(line.trim())) return 'is more than one line';
  const words = hbaWords(line);
  const type = words[0]?.toLowerCase();
  if (type === undefined || HBA_INCLUDES.includes(type)) return undefined;
  if (type !== 'local' && !HOSTS.includes(type))
    return `begins with ${words[0]}, which is none of local, ${HOSTS.join(', ')}`;
  const unread = type === 'local' || words.length < 5 ? undefined : addressProblem(words[3] ?? '', words[4] ?? '');
  if (unread !== undefined) return unread;
  const method = methodIn(words);
  if (method === undefined) {
    const fields = type === 'local' ? 'database, user and method' : 'database, user, address and method';
    return `is too short: after ${type} come ${fields}`;
  }
  return METHODS.includes(method)
    ? undefined
    : `has "${method}" where a method such as scram-sha-256 or reject belongs`;
}

/** What is neither an address nor a keyword is the name of a host: PostgreSQL reads `10.0.0.300` as one, and a host has no mask. */
function addressProblem(word: string, next: string): string | undefined {
  const [, address = '', mask] = /^([\w.:-]+)(?:\/(\d*))?$/.exec(word) ?? [];
  const isFour = /^\d+\.\d+\.\d+\.\d+$/.test(address);
  const isName = isFour ? address.split('.').some((part) => Number(part) > 255) : /^[^:]*[g-z][^:]*$/i.test(address);
  const isSix = !isFour && ADDRESS.test(address);
  const bits = isSix ? 128 : 32;
  if (mask === undefined) {
    const isBare = (isFour && !isName) || isSix;
    return isBare && !ADDRESS.test(next) ? `has the address ${word} without a mask, as in ${word}/${bits}` : undefined;
  }
  if (isName) return `has a mask behind ${address}, which is no address`;
  const isRight = mask !== '' && Number(mask) <= bits;
  return (isFour || isSix) && !isRight ? `has the mask /${mask}, where 0 to ${bits} is possible` : undefined;
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
