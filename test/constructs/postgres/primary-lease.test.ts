import { expect, it } from 'vitest';
import { Duration, type PrimaryLease } from '../../../constructs/index';
import { cluster, specOf } from '../support/cluster';
import { refused, render } from '../support/render';

const s = Duration.seconds;

it.each<[PrimaryLease, object]>([
  [{ duration: s(20) }, { leaseDurationSeconds: 20 }],
  [
    { duration: Duration.minutes(1), renewDeadline: s(13), retryPeriod: s(10), releasedDuration: s(1) },
    { leaseDurationSeconds: 60, renewDeadlineSeconds: 13, retryPeriodSeconds: 10, releasedLeaseDurationSeconds: 1 },
  ],
])('%o', (primaryLease, expected) => {
  expect(specOf({ primaryLease })).toMatchObject({ primaryLease: expected });
  expect(refused(render((folder) => cluster(folder, { primaryLease })))).toEqual([]);
});

it('is left out where nothing is said', () => {
  expect(specOf({ primaryLease: {} })).not.toHaveProperty('primaryLease');
});

// The same times as CNPG's own tests of the webhook; without one of them its default counts.
it.each<[PrimaryLease, string]>([
  [{ duration: s(10) }, 'primaryLease.duration is 10 s, and renewDeadline 10 s'],
  [{ duration: s(15), renewDeadline: s(15) }, 'must hold longer'],
  [{ duration: s(60), renewDeadline: s(12), retryPeriod: s(10) }, 'more than 1.2 times'],
  [{ retryPeriod: s(9) }, 'primaryLease.renewDeadline is 10 s, and retryPeriod 9 s'],
  [{ releasedDuration: s(0) }, 'primaryLease.releasedDuration'],
  [{ duration: s(2 ** 31) }, 'primaryLease.duration'],
])('refuses %o', (primaryLease, message) => {
  expect(() => specOf({ primaryLease })).toThrow(message);
});
