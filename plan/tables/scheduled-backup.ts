import type { Table } from '../engine/table';

export const SCHEDULED_BACKUP: Table = {
  'spec.schedule': ['none', 'backups run at other times'],
  'spec.suspend': ['none', 'scheduled backups run'],
  'spec.immediate': ['none', 'applies when the ScheduledBackup is created'],
  'spec.cluster': ['none', 'another cluster is backed up; this schedule no longer backs up the old one'],
  'spec.method': ['none', 'applies to the next backup'],
  'spec.pluginConfiguration': ['none', 'applies to the next backup'],
  'spec.target': ['none', 'applies to the next backup, which reads from another instance'],
  'spec.online': ['none', 'applies to the next backup; a cold one fences the instance that it is taken from'],
  'spec.onlineConfiguration': ['none', 'applies to the next backup'],
  'spec.backupOwnerReference': [
    'none',
    'applies to Backup objects from now on; with self, they are deleted with the ScheduledBackup',
  ],
};
