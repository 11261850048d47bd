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

const { name, namespace, database, backup, alias, api } = config;
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
    cluster.addService(alias);
    cluster.addScheduledBackup('Daily', backup.schedule);

    const apiFolder = new Folder(app, `${name}/api`, { namespace });
    new ApiDeployment(apiFolder, 'Api', {
      ...api,
      database: cluster.connect({ service: alias.name }),
      databaseEnv: POSTGRES_ENV,
    });
  },

  files: () => ({ [`apps/${name}/compose.yaml`]: composeFile({ ...database, name, bootstrap }) }),
};
