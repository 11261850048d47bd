import { baseBackupMissing } from '../../../rules/expert/base-backup-missing';
import { archived, BARMAN, dependent, scheduledBackup, table } from './support';
import { barman, elsewhere, inTree, off, plain, pluginSchedule, quiet } from './support/no-backup';

table(baseBackupMissing, [
  ['the plugin alone', [archived()], [`plugin ${BARMAN} archives WAL, but no ScheduledBackup or Backup`]],
  ['in-tree alone', [inTree], ['backup.barmanObjectStore archives WAL, but no ScheduledBackup']],
  ['a suspended schedule', [archived(), scheduledBackup({ suspend: true })], ['ScheduledBackup daily, which would']],
  ['a schedule of another namespace', [archived(), elsewhere], ['without a base backup nothing can be restored']],
  ['one of two schedules', [archived(), pluginSchedule, scheduledBackup({ suspend: true })], []],
  ['a Backup', [archived(), dependent('Backup', 'once', { method: 'plugin' })], []],
  ['no archiver, which is another rule', [plain], []],
  ['a plugin that is switched off', [off], []],
  ...quiet(barman),
]);
