import { backupMissing } from '../../../rules/expert/backup-missing';
import { archived, cluster, dependent, scheduledBackup, table } from './support';
import {
  annotated,
  elsewhere,
  inTree,
  off,
  plain,
  pluginSchedule,
  quiet,
  snapshotSchedule,
  snapshots,
} from './support/no-backup';

const dumping = (image: string, args: readonly string[] = []) => {
  const container = { name: 'dump', image, args, env: [{ name: 'PGHOST', value: 'shop-db-r' }] };
  const template = { spec: { containers: [container] } };
  const metadata = { name: 'dump', namespace: 'shop' };
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template } } } };
};

table(backupMissing, [
  ['nothing', [plain], ['no backup of this Cluster is declared in the input: no WAL archiver, no ScheduledBackup']],
  ['dumps', [plain, dumping('postgres:17.7', ['pg_dump -h shop-db-ro app'])], ['only CronJob dump dumps this Cluster']],
  ['dumps by an image that does', [plain, dumping('ghcr.io/x/pg-backup:1')], ['only CronJob dump dumps this Cluster']],
  [
    'a CronJob that only reads',
    [plain, dumping('ghcr.io/x/report:1')],
    ['no backup of this Cluster is declared in the input'],
  ],
  ['a suspended schedule', [snapshots, scheduledBackup({ suspend: true })], ['ScheduledBackup daily is suspended']],
  ['a schedule of another namespace', [plain, elsewhere], ['no ScheduledBackup']],
  ['a schedule of another Cluster', [plain, scheduledBackup({ cluster: { name: 'other' } })], ['no ScheduledBackup']],
  ['a plugin that is switched off', [off], ['no WAL archiver']],
  ['an imported one', [cluster({ bootstrap: { initdb: { import: { type: 'microservice' } } } })], ['no WAL archiver']],
  ['one that was copied', [cluster({ bootstrap: { pg_basebackup: { source: 'old' } } })], ['no WAL archiver']],
  ['a section that is null', [cluster({ backup: { barmanObjectStore: null } })], ['no WAL archiver']],
  ['silence without a reason', [annotated(plain, { 'cnpg-gitops/disposable': 'true' })], ['no WAL archiver']],
  ['an empty reason', [annotated(plain, { 'cnpg-gitops/disposable': ' ' })], ['no WAL archiver']],
  ['snapshots on a schedule', [snapshots, snapshotSchedule], []],
  ['a Backup', [snapshots, dependent('Backup', 'once', { method: 'volumeSnapshot' })], []],
  ['an archiver of another publisher', [cluster({ plugins: [{ name: 'x.io', isWALArchiver: true }] })], []],
  ['an archiver, which is another rule', [archived()], []],
  ['an in-tree one', [inTree], []],
  ['a method that the Cluster lacks, which is another rule', [plain, pluginSchedule], []],
  ...quiet({}),
]);
