import { scheduledBackupSuspended } from '../../../rules/expert/scheduled-backup-suspended';
import { cluster, scheduledBackup, table, withMetadata } from './support';

table(scheduledBackupSuspended, [
  ['true', [scheduledBackup({ suspend: true })], ['takes no backups']],
  [
    'while its cluster is hibernated',
    [scheduledBackup({ suspend: true }), withMetadata(cluster({}), { annotations: { 'cnpg.io/hibernation': 'on' } })],
    [],
  ],
  ['false', [scheduledBackup({ suspend: false })], []],
]);
