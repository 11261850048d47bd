import type { App } from 'cdk8s';
import {
  ApiDeployment,
  type Application,
  addDrills,
  addRecoveries,
  composeFile,
  Folder,
  initdb,
  ObjectStore,
  POSTGRES_ENV,
  PostgresCluster,
  servingCluster,
} from '../../constructs/index';
import { config } from './config';

const { name, namespace, database, backup, alias, api, recoveries } = config;
const bootstrap = initdb({ database: database.database, owner: database.owner });

/** Database and API of parametric-portal. */
export const parametricPortal: Application = {
  name,
  target: config.target,
  suppressions: config.suppressions,

  build(app: App) {
    const databaseFolder = new Folder(app, `${name}/database`, { namespace });
    const archive = new ObjectStore(databaseFolder, 'Backups', backup.store);
    const cluster = new PostgresCluster(databaseFolder, 'Database', { ...database, archive, bootstrap });
    cluster.addScheduledBackup('Daily', backup.schedule);

    const clusters = addRecoveries(databaseFolder, cluster, recoveries);
    for (const recovered of clusters.slice(1)) {
      recovered.addScheduledBackup('Daily', { ...backup.schedule, name: `${recovered.name}-daily` });
    }
    addDrills(app, `${name}/drill`, clusters, recoveries, backup.store);
    const serving = servingCluster(clusters, recoveries);
    serving.addService(alias);

    const apiFolder = new Folder(app, `${name}/api`, { namespace });
    new ApiDeployment(apiFolder, 'Api', {
      ...api,
      database: serving.connect({ service: alias.name }),
      databaseEnv: POSTGRES_ENV,
    });
  },

  files: () => ({ [`apps/${name}/compose.yaml`]: composeFile({ ...database, name, bootstrap }) }),
};
