import { expect, it } from 'vitest';
import type { HbaRule, PostgresClusterProps } from '../../../constructs/index';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const api = { name: 'api', podLabels: { app: 'api' } };

function spec(pgHba: PostgresClusterProps['pgHba']) {
  const manifests = render((folder) => cluster(folder, { pgHba }));
  expect(refused(manifests)).toEqual([]);
  return at(only(manifests, 'Cluster'), 'spec') as {
    podSelectorRefs?: object[];
    postgresql: { pg_hba: string[] };
  };
}

it('lets in pods by their labels, which it defines', () => {
  const { podSelectorRefs, postgresql } = spec([
    { database: 'orders', role: 'app', from: api },
    { database: 'orders', role: 'app', from: 'all', method: 'reject' },
  ]);
  expect(podSelectorRefs).toEqual([{ name: 'api', selector: { matchLabels: { app: 'api' } } }]);
  expect(postgresql.pg_hba.slice(0, 2)).toEqual([
    `hostssl orders app \${podselector:api} scram-sha-256`,
    'hostssl orders app all reject',
  ]);
});

it('defines pods once, and none where no line names them', () => {
  const lines: HbaRule[] = [
    { role: 'a', from: api },
    { role: 'b', from: { name: 'api', podLabels: { app: 'api' } } },
  ];
  expect(spec(lines).podSelectorRefs).toHaveLength(1);
  expect(spec([{ from: '10.0.0.0/8' }])).not.toHaveProperty('podSelectorRefs');
});

it.each<[HbaRule, string]>([
  [{ from: 'all' }, 'hostssl all all all scram-sha-256'],
  [{ type: 'hostnossl', from: 'all', method: 'reject' }, 'hostnossl all all all reject'],
  [
    { database: ['orders', 'replication'], role: ['app', 'two words', '+group'], from: '10.0.0.0/8' },
    'hostssl orders,replication app,"two words","+group" 10.0.0.0/8 scram-sha-256',
  ],
  [
    { from: 'all', method: 'cert', methodOptions: { clientcert: 'verify-full', map: 'a b' } },
    'hostssl all all all cert clientcert=verify-full map="a b"',
  ],
])('%o is %s', (line, text) => {
  expect(spec([line]).postgresql.pg_hba).toContain(text);
});

it.each<[readonly HbaRule[], string]>([
  [[{ from: { name: 'API', podLabels: { a: 'b' } } }], 'pod selector "API": write lower-case'],
  [[{ from: { name: 'api', podLabels: {} } }], 'would be every pod'],
  [
    [{ from: api }, { from: { name: 'api', podLabels: { app: 'other' } } }],
    'two different pod selectors are named "api"',
  ],
  [[{ type: 'host', from: api }], 'lets in clients without TLS'],
  [[{ role: '/regexp', from: api }], 'cannot be written to pg_hba.conf'],
])('refuses %o', (pgHba, message) => {
  expect(() => render((folder) => cluster(folder, { pgHba }))).toThrow(message);
});
