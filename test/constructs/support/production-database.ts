import { App } from 'cdk8s';
import { Duration, ProductionDatabase, type ProductionDatabaseProps, S3Credentials } from '../../../constructs/index';
import type { Manifest } from '../../../manifests/object/manifest';
import { TEST_PLATFORM } from '../../apps/support/test-platform';
import { manifestsOf } from './render';

/** The least that has to be said. */
export const SHOP = {
  name: 'shop',
  platform: TEST_PLATFORM,
  database: {
    version: '17',
    image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
    instances: 3,
    storage: { size: '20Gi', storageClass: 'standard' },
  },
  backup: {
    store: {
      destinationPath: 's3://shop-backups/db',
      credentials: S3Credentials.inherit(),
      retention: Duration.days(14),
    },
  },
} as const satisfies ProductionDatabaseProps;

/** An API for it. */
export const API = {
  image: 'registry.example.com/shop:1.0.0',
  port: 4000,
  replicas: 2,
  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
  probe: { path: '/healthz' },
} as const;

/** The construct with these props beside the least, and what it renders. */
export function made(props: Partial<ProductionDatabaseProps> = {}): {
  readonly database: ProductionDatabase;
  readonly manifests: Manifest[];
} {
  const app = new App();
  const database = new ProductionDatabase(app, 'shop', { ...SHOP, ...props });
  return { database, manifests: manifestsOf(app) };
}

/** `Kind name` of each object, in order. */
export function names(manifests: readonly Manifest[]): string[] {
  return manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
}
