import { primaryUpdateMethod } from '../../../rules/expert/primary-update-method';
import { table } from './support';
import { three } from './support/availability';

table(primaryUpdateMethod, [
  ['by default', [three({})], ['restart the primary in place']],
  ['restart', [three({ primaryUpdateMethod: 'restart' })], ['restart the primary in place']],
  ['switchover', [three({ primaryUpdateMethod: 'switchover' })], []],
]);
