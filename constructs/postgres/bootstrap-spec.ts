import type { ClusterSpecBootstrap, ClusterSpecBootstrapInitdb } from '../../imports/postgresql.cnpg.io/cluster';
import { InvalidValueError } from '../../values/text/invalid-value';
import { compact, nonEmpty, type Overrides } from '../base/overrides';
import { secretKeySelector } from '../secrets/secret';
import type { Bootstrap, ImportBootstrap, InitdbOptions, InitialSql } from './bootstrap';
import { type ExternalArchive, ExternalCluster } from './external-cluster';
import { renderRecovery } from './recovery';

type L1Initdb = Overrides<ClusterSpecBootstrapInitdb>;

/** The archive that a recovery reads, as an external cluster. */
function bootstrapArchive(bootstrap: Bootstrap): ExternalCluster | undefined {
  if (bootstrap.method !== 'recovery') return undefined;
  if (bootstrap.from === 'archive') return external(bootstrap.archive);
  return bootstrap.from === 'snapshots' && bootstrap.snapshots.archive
    ? external(bootstrap.snapshots.archive)
    : undefined;
}

function external(archive: ExternalArchive | ExternalCluster): ExternalCluster {
  if (!(archive instanceof ExternalCluster)) return ExternalCluster.fromArchive(archive);
  if (archive.archive !== undefined || archive.entry.barmanObjectStore || archive.entry.plugin) return archive;
  throw new InvalidValueError(
    `external cluster "${archive.name}" has no archive to recover from; give it one, or bootstrap with pgBaseBackup`,
  );
}

/** The external clusters that a bootstrap mentions. */
export function bootstrapSources(bootstrap: Bootstrap): ExternalCluster[] {
  if (bootstrap.method === 'import' || bootstrap.method === 'pg_basebackup') return [bootstrap.source];
  const archive = bootstrapArchive(bootstrap);
  return archive === undefined ? [] : [archive];
}

/** The `bootstrap` stanza. */
export function renderBootstrap(bootstrap: Bootstrap): Overrides<ClusterSpecBootstrap> {
  switch (bootstrap.method) {
    case 'initdb':
      return { initdb: renderInitdb(bootstrap) };
    case 'import':
      return { initdb: { ...renderInitdb(bootstrap), import: renderImport(bootstrap) } };
    case 'pg_basebackup':
      return { pgBasebackup: { source: bootstrap.source.name, ...application(bootstrap) } };
    case 'recovery':
      return { recovery: renderRecovery(bootstrap, bootstrapArchive(bootstrap)?.name) };
  }
}

function application(options: Pick<InitdbOptions, 'database' | 'owner' | 'secret'>) {
  return {
    database: options.database,
    owner: options.owner,
    secret: options.secret && { name: options.secret.name },
  };
}

function renderInitdb(options: InitdbOptions): L1Initdb {
  const locale =
    typeof options.locale === 'string' ? { collate: options.locale, ctype: options.locale } : options.locale;
  const provider = options.localeProvider;
  return {
    ...application(options),
    encoding: options.encoding,
    localeCollate: locale?.collate,
    localeCType: locale?.ctype,
    localeProvider: provider?.provider,
    icuLocale: provider?.provider === 'icu' ? provider.locale : undefined,
    icuRules: provider?.provider === 'icu' ? provider.rules : undefined,
    builtinLocale: provider?.provider === 'builtin' ? provider.locale : undefined,
    dataChecksums: options.dataChecksums,
    walSegmentSize: options.walSegmentSize,
    postInitApplicationSql: nonEmpty(options.applicationSql?.statements),
    postInitApplicationSqlRefs: scripts(options.applicationSql),
    postInitTemplateSql: nonEmpty(options.templateSql?.statements),
    postInitTemplateSqlRefs: scripts(options.templateSql),
    postInitSql: nonEmpty(options.sql?.statements),
    postInitSqlRefs: scripts(options.sql),
  };
}

function scripts(sql: InitialSql | undefined): L1Initdb['postInitSqlRefs'] {
  const references = sql?.scripts ?? [];
  return compact({
    secretRefs: nonEmpty(references.flatMap((ref) => ('secret' in ref ? [secretKeySelector(ref)] : []))),
    configMapRefs: nonEmpty(
      references.flatMap((ref) => ('configMap' in ref ? [{ name: ref.configMap, key: ref.key }] : [])),
    ),
  });
}

function renderImport(options: ImportBootstrap): L1Initdb['import'] {
  return {
    type: options.type,
    source: { externalCluster: options.source.name },
    schemaOnly: options.schemaOnly,
    ...options.options,
    ...(options.type === 'microservice'
      ? { databases: [options.sourceDatabase], postImportApplicationSql: nonEmpty(options.postImportSql) }
      : { databases: [...options.databases], roles: nonEmpty(options.roles) }),
  };
}
