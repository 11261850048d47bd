import {
  type Application,
  addDrills,
  addRecoveries,
  initdb,
  PostgresCluster,
  recoveriesFrom,
  Schedule,
} from '../../../constructs';

import { archivingShop, IMAGE, STORE } from './archiving-shop';

export const DATABASE = {
  version: '17',
  image: IMAGE,
  instances: 1,
  storage: { size: '1Gi', storageClass: 'slow' },
  bootstrap: initdb({ database: 'shop', owner: 'shop' }),
} as const;

/** An application that reads its recoveries as the ones of this repository do. */
export function restorableShop(
  declared: () => object,
  { archived = true, databases = ['shop-db'], reads = true, pooled = false, scheduled = false } = {},
): Application {
  return archivingShop((folder, store, app) => {
    const recoveries = recoveriesFrom(declared());
    const [first] = databases.map(
      (name) => new PostgresCluster(folder, name, { ...DATABASE, name, archive: archived ? store : undefined }),
    );
    if (first === undefined || !reads) return;
    if (scheduled) first.addScheduledBackup('Daily', { name: 'shop-db-daily', schedule: Schedule.daily({ hour: 2 }) });
    if (pooled) first.addPooler('Pool', { name: 'shop-db-pool', mode: 'session', instances: 1 });
    addDrills(app, 'shop/drill', addRecoveries(folder, first, recoveries), recoveries, STORE);
  });
}
