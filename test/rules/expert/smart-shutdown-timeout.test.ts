import { smartShutdownTimeout } from '../../../rules/expert/smart-shutdown-timeout';
import { table } from './support';
import { three } from './support/availability';

table(smartShutdownTimeout, [
  ['by default', [three({})], ['up to 180 s']],
  ['long', [three({ smartShutdownTimeout: 31 })], ['up to 31 s']],
  ['short', [three({ smartShutdownTimeout: 30 })], []],
]);
