import { record, text, texts } from '../../manifests/object/manifest';
import { flagWord, instantWord, numberWord, secretWord, some, sourcesWord, textWord } from './common-words';
import { call, type Expression, words } from './expression';

type Json = Readonly<Record<string, unknown>>;

/** What a bootstrap falls back on: everything else of it is then said in `spec`. */
export const PLAIN_BOOTSTRAP = call('initdb', { database: 'app', owner: 'app' });

/**
 * How a cluster came into being. It is over, but CNPG goes on reading database, owner and secret.
 * @param bootstrap - the stanza with its defaults
 * @param externals - the external clusters, by name
 */
export function bootstrapWord(bootstrap: unknown, externals: ReadonlyMap<string, Expression>): Expression {
  const { recovery, pg_basebackup, initdb } = record(bootstrap);
  if (recovery !== undefined && recovery !== null) return recoveryWord(record(recovery), externals);
  if (pg_basebackup !== undefined && pg_basebackup !== null) {
    const given = record(pg_basebackup);
    const source = externals.get(String(given.source));
    return source === undefined ? PLAIN_BOOTSTRAP : call('pgBaseBackup', words({ ...application(given), source }));
  }
  const given = record(initdb);
  return given.import === undefined || given.import === null
    ? call('initdb', words(initdbWords(given)))
    : importWord(given, externals);
}

function application({ database, owner, secret }: Json) {
  return {
    database: text(database) ?? 'app',
    owner: text(owner) ?? text(database) ?? 'app',
    secret: secretWord(secret),
  };
}

function initdbWords(given: Json): Record<string, Expression | undefined> {
  const { encoding, localeCollate, localeCType, dataChecksums, walSegmentSize } = given;
  return {
    ...application(given),
    encoding: encoding === 'UTF8' ? undefined : textWord(encoding),
    locale: localeWord(textWord(localeCollate), textWord(localeCType)),
    localeProvider: providerWord(given),
    dataChecksums: flagWord(dataChecksums),
    walSegmentSize: numberWord(walSegmentSize),
    applicationSql: sqlWord(given.postInitApplicationSQL, given.postInitApplicationSQLRefs),
    templateSql: sqlWord(given.postInitTemplateSQL, given.postInitTemplateSQLRefs),
    sql: sqlWord(given.postInitSQL, given.postInitSQLRefs),
  };
}

/** CNPG's own is C, and need not be said. */
function localeWord(collate = 'C', ctype = 'C'): Expression | undefined {
  if (collate === ctype) return collate === 'C' ? undefined : collate;
  return { collate, ctype };
}

function providerWord({ localeProvider, icuLocale, icuRules, builtinLocale }: Json): Expression | undefined {
  if (localeProvider === 'icu' && typeof icuLocale === 'string') {
    return words({ provider: 'icu', locale: icuLocale, rules: textWord(icuRules) });
  }
  return localeProvider === 'builtin' && typeof builtinLocale === 'string'
    ? { provider: 'builtin', locale: builtinLocale }
    : undefined;
}

function sqlWord(statements: unknown, references: unknown): Expression | undefined {
  const { secretRefs, configMapRefs } = record(references);
  const found = words({ statements: some(statements), scripts: sourcesWord(secretRefs, configMapRefs) });
  return Object.keys(found).length === 0 ? undefined : found;
}

function importWord(given: Json, externals: ReadonlyMap<string, Expression>): Expression {
  const { type, source, databases, roles, schemaOnly, postImportApplicationSQL, ...options } = record(given.import);
  const external = externals.get(String(record(source).externalCluster));
  if (external === undefined) return PLAIN_BOOTSTRAP;
  const common = {
    ...initdbWords(given),
    source: external,
    schemaOnly: flagWord(schemaOnly),
    options: some(options),
  };
  if (type !== 'microservice') {
    return call('importFrom', words({ ...common, type: 'monolith', databases: texts(databases), roles: texts(roles) }));
  }
  const [sourceDatabase = ''] = texts(databases);
  const postImportSql = some(postImportApplicationSQL);
  return call('importFrom', words({ ...common, type: 'microservice', sourceDatabase, postImportSql }));
}

function recoveryWord(given: Json, externals: ReadonlyMap<string, Expression>): Expression {
  const archive = externals.get(String(given.source));
  const target = targetWord(record(given.recoveryTarget));
  const common = { ...application(given), target };
  const backup = text(record(given.backup).name);
  if (backup !== undefined) return call('recovery', words({ ...common, from: 'backup', backupName: backup }));
  const { storage, walStorage, tablespaceStorage } = record(given.volumeSnapshots);
  if (storage !== undefined) {
    const tablespaces = Object.entries(record(tablespaceStorage)).map(([name, each]) => [name, volumeWord(each)]);
    const snapshots = words({
      storage: volumeWord(storage),
      walStorage: walStorage === undefined ? undefined : volumeWord(walStorage),
      tablespaces: tablespaces.length === 0 ? undefined : Object.fromEntries(tablespaces),
      archive,
    });
    return call('recovery', words({ ...common, from: 'snapshots', snapshots }));
  }
  return archive === undefined ? PLAIN_BOOTSTRAP : call('recovery', words({ ...common, from: 'archive', archive }));
}

function volumeWord(reference: unknown): Expression {
  const { name, kind } = record(reference);
  return { name: String(name), kind: String(kind) };
}

/** Where a recovery stopped; undefined for what the builder does not take, such as a time without its zone. */
function targetWord(target: Json): Expression | undefined {
  const { targetTime, targetLSN, targetXID, targetName, targetImmediate, targetTLI, backupID, exclusive } = target;
  const common = { timeline: textWord(targetTLI), backupId: textWord(backupID), exclusive: flagWord(exclusive) };
  const kinds = [
    ['time', instantWord(targetTime)],
    ['lsn', textWord(targetLSN)],
    ['xid', textWord(targetXID)],
    ['name', textWord(targetName)],
  ] as const;
  const given = kinds.filter(([, value]) => value !== undefined);
  if (Object.keys(target).length === 0) return undefined;
  const [first] = given;
  if (targetImmediate === true) return words({ kind: 'immediate', ...common });
  if (first === undefined) return targetTime === undefined ? words({ kind: 'latest', ...common }) : undefined;
  return words({ kind: first[0], [first[0]]: first[1], ...common });
}
