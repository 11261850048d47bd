import { walSlotKeepSize } from '../../../rules/expert/wal-slot-keep-size';
import { cluster, parameters, table } from './support';

table(walSlotKeepSize, [
  ['replicas without a bound', [cluster({ instances: 2 })], ['max_slot_wal_keep_size']],
  [
    'no bound, written out',
    [parameters({ max_slot_wal_keep_size: '-1' }, { instances: 2 })],
    ['max_slot_wal_keep_size'],
  ],
  ['a bound', [parameters({ max_slot_wal_keep_size: '5GB' }, { instances: 2 })], []],
  ['no replicas', [cluster({ instances: 1 })], []],
  ['no slots', [cluster({ instances: 2, replicationSlots: { highAvailability: { enabled: false } } })], []],
]);
