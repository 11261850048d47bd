import { autovacuumOff } from '../../../rules/expert/autovacuum-off';
import { parameters, table } from './support';

table(autovacuumOff, [
  ['autovacuum', [parameters({ autovacuum: 'off' })], ['autovacuum is off: dead rows remain']],
  ['another spelling', [parameters({ autovacuum: 'FALSE' })], ['autovacuum is off']],
  ['the counts that it needs', [parameters({ track_counts: 'no' })], ['track_counts is off']],
  ['both', [parameters({ autovacuum: '0', track_counts: 'off' })], ['autovacuum is off', 'track_counts is off']],
  ['on', [parameters({ autovacuum: 'on', track_counts: 'on' })], []],
  ['not given', [parameters({})], []],
]);
