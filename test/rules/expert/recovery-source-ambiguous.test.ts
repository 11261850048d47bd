import { recoverySourceAmbiguous } from '../../../rules/expert/recovery-source-ambiguous';
import { table } from './support';
import { recovery } from './support/recovery';

table(recoverySourceAmbiguous, [
  ['two', [recovery({ source: 'x', backup: { name: 'y' } })], ['both source "x" and Backup "y"']],
  ['one', [recovery({ source: 'x' })], []],
]);
