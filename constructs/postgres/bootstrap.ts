import type { ClusterSpecBootstrapInitdb } from '../../imports/postgresql.cnpg.io/cluster';
import type { Overrides } from '../base/overrides';
import type { ISecret, SecretKey } from '../secrets/secret';
import { checkBootstrap } from './bootstrap-keys';
import type { ExternalCluster } from './external-cluster';
import type { RecoveryOptions } from './recovery';

/** How a cluster comes into being. It is read once: editing it later changes nothing but the application database, owner and secret. */
export type Bootstrap = InitdbBootstrap | ImportBootstrap | BaseBackupBootstrap | RecoveryBootstrap;

/** The application database, its owner, and the secret with the owner's credentials. */
export interface ApplicationDatabase {
  /** Name of the application database. */
  readonly database: string;
  /** Role that owns it, and that the application secret is for. */
  readonly owner: string;
  /**
   * Secret of type `kubernetes.io/basic-auth` with the owner's `username` and `password`.
   * @default - CNPG generates `<cluster>-app`, which carries host, port and URIs beside them
   */
  readonly secret?: ISecret;
}

/** SQL in a ConfigMap or Secret, by key. */
export type SqlReference = { readonly configMap: string; readonly key: string } | SecretKey;

/** SQL that runs once, right after initdb, as superuser. */
export interface InitialSql {
  /** Statements, in order. @default - none */
  readonly statements?: readonly string[];
  /** Scripts by reference: those of Secrets run before those of ConfigMaps. @default - none */
  readonly scripts?: readonly SqlReference[];
}

/**
 * A new, empty cluster.
 * @see https://cloudnative-pg.io/documentation/1.28/bootstrap/#bootstrap-an-empty-cluster-initdb
 */
export interface InitdbOptions extends ApplicationDatabase {
  /** Encoding of template1 and the application database. @default 'UTF8' */
  readonly encoding?: string;
  /**
   * Locale for collation and character classification: CNPG's default sorts by byte, while Docker's PostgreSQL sorts by en_US.utf8.
   * @default 'C'
   */
  readonly locale?: string | { readonly collate?: string; readonly ctype?: string };
  /** Who implements collations. @default - libc */
  readonly localeProvider?:
    | { readonly provider: 'icu'; readonly locale: string; readonly rules?: string }
    | { readonly provider: 'builtin'; readonly locale: string };
  /** Whether pages carry checksums. @default - off up to PostgreSQL 17, on from 18 */
  readonly dataChecksums?: boolean;
  /** Size of a WAL segment in MB, a power of two from 1 to 1024. @default 16 */
  readonly walSegmentSize?: number;
  /** SQL in the application database. @default - none */
  readonly applicationSql?: InitialSql;
  /** SQL in template1, so that every database made later has its effects. @default - none */
  readonly templateSql?: InitialSql;
  /** SQL in the database `postgres`. @default - none */
  readonly sql?: InitialSql;
}

/** What `initdb` makes. */
export interface InitdbBootstrap extends InitdbOptions {
  readonly method: 'initdb';
}

/**
 * A new, empty cluster with one application database.
 * @see https://cloudnative-pg.io/documentation/1.28/bootstrap/#bootstrap-an-empty-cluster-initdb
 */
export function initdb(options: InitdbOptions): InitdbBootstrap {
  return checkBootstrap('initdb', { method: 'initdb', ...options });
}

/** A logical import (pg_dump and pg_restore) while the cluster is created: the way between major versions and from other vendors. */
export type ImportOptions = InitdbOptions & {
  /** Server to import from. */
  readonly source: ExternalCluster;
  /** Whether only the schema is imported. @default false */
  readonly schemaOnly?: boolean;
  /** Extra options of pg_dump and pg_restore. @default - none */
  readonly options?: Pick<
    Overrides<NonNullable<ClusterSpecBootstrapInitdb['import']>>,
    | 'pgDumpExtraOptions'
    | 'pgRestoreExtraOptions'
    | 'pgRestorePredataOptions'
    | 'pgRestoreDataOptions'
    | 'pgRestorePostdataOptions'
  >;
} & (
    | {
        /** One database into the application database. */
        readonly type: 'microservice';
        /** Name of the database on the source. */
        readonly sourceDatabase: string;
        /** SQL run in the application database after the import. @default - none */
        readonly postImportSql?: readonly string[];
      }
    | {
        /** Several databases with their roles; `*` for all. */
        readonly type: 'monolith';
        /** Databases of the source, or `*` alone. */
        readonly databases: readonly string[];
        /** Roles of the source, or `*` alone. */
        readonly roles: readonly string[];
      }
  );

/** What `importFrom` makes. */
export type ImportBootstrap = ImportOptions & { readonly method: 'import' };

/**
 * A new cluster filled from another server.
 * @see https://cloudnative-pg.io/documentation/1.28/database_import/
 */
export function importFrom(options: ImportOptions): ImportBootstrap {
  return checkBootstrap('importFrom', { method: 'import', ...options });
}

/** A copy of a running server. */
export interface BaseBackupOptions extends ApplicationDatabase {
  /** A server of the same major version and architecture that accepts replication connections. */
  readonly source: ExternalCluster;
}

/** What `pgBaseBackup` makes. */
export interface BaseBackupBootstrap extends BaseBackupOptions {
  readonly method: 'pg_basebackup';
}

/**
 * A physical copy of a running server, taken over the network.
 * @see https://cloudnative-pg.io/documentation/1.28/bootstrap/#bootstrap-from-a-live-cluster-pg_basebackup
 */
export function pgBaseBackup(options: BaseBackupOptions): BaseBackupBootstrap {
  return checkBootstrap('pgBaseBackup', { method: 'pg_basebackup', ...options });
}

/** What `recovery` makes. */
export type RecoveryBootstrap = RecoveryOptions & { readonly method: 'recovery' };

/**
 * A new cluster from the backups of another one. A restore is never in place.
 * @see https://cloudnative-pg.io/documentation/1.28/recovery/
 */
export function recovery(options: RecoveryOptions): RecoveryBootstrap {
  return checkBootstrap('recovery', { method: 'recovery', ...options });
}
