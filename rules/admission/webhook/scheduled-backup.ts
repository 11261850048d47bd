import { show } from '../../../manifests/object/json';
import { at, text } from '../../../manifests/object/manifest';
import { remember } from '../../../values/collections/remember';
import { InvalidValueError } from '../../../values/text/invalid-value';
import { cronWords, parseCron } from '../../../values/time/cron';
import { onlineRules } from './backup';
import type { ObjectRule } from './webhook-rule';

const SIX = 'write six fields, seconds first: "0 0 2 * * *" is every day at 2:00';

/** ScheduledBackup. */
export const scheduledBackupRules: readonly ObjectRule[] = [
  {
    id: 'scheduled-backup-schedule',
    says: 'A schedule has five or six fields, or is a descriptor',
    on: 'both',
    check(backup, tell) {
      const problem = scheduleProblem(text(at(backup, 'spec.schedule')) ?? '');
      if (problem !== undefined) tell('spec.schedule', problem, SIX);
    },
  },
  {
    id: 'scheduled-backup-field-count',
    says: 'A schedule has six fields',
    on: 'both',
    severity: 'warning',
    level: 'advice',
    check(backup, tell) {
      const schedule = text(at(backup, 'spec.schedule')) ?? '';
      const fields = cronWords(schedule).length;
      if (fields === 6 || scheduleProblem(schedule) !== undefined) return;
      tell('spec.schedule', `${show(schedule)} has ${fields} field${fields === 1 ? '' : 's'}, not six`, SIX);
    },
  },
  ...onlineRules('scheduled-backup'),
];

const scheduleProblem = remember((schedule): string | undefined => {
  if (schedule.length > 4096) return `has ${schedule.length} characters`;
  try {
    parseCron(schedule);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidValueError) return error.message;
    throw error;
  }
});
