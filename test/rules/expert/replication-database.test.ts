import { replicationDatabase } from '../../../rules/expert/replication-database';
import { cluster, table } from './support';
import { database, initdb, publication } from './support/references';

table(replicationDatabase, [
  ['an unknown one', [initdb(), publication('orders')], ['has no database "orders"']],
  ['that of initdb', [initdb(), publication('shop')], []],
  ['that of a Database', [initdb(), publication('audit'), database({})], []],
  ['an import', [cluster({ bootstrap: { initdb: { import: {} } } }), publication('orders')], []],
]);
