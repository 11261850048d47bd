import type { ApiObjectProps } from 'cdk8s';
import type { Application } from '../../../../constructs/index';
import { applicationOf } from '../../support/application';

type Json = Readonly<Record<string, unknown>>;

const CNPG = 'postgresql.cnpg.io/v1';

/** What differs from test to test of an application with a database. */
export interface Shop {
  readonly name?: string;
  readonly image?: string;
  readonly initdb?: Json;
  readonly parameters?: Json;
  readonly roles?: readonly Json[];
  readonly databases?: readonly Json[];
  readonly clusters?: readonly string[];
  readonly spec?: Json;
  readonly objects?: readonly ApiObjectProps[];
}

/** An application with a Cluster `shop-db`, an API and whatever else a test asks for. */
export function shop(given: Shop = {}): Application {
  const {
    name = 'shop',
    image = 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
    clusters = ['shop-db'],
  } = given;
  const { initdb = {}, parameters = {}, roles = [], databases = [], spec = {}, objects = [] } = given;
  return applicationOf(name, [
    ...clusters.map((cluster) => ({
      apiVersion: CNPG,
      kind: 'Cluster',
      metadata: { name: cluster },
      spec: {
        instances: 1,
        imageName: image,
        bootstrap: { initdb: { database: 'shop', owner: 'app', ...initdb } },
        managed: { roles },
        // Nothing here outlives the machine.
        postgresql: { parameters: { fsync: 'off', ...parameters } },
        storage: { size: '1Gi' },
        ...spec,
      },
    })),
    ...databases.map((database) => ({
      apiVersion: CNPG,
      kind: 'Database',
      metadata: { name: `shop-db-${String(database.name).replaceAll(/\W/g, '-')}` },
      spec: { cluster: { name: 'shop-db' }, ...database },
    })),
    ...objects,
  ]);
}

/** A Deployment with these variables, and the authority of the database mounted. */
export function deployment(name: string, env: readonly Json[]): ApiObjectProps {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      template: {
        spec: {
          containers: [{ name: 'main', env, volumeMounts: [{ name: 'ca', mountPath: '/etc/ca' }] }],
          volumes: [{ name: 'ca', secret: { secretName: 'shop-db-ca' } }],
        },
      },
    },
  };
}

export function fromSecret(name: string, secret: string, key: string): Json {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}
