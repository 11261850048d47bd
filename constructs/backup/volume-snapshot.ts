import type { ClusterSpecBackupVolumeSnapshot } from '../../imports/postgresql.cnpg.io/cluster';
import { type Keys, oneOf } from '../../values/text/keys';
import type { Overrides } from '../base/overrides';

/**
 * Backups by snapshots of the volumes. They need WAL in an archive to recover to a point in time.
 * @see https://cloudnative-pg.io/documentation/1.28/appendixes/backup_volumesnapshot/
 */
export interface VolumeSnapshotBackup {
  /** VolumeSnapshotClass of the data volume. @default - the default class */
  readonly className?: string;
  /** VolumeSnapshotClass of the WAL volume. @default - `className` */
  readonly walClassName?: string;
  /** VolumeSnapshotClass by tablespace. @default - `className` */
  readonly tablespaceClassName?: Readonly<Record<string, string>>;
  /** Whether the instance goes on running while its volumes are snapshotted. @default true */
  readonly online?: boolean;
  /** What the snapshots belong to, and are deleted with. @default 'none' */
  readonly snapshotOwnerReference?: 'none' | 'cluster' | 'backup';
  /** Labels of the snapshots. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the snapshots. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Keys of {@link VolumeSnapshotBackup}. */
export const VOLUME_SNAPSHOT_KEYS: Keys<VolumeSnapshotBackup> = {
  className: true,
  walClassName: true,
  tablespaceClassName: true,
  online: true,
  snapshotOwnerReference: oneOf({ none: true, cluster: true, backup: true }),
  labels: true,
  annotations: true,
};

/** The `backup.volumeSnapshot` stanza: its fields are CNPG's own. It is there even when nothing is chosen, since it is what allows snapshots. */
export function renderVolumeSnapshot(snapshot: VolumeSnapshotBackup): Overrides<ClusterSpecBackupVolumeSnapshot> {
  return {
    ...snapshot,
    online: snapshot.online ?? true,
    snapshotOwnerReference: snapshot.snapshotOwnerReference ?? 'none',
  };
}
