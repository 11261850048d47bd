import { walBuffers } from '../../../rules/expert/wal-buffers';
import { cluster, parameters, table } from './support';

table(walBuffers, [
  ['64MB', [parameters({ wal_buffers: '64MB' })], ['wal_buffers is 64 MiB']],
  [
    '16MB, and the automatic size',
    [parameters({ wal_buffers: '16MB' }), cluster({}, 'a'), parameters({ wal_buffers: '-1' })],
    [],
  ],
]);
