import { archiveShared } from '../../../rules/expert/archive-shared';
import { archived, table } from './support';
import { inTree, store } from './support/archives';

table(archiveShared, [
  ['one Cluster in two files', [archived(), archived({ instances: 2 })], []],
  [
    'one server name twice, once',
    [archived(), archived({}, 'other', { serverName: 'shop-db' })],
    ['Cluster shop/shop-db archives'],
  ],
  [
    'in-tree and plugin',
    [inTree({ serverName: 'x' }), archived({}, 'other', { serverName: 'x' }), store({})],
    ['server name x'],
  ],
  ['their own names', [archived(), archived({}, 'other')], []],
  [
    'one name in two paths',
    [inTree({ serverName: 'x' }), inTree({ serverName: 'x', destinationPath: 's3://b' }, 'other')],
    [],
  ],
]);
