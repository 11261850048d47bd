import type { App } from 'cdk8s';
import {
  ApiDeployment,
  type Application,
  accessMigrations,
  addDrillSchedule,
  addDrills,
  addRecoveries,
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

const { name, namespace, database, credentials, privacy, backup, alias, api, network, recoveries, drills } = config;
const application = { database: database.database, owner: database.owner };

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
      username: database.owner,
      for: { cluster: recoveries.serving ?? database.name, database: database.database },
    });
    const { script } = new PrivateDatabase(databaseFolder, 'Private', privacy);
    const bootstrap = initdb({ ...application, secret, applicationSql: { scripts: [script] } });
    const cluster = new PostgresCluster(databaseFolder, 'Database', { ...database, archive, bootstrap });
    cluster.addScheduledBackup('Daily', backup.schedule);

    const clusters = addRecoveries(databaseFolder, cluster, recoveries);
    for (const recovered of clusters.slice(1)) {
      recovered.addScheduledBackup('Daily', { ...backup.schedule, name: `${recovered.name}-daily` });
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
    }
    for (const each of drillClusters) {
      new DatabaseNetwork(each, 'Network', { cluster: each, clients: [], ...network.database });
    }
  },

  migrations: () => accessMigrations({ privateDatabase: { owner: privacy.owner } }),
  files: () => ({ [`apps/${name}/compose.yaml`]: composeFile({ ...database, name, bootstrap: initdb(application) }) }),
};
