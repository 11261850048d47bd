import { expect, it } from 'vitest';
import type { ParametersFor } from '../../imports/parameters/index';
import { checkParameter } from '../../manifests/postgres/parameters';
import type { PostgresMajor } from '../../values/cnpg/image';

/** How a construct takes the parameters of the major that its version names. */
interface Props<V extends PostgresMajor> {
  readonly version: V;
  readonly parameters?: ParametersFor<V>;
}

class Cluster<V extends PostgresMajor> {
  constructor(readonly props: Props<V>) {}
}

const megabytes = 64;
const right = [
  new Cluster({
    version: '17',
    parameters: {
      max_connections: '200',
      shared_buffers: '2GB',
      effective_cache_size: '6GB',
      work_mem: `${megabytes}MB`,
      maintenance_work_mem: '1.5GB',
      autovacuum_work_mem: '-1',
      wal_buffers: '64MB',
      temp_file_limit: '-1',
      checkpoint_completion_target: '0.9',
      checkpoint_timeout: '15min',
      wal_level: 'replica',
      wal_compression: 'lz4',
      huge_pages: 'try',
      random_page_cost: '1.1',
      log_min_duration_statement: '1000',
      idle_in_transaction_session_timeout: '5min',
      track_activity_query_size: '4096',
      jit: 'off',
      DateStyle: 'ISO, MDY',
      timezone: 'UTC',
      search_path: '"$user", public',
      'pg_stat_statements.track': 'all',
      'pgaudit.log': 'ddl, write',
      'hnsw.ef_search': '100',
      'timescaledb.telemetry_level': 'off',
    },
  }),
  new Cluster({ version: '18', parameters: { io_method: 'io_uring', autovacuum_worker_slots: '16' } }),
  new Cluster({ version: '15', parameters: { vacuum_defer_cleanup_age: '0', work_mem: '64MB' } }),
  new Cluster({ version: '14' }),
];

/** None of these compiles, nor passes at run time. */
const wrong = [
  // @ts-expect-error a misspelt name
  new Cluster({ version: '17', parameters: { shared_bufers: '2GB' } }),
  // @ts-expect-error Kubernetes' unit
  new Cluster({ version: '17', parameters: { work_mem: '4Gi' } }),
  // @ts-expect-error the case of a unit matters
  new Cluster({ version: '17', parameters: { work_mem: '64mb' } }),
  // @ts-expect-error 262144 blocks of 8kB, or MB?
  new Cluster({ version: '17', parameters: { shared_buffers: '262144' } }),
  // @ts-expect-error minutes are min
  new Cluster({ version: '17', parameters: { checkpoint_timeout: '15m' } }),
  // @ts-expect-error no value of the enum
  new Cluster({ version: '17', parameters: { wal_level: 'full' } }),
  // @ts-expect-error no number
  new Cluster({ version: '17', parameters: { max_connections: 'many' } }),
  // @ts-expect-error no boolean
  new Cluster({ version: '17', parameters: { jit: 'maybe' } }),
  // @ts-expect-error fixed by the operator
  new Cluster({ version: '17', parameters: { archive_mode: 'on' } }),
  // @ts-expect-error fixed by the operator, and of an extension
  new Cluster({ version: '17', parameters: { 'pg_failover_slots.primary_dsn': 'host=primary' } }),
  // @ts-expect-error blocked by the operator
  new Cluster({ version: '17', parameters: { hot_standby: 'on' } }),
  // @ts-expect-error replaced by the operator
  new Cluster({ version: '17', parameters: { allow_alter_system: 'on' } }),
  // @ts-expect-error tells what the server is
  new Cluster({ version: '17', parameters: { server_version: '17' } }),
  // @ts-expect-error of a session only
  new Cluster({ version: '17', parameters: { transaction_isolation: 'serializable' } }),
  // @ts-expect-error came with 18
  new Cluster({ version: '17', parameters: { io_method: 'worker' } }),
  // @ts-expect-error left with 16
  new Cluster({ version: '17', parameters: { vacuum_defer_cleanup_age: '0' } }),
  // @ts-expect-error 14 compresses by one method only
  new Cluster({ version: '14', parameters: { wal_compression: 'lz4' } }),
  // @ts-expect-error no value of an extension's enum
  new Cluster({ version: '17', parameters: { 'pg_stat_statements.track': 'some' } }),
];

/** PostgreSQL takes these; whoever types them is asked to be clear. */
const unclear = [
  // @ts-expect-error kB, or MB?
  new Cluster({ version: '17', parameters: { work_mem: '65536' } }),
  // @ts-expect-error kB, or MB?
  new Cluster({ version: '17', parameters: { work_mem: 65536 } }),
];

function problems({ props: { version, parameters } }: Cluster<PostgresMajor>): readonly unknown[] {
  const entries = Object.entries(parameters ?? {});
  return entries
    .map(([name, value]) => checkParameter(version, name, String(value)))
    .filter((problem) => problem !== undefined);
}

it.each([...right, ...unclear])('takes $props.version $props.parameters', (cluster) => {
  expect(problems(cluster)).toEqual([]);
});

it.each(wrong)('refuses $props.version $props.parameters', (cluster) => {
  expect(problems(cluster)).toHaveLength(1);
});
