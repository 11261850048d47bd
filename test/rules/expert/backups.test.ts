import { backupHibernated } from '../../../rules/expert/backup-hibernated';
import { backupMethod } from '../../../rules/expert/backup-method';
import { backupStanding } from '../../../rules/expert/backup-standing';
import { scheduledBackupImmediate } from '../../../rules/expert/scheduled-backup-immediate';
import { scheduledBackupMethod } from '../../../rules/expert/scheduled-backup-method';
import { scheduledBackupNameLength } from '../../../rules/expert/scheduled-backup-name-length';
import { scheduledBackupSuspended } from '../../../rules/expert/scheduled-backup-suspended';
import { application, archived, BARMAN, cluster, dependent, scheduledBackup, table, withMetadata } from './support';

const asleep = withMetadata(cluster({}), { annotations: { 'cnpg.io/hibernation': 'on' } });
const awake = withMetadata(cluster({}), { annotations: { 'cnpg.io/hibernation': 'off' } });
const backup = (spec: Record<string, unknown>) => dependent('Backup', 'now', spec);
const plugin = (name: string) => ({ method: 'plugin', pluginConfiguration: { name } });

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

table(backupHibernated, [
  ['a Backup of a sleeping Cluster', [asleep, backup({})], ['Cluster shop-db is hibernated']],
  ['a schedule of one', [asleep, scheduledBackup({})], ['Cluster shop-db is hibernated']],
  ['a suspended schedule', [asleep, scheduledBackup({ suspend: true })], []],
  ['a Cluster that is awake', [awake, scheduledBackup({})], []],
]);

table(backupStanding, [
  ['a Backup beside an Application', [backup({}), application('a', {})], ['a Backup is executed once']],
  ['a Backup alone', [backup({})], []],
]);

table(scheduledBackupImmediate, [
  ['false, of any Cluster', [scheduledBackup({ immediate: false })], ['waits for the schedule']],
  ['nothing, where the Cluster is known', [cluster({}), scheduledBackup({})], ['waits for the schedule']],
  ['nothing, where it is not', [scheduledBackup({})], []],
  ['true', [cluster({}), scheduledBackup({ immediate: true })], []],
]);

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

table(scheduledBackupSuspended, [
  ['true', [scheduledBackup({ suspend: true })], ['takes no backups']],
  ['false', [scheduledBackup({ suspend: false })], []],
]);

table(scheduledBackupNameLength, [
  ['64 characters', [withMetadata(scheduledBackup({}), { name: 'a'.repeat(64) })], ['has 64 characters']],
  ['63 characters', [withMetadata(scheduledBackup({}), { name: 'a'.repeat(63) })], []],
]);
