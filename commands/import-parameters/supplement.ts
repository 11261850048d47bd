import type { Catalogue, Parameter } from '../../manifests/postgres/parameters/parameter';
import { POSTGRES_MAJORS, type PostgresMajor } from '../../values/cnpg/image';
import { UNCOMPILED } from '../postgres/uncompiled';

type Addition = readonly [name: string, parameter: Parameter, majors?: readonly PostgresMajor[]];

const category = 'Customized Options';
const bool = (boot: 'on' | 'off', context: Parameter['context'], source: string): Parameter => ({
  type: 'bool',
  boot,
  context,
  category,
  source,
});
const string = (boot: string, context: Parameter['context'], source: string): Parameter => ({
  type: 'string',
  boot,
  context,
  category,
  source,
});

const PGAUDIT = 'https://github.com/pgaudit/pgaudit/blob/main/README.md#settings';
const FAILOVER_SLOTS = 'https://github.com/EnterpriseDB/pg_failover_slots/blob/master/README.md#configuration-options';
const PGVECTOR = 'https://github.com/pgvector/pgvector/blob/master/README.md';
const STATEMENTS = 'https://www.postgresql.org/docs/14/pgstatstatements.html';
const PREWARM = 'https://www.postgresql.org/docs/14/pgprewarm.html';
const OIDS = 'https://www.postgresql.org/docs/release/12.0/';

/** Parameters that the recorded builds do not have or do not show, and that CNPG's images take. */
const PARAMETERS: readonly Addition[] = [
  ['pgaudit.log', string('none', 'superuser', PGAUDIT)],
  ['pgaudit.log_catalog', bool('on', 'superuser', PGAUDIT)],
  ['pgaudit.log_client', bool('off', 'superuser', PGAUDIT)],
  [
    'pgaudit.log_level',
    {
      type: 'enum',
      values: ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'info', 'notice', 'warning', 'log'],
      hidden: ['debug'],
      boot: 'log',
      context: 'superuser',
      category,
      source: PGAUDIT,
    },
  ],
  ['pgaudit.log_parameter', bool('off', 'superuser', PGAUDIT)],
  [
    'pgaudit.log_parameter_max_size',
    { type: 'integer', unit: 'B', min: 0, max: 1073741823, boot: '0', context: 'superuser', category, source: PGAUDIT },
  ],
  ['pgaudit.log_relation', bool('off', 'superuser', PGAUDIT)],
  ['pgaudit.log_rows', bool('off', 'superuser', PGAUDIT)],
  ['pgaudit.log_statement', bool('on', 'superuser', PGAUDIT)],
  ['pgaudit.log_statement_once', bool('off', 'superuser', PGAUDIT)],
  ['pgaudit.role', string('', 'superuser', PGAUDIT)],

  ['pg_failover_slots.drop_extra_slots', bool('on', 'sighup', FAILOVER_SLOTS)],
  ['pg_failover_slots.maintenance_db', string('postgres', 'sighup', FAILOVER_SLOTS)],
  ['pg_failover_slots.primary_dsn', string('', 'sighup', FAILOVER_SLOTS)],
  ['pg_failover_slots.standby_slot_names', string('', 'sighup', FAILOVER_SLOTS)],
  [
    'pg_failover_slots.standby_slots_min_confirmed',
    { type: 'integer', min: -1, max: 100, boot: '-1', context: 'sighup', category, source: FAILOVER_SLOTS },
  ],
  ['pg_failover_slots.synchronize_slot_names', string('name_like:%', 'sighup', FAILOVER_SLOTS)],
  [
    'pg_failover_slots.worker_nap_time',
    { type: 'integer', unit: 'ms', min: 0, boot: '60000', context: 'sighup', category, source: FAILOVER_SLOTS },
  ],

  [
    'hnsw.ef_search',
    { type: 'integer', min: 1, max: 1000, boot: '40', context: 'user', category, source: `${PGVECTOR}#query-options` },
  ],
  [
    'hnsw.iterative_scan',
    {
      type: 'enum',
      values: ['off', 'relaxed_order', 'strict_order'],
      boot: 'off',
      context: 'user',
      category,
      source: `${PGVECTOR}#iterative-index-scans`,
    },
  ],
  [
    'hnsw.max_scan_tuples',
    {
      type: 'integer',
      min: 1,
      max: 2147483647,
      boot: '20000',
      context: 'user',
      category,
      source: `${PGVECTOR}#iterative-scan-options`,
    },
  ],
  [
    'hnsw.scan_mem_multiplier',
    {
      type: 'real',
      min: 1,
      max: 1000,
      boot: '1',
      context: 'user',
      category,
      source: `${PGVECTOR}#iterative-scan-options`,
    },
  ],
  [
    'ivfflat.iterative_scan',
    {
      type: 'enum',
      values: ['off', 'relaxed_order'],
      boot: 'off',
      context: 'user',
      category,
      source: `${PGVECTOR}#iterative-index-scans`,
    },
  ],
  [
    'ivfflat.max_probes',
    {
      type: 'integer',
      min: 1,
      max: 32768,
      boot: '32768',
      context: 'user',
      category,
      source: `${PGVECTOR}#iterative-scan-options`,
    },
  ],
  [
    'ivfflat.probes',
    {
      type: 'integer',
      min: 1,
      max: 32768,
      boot: '1',
      context: 'user',
      category,
      source: `${PGVECTOR}#query-options-1`,
    },
  ],

  // Single-user mode of 14 preloads no libraries, and these are there only when preloaded.
  [
    'pg_stat_statements.max',
    { type: 'integer', min: 100, max: 2147483647, boot: '5000', context: 'postmaster', category, source: STATEMENTS },
    ['14'],
  ],
  ['pg_stat_statements.save', bool('on', 'sighup', STATEMENTS), ['14']],
  [
    'pg_stat_statements.track',
    {
      type: 'enum',
      values: ['none', 'top', 'all'],
      boot: 'top',
      context: 'superuser',
      category,
      source: STATEMENTS,
    },
    ['14'],
  ],
  ['pg_stat_statements.track_planning', bool('off', 'superuser', STATEMENTS), ['14']],
  ['pg_stat_statements.track_utility', bool('on', 'superuser', STATEMENTS), ['14']],
  ['pg_prewarm.autoprewarm', bool('on', 'postmaster', PREWARM), ['14']],

  // pg_settings hides it; old dumps and configurations carry it.
  [
    'default_with_oids',
    {
      type: 'bool',
      boot: 'off',
      context: 'user',
      category: 'Version and Platform Compatibility / Previous PostgreSQL Versions',
      source: OIDS,
    },
  ],
];

/** A recorded catalogue with what the recorded build lacks. */
export function supplemented(major: PostgresMajor, recorded: Catalogue): Catalogue {
  const parameters = new Map(Object.entries(recorded));
  for (const [name, parameter, majors = POSTGRES_MAJORS] of PARAMETERS) {
    if (!majors.includes(major)) continue;
    if (parameters.has(name)) throw new Error(`${name} is recorded from PostgreSQL ${major}: drop its row by hand`);
    parameters.set(name, parameter);
  }
  for (const [name, values, page, since] of UNCOMPILED) {
    const parameter = parameters.get(name);
    if (Number(major) < Number(since)) continue;
    if (parameter?.values === undefined) throw new Error(`PostgreSQL ${major} has no enum ${name}`);
    const all = [...new Set([...parameter.values, ...values])];
    parameters.set(name, { ...parameter, values: all, source: `https://www.postgresql.org/docs/${major}/${page}` });
  }
  return Object.fromEntries([...parameters].sort(([a], [b]) => (a < b ? -1 : 1)));
}
