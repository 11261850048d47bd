import type { App } from 'cdk8s';
import {
  ApiDeployment,
  type Application,
  addRecoveries,
  ClusterAlerts,
  DatabaseNetwork,
  Folder,
  initdb,
  type ObjectStore,
  POSTGRES_ENV,
  PostgresCluster,
  recoveriesFrom,
  Schedule,
  servingCluster,
} from '../../../constructs/index';
import { archivingShop, IMAGE } from './archiving-shop';
import type { Edits } from './cut-over';

const PROPS = {
  version: '17',
  image: IMAGE,
  instances: 1,
  storage: { size: '1Gi' },
} as const;
const application = { database: 'shop', owner: 'shop' };
const daily = { schedule: Schedule.daily({ hour: 2 }) };
const pooler = { name: 'shop-db-pooler', mode: 'transaction', instances: 1 } as const;
const closed = {
  apiServer: [{ cidr: '192.0.2.1/32', ports: [6443] }],
  objectStore: [{ cidr: '192.0.2.2/32', ports: [443] }],
};
const api = {
  name: 'api',
  image: 'registry.example.com/api:1.0.0',
  port: 4000,
  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
  probe: { path: '/healthz' },
  databaseEnv: POSTGRES_ENV,
} as const;

/** An application whose API comes through a pooler, as written by an author who has never had to recover. */
export function shop({ recoveries, replicas = 2, suppressions = [] }: Edits): Application {
  // The way to serve a recovered cluster is longer where the cluster of a Pooler can be changed.
  const target = { operator: '1.28.0', plugin: '0.11.0', kubernetes: '1.34' };
  const make = (folder: Folder, archive: ObjectStore, app: App) => {
    const bootstrap = initdb(application);
    const db = new PostgresCluster(folder, 'Database', { ...PROPS, name: 'shop-db', archive, bootstrap });
    db.addScheduledBackup('Daily', { ...daily, name: 'shop-db-daily' });
    const declared = recoveriesFrom(recoveries);
    const clusters = addRecoveries(folder, db, declared);
    db.addPodMonitor('Metrics', { name: 'shop-db-podmonitor' });
    new ClusterAlerts(folder, 'Alerts', { name: 'shop-db', cluster: db });
    const pool = db.addPooler('Pool', pooler);
    const workload = new ApiDeployment(new Folder(app, 'shop/api', { namespace: 'shop' }), 'Api', {
      ...api,
      replicas,
      database: pool.connect(),
    });
    const poolers = [{ pooler: pool, clients: [workload] }];
    new DatabaseNetwork(folder, 'Network', { ...closed, cluster: db, clients: [], poolers });
    servingCluster(clusters, declared);
  };
  return archivingShop(make, { target, suppressions });
}
