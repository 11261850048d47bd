import { describe, expect, it } from 'vitest';
import { scheduledBackupNeverFires } from '../../../rules/expert/scheduled-backup-never-fires';
import { scheduledBackup, verdicts } from './support';

describe('scheduled-backup-never-fires', () => {
  it.each(['0 0 2 30 2 *', '0 0 2 31 4,6,9,11 *', '0 0 2 30 2'])('refuses %s', (schedule) => {
    expect(verdicts(scheduledBackupNeverFires, [scheduledBackup({ schedule })])).toEqual([
      expect.objectContaining({
        message: `"${schedule}" has no run in the next five years: none of its months has such a day`,
      }),
    ]);
  });

  it.each(['0 0 2 29 2 *', '0 0 2 31 * *', '@every 1000h', 'x'])('takes %s', (schedule) => {
    expect(verdicts(scheduledBackupNeverFires, [scheduledBackup({ schedule })])).toEqual([]);
  });
});
