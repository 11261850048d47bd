import type { Construct } from 'constructs';
import {
  type IObjectStore,
  initdb,
  ObjectStore,
  PostgresCluster,
  type PostgresClusterProps,
  S3Credentials,
  Secret,
} from '../../../constructs/index';
import { at, only, render } from './render';

/** The least that a cluster needs. */
export const MINIMAL: PostgresClusterProps = {
  name: 'orders-db',
  version: '17',
  image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
  instances: 1,
  storage: { size: '10Gi' },
  bootstrap: initdb({ database: 'orders', owner: 'app' }),
};

export function cluster(scope: Construct, props: Partial<PostgresClusterProps> = {}): PostgresCluster {
  return new PostgresCluster(scope, 'Database', { ...MINIMAL, ...props });
}

/** The spec of a cluster with these props in addition to the required ones. */
export function specOf(props: Partial<PostgresClusterProps>): unknown {
  return at(
    only(
      render((folder) => cluster(folder, props)),
      'Cluster',
    ),
    'spec',
  );
}

export function store(scope: Construct, name = 'orders-backups'): IObjectStore {
  return new ObjectStore(scope, name, {
    name,
    destinationPath: `s3://${name}/db`,
    credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), { accessKeyId: 'ID', secretAccessKey: 'KEY' }),
  });
}
