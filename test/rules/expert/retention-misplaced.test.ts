import { retentionMisplaced } from '../../../rules/expert/retention-misplaced';
import { archived, table } from './support';
import { inTree, store } from './support/archives';

table(retentionMisplaced, [
  ['a store without one', [archived({ backup: { retentionPolicy: '30d' } }), store({})], ['nothing is ever deleted']],
  [
    'a store with another',
    [archived({ backup: { retentionPolicy: '30d' } }), store({}, { retentionPolicy: '7d' })],
    ['it uses 7d of ObjectStore backups'],
  ],
  ['in-tree', [inTree({}, 'shop-db', { backup: { retentionPolicy: '30d', barmanObjectStore: {} } })], []],
]);
