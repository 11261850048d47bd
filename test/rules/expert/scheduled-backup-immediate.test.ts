import { scheduledBackupImmediate } from '../../../rules/expert/scheduled-backup-immediate';
import { cluster, scheduledBackup, table } from './support';

table(scheduledBackupImmediate, [
  ['false, of any Cluster', [scheduledBackup({ immediate: false })], ['waits for the schedule']],
  ['nothing, where the Cluster is known', [cluster({}), scheduledBackup({})], ['waits for the schedule']],
  ['nothing, where it is not', [scheduledBackup({})], []],
  ['true', [cluster({}), scheduledBackup({ immediate: true })], []],
]);
