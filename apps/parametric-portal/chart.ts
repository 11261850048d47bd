import type { App } from 'cdk8s';
import {
  ApiDeployment,
  type Application,
  accessMigrations,
  addDrillSchedule,
  addDrills,
  addRecoveries,
  ClusterAlerts,
  ClusterDashboards,
  CustomQueries,
  composeFile,
  DatabaseNetwork,
  Folder,
  initdb,
  ObjectStore,
  objectivesOn,
  type PlatformNetwork,
  PostgresCluster,
  PrivateDatabase,
  RotatedCredentials,
  servingCluster,
  WorkloadNetwork,
} from '../../constructs/index';
import { config } from './config';

const { name, namespace, credentials, privacy, backup, podMonitor, queries, alerts, dashboards, api } = config;
const { alias, platform, network, recoveries, drills, application } = config;
const database = { ...config.database, objectives: objectivesOn(platform, config.database.objectives) };

const { apiServer, monitoring, ingress, dns }: PlatformNetwork = platform.network;
/** Whom the database talks to. */
const peers = { apiServer, monitoring, dns, ...network };

/** Database and API of parametric-portal. */
export const parametricPortal: Application = {
  name,
  platform,
  suppressions: config.suppressions,

  build(app: App) {
    const databaseFolder = new Folder(app, `${name}/database`, { namespace });
    const archive = new ObjectStore(databaseFolder, 'Backups', backup.store);
    const secret = new RotatedCredentials(databaseFolder, 'Credentials', {
      ...credentials,
      username: application.owner,
      for: { cluster: recoveries.serving ?? database.name, database: application.database },
    });
    const { script } = new PrivateDatabase(databaseFolder, 'Private', privacy);
    const bootstrap = initdb({ ...application, secret, applicationSql: { scripts: [script] } });
    const { reference } = new CustomQueries(databaseFolder, 'Queries', queries);
    const props = { ...database, archive, bootstrap, customQueries: [reference] };
    const cluster = new PostgresCluster(databaseFolder, 'Database', props);
    cluster.addScheduledBackup('Daily', backup.schedule);
    cluster.addPodMonitor('Metrics', podMonitor);
    new ClusterAlerts(databaseFolder, 'Alerts', { ...alerts, externalSecrets: [secret.name], cluster });

    const clusters = addRecoveries(databaseFolder, cluster, recoveries);
    const drillClusters = addDrills(app, `${name}/drill`, clusters, recoveries, backup.store);
    const serving = servingCluster(clusters, recoveries);
    serving.addService(alias);
    addDrillSchedule(app, name, serving, drills);

    const apiFolder = new Folder(app, `${name}/api`, { namespace });
    const workload = new ApiDeployment(apiFolder, 'Api', {
      ...api,
      database: serving.connect({ service: alias.name }),
    });
    new WorkloadNetwork(apiFolder, 'Network', { workload, port: api.port, database: serving, from: ingress, dns });
    new DatabaseNetwork(cluster, 'Network', { cluster, clients: [workload], ...peers });
    new ClusterDashboards(cluster, 'Dashboards', { ...dashboards, name: `${cluster.name}-dashboards`, cluster });
    for (const each of drillClusters) {
      new DatabaseNetwork(each, 'Network', { cluster: each, clients: [], ...peers });
    }
  },

  migrations: () => accessMigrations({ privateDatabase: { owner: privacy.owner } }),
  files: () => ({ [`apps/${name}/compose.yaml`]: composeFile({ ...database, name, bootstrap: initdb(application) }) }),
};
