import { describe, expect, it } from 'vitest';
import { backupOwnerSelf } from '../../../rules/expert/backup-owner-self';
import { scheduledBackup, verdicts } from './support';

describe('backup-owner-self', () => {
  it.each([
    ['self', 1],
    ['cluster', 0],
    ['none', 0],
    [undefined, 0],
  ])('with owner %s finds %i', (backupOwnerReference, count) => {
    expect(
      verdicts(backupOwnerSelf, [scheduledBackup({ ...(backupOwnerReference && { backupOwnerReference }) })]),
    ).toHaveLength(count);
  });
});
