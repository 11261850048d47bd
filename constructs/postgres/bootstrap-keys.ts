import type { IConstruct } from 'constructs';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { SECRET_KEY_KEYS, SECRET_KEYS } from '../secrets/secret';
import type {
  ApplicationDatabase,
  BaseBackupBootstrap,
  Bootstrap,
  ImportBootstrap,
  InitdbBootstrap,
  InitialSql,
  RecoveryBootstrap,
} from './bootstrap';
import { SNAPSHOTS_KEYS, TARGET_KEYS } from './recovery';

/** Keys of {@link ApplicationDatabase}. */
export const APPLICATION_DATABASE_KEYS: Keys<ApplicationDatabase> = {
  database: true,
  owner: true,
  secret: SECRET_KEYS,
};

const SQL: Keys<InitialSql> = { statements: true, scripts: { configMap: true, ...SECRET_KEY_KEYS } };

const INITDB: Keys<Omit<InitdbBootstrap, 'method'>> = {
  ...APPLICATION_DATABASE_KEYS,
  encoding: true,
  locale: { collate: true, ctype: true },
  localeProvider: { provider: oneOf({ icu: true, builtin: true }), locale: true, rules: true },
  dataChecksums: true,
  walSegmentSize: true,
  applicationSql: SQL,
  templateSql: SQL,
  sql: SQL,
};

/** Keys of {@link InitdbBootstrap}. */
export const INITDB_KEYS: Keys<InitdbBootstrap> = { ...INITDB, method: oneOf({ initdb: true }) };

const KEYS: {
  readonly initdb: Keys<InitdbBootstrap>;
  readonly import: Keys<ImportBootstrap>;
  readonly pg_basebackup: Keys<BaseBackupBootstrap>;
  readonly recovery: Keys<RecoveryBootstrap>;
} = {
  initdb: INITDB_KEYS,
  import: {
    ...INITDB,
    method: oneOf({ import: true }),
    source: true,
    schemaOnly: true,
    options: {
      pgDumpExtraOptions: true,
      pgRestoreExtraOptions: true,
      pgRestorePredataOptions: true,
      pgRestoreDataOptions: true,
      pgRestorePostdataOptions: true,
    },
    type: oneOf({ microservice: true, monolith: true }),
    sourceDatabase: true,
    postImportSql: true,
    databases: true,
    roles: true,
  },
  pg_basebackup: { ...APPLICATION_DATABASE_KEYS, method: oneOf({ pg_basebackup: true }), source: true },
  recovery: {
    ...APPLICATION_DATABASE_KEYS,
    method: oneOf({ recovery: true }),
    from: oneOf({ archive: true, snapshots: true, backup: true }),
    archive: true,
    snapshots: SNAPSHOTS_KEYS,
    backupName: true,
    target: TARGET_KEYS,
  },
};

/** Refuses keys that this way of bootstrapping does not have. @throws InputError */
export function checkBootstrap<B extends Bootstrap>(at: IConstruct | string, bootstrap: B): B {
  if (!Object.hasOwn(KEYS, bootstrap.method)) {
    throw new InputError(
      at,
      `bootstrap.method is ${JSON.stringify(bootstrap.method)}; write ${Object.keys(KEYS).join(' or ')}`,
    );
  }
  checkKeys<unknown>(at, bootstrap, KEYS[bootstrap.method]);
  return bootstrap;
}
