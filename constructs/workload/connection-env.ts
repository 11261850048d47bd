import type { IConstruct } from 'constructs';
import { InputError } from '../base/input-error';
import {
  CA_MOUNT_PATH,
  CLIENT_CERTIFICATE_MOUNT_PATH,
  type Connection,
  type ConnectionEnv,
  type ConnectionPart,
  CREDENTIALS_MOUNT_PATH,
} from '../postgres/connection';
import { type SecretKey, secretKeySelector } from '../secrets/secret';

/** An environment variable of a container. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly secretKeyRef?: { readonly name: string; readonly key: string };
    readonly configMapKeyRef?: { readonly name: string; readonly key: string };
  };
}

type Value = Omit<EnvVar, 'name'>;

/** Paths of what is mounted. */
const FILE = {
  CA: `${CA_MOUNT_PATH}/ca.crt`,
  CLIENT_CERT: `${CLIENT_CERTIFICATE_MOUNT_PATH}/tls.crt`,
  CLIENT_KEY: `${CLIENT_CERTIFICATE_MOUNT_PATH}/tls.key`,
  USERNAME: `${CREDENTIALS_MOUNT_PATH}/username`,
  PASSWORD: `${CREDENTIALS_MOUNT_PATH}/password`,
} as const;

/** What each part is; undefined where the connection has none: it has a password or a certificate, not both. */
const PARTS: Record<Exclude<ConnectionPart, 'url'>, (connection: Connection) => Value | undefined> = {
  host: ({ host }) => ({ value: host }),
  port: ({ port }) => ({ value: `${port}` }),
  database: ({ database }) => ({ value: database }),
  username: ({ username }) => (typeof username === 'string' ? { value: username } : fromSecret(username)),
  password: ({ password }) => password && fromSecret(password),
  sslMode: ({ sslMode }) => ({ value: sslMode }),
  caFile: () => ({ value: FILE.CA }),
  clientCertFile: ({ clientCertificate }) => clientCertificate && { value: FILE.CLIENT_CERT },
  clientKeyFile: ({ clientCertificate }) => clientCertificate && { value: FILE.CLIENT_KEY },
  usernameFile: ({ password }) => password && { value: FILE.USERNAME },
  passwordFile: ({ password }) => password && { value: FILE.PASSWORD },
};

function fromSecret(key: SecretKey): Value {
  return { valueFrom: { secretKeyRef: secretKeySelector(key) } };
}

/**
 * The variables of a connection, in the order of the table.
 * @throws InputError for a part that the connection does not have, and for a URL without user name and password before it: Kubernetes
 * resolves a reference only to what is defined above.
 */
export function connectionEnv(at: IConstruct, connection: Connection, table: ConnectionEnv): EnvVar[] {
  const named = new Map<ConnectionPart, string>();
  return Object.entries(table).map(([name, part]) => {
    named.set(part, name);
    const value = part === 'url' ? { value: url(at, name, connection, named) } : PARTS[part](connection);
    if (value !== undefined) return { name, ...value };
    const instead = connection.clientCertificate
      ? 'it shows a client certificate; use clientCertFile and clientKeyFile'
      : 'it logs in with a password; use password or passwordFile';
    throw new InputError(at, `${name}: the connection has no ${part}, since ${instead}`);
  });
}

/**
 * The credentials are not encoded on the way: they must be made of letters, digits, `-`, `.`, `_` and `~`, as the ones that CNPG
 * generates are.
 */
function url(at: IConstruct, name: string, connection: Connection, named: ReadonlyMap<ConnectionPart, string>): string {
  const database = encodeURIComponent(connection.database);
  const server = `${connection.host}:${connection.port}/${database}`;
  const query = { sslmode: connection.sslMode, sslrootcert: FILE.CA };
  if (connection.clientCertificate) {
    const files = { sslcert: FILE.CLIENT_CERT, sslkey: FILE.CLIENT_KEY };
    return `postgresql://${encodeURIComponent(connection.username)}@${server}?${new URLSearchParams({ ...query, ...files })}`;
  }
  const [user, password] = [named.get('username'), named.get('password')];
  if (user === undefined || password === undefined) {
    throw new InputError(at, `${name} is a URL: the table must name variables for username and password before it`);
  }
  return `postgresql://$(${user}):$(${password})@${server}?${new URLSearchParams(query)}`;
}
