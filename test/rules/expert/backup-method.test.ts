import { backupMethod } from '../../../rules/expert/backup-method';
import { archived, BARMAN, cluster, scheduledBackup, table } from './support';
import { backup, plugin } from './support/backups';

table(backupMethod, [
  [
    'snapshots without a section',
    [cluster({}), backup({ method: 'volumeSnapshot' })],
    ['has no backup.volumeSnapshot'],
  ],
  [
    'snapshots that are null',
    [cluster({ backup: { volumeSnapshot: null } }), scheduledBackup({ method: 'volumeSnapshot' })],
    ['has no backup.volumeSnapshot'],
  ],
  ['the default on a plugin', [archived(), backup({})], ['has no backup.barmanObjectStore']],
  ['the default on nothing', [cluster({}), scheduledBackup({})], ['has no backup.barmanObjectStore']],
  [
    'another plugin',
    [archived(), backup(plugin('other'))],
    [`plugin "other" is not one of the plugins of Cluster shop-db (${BARMAN})`],
  ],
  ['no plugin at all', [cluster({}), backup(plugin(BARMAN))], ['(none)']],
  ['its plugin', [archived(), backup(plugin(BARMAN))], []],
  ['a schedule of a Cluster with a plugin, which is another rule', [archived(), scheduledBackup({})], []],
  ['in-tree', [cluster({ backup: { barmanObjectStore: {} } }), backup({})], []],
  ['a Cluster that is not in the run', [backup({ method: 'volumeSnapshot' })], []],
]);
