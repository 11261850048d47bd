import type { App } from 'cdk8s';
import {
  ApiDeployment,
  type Application,
  composeFile,
  Folder,
  initdb,
  ObjectStore,
  POSTGRES_ENV,
  PostgresCluster,
} from '../../constructs/index';
import { config } from './config';

const { name, namespace, database, backup, podMonitor, api } = config;
const bootstrap = initdb({ database: database.database, owner: database.owner });

/** Database and API of phoenix-guardian. */
export const phoenixGuardian: Application = {
  name,
  target: config.target,
  suppressions: config.suppressions,

  build(app: App) {
    const databaseFolder = new Folder(app, `${name}/database`, { namespace });
    const archive = new ObjectStore(databaseFolder, 'Backups', backup.store);
    const cluster = new PostgresCluster(databaseFolder, 'Database', { ...database, archive, bootstrap });
    cluster.addScheduledBackup('Daily', backup.schedule);
    cluster.addPodMonitor('Metrics', podMonitor);

    const apiFolder = new Folder(app, `${name}/api`, { namespace });
    new ApiDeployment(apiFolder, 'Api', { ...api, database: cluster.connect(), databaseEnv: POSTGRES_ENV });
  },

  files: () => ({ [`apps/${name}/compose.yaml`]: composeFile({ ...database, name, bootstrap }) }),
};
