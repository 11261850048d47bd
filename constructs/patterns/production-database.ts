import { Construct } from 'constructs';
import { ObjectStore, type ObjectStoreProps } from '../backup/object-store';
import type { ScheduledBackup } from '../backup/scheduled-backup';
import { checkKeys } from '../base/check-keys';
import { childId } from '../base/child-id';
import { InputError } from '../base/input-error';
import { addDrillSchedule, type DrillSchedule } from '../drills/drill-schedule';
import type { Application } from '../gitops/application';
import { Folder } from '../gitops/folder';
import { useGitOps } from '../gitops/gitops';
import type { ClusterAlerts } from '../monitoring/cluster-alerts';
import type { ClusterDashboards } from '../monitoring/cluster-dashboards';
import type { CustomQueries } from '../monitoring/custom-queries';
import type { PodMonitor } from '../monitoring/pod-monitor';
import { DatabaseNetwork } from '../network/database-network';
import type { PostgresCluster } from '../postgres/cluster';
import type { PostgresClusterFromBackup } from '../postgres/cluster-from-backup';
import type { Database } from '../postgres/database';
import { parameterTexts } from '../postgres/parameter-texts';
import type { Pooler } from '../postgres/pooler';
import { addDrills, addRecoveries, servingCluster } from '../postgres/recoveries';
import { servingOf } from '../postgres/recoveries-of';
import { accessMigrations } from '../roles/access-migrations';
import type { DatabaseRoles } from '../roles/database-roles';
import type { RowLevelSecurity } from '../roles/row-level-security';
import type { RotatedCredentials } from '../secrets/rotation';
import type { ApiDeployment } from '../workload/api-deployment';
import { composeFile } from '../workload/compose';
import { checkDatabases } from './check-databases';
import { bootstrapOf, clusterNameFor, migrationsOf } from './declared-access';
import { addApi } from './declared-api';
import { addDatabases } from './declared-databases';
import { peersOf } from './declared-network';
import { poolersOf } from './declared-poolers';
import { dropBeginning } from './dropped-clusters';
import { PART_KINDS } from './part-kinds';
import { PRODUCTION_DATABASE_KEYS } from './production-database-keys';
import type { ProductionDatabaseProps } from './production-database-props';
import { addSecondSite, platformsOf, serverNameOf } from './second-site';
import { addPodMonitor, addSite, archivedBy, type SiteParts } from './site';

/**
 * A database as it should run in production, from one declaration: archived and backed up, restorable, closed but for who is connected,
 * with passwords that change, watched, and with an API where one is declared. What a {@link Platform} has what it needs for is there unless
 * it is said not to be, and each part can be reached afterwards. There is no database without a backup, unless `backup` says why.
 *
 * ```ts
 * export const shop = ProductionDatabase.application({
 *   name: 'shop',
 *   platform: aws,
 *   database: { version: '17', image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie', instances: 3, storage: { size: '20Gi' } },
 *   backup: { store: { destinationPath: 's3://shop-backups/db', credentials: S3Credentials.inherit(), retention: Duration.days(14) } },
 * });
 * ```
 *
 * Its folders are `<name>/database` and, where they are declared, `<name>/api`, `<name>/drill`, `<name>/drill-schedule` and
 * `<name>/second-site`.
 * @see https://cloudnative-pg.io/documentation/1.28/
 */
export class ProductionDatabase extends Construct {
  /**
   * An application with such a database, for `apps/index.ts`.
   * @param special - adds what the declaration does not say: `({ cluster }) => cluster.addDatabase(…)`
   */
  static application(props: ProductionDatabaseProps, special?: (database: ProductionDatabase) => void): Application {
    const { name, platform, suppressions = [], acknowledge } = props;
    const platforms = platformsOf(props);
    return {
      name,
      platform,
      ...(platforms.length > 0 && { platforms }),
      suppressions,
      ...(acknowledge && { acknowledge }),
      build(app) {
        const database = new ProductionDatabase(app, childId(name), props);
        special?.(database);
      },
      migrations: () => accessMigrations(migrationsOf(props)),
      files: () => composeFiles(props),
    };
  }

  /** `<name>/database`. */
  readonly folder: Folder;
  /** The cluster as it was declared first. */
  readonly cluster: PostgresCluster;
  /** The cluster that applications connect to: another one after a recovery. */
  readonly serving: PostgresCluster;
  /** Clusters that are recovered to look at. */
  readonly drills: readonly PostgresClusterFromBackup[];
  /** The object store. @default - nothing is archived */
  readonly store?: ObjectStore;
  /** The schedule of base backups. @default - there are none */
  readonly schedule?: ScheduledBackup;
  /** The roles. @default - the API is the owner */
  readonly roles?: DatabaseRoles;
  /** Row level security. @default - there are no tenants */
  readonly tenants?: RowLevelSecurity;
  /** Passwords that change by themselves. */
  readonly credentials: readonly RotatedCredentials[];
  /** The further databases. */
  readonly databases: readonly Database[];
  /** As declared. */
  readonly poolers: readonly Pooler[];
  /** The network policies of the database. @default - there are none */
  readonly network?: DatabaseNetwork;
  /** The custom queries. @default - nothing reads them */
  readonly queries?: CustomQueries;
  /** The PodMonitor of the cluster. @default - nobody collects metrics */
  readonly podMonitor?: PodMonitor;
  /** The alerts. @default - nobody raises them */
  readonly alerts?: ClusterAlerts;
  /** The dashboards. @default - nobody shows them */
  readonly dashboards?: ClusterDashboards;
  /** The API. @default - none is declared */
  readonly api?: ApiDeployment;
  /** The drills that run by themselves. @default - there are none */
  readonly drillSchedule?: DrillSchedule;
  /** The second site. @default - there is none */
  readonly secondSite?: SiteParts;

  /** @throws InputError for keys that are not known, and whatever one of its parts refuses. */
  constructor(scope: Construct, id: string, props: ProductionDatabaseProps) {
    super(scope, id);
    checkKeys(this, props, PRODUCTION_DATABASE_KEYS);
    useGitOps(this, props.platform?.gitops);
    checkDatabases(this, props);
    const { name, namespace = name, recoveries = { recoveries: [] } } = props;
    const [clusterName, peers, storeProps] = [clusterNameFor(props), peersOf(this, props), storePropsOf(props)];
    this.folder = new Folder(this, `${name}/database`, { namespace, kinds: PART_KINDS.database });
    this.store = storeProps && new ObjectStore(this.folder, 'Backups', storeProps);
    const second = this.#addSecondSite(props, clusterName, storeProps);
    this.secondSite = second?.parts;
    const parts = addSite(this.folder, props, {
      name: clusterName,
      serving: servingOf(recoveries, clusterName) ?? clusterName,
      store: archivedBy(props.backup) && this.store,
      distributed: second?.distributed,
    });
    const { cluster } = parts;
    this.cluster = cluster;
    this.schedule = parts.schedule;
    this.roles = parts.roles;
    this.tenants = parts.tenants;
    this.credentials = parts.credentials;
    this.queries = parts.queries;
    this.podMonitor = parts.podMonitor;
    this.alerts = parts.alerts;
    this.dashboards = parts.dashboards;
    this.databases = addDatabases(props, cluster);
    const clusters = addRecoveries(this.folder, cluster, recoveries);
    dropBeginning(this.folder, props);
    this.drills = storeProps ? addDrills(this, `${name}/drill`, clusters, recoveries, storeProps) : [];
    this.serving = servingCluster(clusters, recoveries);
    this.drillSchedule = addDrillSchedule(this, name, this.serving, props.drills);
    this.poolers = poolersOf(props).map((options) => cluster.addPooler(options.name, options));
    for (const pooler of this.poolers) addPodMonitor(props, pooler, `${pooler.name}-podmonitor`);
    const api = props.api && addApi(this, { ...props, api: props.api }, this);
    this.api = api?.workload;
    if (peers === undefined) return;
    const { clients: others, ...rest } = peers;
    const clientsOf = (target: unknown) => [
      ...(api !== undefined && api.target === target ? [api.workload] : []),
      ...others,
    ];
    this.network = new DatabaseNetwork(cluster, 'Network', {
      ...rest,
      cluster,
      clients: clientsOf(this.serving),
      poolers: this.poolers.map((pooler) => ({ pooler, clients: clientsOf(pooler) })),
    });
    for (const drill of this.drills) new DatabaseNetwork(drill, 'Network', { ...rest, cluster: drill, clients: [] });
  }

  #addSecondSite(props: ProductionDatabaseProps, clusterName: string, storeProps: ObjectStoreProps | undefined) {
    const { secondSite, backup } = props;
    if (secondSite === undefined || secondSite.enabled === false) return undefined;
    if (storeProps === undefined || this.store === undefined || archivedBy(backup) === undefined) {
      throw new InputError(this, 'secondSite: it follows by the archive, and nothing is archived; give `backup.store`');
    }
    return addSecondSite(this, props, secondSite, {
      folder: this.folder,
      name: clusterName,
      serverName: serverNameOf(props),
      store: this.store,
      storeProps,
    });
  }
}

function storePropsOf({ name, backup }: ProductionDatabaseProps): ObjectStoreProps | undefined {
  const store = 'store' in backup ? backup.store : undefined;
  return store && { ...store, name: store.name ?? `${name}-backups` };
}

function composeFiles(props: ProductionDatabaseProps): Readonly<Record<string, object>> {
  const { name, compose, database, compliance } = props;
  const { image, version, parameters } = database;
  // A catalog names no version of PostgreSQL here.
  if (compose === false || typeof image !== 'string') return {};
  const bootstrap = bootstrapOf(props);
  const { database: own, owner } = bootstrap;
  const { encoding, locale, localeProvider } = bootstrap.method === 'initdb' ? bootstrap : {};
  const file = composeFile({
    name,
    image,
    version,
    parameters: parameterTexts(parameters ?? {}),
    compliance,
    bootstrap: { database: own, owner, encoding, locale, localeProvider },
  });
  return { [`apps/${name}/compose.yaml`]: file };
}
