import type { App } from 'cdk8s';
import {
  type Application,
  addDrills,
  addRecoveries,
  DEFAULT_TARGET,
  Duration,
  Folder,
  initdb,
  ObjectStore,
  PostgresCluster,
  recoveriesFrom,
  S3Credentials,
  Schedule,
  Secret,
} from '../../../constructs';

export const DATABASE = {
  version: '17',
  image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
  instances: 1,
  storage: { size: '1Gi', storageClass: 'slow' },
  bootstrap: initdb({ database: 'shop', owner: 'shop' }),
} as const;

/** An application that reads its recoveries as the ones of this repository do. */
export function restorableShop(
  declared: () => object,
  { archived = true, databases = ['shop-db'], reads = true, pooled = false, scheduled = false } = {},
): Application {
  return {
    name: 'shop',
    target: DEFAULT_TARGET,
    suppressions: [],
    build(app: App) {
      const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
      const store = new ObjectStore(folder, 'Backups', STORE);
      const recoveries = recoveriesFrom(declared());
      const [first] = databases.map(
        (name) => new PostgresCluster(folder, name, { ...DATABASE, name, archive: archived ? store : undefined }),
      );
      if (first === undefined || !reads) return;
      if (scheduled)
        first.addScheduledBackup('Daily', { name: 'shop-db-daily', schedule: Schedule.daily({ hour: 2 }) });
      if (pooled) first.addPooler('Pool', { name: 'shop-db-pool', mode: 'session', instances: 1 });
      addDrills(app, 'shop/drill', addRecoveries(folder, first, recoveries), recoveries, STORE);
    },
  };
}

export const STORE = {
  name: 'backups',
  destinationPath: 's3://backups/shop',
  credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), { accessKeyId: 'ID', secretAccessKey: 'KEY' }),
  retention: Duration.days(7),
};
