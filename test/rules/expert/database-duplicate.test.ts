import { databaseDuplicate } from '../../../rules/expert/database-duplicate';
import { cluster, dependent, table } from './support';
import { database, databaseRole, initdb } from './support/references';

table(databaseDuplicate, [
  [
    'the second one',
    [initdb(), database({}, 'b'), database({}, 'a')],
    ['Database a manages "audit" of the same Cluster already'],
  ],
  ['two clusters', [initdb(), cluster({}, 'x'), database({}), database({ cluster: { name: 'x' } }, 'e')], []],
  [
    'the second role',
    [initdb(), databaseRole({}, 'b'), databaseRole({}, 'a')],
    ['DatabaseRole a manages "reports" of the same Cluster already'],
  ],
  [
    'one publication in two databases',
    [
      initdb(),
      dependent('Publication', 'a', { name: 'p', dbname: 'x' }),
      dependent('Publication', 'b', { name: 'p', dbname: 'y' }),
    ],
    [],
  ],
  [
    'one subscription twice',
    [
      initdb(),
      dependent('Subscription', 'a', { name: 'p', dbname: 'x' }),
      dependent('Subscription', 'b', { name: 'p', dbname: 'x' }),
    ],
    ['Subscription a manages "p"'],
  ],
]);
