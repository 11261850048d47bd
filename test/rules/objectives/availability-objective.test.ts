import { describe, expect, it } from 'vitest';
import {
  ALL_SETTINGS,
  type Changes,
  claimOf,
  expectRow,
  instances,
  PLATFORM,
  type Row,
  SYNC,
  unarchived,
} from './support';

const WAITING =
  'after the promotion 0 standbys can acknowledge, but commits wait for 1 until the lost instance is back';

function row(about: string, cluster: Changes, status: string, missing?: string): Row {
  return [
    about,
    unarchived({ objectives: { availability: 99.9 }, cluster, ...ALL_SETTINGS }),
    status,
    '= 56.5 s',
    missing,
  ];
}

const ROWS: readonly Row[] = [
  row('three instances, one commit', {}, 'assumed'),
  row('two instances, one commit', instances(2), 'failed', WAITING),
  row(
    'two instances that go on alone',
    instances(2, { [`${SYNC}.dataDurability`]: 'preferred', [`${SYNC}.failoverQuorum`]: false }),
    'assumed',
  ),
  row('two instances that wait for nobody', instances(2, { [SYNC]: undefined }), 'assumed'),
  row('two instances and a standby outside', instances(2, { [`${SYNC}.standbyNamesPost`]: ['elsewhere'] }), 'assumed'),
  row('three instances, two commits', { [`${SYNC}.number`]: 2 }, 'failed', 'commits wait for 2'),
];

describe('availability after a failover', () => {
  it.each(ROWS.map((each) => [each[0], each] as const))('%s', (_, each) => expectRow(each));
});

it('is not asked of a platform without faults', () => {
  const platform = { ...PLATFORM, failuresPerMonth: 0 };
  const { gaps } = claimOf({ objectives: { availability: 99.9 }, platform, cluster: instances(2), ...ALL_SETTINGS });
  expect(gaps).toEqual([]);
});
