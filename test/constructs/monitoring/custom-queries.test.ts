import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { installedServer } from '../../../commands/postgres/installed-server';
import { ALERT_QUERIES } from '../../../constructs/monitoring/alert-queries';
import { CustomQueries } from '../../../constructs/monitoring/custom-queries';
import {
  type CustomQuery,
  expectedColumns,
  metricNames,
  type QuerySet,
} from '../../../constructs/monitoring/custom-query';
import { TestPostgres } from '../../support/postgres';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const one: CustomQuery = { query: 'SELECT 1 AS one', columns: { one: { usage: 'GAUGE', description: 'One' } } };

function made(queries: QuerySet) {
  return render((folder) => {
    const { reference } = new CustomQueries(folder, 'Queries', { name: 'queries', labels: { team: 'shop' }, queries });
    cluster(folder, { customQueries: [reference] });
  });
}

it('is a ConfigMap that CNPG reads again, and that the cluster names', () => {
  const manifests = made({
    jobs: {
      name: 'queue',
      query: 'SELECT state, n FROM jobs',
      columns: {
        state: { usage: 'LABEL', description: 'State' },
        n: { usage: 'MAPPEDMETRIC', description: 'Number', mapping: { few: 1, many: 2 } },
      },
      predicateQuery: 'SELECT true',
      primary: true,
      runOnServer: '>=14.0.0 <18.0.0',
      targetDatabases: ['*'],
    },
  });
  const map = only(manifests, 'ConfigMap');
  expect(map.metadata).toMatchObject({
    name: 'queries',
    namespace: 'shop',
    labels: { team: 'shop', 'cnpg.io/reload': '' },
  });
  expect(parse(String(at(map, 'data.queries')))).toEqual({
    jobs: {
      name: 'queue',
      query: 'SELECT state, n FROM jobs',
      predicate_query: 'SELECT true',
      primary: true,
      runonserver: '>=14.0.0 <18.0.0',
      target_databases: ['*'],
      metrics: [
        { state: { usage: 'LABEL', description: 'State' } },
        { n: { usage: 'MAPPEDMETRIC', description: 'Number', metric_mapping: { few: 1, many: 2 } } },
      ],
    },
  });
  expect(at(only(manifests, 'Cluster'), 'spec.monitoring.customQueriesConfigMap')).toEqual([
    { name: 'queries', key: 'queries' },
  ]);
  expect(refused(manifests)).toEqual([]);
});

it.each<[string, QuerySet, string]>([
  ["a name of CNPG's own", { pg_database: one }, 'query "pg_database" has the name of one of CNPG\'s own'],
  ['such a name by `name`', { mine: { ...one, name: 'backends' } }, 'query "mine" has the name of one of CNPG\'s own'],
  ['a name with a dash', { 'my-query': one }, '"my-query" is not part of a metric name'],
  [
    'a column with a dash',
    { mine: { ...one, columns: { 'a-b': { usage: 'GAUGE', description: '' } } } },
    '"a-b" is not part',
  ],
  [
    'labels alone',
    { mine: { ...one, columns: { a: { usage: 'LABEL', description: '' } } } },
    'has no column with a value',
  ],
  ['no range', { mine: { ...one, runOnServer: '17' } }, 'runOnServer "17" is not a version range'],
  ['a range with a comma', { mine: { ...one, runOnServer: '>=14.0.0, <17.0.0' } }, 'is not a version range'],
  ['one metric twice', { a: one, b: { ...one, name: 'a' } }, 'queries "a" and "b" both make cnpg_a_one'],
])('is refused: %s', (_, queries, message) => {
  expect(() => made(queries)).toThrow(message);
});

it.each(['>=17.0.0', '<17.0.0', '>=14.0.0 <17.0.0', '14.x', '<15.0.0 || >=17.0.0', '>= 14.0.0'])(
  'takes the range %s',
  (runOnServer) => {
    expect(metricNames({ mine: { ...one, runOnServer } })).toEqual(['cnpg_mine_one']);
  },
);

it('two versions of a query share a metric', () => {
  const queries = { a: { ...one, runOnServer: '<17.0.0' }, b: { ...one, name: 'a', runOnServer: '>=17.0.0' } };
  expect(metricNames(queries)).toEqual(['cnpg_a_one']);
});

it('a histogram brings columns of its own', () => {
  const columns = { db: { usage: 'LABEL', description: '' }, t: { usage: 'HISTOGRAM', description: '' } } as const;
  expect(expectedColumns({ query: '', columns })).toEqual(['db', 't', 't_bucket', 't_sum', 't_count']);
});

describe.runIf(installedServer() !== undefined)('on PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await TestPostgres.start();
  }, 60_000);
  afterAll(() => server?.stop());

  it.each(Object.entries<CustomQuery>(ALERT_QUERIES))(
    '%s runs as CNPG runs it, and returns its columns',
    async (_, query) => {
      const client = await server.connect();
      await client.query('BEGIN READ ONLY');
      await client.query('SET ROLE TO pg_monitor');
      const { fields, rows } = await client.query(query.query);
      expect(fields.map(({ name }) => name)).toEqual(expectedColumns(query));
      const values = Object.entries(query.columns).filter(([, { usage }]) => usage !== 'LABEL');
      for (const row of rows as Record<string, unknown>[]) {
        for (const [column] of values) expect(Number.isFinite(Number(row[column]))).toBe(true);
      }
    },
  );

  it('no standby is attached to a server without any', async () => {
    const client = await server.connect();
    const { rows } = await client.query(ALERT_QUERIES.synchronous_standbys.query);
    expect(rows).toEqual([{ attached: '0' }]);
  });
});
