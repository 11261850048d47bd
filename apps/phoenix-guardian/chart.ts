import type { App } from 'cdk8s';
import {
  ApiDeployment,
  type Application,
  composeFile,
  DatabaseRoles,
  Folder,
  initdb,
  ObjectStore,
  POSTGRES_ENV,
  PostgresCluster,
  RowLevelSecurity,
} from '../../constructs/index';
import { config } from './config';

const { name, namespace, database, access, tenancy, backup, podMonitor, api } = config;
const application = { database: database.database, owner: database.owner };

/** Database and API of phoenix-guardian. */
export const phoenixGuardian: Application = {
  name,
  target: config.target,
  suppressions: config.suppressions,

  build(app: App) {
    const databaseFolder = new Folder(app, `${name}/database`, { namespace });
    const archive = new ObjectStore(databaseFolder, 'Backups', backup.store);
    const roles = new DatabaseRoles(databaseFolder, 'Roles', access);
    const tenants = new RowLevelSecurity(databaseFolder, 'Tenants', tenancy);
    const cluster = new PostgresCluster(databaseFolder, 'Database', {
      ...database,
      archive,
      bootstrap: initdb({ ...application, applicationSql: { scripts: [roles.script, tenants.script] } }),
      roles: roles.roles,
    });
    cluster.addScheduledBackup('Daily', backup.schedule);
    cluster.addPodMonitor('Metrics', podMonitor);

    const apiFolder = new Folder(app, `${name}/api`, { namespace });
    const connection = cluster.connect({ credentials: roles.credentials('runtime') });
    new ApiDeployment(apiFolder, 'Api', { ...api, database: connection, databaseEnv: POSTGRES_ENV });
  },

  files: () => ({ [`apps/${name}/compose.yaml`]: composeFile({ ...database, name, bootstrap: initdb(application) }) }),
};
