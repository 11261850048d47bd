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
  PostgresCluster,
  PrivateDatabase,
  RotatedCredentials,
  servingCluster,
  WorkloadNetwork,
} from '../../constructs/index';
import { config } from './config';

const { name, namespace, database, credentials, privacy, backup, podMonitor, queries, alerts, dashboards, api } =
  config;
const { alias, network, recoveries, drills, application } = config;

/** Database and API of parametric-portal. */
export const parametricPortal: Application = {
  name,
  target: config.target,
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
    const watched = { ...alerts, externalSecrets: [secret.name] };
    new ClusterAlerts(databaseFolder, 'Alerts', { ...watched, cluster });

    const clusters = addRecoveries(databaseFolder, cluster, recoveries);
    for (const recovered of clusters.slice(1)) {
      recovered.addScheduledBackup('Daily', { ...backup.schedule, name: `${recovered.name}-daily` });
      recovered.addPodMonitor('Metrics', { ...podMonitor, name: `${recovered.name}-podmonitor` });
      new ClusterAlerts(databaseFolder, `Alerts-${recovered.name}`, {
        ...watched,
        name: recovered.name,
        cluster: recovered,
      });
    }
    const drillClusters = addDrills(app, `${name}/drill`, clusters, recoveries, backup.store);
    const serving = servingCluster(clusters, recoveries);
    serving.addService(alias);
    addDrillSchedule(app, name, serving, drills);

    const apiFolder = new Folder(app, `${name}/api`, { namespace });
    const workload = new ApiDeployment(apiFolder, 'Api', {
      ...api,
      database: serving.connect({ service: alias.name }),
    });
    new WorkloadNetwork(apiFolder, 'Network', { workload, port: api.port, database: serving, ...network.api });
    for (const each of clusters) {
      new DatabaseNetwork(each, 'Network', { cluster: each, clients: [workload], ...network.database });
      new ClusterDashboards(each, 'Dashboards', { ...dashboards, name: `${each.name}-dashboards`, cluster: each });
    }
    for (const each of drillClusters) {
      new DatabaseNetwork(each, 'Network', { cluster: each, clients: [], ...network.database });
    }
  },

  migrations: () => accessMigrations({ privateDatabase: { owner: privacy.owner } }),
  files: () => ({ [`apps/${name}/compose.yaml`]: composeFile({ ...database, name, bootstrap: initdb(application) }) }),
};
