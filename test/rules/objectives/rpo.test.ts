import { describe, expect, it } from 'vitest';
import { claimOf, expectRow, instances, PARAMETER, type Row, SYNC } from './support';

const ROWS: readonly Row[] = [
  [
    'nothing is lost with a quorum',
    { objectives: { rpo: { failover: '0s' } } },
    'assumed',
    '1 of 2 standbys must have',
  ],
  [
    'nor without one, while standbys can be reached',
    { objectives: { rpo: { failover: '0s' } }, cluster: { [`${SYNC}.failoverQuorum`]: false } },
    'assumed',
    'most advanced reachable standby',
  ],
  [
    'nor when all standbys have every commit',
    { objectives: { rpo: { failover: '0s' } }, cluster: { [`${SYNC}.failoverQuorum`]: false, [`${SYNC}.number`]: 2 } },
    'assumed',
    '2 of 2',
  ],
  [
    'asynchronous',
    { objectives: { rpo: { failover: '10s' } }, cluster: { [SYNC]: undefined } },
    'failed',
    '0 of 2',
    'commits wait for no standby',
  ],
  [
    'preferred',
    { objectives: { rpo: { failover: '0s' } }, cluster: { [`${SYNC}.dataDurability`]: 'preferred' } },
    'failed',
    '1 of 2',
    'continues without a standby',
  ],
  [
    'synchronous_commit off',
    { objectives: { rpo: { failover: '0s' } }, cluster: { [`${PARAMETER}.synchronous_commit`]: 'off' } },
    'failed',
    '1 of 2',
    'synchronous_commit "off"',
  ],
  ...[
    ['synchronous_commit', 'false'],
    ['synchronous_commit', 'no'],
    ['synchronous_commit', '0'],
    ['synchronous_commit', 'LOCAL'],
    ['Synchronous_Commit', 'off'],
  ].map(
    ([name, value]): Row => [
      `${name} ${value}, which PostgreSQL reads as off or local`,
      { objectives: { rpo: { failover: '0s' } }, cluster: { [`${PARAMETER}.${name}`]: value } },
      'failed',
      '1 of 2',
      `synchronous_commit "${value}"`,
    ],
  ),
  [
    'one instance',
    { objectives: { rpo: { failover: '0s' } }, cluster: instances(1) },
    'failed',
    '',
    'with one instance no standby',
  ],
  [
    'CNPG archives every five minutes',
    { objectives: { rpo: { disaster: '6m' } } },
    'assumed',
    '300 s + upload of the last segment 60 s = 360 s, promised 360 s',
  ],
  [
    'the upload counts',
    { objectives: { rpo: { disaster: '5m' } } },
    'failed',
    '= 360 s, promised 300 s',
    '360 s, more than 300 s',
  ],
  [
    'archive_timeout in its own unit',
    { objectives: { rpo: { disaster: '5m' } }, cluster: { [`${PARAMETER}.archive_timeout`]: '4min' } },
    'assumed',
    '240 s + upload of the last segment 60 s = 300 s',
  ],
  [
    'archive_timeout off',
    { objectives: { rpo: { disaster: '1h' } }, cluster: { [`${PARAMETER}.archive_timeout`]: '0' } },
    'failed',
    '',
    'archive_timeout is off',
  ],
  [
    'nothing is archived',
    { objectives: { rpo: { disaster: '1h' } }, cluster: { 'spec.plugins': undefined } },
    'failed',
    '',
    'nothing archives WAL',
  ],
];

describe('objectives of rpo', () => {
  it.each(ROWS.map((row) => [row[0], row] as const))('%s', (_, row) => expectRow(row));
});

it('does not take what a session may set for proven', () => {
  const assumed = (cluster = {}) =>
    claimOf({ objectives: { rpo: { failover: '0s' } }, cluster }).assumptions.map((each) => each.assumed);
  expect(assumed()).toEqual([expect.stringContaining('sets synchronous_commit to off or local')]);
  expect(assumed({ [`${SYNC}.failoverQuorum`]: false })).toHaveLength(2);
});
