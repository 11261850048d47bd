import { walArchiveMissing } from '../../../rules/expert/wal-archive-missing';
import { BARMAN, cluster, dependent, scheduledBackup, table } from './support';
import { barman, plain, pluginSchedule, quiet, snapshotSchedule, snapshots } from './support/no-backup';

table(walArchiveMissing, [
  ['snapshots', [snapshots, snapshotSchedule], ['ScheduledBackup daily takes base backups, and nothing archives WAL']],
  ['one snapshot', [snapshots, dependent('Backup', 'once', { method: 'volumeSnapshot' })], ['Backup once takes']],
  [
    'another plugin',
    [
      cluster({ plugins: [{ name: 'x.io' }] }),
      scheduledBackup({ method: 'plugin', pluginConfiguration: { name: 'x.io' } }),
    ],
    ['nothing archives WAL'],
  ],
  ['snapshots and WAL', [cluster({ ...barman, ...snapshots.spec }), snapshotSchedule], []],
  [
    'the Barman plugin without isWALArchiver, which is another rule',
    [cluster({ plugins: [{ name: BARMAN }] }), pluginSchedule],
    [],
  ],
  ['backups that fail, which is another rule', [plain, snapshotSchedule], []],
  ['no base backups', [snapshots], []],
  ...quiet(snapshots.spec, [snapshotSchedule]),
]);
