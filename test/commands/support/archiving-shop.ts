import type { App } from 'cdk8s';
import {
  type Application,
  DEFAULT_TARGET,
  Duration,
  Folder,
  ObjectStore,
  S3Credentials,
  Secret,
} from '../../../constructs/index';

/** Where the databases of the shop archive. */
export const STORE = {
  name: 'backups',
  destinationPath: 's3://backups/shop',
  credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), { accessKeyId: 'ID', secretAccessKey: 'KEY' }),
  retention: Duration.days(7),
};
export const IMAGE = 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie';

/** An application with a folder for databases, and a store that their archives are in. */
export function archivingShop(
  make: (folder: Folder, store: ObjectStore, app: App) => void,
  { retention = STORE.retention, ...more }: Partial<Application> & { readonly retention?: Duration } = {},
): Application {
  return {
    name: 'shop',
    target: DEFAULT_TARGET,
    suppressions: [],
    build(app) {
      const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
      make(folder, new ObjectStore(folder, 'Backups', { ...STORE, retention }), app);
    },
    ...more,
  };
}
