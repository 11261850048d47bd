import { clusterValuesIn } from '../helm/installed-charts';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** When base backups are taken, and where that is written. */
export interface WrittenSchedule {
  readonly schedule: string;
  readonly path: string;
}

/** Of a ScheduledBackup, or those that CNPG's chart `cluster` makes of its values. */
export function schedulesIn(manifest: Manifest, index: Index): WrittenSchedule[] {
  if (groupKindOf(manifest) === Kind.SCHEDULED_BACKUP) return written(at(manifest, 'spec.schedule'), 'spec.schedule');
  return clusterValuesIn(manifest, index).flatMap(({ values }) =>
    list(at(values.value, 'backups.scheduledBackups')).flatMap((each, i) =>
      written(record(each).schedule, `${values.path}.backups.scheduledBackups[${i}].schedule`),
    ),
  );
}

function written(schedule: unknown, path: string): WrittenSchedule[] {
  return text(schedule) === undefined ? [] : [{ schedule: String(schedule), path }];
}
