import { describe, it } from 'vitest';
import { ALL_SETTINGS, expectRow, instances, PARAMETER, type Row, unarchived } from './support';

const SPREAD = {
  maxSkew: 1,
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: { matchLabels: { 'cnpg.io/cluster': 'shop-db' } },
};

const ROWS: readonly Row[] = [
  ['as long as it is kept', { objectives: { pitrWindow: '30d' } }, 'assumed', 'retention 30 days ≥ 30 days'],
  ['no longer', { objectives: { pitrWindow: '31d' } }, 'failed', '', 'keeps 30 days, but 31 are promised'],
  [
    'for ever',
    { objectives: { pitrWindow: '12m' }, store: { 'spec.retentionPolicy': undefined } },
    'assumed',
    'retention without end',
  ],
  ['no ObjectStore', { objectives: { pitrWindow: '1d' }, store: null }, 'failed', '', 'not among these manifests'],
  ['no schedule', { objectives: { pitrWindow: '1d' }, schedule: null }, 'failed', '', 'no schedule takes base backups'],
  [
    'a schedule that is paused',
    { objectives: { pitrWindow: '1d' }, schedule: { 'spec.suspend': true } },
    'failed',
    '',
    'no schedule takes base backups',
  ],
  [
    'a schedule that never runs',
    { objectives: { pitrWindow: '1d' }, schedule: { 'spec.schedule': '0 0 2 30 2 *' } },
    'failed',
    '',
    'no schedule takes base backups',
  ],
  [
    'more rarely than backups are kept',
    { objectives: { pitrWindow: '30d' }, schedule: { 'spec.schedule': '0 0 2 1 */2 *' } },
    'failed',
    '62 days apart',
    'more than the 30 days that are kept',
  ],
  [
    'no archive',
    { objectives: { pitrWindow: '1d' }, cluster: { 'spec.plugins': undefined } },
    'failed',
    '',
    'without it no point in time',
  ],
  [
    '99.9 % of a month',
    unarchived({ objectives: { availability: 99.9 }, ...ALL_SETTINGS }),
    'assumed',
    '4 planned restarts × 8.1 s + 1 fault × 24.1 s = 56.5 s',
  ],
  [
    'too many restarts',
    unarchived({ objectives: { availability: 99.999 }, ...ALL_SETTINGS }),
    'failed',
    '0.001 % of 30 days = 25.9 s',
    '56.5 s of a month, but the error budget is 25.9 s',
  ],
  [
    'restarts in place wait for clients',
    unarchived({
      objectives: { availability: 99.9 },
      cluster: { 'spec.primaryUpdateMethod': 'restart' },
      ...ALL_SETTINGS,
    }),
    'assumed',
    '× 14.6 s',
  ],
  [
    'one instance has no bound',
    { objectives: { availability: 99 }, cluster: instances(1), ...ALL_SETTINGS },
    'failed',
    '× 35 s',
    'an outage of unlimited length',
  ],
  ['by the constraint, if there are nodes', { objectives: { zones: 3 } }, 'assumed', 'in 1 by the constraints alone'],
  [
    'by anti-affinity',
    { objectives: { zones: 3 }, cluster: { 'spec.affinity.topologyKey': 'topology.kubernetes.io/zone' } },
    'proved',
    'in 3 by the constraints alone',
  ],
  [
    'by minDomains',
    {
      objectives: { zones: 3 },
      cluster: {
        'spec.topologySpreadConstraints': [{ ...SPREAD, minDomains: 3 }],
      },
    },
    'proved',
    'in 3 by',
  ],
  [
    'by a constraint without a selector, which counts no pods',
    {
      objectives: { zones: 3 },
      cluster: { 'spec.topologySpreadConstraints': [{ ...SPREAD, labelSelector: undefined }] },
    },
    'failed',
    '',
    'nothing prevents all instances from being in one zone',
  ],
  [
    'by the constraint of another cluster',
    {
      objectives: { zones: 3 },
      cluster: {
        'spec.topologySpreadConstraints': [
          { ...SPREAD, labelSelector: { matchLabels: { 'cnpg.io/cluster': 'other' } } },
        ],
      },
    },
    'failed',
    '',
    'nothing prevents all instances from being in one zone',
  ],
  ['more zones than instances', { objectives: { zones: 4 } }, 'failed', '', '3 instances cannot be in 4 zones'],
  [
    'anywhere',
    { objectives: { zones: 2 }, cluster: { 'spec.topologySpreadConstraints': [] } },
    'failed',
    '',
    'nothing prevents all instances from being in one zone',
  ],
  ...[
    ['a word in a comment', 'host all +admins all scram-sha-256 # reject'],
    ['whoever has no GSS encryption', 'hostnogssenc all all all trust'],
    ['lines of another file', 'include_if_exists more.conf'],
  ].map(
    ([about, line = '']): Row => [
      `before it, ${about}`,
      {
        objectives: { tls: 'required' },
        cluster: { 'spec.postgresql.pg_hba': [line, 'hostnossl all all all reject'] },
      },
      'failed',
      '2 lines of pg_hba',
      `the line "${line}" accepts clients`,
    ],
  ),
  [
    'turned away by IPv4 alone',
    { objectives: { tls: 'required' }, cluster: { 'spec.postgresql.pg_hba': ['hostnossl all all 0.0.0.0/0 reject'] } },
    'failed',
    '',
    'the last line of CNPG',
  ],
  ...['hostgssenc all all all gss', 'hostnossl all postgres all reject', 'host all x 10.0.0.0 255.0.0.0 reject'].map(
    (line): Row => [
      `after ${line}`,
      {
        objectives: { tls: 'required' },
        cluster: { 'spec.postgresql.pg_hba': [line, 'hostnossl all all all reject'] },
      },
      'proved',
      '2 lines of pg_hba',
    ],
  ),
  ['a line that turns plain text away', { objectives: { tls: 'required' } }, 'proved', '1 line of pg_hba'],
  [
    'CNPG lets it in',
    { objectives: { tls: 'required' }, cluster: { 'spec.postgresql.pg_hba': undefined } },
    'failed',
    '',
    'the last line of CNPG',
  ],
  [
    'a line before',
    {
      objectives: { tls: 'required' },
      cluster: { 'spec.postgresql.pg_hba': ['host all all all md5', 'hostnossl all all all reject'] },
    },
    'failed',
    '',
    '"host all all all md5" accepts',
  ],
  [
    'a line before that asks for TLS',
    {
      objectives: { tls: 'required' },
      cluster: { 'spec.postgresql.pg_hba': ['hostssl all all all md5', 'hostnossl all all all reject'] },
    },
    'proved',
    '',
  ],
  [
    'a pooler',
    { objectives: { tls: 'required' }, others: [pooler('{}')] },
    'failed',
    '1 pooler ',
    'Pooler rw accepts clients without TLS',
  ],
  [
    'a strict pooler',
    { objectives: { tls: 'required' }, others: [pooler('{client_tls_sslmode: require}')] },
    'proved',
    '',
  ],
  ['logged', { objectives: { latency: { p99Milliseconds: 500 } } }, 'assumed', 'from 500 ms on are logged'],
  ['unseen', { objectives: { latency: { p99Milliseconds: 499 } } }, 'failed', '', 'longer than 499 ms leaves no trace'],
  [
    'never logged',
    {
      objectives: { latency: { p99Milliseconds: 499 } },
      cluster: { [`${PARAMETER}.log_min_duration_statement`]: '-1' },
    },
    'failed',
    '',
    'logged never',
  ],
];

function pooler(parameters: string): string {
  return `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: rw, namespace: shop}
spec: {cluster: {name: shop-db}, pgbouncer: {parameters: ${parameters}}}
`;
}

describe('objectives of promises', () => {
  it.each(ROWS.map((row) => [row[0], row] as const))('%s', (_, row) => expectRow(row));
});
