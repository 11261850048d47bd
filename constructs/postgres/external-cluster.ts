import type { ClusterSpec } from '../../imports/postgresql.cnpg.io/cluster';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { POSTGRES_PORT } from '../../values/cnpg/ports';
import { CONNECTION_PARAMETERS } from '../../values/postgres/libpq';
import { type Keys, oneOf } from '../../values/text/keys';
import type { IObjectStore } from '../backup/object-store-reference';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import type { Overrides } from '../base/overrides';
import { SECRET_KEY_KEYS, type SecretKey, secretKeySelector } from '../secrets/secret';

/** How strictly libpq checks the server: `verify-full` is the one that stops an impostor. */
export type SslMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

/** The texts of {@link SslMode}. */
export const SSL_MODE = oneOf<SslMode>({
  disable: true,
  prefer: true,
  require: true,
  'verify-ca': true,
  'verify-full': true,
});

/** The archive of a cluster in an object store: its base backups and WAL. */
export interface ExternalArchive {
  /**
   * Name by which bootstrap and replica refer to it.
   * @default - the server name
   */
  readonly name?: string;
  /** Object store in the namespace of the cluster that reads it. */
  readonly store: IObjectStore;
  /** The server name under which the source wrote; the plugin would otherwise look for the new cluster's own name. */
  readonly serverName: string;
}

/** A PostgreSQL server that is not this cluster, reached over the network. */
export interface ExternalConnection {
  /** Name by which bootstrap, replica and subscriptions refer to it. */
  readonly name: string;
  /** Host name or address. */
  readonly host: string;
  /** Port, 1 to 65535. @default 5432 */
  readonly port?: number;
  /** Role to connect as. */
  readonly user: string;
  /** Database to connect to. @default - the name of the user, as libpq does */
  readonly database?: string;
  /** How the server is checked. @default 'verify-full' with `rootCertificate`, else 'require' */
  readonly sslMode?: SslMode;
  /** Password of the role. @default - none; authentication by certificate, or trust */
  readonly password?: SecretKey;
  /** Client certificate. @default - none */
  readonly certificate?: SecretKey;
  /** Private key of the client certificate. @default - none */
  readonly key?: SecretKey;
  /** Certificate of the authority that signed the server's. @default - the server is not verified */
  readonly rootCertificate?: SecretKey;
  /** Further libpq connection parameters. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Archive of the same server: a replica reads WAL there that the server no longer has, and recovery its base backups. @default - none */
  readonly archive?: Omit<ExternalArchive, 'name'>;
}

type Entry = NonNullable<Overrides<ClusterSpec>['externalClusters']>[number];

/** Keys of {@link IObjectStore}. */
export const STORE_KEYS: Keys<IObjectStore> = { name: true, namespace: true, destinationPath: true };
const ARCHIVE_KEYS: Keys<ExternalArchive> = { name: true, store: STORE_KEYS, serverName: true };
const CONNECTION_KEYS: Keys<ExternalConnection> = {
  name: true,
  host: true,
  port: true,
  user: true,
  database: true,
  sslMode: SSL_MODE,
  password: SECRET_KEY_KEYS,
  certificate: SECRET_KEY_KEYS,
  key: SECRET_KEY_KEYS,
  rootCertificate: SECRET_KEY_KEYS,
  parameters: true,
  archive: { store: STORE_KEYS, serverName: true },
};

/**
 * An entry of `externalClusters`. Clusters collect the ones that their bootstrap, replica and subscriptions mention: none is listed twice.
 * @see https://cloudnative-pg.io/documentation/1.28/bootstrap/#the-externalclusters-section
 */
export class ExternalCluster {
  /**
   * A server reached over the network, for `pg_basebackup`, imports, streaming and subscriptions.
   * @throws InputError when name, host or user is empty, for a port out of range, for a parameter that has an option of its own, and for one that libpq does not know.
   */
  static fromConnection(options: ExternalConnection): ExternalCluster {
    const at = `ExternalCluster ${options.name}`;
    checkKeys(at, options, CONNECTION_KEYS);
    const { port = POSTGRES_PORT } = options;
    if (options.host === '' || options.user === '') throw new InputError(at, 'host and user must not be empty');
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new InputError(at, `port ${port}: give a whole number from 1 to 65535`);
    }
    const own = {
      host: options.host,
      port: `${port}`,
      user: options.user,
      ...(options.database !== undefined && { dbname: options.database }),
      sslmode: options.sslMode ?? (options.rootCertificate ? 'verify-full' : 'require'),
    };
    const twice = Object.keys(options.parameters ?? {}).find((parameter) =>
      ['host', 'port', 'user', 'dbname', 'sslmode', 'password'].includes(parameter),
    );
    if (twice !== undefined) {
      throw new InputError(
        at,
        `parameters.${twice} has its own option; give host, port, user, database, sslMode or password`,
      );
    }
    const unknown = Object.keys(options.parameters ?? {}).find((each) => !CONNECTION_PARAMETERS.includes(each));
    if (unknown !== undefined) {
      throw new InputError(
        at,
        `parameters.${unknown}: libpq knows no such parameter, and every connection would fail; those of the server go into options: '-c …'`,
      );
    }
    return new ExternalCluster(
      options.name,
      {
        name: options.name,
        connectionParameters: { ...own, ...options.parameters },
        password: options.password && secretKeySelector(options.password),
        sslCert: options.certificate && secretKeySelector(options.certificate),
        sslKey: options.key && secretKeySelector(options.key),
        sslRootCert: options.rootCertificate && secretKeySelector(options.rootCertificate),
        plugin: options.archive && barmanPlugin(options.archive),
      },
      options.archive,
    );
  }

  /** An archive in an object store, read through the Barman Cloud plugin, for recovery and replicas. */
  static fromArchive(options: ExternalArchive): ExternalCluster {
    const name = options.name ?? options.serverName;
    checkKeys(`ExternalCluster ${name}`, options, ARCHIVE_KEYS);
    return new ExternalCluster(name, { name, plugin: barmanPlugin(options) }, options);
  }

  /**
   * An entry as a running cluster has it, for one that was adopted: with in-tree Barman Cloud, which CNPG 1.31 no longer has, or without a
   * port and an sslmode. New clusters take `fromConnection` and `fromArchive`.
   */
  static adopted(entry: Entry & { readonly name: string }): ExternalCluster {
    return new ExternalCluster(entry.name, entry);
  }

  private constructor(
    /** Name by which it is referred to. */
    readonly name: string,
    /** The entry as CNPG takes it. */
    readonly entry: Entry,
    /** Its archive. @default - it has none */
    readonly archive?: ExternalArchive,
  ) {
    if (name === '') throw new InputError('ExternalCluster', 'the name is empty; give one, such as "origin"');
  }

  /** Whether both make the same entry. */
  equals(other: ExternalCluster): boolean {
    return JSON.stringify(this.entry) === JSON.stringify(other.entry);
  }
}

function barmanPlugin(archive: ExternalArchive): Entry['plugin'] {
  return {
    name: BARMAN_CLOUD_PLUGIN,
    enabled: true,
    isWalArchiver: false,
    parameters: { barmanObjectName: archive.store.name, serverName: archive.serverName },
  };
}
