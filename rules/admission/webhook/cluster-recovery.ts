import { record, text } from '../../../manifests/object/manifest';
import { missingExternal } from './cluster-bootstrap';
import type { ClusterView } from './cluster-view';
import type { ClusterRule, Tell } from './webhook-rule';

const RECOVERY = 'bootstrap.recovery';
const SNAPSHOTS = `${RECOVERY}.volumeSnapshots`;

/** The source of a recovery. */
export const recoveryRules: readonly ClusterRule[] = [
  {
    id: 'cluster-recovery-source',
    says: 'The source of a recovery is an external cluster',
    on: 'both',
    check(cluster, tell) {
      const source = cluster.text(`${RECOVERY}.source`);
      if (source === '' || cluster.externalCluster(source) !== undefined) return;
      tell(`spec.${RECOVERY}.source`, ...missingExternal(source));
    },
  },
  {
    id: 'cluster-recovery-source-archive',
    says: 'The source of a recovery has an archive',
    on: 'both',
    operator: '<1.28.2',
    check: (cluster, tell) => checkArchive(cluster, ['barmanObjectStore', 'plugin'], tell),
  },
  {
    id: 'cluster-recovery-source-usable',
    says: 'The source of a recovery has an archive or a connection',
    on: 'both',
    operator: '>=1.28.2',
    check: (cluster, tell) => checkArchive(cluster, ['barmanObjectStore', 'plugin', 'connectionParameters'], tell),
  },
  {
    id: 'cluster-recovery-snapshots-backup',
    says: 'A recovery from volume snapshots names no Backup',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has(SNAPSHOTS) || !cluster.has(`${RECOVERY}.backup`)) return;
      tell(`spec.${RECOVERY}.backup`, 'is set together with volumeSnapshots', 'recover from one of the two');
    },
  },
  {
    id: 'cluster-recovery-snapshots-backup-id',
    says: 'A recovery from volume snapshots names no backupID',
    on: 'both',
    check(cluster, tell) {
      const path = `${RECOVERY}.recoveryTarget.backupID`;
      if (!fromSnapshots(cluster) || cluster.text(path) === '') return;
      tell(`spec.${path}`, 'is set, but the snapshots already say which backup it is', 'remove backupID');
    },
  },
  {
    id: 'cluster-recovery-snapshots-storage',
    says: 'The data comes from a VolumeSnapshot or a PersistentVolumeClaim',
    on: 'both',
    check(cluster, tell) {
      if (snapshotsCount(cluster)) checkSource(cluster, `${SNAPSHOTS}.storage`, tell);
    },
  },
  {
    id: 'cluster-recovery-snapshots-wal-volume',
    says: 'A recovery of a WAL volume needs walStorage',
    on: 'both',
    check(cluster, tell) {
      const path = `${SNAPSHOTS}.walStorage`;
      if (!snapshotsCount(cluster) || !cluster.has(path) || cluster.has('walStorage')) return;
      tell(`spec.${path}`, 'is set, but the cluster has no WAL volume', 'add spec.walStorage, or remove it here');
    },
  },
  {
    id: 'cluster-recovery-snapshots-wal-storage',
    says: 'The WAL comes from a VolumeSnapshot or a PersistentVolumeClaim',
    on: 'both',
    check(cluster, tell) {
      const path = `${SNAPSHOTS}.walStorage`;
      if (snapshotsCount(cluster) && cluster.has(path)) checkSource(cluster, path, tell);
    },
  },
];

function checkArchive(cluster: ClusterView, ways: readonly string[], tell: Tell): void {
  const source = cluster.text(`${RECOVERY}.source`);
  const entry = source === '' ? undefined : cluster.externalCluster(source);
  if (entry === undefined || ways.some((way) => (entry[way] ?? null) !== null)) return;
  const message = `"${source}" names an entry without ${ways.join(', ')}: there is nothing to recover from`;
  tell(`spec.${RECOVERY}.source`, message, `add to that entry of spec.externalClusters ${ways.join(' or ')}`);
}

function fromSnapshots(cluster: ClusterView): boolean {
  return cluster.has(SNAPSHOTS) && !cluster.has(`${RECOVERY}.backup`);
}

/** The sources are checked only if nothing else defines where to recover from. */
function snapshotsCount(cluster: ClusterView): boolean {
  return fromSnapshots(cluster) && cluster.text(`${RECOVERY}.recoveryTarget.backupID`) === '';
}

function checkSource(cluster: ClusterView, path: string, tell: Tell): void {
  const { apiGroup, kind } = record(cluster.get(path));
  const group = text(apiGroup) ?? '';
  if (group === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot') return;
  if (group === '' && kind === 'PersistentVolumeClaim') return;
  const fix = 'use VolumeSnapshot with apiGroup snapshot.storage.k8s.io, or PersistentVolumeClaim with apiGroup ""';
  tell(`spec.${path}`, `kind ${kind} of apiGroup "${group}" cannot be recovered from`, fix);
}
