import { backupPluginParameters } from '../../../rules/expert/backup-plugin-parameters';
import { archived, BARMAN, dependent, scheduledBackup, table } from './support';

const configured = (parameters: Record<string, string> | undefined, name = BARMAN) =>
  ({ method: 'plugin', pluginConfiguration: { name, ...(parameters && { parameters }) } }) as const;

const OTHER = { barmanObjectName: 'other', serverName: 'old' };

table(backupPluginParameters, [
  [
    'of a schedule',
    [scheduledBackup(configured(OTHER))],
    ['barmanObjectName, serverName have no effect, and base backups go to the ObjectStore of the Cluster'],
  ],
  ['with the Cluster', [archived(), scheduledBackup(configured(OTHER))], ['base backups go to ObjectStore backups']],
  [
    'of a Backup',
    [dependent('Backup', 'now', configured({ immediateCheckpoint: 'true' }))],
    ['of a Backup: immediateCheckpoint has no effect'],
  ],
  ['none', [scheduledBackup(configured(undefined)), scheduledBackup(configured({}))], []],
  ['of another plugin', [scheduledBackup(configured(OTHER, 'backup.example.com'))], []],
]);
