import type { TableSource } from '../declarations/table-source';

/** An extension whose library must be in `shared_preload_libraries`. */
export interface PreloadedExtension {
  readonly library: string;
  /** Without it CREATE EXTENSION fails, or succeeds and gives what answers with errors or nothing. */
  readonly without: 'refused' | 'useless';
  /** The last major for which it holds. */
  readonly until?: number;
}

const refused = (library: string): PreloadedExtension => ({ library, without: 'refused' });
const useless = (library: string): PreloadedExtension => ({ library, without: 'useless' });

export const PRELOADED_EXTENSIONS_SOURCE: TableSource = {
  table: 'extensions that must be preloaded',
  sources: ['the manual of each extension'],
  checked: '2026-11-28',
};

/** As their manuals say. A server was asked about pg_stat_statements alone. */
export const PRELOADED_EXTENSIONS: Readonly<Record<string, PreloadedExtension>> = {
  bdr: refused('bdr'),
  citus: refused('citus'),
  documentdb: refused('pg_documentdb'),
  documentdb_core: refused('pg_documentdb_core'),
  orioledb: refused('orioledb'),
  pg_cron: refused('pg_cron'),
  pg_duckdb: refused('pg_duckdb'),
  pg_net: refused('pg_net'),
  pg_qualstats: useless('pg_qualstats'),
  pg_search: { ...refused('pg_search'), until: 16 },
  pg_squeeze: useless('pg_squeeze'),
  pg_stat_kcache: useless('pg_stat_kcache'),
  pg_stat_monitor: useless('pg_stat_monitor'),
  pg_stat_statements: useless('pg_stat_statements'),
  pg_tde: refused('pg_tde'),
  pg_wait_sampling: useless('pg_wait_sampling'),
  pgaudit: refused('pgaudit'),
  pglogical: refused('pglogical'),
  plrust: refused('plrust'),
  spock: refused('spock'),
  timescaledb: refused('timescaledb'),
  vchord: refused('vchord'),
  vectors: refused('vectors'),
};
