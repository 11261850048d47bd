import type { PostgresMajor } from '../../../values/cnpg/image';
import type { Parameter } from './parameter';

/** Chapters of the manual by the first part of a category. */
const PAGES: Readonly<Record<string, string>> = {
  Autovacuum: 'autovacuum',
  'Client Connection Defaults': 'client',
  'Connections and Authentication': 'connection',
  'Developer Options': 'developer',
  'Error Handling': 'error-handling',
  'File Locations': 'file-locations',
  'Lock Management': 'locks',
  'Preset Options': 'preset',
  'Query Tuning': 'query',
  Replication: 'replication',
  'Reporting and Logging': 'logging',
  'Resource Usage': 'resource',
  Statistics: 'statistics',
  Vacuuming: 'vacuum',
  'Version and Platform Compatibility': 'compatible',
  'Write-Ahead Log': 'wal',
};

/** Manual pages of extensions with a name other than that of the extension. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  pg_prewarm: 'pgprewarm',
  pg_stat_statements: 'pgstatstatements',
  pg_trgm: 'pgtrgm',
};

/** The manual page of a parameter, for the given major. */
export function documentationOf(major: PostgresMajor, name: string, parameter: Parameter): string {
  if (parameter.source !== undefined) return parameter.source;
  const manual = `https://www.postgresql.org/docs/${major}`;
  const [extension, own] = name.split('.');
  if (extension !== undefined && own !== undefined) {
    return `${manual}/${EXTENSIONS[extension] ?? extension.replaceAll('_', '-')}.html`;
  }
  const page = PAGES[parameter.category.split(' / ')[0] ?? ''];
  return page === undefined
    ? `${manual}/runtime-config.html`
    : `${manual}/runtime-config-${page}.html#GUC-${name.toUpperCase().replaceAll('_', '-')}`;
}
