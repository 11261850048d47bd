import { remember } from '../../values/collections/remember';
import { attempt } from '../../values/text/invalid-value';
import { type Cron, parseCron } from '../../values/time/cron';
import { at, type Manifest, text } from '../object/manifest';

/** The schedule of a ScheduledBackup as CNPG reads it; undefined if the webhook refuses it, which admission reports. */
export function scheduledCron(scheduledBackup: Manifest): Cron | undefined {
  const schedule = text(at(scheduledBackup, 'spec.schedule'));
  return schedule === undefined ? undefined : parsed(schedule);
}

const parsed = remember((schedule): Cron | undefined => attempt(() => parseCron(schedule)));
