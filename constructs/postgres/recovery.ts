import type { ClusterSpecBootstrapRecovery } from '../../imports/postgresql.cnpg.io/cluster';
import {
  lsnProblem,
  restorePointProblem,
  timelineProblem,
  transactionProblem,
} from '../../values/cnpg/recovery-target';
import { InvalidValueError } from '../../values/text/invalid-value';
import { each, type Keys, oneOf } from '../../values/text/keys';
import type { Instant } from '../../values/time/instant';
import type { Overrides } from '../base/overrides';
import type { ApplicationDatabase } from './bootstrap';
import type { ExternalArchive, ExternalCluster } from './external-cluster';

/** Targets for which PostgreSQL finds the right base backup itself. */
type FreeTarget =
  | { readonly kind: 'latest' }
  | { readonly kind: 'time'; readonly time: Instant; readonly exclusive?: boolean }
  /** A position of the WAL, such as `0/3000060`. */
  | { readonly kind: 'lsn'; readonly lsn: string; readonly exclusive?: boolean };

/** Targets that say nothing about when: out of an object store they need the base backup to start from. */
type BlindTarget =
  /** A transaction, from 1 to 4294967295 in decimal digits. */
  | { readonly kind: 'xid'; readonly xid: string; readonly exclusive?: boolean }
  /** A restore point of `pg_create_restore_point`: at most 63 bytes, without quotes, backslashes and control characters. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'immediate' };

/** A timeline other than the latest. */
interface TargetOptions {
  /** `latest` or the number of a timeline, from 1. @default 'latest' */
  readonly timeline?: 'latest' | `${number}`;
}

/** Identifier of a base backup in the object store, for example `20261120T020000`. */
interface FromBackup {
  readonly backupId: string;
}

/** Where a recovery out of an object store stops. */
export type ArchiveTarget = TargetOptions & ((FreeTarget & Partial<FromBackup>) | (BlindTarget & FromBackup));
/** Where a recovery out of volume snapshots stops: the snapshot is the base backup. */
export type SnapshotTarget = TargetOptions & (FreeTarget | BlindTarget);

/** A VolumeSnapshot or PersistentVolumeClaim by name. */
export interface VolumeSource {
  /** Name of the object, in the namespace of the cluster. */
  readonly name: string;
  /** Kind of the object. */
  readonly kind: 'VolumeSnapshot' | 'PersistentVolumeClaim';
}

/** Volume snapshots of one backup of one instance. */
export interface SnapshotSource {
  /** Snapshot of the data volume. */
  readonly storage: VolumeSource;
  /** Snapshot of the WAL volume. @default - none; needed when the cluster has a WAL volume */
  readonly walStorage?: VolumeSource;
  /** One for each tablespace, by its name. @default - none; needed when the cluster has tablespaces */
  readonly tablespaces?: Readonly<Record<string, VolumeSource>>;
  /** Archive with the WAL written since the snapshots. @default - recovery ends with the WAL in the snapshots */
  readonly archive?: ExternalArchive | ExternalCluster;
}

/**
 * Where a recovered cluster takes its data from, and where it stops: an archive (another cluster's backups and WAL in an object store),
 * volume snapshots, or a Backup object by name. Without a target it recovers all there is.
 */
export type RecoveryOptions = ApplicationDatabase &
  (
    | { readonly from: 'archive'; readonly archive: ExternalArchive | ExternalCluster; readonly target?: ArchiveTarget }
    | { readonly from: 'snapshots'; readonly snapshots: SnapshotSource; readonly target?: SnapshotTarget }
    | { readonly from: 'backup'; readonly backupName: string; readonly target?: ArchiveTarget }
  );

const VOLUME_KEYS: Keys<VolumeSource> = {
  name: true,
  kind: oneOf({ VolumeSnapshot: true, PersistentVolumeClaim: true }),
};
/** Keys of {@link SnapshotSource}. */
export const SNAPSHOTS_KEYS: Keys<SnapshotSource> = {
  storage: VOLUME_KEYS,
  walStorage: VOLUME_KEYS,
  tablespaces: each(VOLUME_KEYS),
  archive: true,
};
/** Keys of {@link ArchiveTarget} and {@link SnapshotTarget}. */
export const TARGET_KEYS: Keys<ArchiveTarget | SnapshotTarget> = {
  kind: oneOf({ latest: true, time: true, lsn: true, xid: true, name: true, immediate: true }),
  time: true,
  lsn: true,
  xid: true,
  name: true,
  exclusive: true,
  timeline: true,
  backupId: true,
};

type L1Recovery = Overrides<ClusterSpecBootstrapRecovery>;

function volume(source: VolumeSource): { name: string; kind: string; apiGroup: string } {
  // The webhook turns an absent apiGroup into null, which the schema then refuses: it is always written.
  return {
    name: source.name,
    kind: source.kind,
    apiGroup: source.kind === 'VolumeSnapshot' ? 'snapshot.storage.k8s.io' : '',
  };
}

function renderTarget(target: ArchiveTarget | SnapshotTarget | undefined): L1Recovery['recoveryTarget'] {
  if (target === undefined) return undefined;
  const common = {
    ...(target.timeline !== undefined && { targetTli: checked('timeline', target.timeline, timelineProblem) }),
    ...('backupId' in target && target.backupId !== undefined && { backupId: target.backupId }),
    ...('exclusive' in target && target.exclusive !== undefined && { exclusive: target.exclusive }),
  };
  switch (target.kind) {
    case 'latest':
      return Object.keys(common).length === 0 ? undefined : common;
    case 'time':
      return { ...common, targetTime: target.time.toPostgres() };
    case 'lsn':
      return { ...common, targetLsn: checked('lsn', target.lsn, lsnProblem) };
    case 'xid':
      return { ...common, targetXid: checked('xid', target.xid, transactionProblem) };
    case 'name':
      return { ...common, targetName: checked('name', target.name, restorePointProblem) };
    case 'immediate':
      return { ...common, targetImmediate: true };
  }
}

/** The operator writes it into PostgreSQL's configuration as it is: what the server refuses there makes the recovery fail for good. */
function checked(field: string, value: string, problemOf: (value: string) => string | undefined): string {
  const problem = problemOf(value);
  if (problem === undefined) return value;
  throw new InvalidValueError(`bootstrap: target.${field} ${JSON.stringify(value)} ${problem}`);
}

/** The `recovery` stanza; `sourceName` is the external cluster with the archive, if there is one. */
export function renderRecovery(options: RecoveryOptions, sourceName: string | undefined): L1Recovery {
  return {
    database: options.database,
    owner: options.owner,
    secret: options.secret && { name: options.secret.name },
    source: sourceName,
    recoveryTarget: renderTarget(options.target),
    ...(options.from === 'backup' && { backup: { name: options.backupName } }),
    ...(options.from === 'snapshots' && {
      volumeSnapshots: {
        storage: volume(options.snapshots.storage),
        walStorage: options.snapshots.walStorage && volume(options.snapshots.walStorage),
        tablespaceStorage:
          options.snapshots.tablespaces &&
          Object.fromEntries(
            Object.entries(options.snapshots.tablespaces).map(([name, source]) => [name, volume(source)]),
          ),
      },
    }),
  };
}
