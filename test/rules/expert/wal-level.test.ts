import { walLevel } from '../../../rules/expert/wal-level';
import { parameters, table } from './support';

table(walLevel, [
  ['replica', [parameters({ wal_level: 'Replica' })], ['wal_level replica is below']],
  ['logical', [parameters({ wal_level: 'logical' })], []],
]);
