import { Kind } from '../../manifests/object/kinds';
import { at, list, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const recoverySnapshotIncomplete: Rule = {
  id: 'recovery-snapshot-incomplete',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `A recovery from volume snapshots needs one snapshot for each volume of the Cluster: the data, the WAL and each tablespace. For a
volume without one the operator reports "missing StorageSource" and creates no claim, so the Cluster never starts.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/#recovery-from-volumesnapshot-objects',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec:
  walStorage: {size: 10Gi}
  bootstrap: {recovery: {volumeSnapshots: {storage: {kind: VolumeSnapshot, name: data}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec:
  walStorage: {size: 10Gi}
  bootstrap:
    recovery:
      volumeSnapshots: {storage: {kind: VolumeSnapshot, name: data}, walStorage: {kind: VolumeSnapshot, name: wal}}
`,
  check(manifest, { report }) {
    const path = 'spec.bootstrap.recovery.volumeSnapshots';
    const snapshots = at(manifest, path);
    if (typeof snapshots !== 'object' || snapshots === null) return;
    const given = record(snapshots);
    const hasWal = (at(manifest, 'spec.walStorage') ?? null) !== null;
    const names = list(at(manifest, 'spec.tablespaces')).map((tablespace) => String(record(tablespace).name));
    const tablespaces = names.filter((name) => record(given.tablespaceStorage)[name] === undefined);
    const missing = [...(hasWal && (given.walStorage ?? null) === null ? ['walStorage'] : []), ...tablespaces];
    if (missing.length === 0) return;
    report({
      path,
      message: `there is no snapshot for ${missing.join(', ')}: the operator creates no volume, and the Cluster never starts`,
      fix: 'name one in walStorage and in tablespaceStorage for each tablespace',
    });
  },
};
