import { synchronousQuorum } from '../../../rules/expert/synchronous-quorum';
import { table } from './support';
import { synchronous } from './support/availability';

table(synchronousQuorum, [
  ['one of one standby', [synchronous({}, 2)], ['waits for 1 of 1 standbys']],
  ['two of two', [synchronous({ number: 2 })], ['waits for 2 of 2 standbys']],
  ['one of two', [synchronous({})], []],
  ['preferred', [synchronous({ dataDurability: 'preferred' }, 2)], []],
  ['a standby of elsewhere', [synchronous({ standbyNamesPost: ['angus'] }, 2)], []],
  ['more than there are, which the webhook refuses', [synchronous({ number: 3 })], []],
]);
