import { equal, show } from '../../../manifests/object/json';
import { at, record, text } from '../../../manifests/object/manifest';
import type { ClusterView } from './cluster-view';
import { storageSize } from './storage-size';
import type { ClusterRule, Tell } from './webhook-rule';

/** A rule about a change. */
function change(
  id: string,
  says: string,
  check: (cluster: ClusterView, old: ClusterView, tell: Tell) => void,
): ClusterRule {
  return {
    id,
    says,
    on: 'update',
    check(cluster, tell, { old }) {
      if (old !== undefined) check(cluster, old, tell);
    },
  };
}

const SYNCHRONIZED = 'replicationSlots.synchronizeReplicas';
const HA = 'replicationSlots.highAvailability';

/** What an existing cluster cannot do. */
export const updateRules: readonly ClusterRule[] = [
  change('cluster-major-downgrade', 'PostgreSQL is not downgraded to an older major', (cluster, old, tell) => {
    const [before, after] = majors(cluster, old);
    if (before === undefined || after === undefined || before <= after) return;
    tell(imagePath(cluster), `goes from PostgreSQL ${before} back to ${after}`, 'restore into a new cluster instead');
  }),
  change('cluster-major-upgrade', 'Major upgrades go to PostgreSQL 16 or newer', (cluster, old, tell) => {
    const [before, after] = majors(cluster, old);
    if (before === undefined || after === undefined || before >= after || after >= 16) return;
    tell(imagePath(cluster), `goes from PostgreSQL ${before} to ${after}`, 'upgrade to 16 or newer');
  }),
  change('cluster-image-and-parameters', 'A switchover changes image or parameters, not both', (cluster, old, tell) => {
    if (cluster.text('primaryUpdateMethod') !== 'switchover') return;
    if (cluster.text('imageName') === old.text('imageName') || equal(cluster.parameters, old.parameters)) return;
    const message = 'changes together with postgresql.parameters, and primaryUpdateMethod is switchover';
    tell('spec.imageName', message, 'change one, wait until the cluster is healthy, then the other');
  }),
  change('cluster-storage-shrink', 'The data volume does not shrink', (cluster, old, tell) => {
    shrink('spec.storage', cluster.get('storage'), old.get('storage'), tell);
  }),
  change('cluster-wal-storage-removed', 'The WAL volume is not removed', (cluster, old, tell) => {
    if (!old.has('walStorage') || cluster.has('walStorage')) return;
    tell('spec.walStorage', 'is removed, but a WAL volume cannot be removed', 'keep walStorage');
  }),
  change('cluster-wal-storage-shrink', 'The WAL volume does not shrink', (cluster, old, tell) => {
    shrink('spec.walStorage', cluster.get('walStorage'), old.get('walStorage'), tell);
  }),
  change('cluster-tablespaces-removed', 'The tablespaces section is not removed', (cluster, old, tell) => {
    if (!old.has('tablespaces') || cluster.has('tablespaces')) return;
    tell('spec.tablespaces', 'is removed, but tablespaces cannot be removed', 'keep all tablespaces');
  }),
  change('cluster-tablespace-removed', 'Tablespaces are not removed', (cluster, old, tell) => {
    if (!cluster.has('tablespaces')) return;
    old.tablespaceNames().forEach((name, index) => {
      if (tablespace(cluster, name) !== undefined) return;
      tell(`spec.tablespaces[${index}]`, `${show(name)} is removed, but tablespaces cannot be removed`, 'put it back');
    });
  }),
  change('cluster-tablespace-shrink', 'The volume of a tablespace does not shrink', (cluster, old, tell) => {
    old.tablespaceNames().forEach((name, index) => {
      const after = tablespace(cluster, name);
      if (after === undefined) return;
      shrink(`spec.tablespaces[${index}]`, after.storage, tablespace(old, name)?.storage, tell);
    });
  }),
  change('cluster-postgres-gid', 'postgresGID stays', (cluster, old, tell) => same('postgresGID', cluster, old, tell)),
  change('cluster-postgres-uid', 'postgresUID stays', (cluster, old, tell) => same('postgresUID', cluster, old, tell)),
  change(
    'cluster-slots-removed',
    'The slots of replicas are disabled before they are removed',
    (cluster, old, tell) => {
      if (!old.has(HA) || !old.isOn(`${HA}.enabled`) || cluster.has(HA)) return;
      const path = cluster.has('replicationSlots') ? `spec.${HA}` : 'spec.replicationSlots';
      tell(path, 'is removed while it is on', `write ${HA}.enabled: false first`);
    },
  ),
  {
    ...change(
      'cluster-slots-synchronize-removed',
      'The synchronization of slots is disabled before it is removed',
      (cluster, old, tell) => {
        if (!old.has(SYNCHRONIZED) || !old.isOn(`${SYNCHRONIZED}.enabled`) || cluster.has(SYNCHRONIZED)) return;
        tell(`spec.${SYNCHRONIZED}`, 'is removed while it is on', `write ${SYNCHRONIZED}.enabled: false first`);
      },
    ),
    operator: '>=1.28.1',
  },
  change('cluster-slot-prefix', 'The slot prefix does not change while slots are enabled', (cluster, old, tell) => {
    if (!old.has(HA) || !old.isOn(`${HA}.enabled`) || !cluster.has(HA)) return;
    const [before, after] = [old.text(`${HA}.slotPrefix`), cluster.text(`${HA}.slotPrefix`)];
    if (before === after) return;
    const message = `changes from ${show(before)} to ${show(after)} while the slots are on`;
    tell(`spec.${HA}.slotPrefix`, message, `keep ${show(before)}, or switch ${HA} off first`);
  }),
  change('cluster-wal-level-lowered', 'wal_level does not become minimal', (cluster, old, tell) => {
    const before = old.parameter('wal_level') ?? '';
    if (cluster.parameter('wal_level') !== 'minimal' || before === '' || before === 'minimal') return;
    const message = `goes from ${before} to minimal, which is not possible for an existing cluster`;
    tell('spec.postgresql.parameters.wal_level', message, `keep ${before}`);
  }),
  change(
    'cluster-replica-switch',
    'The role in a topology does not change again while it is changing',
    (cluster, old, tell) => {
      if (cluster.isReplica === old.isReplica) return;
      if (at(cluster.object, 'status.switchReplicaClusterStatus.inProgress') !== true) return;
      const message = 'changes the role of the cluster while the last change is still in progress';
      tell('spec.replica.enabled', message, 'wait until status.switchReplicaClusterStatus is done');
    },
  ),
];

function majors(cluster: ClusterView, old: ClusterView): [before: number | undefined, after: number | undefined] {
  const before = at(old.object, 'status.pgDataImageInfo.majorVersion');
  const known = record(at(old.object, 'status')).pgDataImageInfo ?? null;
  return [known === null ? undefined : typeof before === 'number' ? before : 0, cluster.major];
}

function imagePath(cluster: ClusterView): string {
  return cluster.has('imageCatalogRef') ? 'spec.imageCatalogRef.major' : 'spec.imageName';
}

function shrink(path: string, storage: unknown, old: unknown, tell: Tell): void {
  const [before, after] = [storageSize(old), storageSize(storage)];
  if (before === undefined || after === undefined || before.compareTo(after) <= 0) return;
  tell(path, `shrinks from ${before} to ${after}, but volumes can only grow`, `keep ${before}`);
}

function tablespace(cluster: ClusterView, name: string): Readonly<Record<string, unknown>> | undefined {
  return cluster
    .list('tablespaces')
    .map(record)
    .find((entry) => (text(entry.name) ?? '') === name);
}

function same(name: string, cluster: ClusterView, old: ClusterView, tell: Tell): void {
  const [before, after] = [old.number(name), cluster.number(name)];
  if (before === after) return;
  tell(`spec.${name}`, `changes from ${before} to ${after}, but the files belong to ${before}`, `keep ${before}`);
}
