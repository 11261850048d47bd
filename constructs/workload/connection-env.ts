import type { IConstruct } from 'constructs';
import { InputError } from '../input-error';
import { CA_MOUNT_PATH, type Connection, type ConnectionEnv, type ConnectionPart } from '../postgres/connection';
import { type SecretKey, secretKeySelector } from '../security/secret';

/** An environment variable of a container. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

/** Path of the mounted certificate of the authority. */
const CA_FILE = `${CA_MOUNT_PATH}/ca.crt`;

const PARTS: Record<Exclude<ConnectionPart, 'url'>, (connection: Connection) => Omit<EnvVar, 'name'>> = {
  host: ({ host }) => ({ value: host }),
  port: ({ port }) => ({ value: `${port}` }),
  database: ({ database }) => ({ value: database }),
  username: ({ username }) => fromSecret(username),
  password: ({ password }) => fromSecret(password),
  sslMode: ({ sslMode }) => ({ value: sslMode }),
  caFile: () => ({ value: CA_FILE }),
};

function fromSecret(key: SecretKey): Omit<EnvVar, 'name'> {
  return { valueFrom: { secretKeyRef: secretKeySelector(key) } };
}

/**
 * The variables of a connection, in the order of the table.
 * @throws InputError for a URL without user name and password before it: Kubernetes resolves a reference only to what is defined above.
 */
export function connectionEnv(at: IConstruct, connection: Connection, table: ConnectionEnv): EnvVar[] {
  const named = new Map<ConnectionPart, string>();
  return Object.entries(table).map(([name, part]) => {
    named.set(part, name);
    if (part !== 'url') return { name, ...PARTS[part](connection) };
    const user = named.get('username');
    const password = named.get('password');
    if (user === undefined || password === undefined) {
      throw new InputError(at, `${name} is a URL: the table must name variables for username and password before it`);
    }
    return { name, value: url(connection, user, password) };
  });
}

/**
 * The credentials are not encoded on the way: they must be made of letters, digits, `-`, `.`, `_` and `~`, as the ones that CNPG
 * generates are.
 */
function url(connection: Connection, user: string, password: string): string {
  const database = encodeURIComponent(connection.database);
  const query = `sslmode=${connection.sslMode}&sslrootcert=${encodeURIComponent(CA_FILE)}`;
  return `postgresql://$(${user}):$(${password})@${connection.host}:${connection.port}/${database}?${query}`;
}
