import { CREDENTIAL_KEYS } from '../../../manifests/kubernetes/secret-keys';
import { clientSslmode } from '../../../rules/expert/client-sslmode';
import { databaseHost } from '../../../rules/expert/database-host';
import { externalSecretOperatorOwned } from '../../../rules/expert/external-secret-operator-owned';
import { poolerClusterName } from '../../../rules/expert/pooler-cluster-name';
import { secretKeyMissing } from '../../../rules/expert/secret-key-missing';
import { secretMissing } from '../../../rules/expert/secret-missing';
import { serviceNameLabel } from '../../../rules/expert/service-name-label';
import { serviceNameTaken } from '../../../rules/expert/service-name-taken';
import { workloadImageFloating } from '../../../rules/expert/workload-image-floating';
import { cluster, dependent, deployment, objectStore, table, withMetadata } from './support';

const env = (name: string, value: string, namespace = 'shop') => deployment({ env: [{ name, value }] }, namespace);
const key = (name: string, wanted: string, more: object = {}) =>
  deployment({ env: [{ name: 'X', valueFrom: { secretKeyRef: { name, key: wanted, ...more } } }] });
const service = (name: string) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' } });
const alias = cluster({
  managed: { services: { additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'shop-db' } } }] } },
});

table(databaseHost, [
  [
    'the bare name, in full',
    [cluster({}), env('X', 'shop-db.shop.svc.cluster.local')],
    ['Cluster shop/shop-db has shop-db-rw, shop-db-ro, shop-db-r'],
  ],
  ['the bare name', [cluster({}), env('PGHOST', 'shop-db')], ['there is no Service "shop-db"']],
  ['a suffix that CNPG does not use', [cluster({}), env('DB_HOST', 'shop-db-primary:5432')], ['"shop-db-primary"']],
  [
    'a connection string',
    [cluster({}), env('X', 'postgresql://app:pw@shop-db:5432/shop?sslmode=verify-full')],
    ['"shop-db"'],
  ],
  [
    'the second of its hosts',
    [cluster({}), env('X', 'postgres://app@shop-db-rw,shop-db-x.shop.svc,shop-db/shop')],
    ['"shop-db"'],
  ],
  ['JDBC', [cluster({}), env('X', 'jdbc:postgresql://shop-db.shop/shop')], ['"shop-db"']],
  ['keywords', [cluster({}), env('X', "dbname=shop host='shop-db' user=app")], ['"shop-db"']],
  [
    'the right name from another namespace',
    [cluster({}), env('PGHOST', 'shop-db-rw', 'api')],
    ['Cluster shop-db has it in shop'],
  ],
  [
    'a service that is switched off',
    [cluster({ managed: { services: { disabledDefaultServices: ['ro'] } } }), env('PGHOST', 'shop-db-ro')],
    ['"shop-db-ro"'],
  ],
  [
    'the services of CNPG',
    [cluster({}), env('PGHOST', 'shop-db-rw'), env('PGHOST', 'shop-db-ro.shop.svc.cluster.local.', 'api')],
    [],
  ],
  ['a managed service', [alias, env('PGHOST', 'shop-db.shop.svc')], []],
  [
    'a Pooler and a Service',
    [
      cluster({}),
      dependent('Pooler', 'shop-db-primary', {}),
      service('shop-db'),
      env('PGHOST', 'shop-db'),
      env('PGHOST', 'shop-db-primary'),
    ],
    [],
  ],
  ['a variable that is no host', [cluster({}), env('APP_NAME', 'shop-db'), env('POSTGRES_DB', 'shop-db')], []],
  [
    'hosts of the outside',
    [cluster({}), env('PGHOST', 'shop-db.example.com'), env('PGHOST', 'localhost'), env('REDIS_HOST', 'redis')],
    [],
  ],
  ['a Cluster that is not in the run', [env('PGHOST', 'shop-db')], []],
]);

table(clientSslmode, [
  ['disable', [env('PGSSLMODE', 'disable')], ['sslmode disable']],
  ['in a connection string', [env('DATABASE_URL', 'postgres://x/y?sslmode=prefer')], ['sslmode prefer']],
  ['verify-full, and other variables', [env('POSTGRES_SSLMODE', 'verify-full'), env('SSLMODE_DOC', 'disable')], []],
]);

const given = cluster({ bootstrap: { initdb: { database: 'a', secret: { name: 'own' } } } });
const externalSecret = (spec: object, name = 'own') => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name, namespace: 'shop' },
  spec,
});
const fetched = (...keys: string[]) => externalSecret({ data: keys.map((secretKey) => ({ secretKey })) });
table(secretKeyMissing, [
  [
    'a key that is not there',
    [cluster({}), key('shop-db-app', 'database')],
    ['Secret shop-db-app, created by Cluster shop/shop-db, has no key database'],
  ],
  ['all keys that are', [cluster({}), ...CREDENTIAL_KEYS.map((each) => key('shop-db-app', each))], []],
  ['an optional one', [cluster({}), key('shop-db-app', 'x', { optional: true })], []],
  [
    'the certificate authority',
    [cluster({}), key('shop-db-ca', 'ca.crt'), key('shop-db-ca', 'tls.crt')],
    ['has no key tls.crt'],
  ],
  [
    'a volume',
    [
      cluster({}),
      deployment({}, 'shop', { volumes: [{ secret: { secretName: 'shop-db-ca', items: [{ key: 'root.crt' }] } }] }),
    ],
    ['has no key root.crt'],
  ],
  ['the bootstrap secret', [given, fetched('password')], ['has no key username']],
  ['the bootstrap secret, complete', [given, fetched('username', 'password')], []],
  [
    'what a template makes',
    [
      given,
      externalSecret({ data: [{ secretKey: 'pw' }], target: { template: { data: { username: 'a', password: 'b' } } } }),
    ],
    [],
  ],
  ['all of a path, of which nobody knows', [given, externalSecret({ dataFrom: [{}] })], []],
  [
    'credentials of a store',
    [
      objectStore('b', 'shop', { configuration: { s3Credentials: { accessKeyId: { name: 'own', key: 'id' } } } }),
      fetched('other'),
    ],
    ['has no key id'],
  ],
  [
    'certificates',
    [cluster({ certificates: { serverTLSSecret: 'own', serverCASecret: 'own' } }), fetched('tls.crt')],
    ['has no key ca.crt', 'has no key tls.key'],
  ],
  ['a secret that nobody in the run makes', [cluster({}), key('other', 'x')], []],
]);

const superuser = (enableSuperuserAccess: boolean) => cluster({ enableSuperuserAccess });
table(secretMissing, [
  ['a bootstrap with its own', [given, key('shop-db-app', 'uri')], ['because bootstrap.initdb.secret names own']],
  ['no superuser', [superuser(false), key('shop-db-superuser', 'password')], ['without enableSuperuserAccess']],
  ['a superuser', [superuser(true), key('shop-db-superuser', 'password')], []],
  [
    'another namespace',
    [withMetadata(cluster({}), { namespace: 'db' }), key('shop-db-app', 'uri')],
    ['Cluster db/shop-db creates it in db'],
  ],
  [
    'a recovery with its own',
    [cluster({ bootstrap: { recovery: { source: 's', secret: { name: 'own' } } } }), key('shop-db-app', 'uri')],
    ['bootstrap.recovery.secret'],
  ],
  ['the one that is made', [cluster({}), key('shop-db-app', 'uri')], []],
  ['the name of somebody else', [cluster({}), key('other-app', 'uri')], []],
]);

table(externalSecretOperatorOwned, [
  [
    'the name of the operator',
    [cluster({}), externalSecret({}, 'shop-db-app')],
    ['the operator creates Secret shop-db-app'],
  ],
  [
    'as a target',
    [cluster({}), externalSecret({ target: { name: 'shop-db-app' } })],
    ['the operator creates Secret shop-db-app'],
  ],
  ['merged into it', [cluster({}), externalSecret({ target: { creationPolicy: 'Merge' } }, 'shop-db-app')], []],
  [
    'given to the Cluster',
    [cluster({ bootstrap: { initdb: { secret: { name: 'shop-db-app' } } } }), externalSecret({}, 'shop-db-app')],
    [],
  ],
]);

const api = (image: string, secret = 'shop-db-app') =>
  deployment({ image, envFrom: [{ secretRef: { name: secret } }] });
table(workloadImageFloating, [
  [
    'latest, or no tag',
    [cluster({}), api('api:latest'), api('ghcr.io/shop/api')],
    ['"api:latest"', '"ghcr.io/shop/api"'],
  ],
  ['a version, or a digest', [cluster({}), api('api:1.0'), api(`api@sha256:${'a'.repeat(64)}`)], []],
  ['a workload that has nothing to do with it', [cluster({}), api('api:latest', 'x')], []],
]);

const pooler = (name: string, spec: Record<string, unknown> = {}) => dependent('Pooler', name, spec);
table(serviceNameTaken, [
  ['one Cluster in two files', [cluster({}), cluster({ instances: 2 })], []],
  [
    'a Pooler like a Service of CNPG',
    [cluster({}), pooler('shop-db-ro')],
    ['Service "shop-db-ro" is also created by Cluster shop-db'],
  ],
  [
    'a managed service like a Service',
    [alias, service('shop-db')],
    ['Service "shop-db" is also created by Service shop-db'],
  ],
  [
    'a managed service like a Pooler',
    [alias, pooler('shop-db')],
    ['Service "shop-db" is also created by Cluster shop-db'],
  ],
  ['their own names', [alias, pooler('pooler'), service('api')], []],
  ['the same in two namespaces', [cluster({}), withMetadata(pooler('shop-db-rw'), { namespace: 'other' })], []],
]);

const managedService = (name: string) =>
  cluster({ managed: { services: { additional: [{ serviceTemplate: { metadata: { name } } }] } } });
table(serviceNameLabel, [
  [
    'a digit first, a dot, 64 characters',
    [pooler('1a'), pooler('a.b'), pooler('a'.repeat(64))],
    ['"1a"', '"a.b"', '"aaa'],
  ],
  ['a managed service', [managedService('Alias')], ['"Alias"']],
  ['63 characters', [pooler('a'.repeat(63)), managedService('alias')], []],
]);

table(poolerClusterName, [
  ['the name of a Cluster', [cluster({}, 'orders'), pooler('orders')], ['a Cluster "orders" exists']],
  ['that of its own, which the webhook refuses', [cluster({}), pooler('shop-db')], []],
  ['another', [cluster({}), pooler('pooler')], []],
]);
