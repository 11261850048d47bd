import { describe, expect, it } from 'vitest';
import { scheduledBackupTooOften } from '../../../rules/expert/scheduled-backup-too-often';
import { scheduledBackup, verdicts } from './support';

describe('scheduled-backup-too-often', () => {
  it.each([
    ['0 */10 * * * *', '"0 */10 * * * *" runs 6 times within an hour, 144 times a day'],
    ['0 0,30 2 * * *', 'runs 2 times within an hour, 2 times a day'],
    ['*/5 0 2 * * *', 'runs 12 times within an hour, 12 times a day'],
    ['@every 30m', 'runs 2 times within an hour, 48 times a day'],
  ])('refuses %s', (schedule, message) => {
    expect(verdicts(scheduledBackupTooOften, [scheduledBackup({ schedule })])).toEqual([
      expect.objectContaining({ path: 'spec.schedule', message: expect.stringContaining(message) }),
    ]);
  });

  it.each([
    ['* 0 2 * * *', 'write "0 0 2 * * *" if that is meant, and run'],
    ['0 * 2 * * *', 'write "0 0 2 * * *"'],
    ['* * 2 * * 1', 'write "0 0 2 * * 1"'],
    ['0 */6 * * * *', 'write "0 0 */6 * * *"'],
    ['@every 30m', 'run at most once an hour'],
  ])('says what %s was meant to be', (schedule, fix) => {
    expect(verdicts(scheduledBackupTooOften, [scheduledBackup({ schedule })])).toEqual([
      expect.objectContaining({ fix: expect.stringContaining(fix) }),
    ]);
  });

  it.each(['0 0 * * * *', '@hourly', '@every 1h', '@daily', '0 2 * * *', '*/5 * * * *', 'x'])(
    'takes %s',
    (schedule) => {
      expect(verdicts(scheduledBackupTooOften, [scheduledBackup({ schedule })])).toEqual([]);
    },
  );
});
