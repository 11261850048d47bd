import { secretMissing } from '../../../rules/expert/secret-missing';
import { cluster, dependent, deployment, table, withMetadata } from './support';
import { externalSecret, given, key } from './support/workloads';

const superuser = (name: string, enableSuperuserAccess = true) =>
  cluster({ enableSuperuserAccess, superuserSecret: { name } });

const reader = deployment({ envFrom: [{ secretRef: { name: 'shop-db-superuser' } }] });

table(secretMissing, [
  ['a superuser secret that nobody makes', [cluster({}), reader], ['has no Secret shop-db-superuser']],
  ["one's own, with the name of the operator's", [superuser('shop-db-superuser'), reader], []],
  ["one's own without access", [superuser('shop-db-superuser', false), reader], []],
  ["one's own with another name", [superuser('root')], []],
  ["the operator's", [cluster({ enableSuperuserAccess: true }), reader], []],
]);

const withAccess = (enableSuperuserAccess: boolean) => cluster({ enableSuperuserAccess });

table(secretMissing, [
  ['a bootstrap with its own', [given, key('shop-db-app', 'uri')], ['because bootstrap.initdb.secret names own']],
  ['no superuser', [withAccess(false), key('shop-db-superuser', 'password')], ['without enableSuperuserAccess']],
  ['a superuser', [withAccess(true), key('shop-db-superuser', 'password')], []],
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
  [
    'the password of a DatabaseRole, in another namespace',
    [
      dependent('DatabaseRole', 'r', { name: 'r', passwordSecret: { name: 'own' } }),
      withMetadata(externalSecret({}), { namespace: 'db' }),
    ],
    ['ExternalSecret db/own creates it in db'],
  ],
  ['the one that is made', [cluster({}), key('shop-db-app', 'uri')], []],
  ['the name of somebody else', [cluster({}), key('other-app', 'uri')], []],
]);
