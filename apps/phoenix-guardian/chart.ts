import type { App } from 'cdk8s';
import {
  ApiDeployment,
  type Application,
  accessMigrations,
  addDrillSchedule,
  addDrills,
  addRecoveries,
  type Bootstrap,
  ClusterAlerts,
  ClusterDashboards,
  CustomQueries,
  composeFile,
  DatabaseNetwork,
  DatabaseRoles,
  distributedSite,
  Folder,
  initdb,
  ObjectStore,
  objectivesOn,
  type PlatformNetwork,
  PostgresCluster,
  type PostgresClusterProps,
  RotatedCredentials,
  RowLevelSecurity,
  servingCluster,
  WorkloadNetwork,
} from '../../constructs/index';
import { config } from './config';

const { name, namespace, access, rotation, tenancy, backup, queries, alerts, dashboards, api } = config;
const { platform, network, recoveries, drills, application } = config;
const database = { ...config.database, objectives: objectivesOn(platform, config.database.objectives) };
const { apiServer, monitoring, ingress, dns }: PlatformNetwork = platform.network;
/** Whom the database talks to. */
const peers = { apiServer, monitoring, dns, ...network };

/** What a test may turn on. */
export type SecondSite = Omit<typeof config.secondSite, 'enabled' | 'primary' | 'promotionToken'> & {
  readonly enabled: boolean;
  readonly primary: string;
  readonly promotionToken?: string;
};

/** Database and API of phoenix-guardian. */
export const phoenixGuardian = phoenixGuardianWith(config.secondSite);

/** The same with another second site. */
export function phoenixGuardianWith(secondSite: SecondSite): Application {
  return {
    name,
    platform,
    suppressions: config.suppressions,
    build: (app) => build(app, secondSite),
    migrations: () => accessMigrations({ roles: access, tenancy }),
    files: () => ({
      [`apps/${name}/compose.yaml`]: composeFile({ ...database, name, bootstrap: initdb(application) }),
    }),
  };
}

function build(app: App, secondSite: SecondSite): void {
  const databaseFolder = new Folder(app, `${name}/database`, { namespace });
  const archive = new ObjectStore(databaseFolder, 'Backups', backup.store);
  const roles = new DatabaseRoles(databaseFolder, 'Roles', access);
  const tenants = new RowLevelSecurity(databaseFolder, 'Tenants', tenancy);
  const bootstrap = initdb({ ...application, applicationSql: { scripts: [roles.script, tenants.script] } });
  const site = secondSite.enabled
    ? sites(app, secondSite, databaseFolder, archive, { bootstrap, roles: roles.roles })
    : { bootstrap };
  const cluster = watchedCluster(databaseFolder, { ...database, archive, roles: roles.roles, ...site });
  cluster.addScheduledBackup('Daily', backup.schedule);

  const clusters = addRecoveries(databaseFolder, cluster, recoveries);
  const drillClusters = addDrills(app, `${name}/drill`, clusters, recoveries, backup.store);
  const serving = servingCluster(clusters, recoveries);
  addDrillSchedule(app, name, serving, drills);

  const apiFolder = new Folder(app, `${name}/api`, { namespace });
  const connection = serving.connect({ credentials: roles.credentials('runtime') });
  const workload = new ApiDeployment(apiFolder, 'Api', { ...api, database: connection });
  new WorkloadNetwork(apiFolder, 'Network', { workload, port: api.port, database: serving, from: ingress, dns });
  new DatabaseNetwork(cluster, 'Network', { cluster, clients: [workload], ...peers });
  for (const each of drillClusters) {
    new DatabaseNetwork(each, 'Network', { cluster: each, clients: [], ...peers });
  }
}

/** A cluster with what every site has of its own: the passwords of its roles, and who watches it. */
function watchedCluster(folder: Folder, props: Omit<PostgresClusterProps<'17'>, 'customQueries'>): PostgresCluster {
  const rotated = [access.runtime, access.readOnly, access.operations].map(
    ({ name: username, password }) =>
      new RotatedCredentials(folder, `Credentials-${username}`, { ...rotation, name: password.name, username }),
  );
  const { reference } = new CustomQueries(folder, 'Queries', queries);
  const cluster = new PostgresCluster(folder, 'Database', { ...props, customQueries: [reference] });
  cluster.addPodMonitor('Metrics', { name: `${cluster.name}-podmonitor` });
  const externalSecrets = rotated.map((secret) => secret.name);
  new ClusterAlerts(cluster, 'Alerts', { ...alerts, externalSecrets, name: cluster.name, cluster });
  new ClusterDashboards(cluster, 'Dashboards', { ...dashboards, name: `${cluster.name}-dashboards`, cluster });
  return cluster;
}

/** The second site, in a folder that the Argo CD of its own Kubernetes cluster applies; returns what the first one needs for it. */
function sites(
  app: App,
  { namespace, name: second, primary, promotionToken, store }: SecondSite,
  first: Folder,
  archive: ObjectStore,
  { bootstrap, roles }: { readonly bootstrap: Bootstrap; readonly roles: PostgresClusterProps['roles'] },
) {
  const folder = new Folder(app, `${name}/second-site`, { namespace });
  const token = (self: string) => (self === primary ? promotionToken : undefined);
  const theirs = new ObjectStore(first, 'SecondSite', { ...backup.store, ...store });
  const own = new ObjectStore(folder, 'Backups', { ...backup.store, ...store });
  const origin = new ObjectStore(folder, 'FirstSite', backup.store);
  const site = distributedSite({
    self: { name: second, store: own },
    other: { name: database.name, store: origin },
    bootstrap,
    primary,
    promotionToken: token(second),
  });
  const cluster = watchedCluster(folder, { ...database, name: second, archive: own, roles, ...site });
  cluster.addScheduledBackup('Daily', { ...backup.schedule, name: `${second}-daily` });
  new DatabaseNetwork(cluster, 'Network', { cluster, clients: [], ...peers });
  return distributedSite({
    self: { name: database.name, store: archive },
    other: { name: second, store: theirs },
    bootstrap,
    primary,
    promotionToken: token(database.name),
  });
}
