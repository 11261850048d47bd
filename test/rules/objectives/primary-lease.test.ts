import { describe, expect, it } from 'vitest';
import { ALL_SETTINGS, type Changes, claimOf, expectRow, instances, type Row, unarchived, within } from './support';

// From operator 1.30 on a standby needs the Lease of the primary to be promoted: https://cloudnative-pg.io/docs/1.30/failover/

const SHORTEST = { leaseDurationSeconds: 3, renewDeadlineSeconds: 2, retryPeriodSeconds: 1 };

const given = (fault: string, limit: string, operator: string, cluster: Changes = {}) =>
  unarchived({ objectives: within(fault, limit), ...ALL_SETTINGS, operator, cluster });

const ROWS: readonly Row[] = [
  ['1.29 has none', given('nodeLoss', '24s', '1.29.2'), 'assumed', 'failoverDelay 0 s + promotion'],
  [
    'a lost primary does not release it',
    given('nodeLoss', '39s', '1.30.0'),
    'failed',
    '+ lease of the lost primary 16 s (unchanged for 15 s, looked at every 2 s) + promotion',
    'the outage is 39.5 s',
  ],
  [
    'as short as the operator takes',
    given('nodeLoss', '27s', '1.30.0', { 'spec.primaryLease': SHORTEST }),
    'assumed',
    '+ lease of the lost primary 3 s (unchanged for 3 s, looked at every 1 s) + promotion',
  ],
  [
    'a part of the fields',
    given('partition', '40s', '1.30.0', { 'spec.primaryLease': { leaseDurationSeconds: 11 } }),
    'assumed',
    'lease of the lost primary 12 s (unchanged for 11 s, looked at every 2 s) + promotion',
  ],
  [
    'a deleted primary releases it',
    given('podLoss', '18s', '1.30.0'),
    'assumed',
    'failoverDelay 0 s + a look at the released lease 2 s + fast shutdown, promotion and switch of the service 11 s (measured) = 18 s',
  ],
  [
    'one second less',
    given('podLoss', '17s', '1.30.0'),
    'failed',
    'a look at the released lease 2 s',
    'the outage is 18 s',
  ],
];

describe('the Lease of the primary', () => {
  it.each(ROWS.map((row) => [row[0], row] as const))('%s', (_, row) => expectRow(row));

  it('is named among the ways out while it can be shorter', () => {
    const fixes = (cluster?: Changes) =>
      claimOf(given('nodeLoss', '20s', '1.30.0', cluster)).gaps.map(({ fix }) => fix);
    expect(fixes()).toEqual([expect.stringContaining('add: spec.primaryLease {leaseDurationSeconds: 3,')]);
    expect(fixes({ 'spec.primaryLease': SHORTEST }).join()).not.toContain('primaryLease');
  });

  it('counts for planned switchovers and for faults', () => {
    const spent = (operator: string, cluster: Changes = {}) =>
      claimOf(unarchived({ objectives: { availability: 99.9 }, ...ALL_SETTINGS, operator, cluster })).steps.at(-2);
    expect(spent('1.29.2')).toContain('4 planned restarts × 8.1 s + 1 fault × 24.1 s');
    expect(spent('1.30.0')).toContain('4 planned restarts × 10.1 s + 1 fault × 40.1 s');
    expect(spent('1.30.0', instances(1))).toContain('4 planned restarts × 35 s');
  });
});
