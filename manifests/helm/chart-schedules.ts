import { record } from '../object/manifest';
import { isOn } from './template-values';

/** What the values say of a ScheduledBackup. */
type ChartSchedule = Readonly<Record<string, unknown>>;

/** Those that the chart has by itself. */
const OWN = [{ name: 'daily-backup', method: 'barmanObjectStore' }];

/**
 * The ScheduledBackups that CNPG's chart `cluster` makes of the values below `backups`: none where backups are off; undefined where that is
 * not known, as of a variable.
 */
export function chartSchedules(backups: unknown): ChartSchedule[] | undefined {
  const { enabled, scheduledBackups = OWN } = record(backups);
  if (!isOn(enabled)) return [];
  // A template takes the values of a map as it does those of a list, and of null there are none.
  return typeof scheduledBackups === 'object' ? Object.values(scheduledBackups ?? []).map(record) : undefined;
}
