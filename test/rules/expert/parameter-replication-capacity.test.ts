import { parameterReplicationCapacity } from '../../../rules/expert/parameter-replication-capacity';
import { cluster, parameters, table } from './support';

table(parameterReplicationCapacity, [
  [
    'too few of both',
    [parameters({ max_wal_senders: '0', max_replication_slots: '1' }, { instances: 3 })],
    ['max_replication_slots is 1', 'max_wal_senders is 0'],
  ],
  ['just enough', [parameters({ max_wal_senders: '3', max_replication_slots: '2' }, { instances: 3 })], []],
  ['one instance', [parameters({ max_wal_senders: '0' }, { instances: 1 })], []],
  ['defaults', [cluster({ instances: 9 })], []],
]);
