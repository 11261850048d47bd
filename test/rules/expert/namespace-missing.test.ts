import { namespaceMissing } from '../../../rules/expert/namespace-missing';
import { cluster, table } from './support';
import { database, elsewhere } from './support/references';

table(namespaceMissing, [
  [
    'none',
    [elsewhere(database({}), ''), { ...cluster({}), metadata: { name: 'a' } }],
    ['this Database is created', 'this Cluster is created'],
  ],
  ['one', [database({})], []],
]);
