import { scheduledBackupNameLength } from '../../../rules/expert/scheduled-backup-name-length';
import { scheduledBackup, table, withMetadata } from './support';

table(scheduledBackupNameLength, [
  ['64 characters', [withMetadata(scheduledBackup({}), { name: 'a'.repeat(64) })], ['has 64 characters']],
  ['63 characters', [withMetadata(scheduledBackup({}), { name: 'a'.repeat(63) })], []],
]);
