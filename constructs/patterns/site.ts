import { Schedule } from '../../values/time/schedule';
import type { ObjectStore } from '../backup/object-store';
import type { ScheduledBackup, ScheduledBackupOptions } from '../backup/scheduled-backup';
import type { Folder } from '../gitops/folder';
import { hasService, objectivesOn, type PlatformService } from '../gitops/platform';
import { ALERT_QUERIES } from '../monitoring/alert-queries';
import { ClusterAlerts, type ClusterAlertsProps } from '../monitoring/cluster-alerts';
import { ClusterDashboards } from '../monitoring/cluster-dashboards';
import { CustomQueries } from '../monitoring/custom-queries';
import type { PodMonitor } from '../monitoring/pod-monitor';
import type { Bootstrap } from '../postgres/bootstrap';
import { PostgresCluster } from '../postgres/cluster';
import type { PostgresClusterProps } from '../postgres/cluster-props';
import { addAccess, type SiteAccess } from './declared-access';
import { addOwnerCredentials, doorsOf, ownersOf } from './declared-databases';
import type { DeclaredBackup, DeclaredMonitoring, ProductionDatabaseProps } from './production-database-props';

/** What one site is called, and where it archives. */
export interface SitePlan {
  /** Name of its Cluster. */
  readonly name: string;
  /** Name of the Cluster that the owner's credentials lead to. */
  readonly serving: string;
  /** Its object store. @default - nothing is archived */
  readonly store?: ObjectStore;
  /** Whether it is beside the site that is declared. @default false */
  readonly isSecond?: boolean;
  /** Name under which the second site archives. @default - as declared for the first one */
  readonly serverName?: string;
  /** What makes it one of two sites. @default - it is the only one */
  readonly distributed?: (
    bootstrap: Bootstrap,
  ) => Pick<PostgresClusterProps, 'bootstrap' | 'replica' | 'externalClusters'>;
}

/** What each site has of its own: a cluster, who comes to it, its base backups, and who watches it. */
export interface SiteParts extends SiteAccess {
  /** Its Cluster. */
  readonly cluster: PostgresCluster;
  /** @default - no base backups */
  readonly schedule?: ScheduledBackup;
  /** @default - nothing reads them */
  readonly queries?: CustomQueries;
  /** @default - nobody collects metrics */
  readonly podMonitor?: PodMonitor;
  /** @default - nobody raises them */
  readonly alerts?: ClusterAlerts;
  /** @default - nobody shows them */
  readonly dashboards?: ClusterDashboards;
}

/** Adds one site to its folder. */
export function addSite(folder: Folder, props: ProductionDatabaseProps, site: SitePlan): SiteParts {
  const { database, backup, platform, objectives, compliance, monitoring } = props;
  const access = addAccess(folder, props, site.name, site.serving);
  const credentials = [...access.credentials, ...addOwnerCredentials(folder, props)];
  const { queries, cluster: customQueries } = addQueries(folder, props, site.name);
  const distributed = site.distributed?.(access.bootstrap);
  const externalClusters = [...(database.externalClusters ?? []), ...(distributed?.externalClusters ?? [])];
  const serverName = site.isSecond ? site.serverName : archivedBy(backup)?.serverName;
  const cluster = new PostgresCluster(folder, 'Database', {
    ...database,
    bootstrap: access.bootstrap,
    ...distributed,
    name: site.name,
    // What was written to once is its own: that of the first site is not the second one's.
    ...(site.isSecond && { serverName: undefined }),
    externalClusters,
    customQueries,
    roles: [...(access.roles?.roles ?? []), ...ownersOf(props), ...(database.roles ?? [])],
    pgHba: [...(database.pgHba ?? []), ...doorsOf(props)],
    ...(site.store && { archive: { store: site.store, ...(serverName !== undefined && { serverName }) } }),
    ...('disposable' in backup && { disposable: backup.disposable }),
    ...(objectives && { objectives: objectivesOn(platform, objectives) }),
    compliance,
  });
  const { runbooks } = monitoring || {};
  const externalSecrets = credentials.map(({ name }) => name);
  const alerts = partOf(props, 'alerts', 'prometheus-operator');
  const dashboards = partOf(props, 'dashboards', 'grafana');
  const schedule = scheduleOf(props, site);
  return {
    ...access,
    credentials,
    cluster,
    queries,
    schedule: schedule && cluster.addScheduledBackup('Daily', schedule),
    podMonitor: addPodMonitor(props, cluster),
    alerts:
      alerts &&
      new ClusterAlerts(cluster, 'Alerts', {
        name: site.name,
        runbooks,
        externalSecrets,
        ...alerts,
        exclude: excluded(props, alerts.exclude),
        cluster,
      }),
    dashboards:
      dashboards &&
      new ClusterDashboards(cluster, 'Dashboards', {
        name: `${site.name}-dashboards`,
        runbooks,
        without: [
          ...(hasService(platform, 'volume-statistics') ? [] : (['kubelet'] as const)),
          ...(alerts ? [] : (['rules'] as const)),
        ],
        ...dashboards,
        // One dashboard's alone.
        ...(site.isSecond && { uid: undefined }),
        cluster,
      }),
  };
}

/**
 * Scraping of a cluster or a pooler, where metrics are collected.
 * @param name - of a pooler's @default - as declared for the cluster
 */
export function addPodMonitor(
  props: ProductionDatabaseProps,
  target: Pick<PostgresCluster, 'name' | 'addPodMonitor'>,
  name?: string,
): PodMonitor | undefined {
  const options = partOf(props, 'podMonitor', 'prometheus-operator');
  if (options === undefined) return undefined;
  return target.addPodMonitor('Metrics', { ...options, name: name ?? options.name ?? `${target.name}-podmonitor` });
}

/** Alerts about volumes would never speak, but for the one that says so all the time. */
function excluded({ platform, database }: ProductionDatabaseProps, given: ClusterAlertsProps['exclude'] = []) {
  if (hasService(platform, 'volume-statistics')) return given;
  const reason = `platform ${platform.name} has no statistics of volumes`;
  const ofVolumes = [
    'PostgresDataVolumeFilling',
    ...(database.walStorage ? (['PostgresWalVolumeFilling'] as const) : []),
    'PostgresVolumeNearlyFull',
  ] as const;
  const own = ofVolumes.filter((alert) => !given.some((each) => each.alert === alert));
  return [...own.map((alert) => ({ alert, reason })), ...given];
}

type Parts = Pick<DeclaredMonitoring, 'podMonitor' | 'alerts' | 'dashboards'>;
type Options<P extends keyof Parts> = Exclude<Parts[P], false | undefined>;

/** The options of a part of monitoring, `{}` for its defaults; undefined where it is off, or nobody would serve it. */
function partOf<P extends keyof Parts>(
  { monitoring, platform }: ProductionDatabaseProps,
  part: P,
  needs: PlatformService,
): Options<P> | undefined {
  const parts: { readonly [K in keyof Parts]: Options<K> | false | undefined } = monitoring || {};
  const options: Options<P> | false | undefined = monitoring === false ? false : parts[part];
  if (options === undefined) return hasService(platform, needs) ? ({} as Options<P>) : undefined;
  return options === false ? undefined : options;
}

function addQueries(folder: Folder, props: ProductionDatabaseProps, name: string) {
  const { monitoring, database } = props;
  const own = monitoring === false ? false : monitoring?.queries;
  const isRead = [
    partOf(props, 'podMonitor', 'prometheus-operator'),
    partOf(props, 'alerts', 'prometheus-operator'),
  ].some((part) => part !== undefined);
  if (own === false || (own === undefined && !isRead)) return { cluster: database.customQueries };
  const queries = new CustomQueries(folder, 'Queries', {
    name: `${name}-queries`,
    queries: { ...ALERT_QUERIES, ...own },
  });
  return { queries, cluster: [...(database.customQueries ?? []), queries.reference] };
}

/** How a database is archived; undefined for one that is not, or as it was adopted. */
export function archivedBy(backup: ProductionDatabaseProps['backup']): DeclaredBackup | undefined {
  return 'adopted' in backup || 'disposable' in backup ? undefined : backup;
}

/** The schedule that is declared for the first site is named after the second one there. */
function scheduleOf({ backup }: ProductionDatabaseProps, site: SitePlan): ScheduledBackupOptions | undefined {
  const archived = archivedBy(backup);
  if (archived === undefined || archived.schedule === false) return undefined;
  const { name = `${site.name}-daily`, schedule = Schedule.daily({ hour: 2 }), ...more } = archived.schedule ?? {};
  return { immediate: true, ...more, name: site.isSecond ? `${site.name}-daily` : name, schedule };
}
