import { replicationSlotName } from '../../../rules/expert/replication-slot-name';
import { cluster, table } from './support';

const LONG = 'a'.repeat(45);

const slots = (highAvailability: object, instances = 3) =>
  cluster({ instances, replicationSlots: { highAvailability } }, LONG);

table(replicationSlotName, [
  ['a long one', [slots({ slotPrefix: '_prefix_of_mine_long_' })], ['has 68 characters: PostgreSQL accepts 63']],
  ['63', [slots({ slotPrefix: '_'.repeat(16) })], []],
  ['the default', [slots({ enabled: true })], []],
  ['no slots', [slots({ enabled: false, slotPrefix: '_prefix_of_mine_long_' })], []],
  ['no standby', [slots({ slotPrefix: '_prefix_of_mine_long_' }, 1)], []],
]);
