import { CREDENTIAL_KEYS } from '../../../manifests/kubernetes/secret-keys';
import { secretKeyMissing } from '../../../rules/expert/secret-key-missing';
import { cluster, dependent, deployment, objectStore, table } from './support';
import { externalSecret, given, key } from './support/workloads';

const fetched = (...keys: string[]) => externalSecret({ data: keys.map((secretKey) => ({ secretKey })) });

const certified = (name: string, clientCertificate: object) =>
  dependent('DatabaseRole', name, { name: 'role', login: true, clientCertificate });

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
  [
    'the certificate of a DatabaseRole',
    [certified('reports', {}), key('reports-client-cert', 'tls.crt'), key('reports-client-cert', 'ca.crt')],
    ['has no key ca.crt'],
  ],
  [
    'the certificate that a DatabaseRole has switched off',
    [certified('reports', { enabled: false }), key('reports-client-cert', 'ca.crt')],
    [],
  ],
  [
    'the password of a DatabaseRole',
    [dependent('DatabaseRole', 'r', { name: 'r', passwordSecret: { name: 'own' } }), fetched('password')],
    ['has no key username'],
  ],
  ['a secret that nobody in the run makes', [cluster({}), key('other', 'x')], []],
]);
