import type { ParametersFor } from '../../imports/parameters';
import type { ClusterSpec, ClusterSpecAffinity, ClusterSpecProbes } from '../../imports/postgresql.cnpg.io/cluster';
import type { Access } from '../../values/cnpg/derived-names';
import type { PostgresMajor } from '../../values/cnpg/image';
import type { Compliance } from '../../values/declarations/compliance';
import type { Objectives } from '../../values/declarations/objectives';
import type { Duration } from '../../values/time/duration';
import type { IObjectStore } from '../backup/object-store-reference';
import type { VolumeSnapshotBackup } from '../backup/volume-snapshot';
import type { ObjectProps } from '../base/object-metadata';
import type { Overrides } from '../base/overrides';
import type { Protection } from '../gitops/protection';
import type { ISecret, SecretKey } from '../secrets/secret';
import type { Resources } from '../workload/resources';
import type { AntiAffinity, Spread, Synchronous } from './availability';
import type { Bootstrap } from './bootstrap';
import type { Certificates } from './certificates';
import type { AdoptedCluster, ClusterOverrides } from './cluster-overrides';
import type { ExtensionImage } from './extension-image';
import type { ExternalCluster } from './external-cluster';
import type { HbaRule } from './hba-rule';
import type { IImageCatalog } from './image-catalog';
import type { PrimaryLease } from './primary-lease';
import type { Replica } from './replica';
import type { RoleProps } from './role';
import type { ServiceProps } from './service';
import type { Storage, Tablespace } from './storage';
import type { Tls } from './tls';

/** Where WAL and base backups of a cluster go. */
export interface Archive {
  /** Object store in the namespace of the cluster. */
  readonly store: IObjectStore;
  /**
   * Name under which this cluster writes below the store's destination path. A path and server name that were written to once belong to
   * that cluster forever: a recovered cluster takes a new one.
   * @default - the name of the cluster
   */
  readonly serverName?: string;
}

/**
 * A CNPG-I plugin beside the Barman Cloud plugin, which `archive` brings.
 * @see https://cloudnative-pg.io/documentation/1.28/cnpg_i/
 */
export interface Plugin {
  /** Name under which the plugin is registered with the operator. */
  readonly name: string;
  /** Whether it is used. @default true */
  readonly enabled?: boolean;
  /** Whether it archives WAL; one plugin of a cluster can, and with `archive` that is Barman Cloud. @default false */
  readonly walArchiver?: boolean;
  /** Parameters of the plugin. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Props of {@link PostgresCluster}.
 * @see https://cloudnative-pg.io/documentation/1.28/cloudnative-pg.v1/#clusterspec
 */
export interface PostgresClusterProps<V extends PostgresMajor = PostgresMajor> extends ObjectProps {
  /** Major version of PostgreSQL; must be the image's. */
  readonly version: V;
  /** Image with an exact minor version (`ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie`), or a catalog that has one for `version`. */
  readonly image: string | IImageCatalog;
  /** How many instances, from 1: one primary, the others replicas. */
  readonly instances: number;
  /** Volume for data, and for WAL unless `walStorage` is given. */
  readonly storage: Storage;
  /** How the cluster comes into being. */
  readonly bootstrap: Bootstrap;

  /** Description of the cluster. @default - none */
  readonly description?: string;
  /** Volume of its own for WAL; it can be added later, never removed. @default - WAL is on the data volume */
  readonly walStorage?: Storage;
  /** Tablespaces. More can be added with `addTablespace`. @default - none */
  readonly tablespaces?: readonly Tablespace[];
  /** Compute resources of each instance. @default - none are set, which leaves PostgreSQL the first to be evicted */
  readonly resources?: Resources;

  /**
   * Parameters of this major version of PostgreSQL; the ones that CNPG sets itself are left out.
   * @default - CNPG's
   * @see https://cloudnative-pg.io/documentation/1.28/postgresql_conf/
   */
  readonly parameters?: ParametersFor<V>;
  /** Libraries for `shared_preload_libraries`, beside those that CNPG adds for `pgaudit.*` and the like. @default - none */
  readonly preloadLibraries?: readonly string[];
  /**
   * Whether clients must speak TLS: `required` turns away those that do not, with a `hostssl` line for each role that may log in, by SCRAM
   * or certificate. The minimum version is the operator's, TLS 1.3; `{ mode, minimumVersion: 'TLSv1.2', reason }` lowers it.
   * @default 'required'
   * @see https://cloudnative-pg.io/documentation/1.28/postgresql_conf/#the-pg_hba-section
   */
  readonly tls?: Tls;
  /**
   * Lines of pg_hba.conf: after CNPG's own, before those of `tls` and CNPG's final `host all all all scram-sha-256`. A rule may name pods by
   * their labels, whose addresses the operator follows (CNPG 1.29). @default - none
   */
  readonly pgHba?: readonly (string | HbaRule)[];
  /** Lines of pg_ident.conf. @default - none */
  readonly pgIdent?: readonly string[];
  /** Whether ALTER SYSTEM is allowed; what it sets is not in git. @default false */
  readonly enableAlterSystem?: boolean;
  /** Extensions mounted as images; PostgreSQL 18 and Kubernetes' ImageVolume. @default - none */
  readonly extensionImages?: readonly ExtensionImage[];

  /** Object store for WAL and base backups, through the Barman Cloud plugin. @default - nothing is archived: no point-in-time recovery */
  readonly archive?: IObjectStore | Archive;
  /**
   * The server name of `archive`, where that is given elsewhere. `npm run upgrade -- postgres` writes a new one beside the image: each major
   * has a folder of its own.
   * @default - that of `archive`, otherwise the name of the cluster
   */
  readonly serverName?: string;
  /**
   * Why nobody needs the data back: `'filled from the warehouse every night'`. Without it, rules ask for an archive and base backups, and
   * a plan calls their loss `data-loss`. The reason is written to the annotation `cnpg-gitops/disposable`. Objectives that promise recovery
   * contradict it.
   * @default - the data is to be kept
   * @see https://cloudnative-pg.io/documentation/1.28/backup/
   */
  readonly disposable?: string;
  /** Whether base backups are taken from a standby. @default 'prefer-standby' */
  readonly backupTarget?: 'primary' | 'prefer-standby';
  /** Volume snapshot backups. @default - none */
  readonly volumeSnapshots?: VolumeSnapshotBackup;

  /** Synchronous replication; `false` for none. @default - any 1, required, with a failover quorum from three instances; any 1, preferred, with two */
  readonly synchronous?: Synchronous | false;
  /** Spread over failure domains; `false` for none. @default - over zones where they exist, from two instances */
  readonly spread?: Spread | false;
  /** Whether instances avoid each other's node; `false` lets them share one. @default - required, by host name, from two instances */
  readonly antiAffinity?: AntiAffinity | false;
  /** Nodes on which instances may run. @default - any */
  readonly placement?: Pick<Overrides<ClusterSpecAffinity>, 'nodeSelector' | 'tolerations' | 'nodeAffinity'>;
  /** Whether a PodDisruptionBudget protects the primary. With one instance it would block every drain forever. @default - from two instances */
  readonly enablePDB?: boolean;
  /** How the primary is updated: by a restart in place, or by a switchover to an updated replica. @default 'switchover' */
  readonly primaryUpdateMethod?: 'switchover' | 'restart';
  /** Whether the primary is updated without being asked. `supervised` needs two instances. @default 'unsupervised' */
  readonly primaryUpdateStrategy?: 'unsupervised' | 'supervised';
  /** Replication slots. @default - slots for every standby, synchronized */
  readonly replicationSlots?: Overrides<NonNullable<ClusterSpec['replicationSlots']>>;
  /** Makes this a replica of another cluster. @default - a primary cluster */
  readonly replica?: Replica;
  /** Probes of the instances. @default - CNPG's */
  readonly probes?: Overrides<ClusterSpecProbes>;
  /** How long an instance may take to start. @default - 3600 s */
  readonly startDelay?: Duration;
  /** How long an instance may take to stop, all kinds of shutdown together. @default - 1800 s */
  readonly stopDelay?: Duration;
  /** How long a shutdown waits for clients to leave; new ones are refused meanwhile, so pools make it an outage. @default - 180 s */
  readonly smartShutdownTimeout?: Duration;
  /** How long a switchover waits for the primary to stop. @default - 3600 s */
  readonly switchoverDelay?: Duration;
  /** How long an unhealthy primary is waited for before a failover. @default - 0 s */
  readonly failoverDelay?: Duration;
  /** The Lease by which an instance is the primary. CNPG 1.30 or newer. @default - CNPG's */
  readonly primaryLease?: PrimaryLease;

  /** Roles that the operator keeps. More can be added with `addRole`. @default - none */
  readonly roles?: readonly RoleProps[];
  /** Services beside `-rw`, `-ro` and `-r`. More can be added with `addService`. @default - none */
  readonly services?: readonly ServiceProps[];
  /** Default services that are not made; `rw` cannot be left out. @default - none */
  readonly disabledServices?: readonly Exclude<Access, 'rw'>[];
  /** Servers and archives beside those that bootstrap and replica mention. @default - none */
  readonly externalClusters?: readonly ExternalCluster[];
  /** Certificates. @default - CNPG's own authority */
  readonly certificates?: Certificates;
  /** Whether `postgres` gets a password and network access: `true`, or a Secret with it. @default false */
  readonly superuserAccess?: boolean | ISecret;
  /** Custom queries of the metrics exporter. @default - CNPG's default queries */
  readonly customQueries?: readonly ({ readonly configMap: string; readonly key: string } | SecretKey)[];
  /** Whether the metrics port speaks TLS. @default false */
  readonly metricsTls?: boolean;

  /** Labels and annotations that everything made for the cluster inherits. @default - none */
  readonly inheritedMetadata?: Overrides<NonNullable<ClusterSpec['inheritedMetadata']>>;
  /** Annotations of the service account that the operator makes, for cloud identities. @default - none */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /**
   * A service account that exists, in place of the one that the operator makes: clusters and poolers with one cloud identity share it. It
   * cannot be changed later, and has its own annotations. CNPG 1.29 or newer.
   * @default - the operator makes one with the name of the cluster
   */
  readonly serviceAccountName?: string;
  /** Plugins beside Barman Cloud's. @default - none */
  readonly plugins?: readonly Plugin[];
  /** Environment of the instances; `PG*` and `CNPG_*` are reserved. @default - none */
  readonly env?: Overrides<NonNullable<ClusterSpec['env']>>;
  /** Secrets for pulling images. @default - none */
  readonly imagePullSecrets?: readonly ISecret[];
  /** Priority class of the instances. @default - none */
  readonly priorityClassName?: string;
  /** How much the instances log. @default 'info' */
  readonly logLevel?: 'error' | 'warning' | 'info' | 'debug' | 'trace';
  /**
   * What the cluster promises: recovery objectives, availability, TLS. Synth proves each from the manifests or fails; they travel with the
   * Cluster in the annotation `cnpg-gitops/objectives`.
   * @default - nothing is promised
   */
  readonly objectives?: Objectives;
  /**
   * Safeguards that the cluster is set up for and held to, `hipaa({ … })`: audit and log parameters are set, and synth fails naming what is
   * missing. They travel with the Cluster in the annotation `cnpg-gitops/compliance`.
   * @default - none
   */
  readonly compliance?: Compliance;
  /** Whether the cluster is hibernated: volumes stay, pods go. Undefined leaves the annotation out. @default - none */
  readonly hibernated?: boolean;
  /** What Argo CD may do to the Cluster when it leaves git. @default 'deny' */
  readonly protection?: Protection;
  /**
   * Whatever of a Cluster's spec the props above do not reach, laid over what they make: objects are merged, lists of named items (plugins,
   * roles, external clusters, tablespaces, variables) by name, other lists are replaced, and `null` takes out what the props make.
   * @default - none
   */
  readonly spec?: ClusterOverrides;
  /**
   * What a cluster that existed before it was declared here keeps for now, as `npm run adopt` writes it. With it, `image` may be one that
   * floats: the cluster runs it already.
   * @default - the cluster is declared as a new one is
   */
  readonly adopted?: AdoptedCluster;
}

/** Props of a cluster of any major, as data: its parameters are those of its own `version`. */
export type AnyClusterProps = { readonly [V in PostgresMajor]: PostgresClusterProps<V> }[PostgresMajor];
