import type { PostgresMajor } from '../../values/cnpg/image';
import type { Compliance } from '../../values/declarations/compliance';
import type { Objectives } from '../../values/declarations/objectives';
import type { Duration } from '../../values/time/duration';
import type { ObjectStoreProps } from '../backup/object-store';
import type { ScheduledBackupOptions } from '../backup/scheduled-backup';
import type { DrillScheduleOptions } from '../drills/drill-schedule';
import type { Application } from '../gitops/application';
import type { Platform } from '../gitops/platform';
import type { ClusterAlertsProps } from '../monitoring/cluster-alerts';
import type { ClusterDashboardsProps } from '../monitoring/cluster-dashboards';
import type { QuerySet } from '../monitoring/custom-query';
import type { PodMonitorOptions } from '../monitoring/pod-monitor';
import type { DatabaseNetworkProps } from '../network/database-network-props';
import type { NetworkDestination, NetworkPeer } from '../network/peers';
import type { Bootstrap } from '../postgres/bootstrap';
import type { PostgresClusterProps } from '../postgres/cluster-props';
import type { ConnectionEnv, ConnectionOptions, ConnectOptions } from '../postgres/connection';
import type { DatabaseOptions } from '../postgres/database';
import type { PoolerOptions } from '../postgres/pooler';
import type { Recoveries } from '../postgres/recoveries';
import type { AccessRole } from '../roles/database-roles';
import type { Tenancy } from '../roles/tenancy';
import type { ISecret } from '../secrets/secret';
import type { ApiDeploymentProps } from '../workload/api-deployment';

/** The same without a name that must be given. */
type Unnamed<T extends { readonly name: string }> = Omit<T, 'name'> & { readonly name?: string };

/** Props of {@link ProductionDatabase}. */
export interface ProductionDatabaseProps extends Pick<Application, 'name' | 'acknowledge'> {
  /** The Kubernetes cluster that it runs on: its versions, its network and what its objectives assume follow. */
  readonly platform: Platform;
  /** Namespace of everything but the drills. @default - the name */
  readonly namespace?: string;
  /** Findings that are known and accepted, each with its reason. @default - none */
  readonly suppressions?: Application['suppressions'];
  /** The cluster. */
  readonly database: DeclaredDatabase;
  /** Where its data goes, and when; or why nobody needs it back. */
  readonly backup: DeclaredBackup | DisposableData | AdoptedBackup;
  /**
   * Who logs in; `false` for a database that was adopted, whose roles, passwords and grants stay as they are.
   * @default - the owner alone, to a database that is closed to others; the password changes every 30 days
   */
  readonly access?: DeclaredAccess | false;
  /** Further databases in the same cluster, each its owner's alone: `[{ name: 'stock' }]`. @default - none */
  readonly databases?: readonly FurtherDatabase[];
  /**
   * Pools of connections, each watched; the API comes through the first one that leads to the primary: `[{ mode: 'transaction' }]`.
   * @default - none
   */
  readonly poolers?: readonly DeclaredPooler[];
  /** An API with its Service, in the folder `<name>/api`. @default - none */
  readonly api?: DeclaredApi;
  /**
   * Who else is connected, beside the API, the poolers and the platform; `false` for no policies.
   * @default - nobody, where the platform's network is known; S3, Azure or Google are the Internet by HTTPS
   */
  readonly network?: DeclaredNetwork | false;
  /** What it promises; what that assumes of the platform is taken from there. @default - nothing is promised */
  readonly objectives?: Objectives;
  /** Safeguards that it is held to, `hipaa({ … })`. @default - none */
  readonly compliance?: Compliance;
  /** Metrics, alerts and dashboards; `false` for none. @default - what the platform has */
  readonly monitoring?: DeclaredMonitoring | false;
  /** `recoveriesFrom` of the file that `npm run restore` writes. @default - none */
  readonly recoveries?: Recoveries;
  /** Drills that run by themselves. @default - none */
  readonly drills?: DrillScheduleOptions;
  /** A second site in another Kubernetes cluster. @default - none */
  readonly secondSite?: DeclaredSecondSite;
  /** `false` for no `compose.yaml` with the same database for development. @default - written beside the application, where the image is not in a catalog */
  readonly compose?: false;
}

/** The cluster without what other parts of the declaration say. */
export type DeclaredDatabase = { readonly [V in PostgresMajor]: DatabaseOf<V> }[PostgresMajor];

type DatabaseOf<V extends PostgresMajor> = Unnamed<
  Omit<
    PostgresClusterProps<V>,
    'namespace' | 'bootstrap' | 'archive' | 'disposable' | 'objectives' | 'compliance' | 'replica'
  >
> & {
  /** How it comes into being; scripts and credentials of `access` are added. @default - an empty database named after the application, owner `app` */
  readonly bootstrap?: Bootstrap;
};

/** Continuous archiving and base backups. */
export interface DeclaredBackup {
  /** The object store. @default - its name is that of the application with `-backups` */
  readonly store: Unnamed<Omit<ObjectStoreProps, 'namespace'>>;
  /** Name under which the cluster writes there. @default - the cluster's */
  readonly serverName?: string;
  /** Base backups; `false` for none. @default - every day at 2:00 UTC, and one at once */
  readonly schedule?: Partial<ScheduledBackupOptions> | false;
}

/** A database that is not backed up. */
export interface DisposableData {
  /** Why nobody needs the data back: `'filled from the warehouse every night'`. */
  readonly disposable: string;
}

/** A database that was adopted before it had an object store. */
export interface AdoptedBackup {
  /**
   * Its backups are what `database` says: `adopted.backup`, volume snapshots, another plugin; or there are none, which the rules find. Take
   * it away together with those, and it archives into `store`, in the order of commits that `npm run plan` prints.
   */
  readonly adopted: true;
  /** The object store that it moves to: it is made, and nothing uses it yet. @default - none */
  readonly store?: DeclaredBackup['store'];
}

/** A role that somebody logs in as. */
export type DeclaredRole = Omit<AccessRole, 'password'> & {
  /** Secret with its name and password. @default - `<cluster>-runtime`, `-readonly`, `-operations` */
  readonly password?: ISecret;
};

/** Who comes to the database. */
export interface DeclaredAccess {
  /** Role of the API, which owns nothing. @default - there are no roles, and the API is the owner */
  readonly runtime?: DeclaredRole;
  /** Role that reads rows; with `runtime`. @default - none */
  readonly readOnly?: DeclaredRole;
  /** Role that sees activity and statistics; with `runtime`. @default - none */
  readonly operations?: DeclaredRole;
  /** Schemas with the application's tables. @default ['public'] */
  readonly schemas?: readonly string[];
  /** Roles beside the owner that may connect, where there is no `runtime`. @default - none */
  readonly connecting?: readonly string[];
  /** Rows of many tenants. @default - all rows are everybody's */
  readonly tenancy?: Omit<Tenancy, 'owner'>;
  /** How often passwords change; `false` if the Secrets are yours. @default - every 30 days, where the platform has External Secrets */
  readonly rotation?: { readonly interval: Duration } | false;
}

/**
 * A database beside the application database. A cluster that is recovered has it, too. An online upgrade receives the application database
 * alone.
 */
export interface FurtherDatabase extends Omit<DatabaseOptions, 'name' | 'database' | 'owner'> {
  /** Name inside PostgreSQL; the object is `<cluster>-<name>`. */
  readonly name: string;
  /** Its owner. @default - a role of its own that has its name, and may log in */
  readonly owner?: string;
  /** Secret with name and password of a role of its own. @default - `<cluster>-<name>`, which changes as those of `access` do */
  readonly password?: ISecret;
  /** Roles beside the owner that may connect; what they may do there, migrations grant. @default - none */
  readonly connecting?: readonly string[];
}

/** A pool of connections. */
export type DeclaredPooler = Omit<PoolerOptions, 'name' | 'instances'> & {
  /** Its name. @default - `<cluster>-pool`; one to replicas ends with `-pool-ro`, one to any instance with `-pool-r` */
  readonly name?: string;
  /** How many PgBouncer pods. @default - two, or one on a platform of one node */
  readonly instances?: number;
};

/** The API. */
export type DeclaredApi = Unnamed<Omit<ApiDeploymentProps, 'database' | 'databaseEnv' | 'namespace'>> & {
  /** Which variable carries which part of the connection. @default - `POSTGRES_ENV`, and the files `POSTGRES_USER_FILE` and `POSTGRES_PASSWORD_FILE` */
  readonly databaseEnv?: ConnectionEnv;
  /** How it connects. @default - as the role `runtime` or as the owner, through the first pooler that leads to the primary or to the primary itself */
  readonly connection?: ConnectOptions | (ConnectionOptions & { readonly pooler: string });
  /** Who calls it. @default - the platform's ingress controller */
  readonly from?: readonly NetworkPeer[];
  /** What else it calls. @default - nothing */
  readonly to?: readonly NetworkDestination[];
};

/** Who is connected beside the API and the platform. */
export interface DeclaredNetwork
  extends Pick<DatabaseNetworkProps, 'objectStore' | 'externalClusters' | 'operator' | 'statusFrom' | 'drills'> {
  /** Pods beside the API that connect to the instances. @default - none */
  readonly clients?: readonly NetworkPeer[];
}

/** Who watches it; each part is off by `false`. */
export interface DeclaredMonitoring {
  /** Where the runbooks of alerts and dashboards are: an http(s) URL without the file. @default - as alerts and dashboards have it */
  readonly runbooks?: string;
  /** Custom queries beside `ALERT_QUERIES`; `false` for none at all. @default - `ALERT_QUERIES` alone */
  readonly queries?: QuerySet | false;
  /** Scraping of the instances. @default - where the platform has the Prometheus operator */
  readonly podMonitor?: Partial<PodMonitorOptions> | false;
  /** Alerts. @default - where the platform has the Prometheus operator */
  readonly alerts?: Partial<Omit<ClusterAlertsProps, 'cluster' | 'runbooks'>> | false;
  /** Dashboards. @default - where the platform has Grafana */
  readonly dashboards?: Partial<Omit<ClusterDashboardsProps, 'cluster' | 'runbooks'>> | false;
}

/** A Cluster in another Kubernetes cluster that follows this one, and can change roles with it. */
export interface DeclaredSecondSite {
  /** Whether it is there. @default true */
  readonly enabled?: boolean;
  /**
   * The other Kubernetes cluster: its folder is applied and judged there, and closed and watched by what it has.
   * @default - none that is in this repository: somebody else applies `dist/<name>/second-site`
   */
  readonly platform?: Platform;
  /** Namespace of the folder `<name>/second-site`. */
  readonly namespace: string;
  /** Name of its Cluster. */
  readonly name: string;
  /** Its own object store: what differs from that of the first site. */
  readonly store: Pick<ObjectStoreProps, 'name' | 'destinationPath'> & Partial<Omit<ObjectStoreProps, 'namespace'>>;
  /** Name under which it archives in its store. @default - its name, with the `-v18` of the first site after an upgrade to that major */
  readonly serverName?: string;
  /** Name of the Cluster that is the primary: changing it demotes one and promotes the other. @default - the first site's */
  readonly primary?: string;
  /** `status.demotionToken` of the site that was the primary. @default - none: the archive decides */
  readonly promotionToken?: string;
}
