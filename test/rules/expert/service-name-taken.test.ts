import { serviceNameTaken } from '../../../rules/expert/service-name-taken';
import { cluster, table, withMetadata } from './support';
import { alias, pooler, service } from './support/workloads';

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
