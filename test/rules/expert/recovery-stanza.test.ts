import { recoveryStanza } from '../../../rules/expert/recovery-stanza';
import { table } from './support';
import { initdb, recovery } from './support/recovery';

table(recoveryStanza, [
  ['a recovery', [recovery({ source: 'x' })], ['goes back to the state of this recovery']],
  ['an initdb', [initdb({})], []],
]);
