import { Construct } from 'constructs';
import { CLUSTER_LABEL, POD_ROLE_LABEL } from '../../values/cnpg/cnpg-metadata';
import { type Access, applicationSecretName, authoritySecretName, serviceName } from '../../values/cnpg/derived-names';
import type { PostgresMajor } from '../../values/cnpg/image';
import { POSTGRES_PORT } from '../../values/cnpg/ports';
import { serviceHost } from '../../values/kubernetes/service-hosts';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import type { IMonitored } from '../monitoring/pod-monitor';
import { type ISecret, Secret, type SecretKey } from '../secrets/secret';
import {
  CONNECT_KEYS,
  type Connection,
  type ConnectOptions,
  type Credentials,
  type IConnectable,
  type PasswordCredentials,
} from './connection';
import type { ExternalCluster } from './external-cluster';
import { checkIdentifier } from './identifiers';
import type { RoleProps } from './role';

/** What has poolers in front of it. */
export interface IPooled {
  /** Calls back for each pooler that is declared, and for each that is declared later. */
  eachPooler(visit: (pooler: IMonitored) => void): void;
  /** The recovered cluster that serves in its place, to which its poolers lead. @default - itself */
  readonly serving?: IPostgresCluster;
}

/** A PostgreSQL cluster, ours or somebody else's: what backups, databases, poolers and applications need to know of it. */
export interface IPostgresCluster extends IConnectable, IMonitored, IPooled {
  /** Major version of PostgreSQL, when it is known. */
  readonly version?: PostgresMajor;
  /** Name of the application database, when there is one. */
  readonly database?: string;
  /** Owner of the application database, when there is one. */
  readonly owner?: string;
  /** Secret with the credentials of the application database's owner. */
  readonly applicationSecret: ISecret;
  /** Whether backups go through the Barman Cloud plugin; undefined when it is not known. */
  readonly archived?: boolean;
  /** Whether CNPG itself archives, as an adopted cluster may; undefined when it is not known. */
  readonly archivedInTree?: boolean;
  /** Whether volume snapshots are configured; undefined when it is not known. */
  readonly snapshotted?: boolean;
  /** Whether it rests after another one took its place; undefined when it is not known. */
  readonly isResting?: boolean;
  /** Name of the Service for an access. */
  serviceName(access: Access): string;
  /** Whether clients without TLS are turned away; undefined when it is not known. */
  readonly tlsRequired?: boolean;
  /** Whether the operator can sign client certificates, as it does for PgBouncer; undefined when it is not known. */
  readonly operatorSignsClients?: boolean;
  /** Where a role's name and password, or its certificate, are kept; undefined when it is not known. */
  credentialsOf(role: string): Credentials | undefined;
  /** Takes in a role that is an object of its own: where its credentials are, and a line of pg_hba, which a cluster elsewhere must have. */
  registerRole(role: RegisteredRole): void;
  /** Makes a server known that a subscription reads from. A cluster that is declared elsewhere must list it already. */
  addExternalCluster(external: ExternalCluster): void;
  /**
   * Takes in a pooler: its service's name into the server certificate, which a cluster that is declared elsewhere must list already, and its
   * pods into the cluster's network.
   */
  registerPooler(pooler: IMonitored): void;
}

/** A role that is declared beside the cluster. */
export interface RegisteredRole extends RoleProps {
  /** Where its name and password, or its certificate, are kept. @default - nobody has declared it */
  readonly credentials?: Credentials;
}

/** What a reference to a cluster can do, whether it is declared here or elsewhere: connections, poolers, names that CNPG derives. */
export abstract class PostgresClusterBase extends Construct implements IPostgresCluster {
  abstract readonly name: string;
  abstract readonly namespace: string;
  abstract readonly database?: string;
  abstract readonly owner?: string;
  abstract readonly version?: PostgresMajor;
  abstract readonly archived?: boolean;
  abstract readonly archivedInTree?: boolean;
  abstract readonly snapshotted?: boolean;
  abstract readonly tlsRequired?: boolean;
  abstract readonly operatorSignsClients?: boolean;
  readonly #poolers: IMonitored[] = [];
  readonly #roles = new Map<string, RegisteredRole>();
  readonly #visitors: ((pooler: IMonitored) => void)[] = [];
  /** Whether anybody has been given a connection. */
  protected isConnected = false;

  get clusterName(): string {
    return this.name;
  }

  get podLabels(): Readonly<Record<string, string>> {
    return { [CLUSTER_LABEL]: this.name, [POD_ROLE_LABEL]: 'instance' };
  }

  get applicationSecret(): ISecret {
    return Secret.fromSecretName(applicationSecretName(this.name));
  }

  /** Certificate of the authority that signs the server certificates; the Secret also holds its private key. */
  get ca(): SecretKey {
    return Secret.fromSecretName(authoritySecretName(this.name)).key('ca.crt');
  }

  serviceName(access: Access): string {
    return serviceName(this.name, access);
  }

  credentialsOf(role: string): Credentials | undefined {
    const registered = this.#roles.get(role)?.credentials;
    return registered ?? (role === this.owner ? credentialsIn(this.applicationSecret) : undefined);
  }

  registerRole(role: RegisteredRole): void {
    if (this.hasRole(role.name)) {
      throw new InputError(this, `role "${role.name}" is declared twice; keep one of them`);
    }
    this.#roles.set(role.name, role);
  }

  /** Whether a role of this name is declared, in the cluster or beside it. */
  hasRole(name: string): boolean {
    return this.#roles.has(name);
  }

  /** The roles that are declared beside the cluster. */
  protected get registeredRoles(): Iterable<RegisteredRole> {
    return this.#roles.values();
  }

  addExternalCluster(_external: ExternalCluster): void {}

  registerPooler(pooler: IMonitored): void {
    this.#poolers.push(pooler);
    for (const visit of this.#visitors) visit(pooler);
  }

  eachPooler(visit: (pooler: IMonitored) => void): void {
    this.#visitors.push(visit);
    for (const pooler of this.#poolers) visit(pooler);
  }

  /**
   * A connection to this cluster, by default to its application database as the owner.
   * @throws InputError when no database is given and the cluster declares none, for a service that the cluster does not have, a role whose
   * credentials nobody has declared, and a connection without TLS that the server would turn away.
   */
  connect(options: ConnectOptions = {}): Connection {
    checkKeys(this, options, CONNECT_KEYS);
    this.isConnected = true;
    const database = options.database ?? this.database;
    if (database === undefined)
      throw new InputError(this, 'connect: the cluster has no application database; give `database`');
    checkIdentifier(this, 'connect: database', database);
    const service = options.service ?? this.serviceName(options.access ?? 'rw');
    this.checkService(service);
    const credentials = this.#credentials(options);
    const sslMode = options.sslMode ?? 'verify-full';
    if (sslMode === 'disable' && (this.tlsRequired || credentials.clientCertificate)) {
      throw new InputError(this, `connect: sslMode "disable" is turned away, the server wants TLS; use "verify-full"`);
    }
    return {
      host: serviceHost(service, this.namespace),
      port: POSTGRES_PORT,
      database,
      ...credentials,
      sslMode,
      ca: this.ca,
    };
  }

  #credentials({ role, credentials }: ConnectOptions): Credentials {
    if (credentials !== undefined) return credentials;
    if (role === undefined) return credentialsIn(this.applicationSecret);
    const found = this.credentialsOf(role);
    if (found !== undefined) return found;
    throw new InputError(
      this,
      `connect: of role "${role}" no password and no certificate is declared here; declare the role with one, or give \`credentials\``,
    );
  }

  /** Refuses a service that does not exist; of a cluster that is declared elsewhere, nobody knows. */
  protected checkService(_service: string): void {}
}

/** The keys that CNPG generates, and wants in a `kubernetes.io/basic-auth` Secret of yours. */
export function credentialsIn(secret: ISecret): PasswordCredentials {
  return { username: { secret, key: 'username' }, password: { secret, key: 'password' } };
}
