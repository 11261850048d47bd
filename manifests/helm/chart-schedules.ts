import { record } from '../object/manifest';
import { isOn } from './template-values';

/** A schedule in the values, of which the chart makes a ScheduledBackup. */
type ChartSchedule = Readonly<Record<string, unknown>>;

/** Those that the chart has by itself. */
const OWN = [
  { name: 'daily-backup', schedule: '0 0 0 * * *', method: 'barmanObjectStore', backupOwnerReference: 'self' },
];

/** The ScheduledBackups that CNPG's chart `cluster` makes of the values below `backups`: none where backups are off. */
export function chartSchedules(backups: unknown): ChartSchedule[] {
  const { enabled, scheduledBackups = OWN } = record(backups);
  if (!isOn(enabled) || typeof scheduledBackups !== 'object') return [];
  // A template takes the values of a map as it does those of a list.
  return Object.values(scheduledBackups ?? []).map(record);
}
