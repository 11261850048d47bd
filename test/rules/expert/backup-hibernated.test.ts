import { backupHibernated } from '../../../rules/expert/backup-hibernated';
import { cluster, scheduledBackup, table, withMetadata } from './support';
import { backup } from './support/backups';

const asleep = withMetadata(cluster({}), { annotations: { 'cnpg.io/hibernation': 'on' } });

const awake = withMetadata(cluster({}), { annotations: { 'cnpg.io/hibernation': 'off' } });

table(backupHibernated, [
  ['a Backup of a sleeping Cluster', [asleep, backup({})], ['Cluster shop-db is hibernated']],
  ['a schedule of one', [asleep, scheduledBackup({})], ['Cluster shop-db is hibernated']],
  ['a suspended schedule', [asleep, scheduledBackup({ suspend: true })], []],
  ['a Cluster that is awake', [awake, scheduledBackup({})], []],
]);
