import type { Table } from '../engine/table';

export const SCHEDULED_BACKUP: Table = {
  'spec.schedule': ['none', 'backups run at other times'],
  'spec.suspend': ['none', 'scheduled backups run'],
  'spec.immediate': ['none', 'holds when the ScheduledBackup is made'],
  'spec.cluster': ['none', 'another cluster is backed up; the old one no longer is by this schedule'],
  'spec.method': ['none', 'holds for the next backup'],
  'spec.pluginConfiguration': ['none', 'holds for the next backup'],
  'spec.target': ['none', 'holds for the next backup: it reads from another instance'],
  'spec.online': ['none', 'holds for the next backup; a cold one fences the instance that it is taken from'],
  'spec.onlineConfiguration': ['none', 'holds for the next backup'],
  'spec.backupOwnerReference': [
    'none',
    'holds for Backup objects from now on; with self, they go when the ScheduledBackup goes',
  ],
};
