import { poolerClusterName } from '../../../rules/expert/pooler-cluster-name';
import { cluster, table } from './support';
import { pooler } from './support/workloads';

table(poolerClusterName, [
  ['the name of a Cluster', [cluster({}, 'orders'), pooler('orders')], ['a Cluster "orders" exists']],
  ['that of its own, which the webhook refuses', [cluster({}), pooler('shop-db')], []],
  ['another', [cluster({}), pooler('pooler')], []],
]);
