import { scheduledBackupSuspended } from '../../../rules/expert/scheduled-backup-suspended';
import { scheduledBackup, table } from './support';

table(scheduledBackupSuspended, [
  ['true', [scheduledBackup({ suspend: true })], ['takes no backups']],
  ['false', [scheduledBackup({ suspend: false })], []],
]);
