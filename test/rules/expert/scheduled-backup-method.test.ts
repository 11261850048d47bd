import { scheduledBackupMethod } from '../../../rules/expert/scheduled-backup-method';
import { archived, cluster, scheduledBackup, table } from './support';

table(scheduledBackupMethod, [
  ['no method', [scheduledBackup({})], ['means barmanObjectStore']],
  [
    'no method in-tree',
    [cluster({ backup: { barmanObjectStore: {} } }), scheduledBackup({})],
    ['means barmanObjectStore'],
  ],
  ['no method with the plugin, which is another rule', [archived(), scheduledBackup({})], []],
  ['the old method on purpose', [scheduledBackup({ method: 'barmanObjectStore' })], []],
]);
