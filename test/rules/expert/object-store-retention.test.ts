import { objectStoreRetention } from '../../../rules/expert/object-store-retention';
import { archived, cluster, table } from './support';
import { external, store } from './support/archives';

table(objectStoreRetention, [
  ['none, archived into', [store({}), archived()], ['what Cluster shop-db archives here is never deleted']],
  ['none, only read from', [store({}), cluster({ externalClusters: external({}) })], []],
  ['one', [store({}, { retentionPolicy: '7d' }), archived()], []],
]);
