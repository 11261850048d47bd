import { InvalidValueError } from '../../values/text/invalid-value';
import { each, type Keys, oneOf } from '../../values/text/keys';

/** What a column of a query becomes. A histogram brings three columns of its own: `<name>_bucket`, `<name>_sum`, `<name>_count`. */
export type ColumnUsage = 'LABEL' | 'COUNTER' | 'GAUGE' | 'HISTOGRAM' | 'DURATION' | 'DISCARD';

/** A column of a custom query. */
export type QueryColumn = {
  /** What it is, for the `# HELP` line. */
  readonly description: string;
} & (
  | { readonly usage: ColumnUsage }
  | {
      readonly usage: 'MAPPEDMETRIC';
      /** The number that represents each text. */
      readonly mapping: Readonly<Record<string, number>>;
    }
);

/**
 * A query of CNPG's metrics exporter, which runs it as `pg_monitor` in a read-only transaction. Metrics are called
 * `cnpg_<query>_<column>`.
 * @see https://cloudnative-pg.io/documentation/1.28/monitoring/#user-defined-metrics
 */
export interface CustomQuery {
  /** SQL that returns the columns below: all of them, and in their order, since CNPG takes labels by position. */
  readonly query: string;
  /** The columns by name. */
  readonly columns: Readonly<Record<string, QueryColumn>>;
  /** Name in the metrics, where two versions of a query share one. @default - the name of the query */
  readonly name?: string;
  /** Whether it runs on the primary alone. @default false */
  readonly primary?: boolean;
  /** Versions of PostgreSQL on which it runs, such as `>=17.0.0`. @default - all */
  readonly runOnServer?: string;
  /** Databases in which it runs; `*` and `?` stand for any. @default - the application database */
  readonly targetDatabases?: readonly string[];
  /** SQL that returns one boolean: whether the query runs at all. @default - it does */
  readonly predicateQuery?: string;
}

/** Custom queries by name. */
export type QuerySet = Readonly<Record<string, CustomQuery>>;

// The names of CNPG 1.28's default queries: a query with the same name would replace it.
const DEFAULTS = [
  'backends',
  'backends_waiting',
  'pg_database',
  'pg_extensions',
  'pg_postmaster',
  'pg_replication',
  'pg_replication_slots',
  'pg_settings',
  'pg_stat_archiver',
  'pg_stat_bgwriter',
  'pg_stat_bgwriter_17',
  'pg_stat_checkpointer',
  'pg_stat_database',
  'pg_stat_replication',
  'collector',
];
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
// blang/semver, which CNPG reads it with: comparisons that all hold, alternatives after ||.
const VERSION = String.raw`(?:[<>]=?|!=?|==?)?\s*\d+\.(?:\d+\.(?:\d+|x)|x)`;
const RANGE = new RegExp(String.raw`^\s*${VERSION}(?:\s+${VERSION})*(?:\s*\|\|\s*${VERSION}(?:\s+${VERSION})*)*\s*$`);

/** Keys of {@link CustomQuery}. */
export const QUERY_KEYS: Keys<CustomQuery> = {
  query: true,
  columns: each<QueryColumn>({
    description: true,
    usage: oneOf({
      LABEL: true,
      COUNTER: true,
      GAUGE: true,
      HISTOGRAM: true,
      DURATION: true,
      DISCARD: true,
      MAPPEDMETRIC: true,
    }),
    mapping: true,
  }),
  name: true,
  primary: true,
  runOnServer: true,
  targetDatabases: true,
  predicateQuery: true,
};

/**
 * The names of a set's metrics.
 * @throws InvalidValueError for names that Prometheus does not take, for two metrics of one name, for a query of CNPG's own name, for one
 * without a value, and for a version range that CNPG cannot read: all of it costs the metrics and a line in the log of an instance
 */
export function metricNames(queries: QuerySet): string[] {
  const seen = new Map<string, string>();
  for (const [name, query] of Object.entries(queries)) {
    if (DEFAULTS.includes(name) || DEFAULTS.includes(query.name ?? name)) {
      throw new InvalidValueError(`query "${name}" has the name of one of CNPG's own, and would replace it: rename it`);
    }
    if (query.runOnServer !== undefined && !RANGE.test(query.runOnServer)) {
      throw new InvalidValueError(
        `query "${name}": runOnServer "${query.runOnServer}" is not a version range: write ">=17.0.0" or ">=14.0.0 <17.0.0"`,
      );
    }
    for (const part of [name, query.name ?? name, ...Object.keys(query.columns)]) {
      if (!NAME.test(part))
        throw new InvalidValueError(`query "${name}": "${part}" is not part of a metric name: use a-z, 0-9 and _`);
    }
    const columns = Object.entries(query.columns);
    const values = columns.filter(([, { usage }]) => usage !== 'LABEL' && usage !== 'DISCARD');
    if (values.length === 0) throw new InvalidValueError(`query "${name}" has no column with a value: give it one`);
    for (const [column] of values) {
      const metric = `cnpg_${query.name ?? name}_${column}`;
      const other = seen.get(metric);
      // Two queries may share metrics where each runs on versions of its own.
      if (other !== undefined && (query.runOnServer === undefined || queries[other]?.runOnServer === undefined)) {
        throw new InvalidValueError(`queries "${other}" and "${name}" both make ${metric}: rename one of them`);
      }
      seen.set(metric, name);
    }
  }
  return [...seen.keys()];
}

/** The columns that CNPG expects of a query, in order. */
export function expectedColumns({ columns }: CustomQuery): string[] {
  return Object.entries(columns).flatMap(([name, { usage }]) =>
    usage === 'HISTOGRAM' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
}

/** A set as CNPG reads it. */
export function renderQueries(queries: QuerySet): Record<string, object> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, query]) => [
      name,
      {
        ...(query.name !== undefined && { name: query.name }),
        query: query.query,
        ...(query.predicateQuery !== undefined && { predicate_query: query.predicateQuery }),
        ...(query.primary !== undefined && { primary: query.primary }),
        ...(query.runOnServer !== undefined && { runonserver: query.runOnServer }),
        ...(query.targetDatabases !== undefined && { target_databases: [...query.targetDatabases] }),
        metrics: Object.entries(query.columns).map(([column, { usage, description, ...rest }]) => ({
          [column]: { usage, description, ...('mapping' in rest && { metric_mapping: { ...rest.mapping } }) },
        })),
      },
    ]),
  );
}
