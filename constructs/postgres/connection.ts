import type { Access } from '../../values/cnpg/derived-names';
import type { Keys } from '../../values/text/keys';
import { type ISecret, SECRET_KEY_KEYS, SECRET_KEYS, type SecretKey } from '../secrets/secret';
import { SSL_MODE, type SslMode } from './external-cluster';
import { ACCESS } from './service';

/** Where the certificate authority is mounted in containers that use a connection. */
export const CA_MOUNT_PATH = '/etc/postgres-ca';

/** Where a client certificate and its key (`tls.crt`, `tls.key`) are mounted in containers that use a connection. */
export const CLIENT_CERTIFICATE_MOUNT_PATH = '/etc/postgres-client';

/** Where user name and password are mounted in containers that read them from files. */
export const CREDENTIALS_MOUNT_PATH = '/etc/postgres-credentials';

/** Everything an application needs to reach one database as one role: endpoint, database and credentials by reference. */
export type Connection = ConnectionTarget & Credentials;

/** The server and the database of a {@link Connection}. */
export interface ConnectionTarget {
  /** Host name, fully qualified so that it resolves from every namespace. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** How the client checks the server. */
  readonly sslMode: SslMode;
  /** Key with the certificate of the authority that signed the server's. The Secret may hold the authority's private key: mount this key alone. */
  readonly ca: SecretKey;
}

/** How a role proves who it is: by a password or by a client certificate. `clientCertificate` tells one from the other. */
export type Credentials = PasswordCredentials | CertificateCredentials;

/** Where a role's name and password are kept. */
export interface PasswordCredentials {
  /** Key with the role's name. */
  readonly username: SecretKey;
  /** Key with the role's password. */
  readonly password: SecretKey;
  /** Not together with `password`. @default - none */
  readonly clientCertificate?: undefined;
}

/**
 * A role that shows a certificate and has no password.
 * @see https://www.postgresql.org/docs/current/auth-cert.html
 */
export interface CertificateCredentials {
  /** The role itself, which is the common name of its certificate: a Secret of type `kubernetes.io/tls` has no key for it. */
  readonly username: string;
  /** Not together with `clientCertificate`. @default - none */
  readonly password?: undefined;
  /** The certificate and its private key. */
  readonly clientCertificate: ClientCertificate;
}

/** A client certificate by reference. */
export interface ClientCertificate {
  /** Secret of type `kubernetes.io/tls`: keys `tls.crt` and `tls.key`. */
  readonly secret: ISecret;
}

/**
 * The parts of a connection that an environment variable can carry. Those that end in `File` are paths of what is mounted: the
 * authority's certificate, the client's certificate and key, or user name and password, which are then read again when they have changed.
 * `url` is composed by Kubernetes when the container starts, out of the variables before it that carry user name and password, so that no
 * secret is in the manifest.
 */
export type ConnectionPart =
  | 'host'
  | 'port'
  | 'database'
  | 'username'
  | 'password'
  | 'sslMode'
  | 'caFile'
  | 'clientCertFile'
  | 'clientKeyFile'
  | 'usernameFile'
  | 'passwordFile'
  | 'url';

/** Which environment variable carries which part of a connection. */
export type ConnectionEnv = Readonly<Record<string, ConnectionPart>>;

/** `POSTGRES_HOST` and its family. */
export const POSTGRES_ENV = {
  POSTGRES_HOST: 'host',
  POSTGRES_PORT: 'port',
  POSTGRES_DB: 'database',
  POSTGRES_USER: 'username',
  POSTGRES_PASSWORD: 'password',
  POSTGRES_SSLMODE: 'sslMode',
  POSTGRES_SSLROOTCERT: 'caFile',
} as const satisfies ConnectionEnv;

/**
 * The variables that libpq, and with it most drivers, read by themselves.
 * @see https://www.postgresql.org/docs/current/libpq-envars.html
 */
export const LIBPQ_ENV = {
  PGHOST: 'host',
  PGPORT: 'port',
  PGDATABASE: 'database',
  PGUSER: 'username',
  PGPASSWORD: 'password',
  PGSSLMODE: 'sslMode',
  PGSSLROOTCERT: 'caFile',
} as const satisfies ConnectionEnv;

/** One variable with a URL, and the two that it is composed of. */
export const URL_ENV = {
  DATABASE_USER: 'username',
  DATABASE_PASSWORD: 'password',
  DATABASE_URL: 'url',
} as const satisfies ConnectionEnv;

/** What every connection can choose. */
export interface ConnectionOptions {
  /** Database to connect to. @default - the application database */
  readonly database?: string;
  /** Role to connect as, declared before with a password or certificate. @default - the owner of the application database */
  readonly role?: string;
  /** Credentials by reference, of whatever role. @default - those of `role` */
  readonly credentials?: Credentials;
  /** How the client checks the server. @default 'verify-full' */
  readonly sslMode?: SslMode;
}

/** Which service a connection goes through. */
export type Endpoint =
  | {
      /** The primary, the replicas, or any instance: `<cluster>-<access>`. @default 'rw' */
      readonly access?: Access;
      /** Not together with `access`. @default - none */
      readonly service?: undefined;
    }
  | {
      /** Name of an additional service of the cluster, declared before. */
      readonly service: string;
      /** Not together with `service`. @default - none */
      readonly access?: undefined;
    };

/** Options of `connect`. */
export type ConnectOptions = ConnectionOptions & Endpoint;

/** Keys of {@link Credentials}. */
export const CREDENTIALS_KEYS: Keys<Credentials> = {
  username: SECRET_KEY_KEYS,
  password: SECRET_KEY_KEYS,
  clientCertificate: { secret: SECRET_KEYS },
};
/** Keys of {@link ConnectionOptions}. */
export const CONNECTION_KEYS: Keys<ConnectionOptions> = {
  database: true,
  role: true,
  credentials: CREDENTIALS_KEYS,
  sslMode: SSL_MODE,
};
/** Keys of {@link ConnectOptions}. */
export const CONNECT_KEYS: Keys<ConnectOptions> = { ...CONNECTION_KEYS, access: ACCESS, service: true };

/** What can be connected to: clusters and poolers are interchangeable. */
export interface IConnectable {
  /** What an application needs to connect. */
  connect(options?: ConnectOptions): Connection;
}
