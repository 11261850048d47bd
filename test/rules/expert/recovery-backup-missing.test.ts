import { recoveryBackupMissing } from '../../../rules/expert/recovery-backup-missing';
import { dependent, table, withMetadata } from './support';
import { recovery } from './support/recovery';

table(recoveryBackupMissing, [
  [
    'elsewhere',
    [recovery({ backup: { name: 'b' } }), withMetadata(dependent('Backup', 'b', {}), { namespace: 'other' })],
    ['is in other, not in shop'],
  ],
  ['here', [recovery({ backup: { name: 'b' } }), dependent('Backup', 'b', {})], []],
  ['unknown', [recovery({ backup: { name: 'b' } })], []],
]);
