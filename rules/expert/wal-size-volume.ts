import { bytesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { givenParameters, mebibytes, memoryParameter, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const walSizeVolume: Rule = {
  id: 'wal-size-volume',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Between two checkpoints WAL grows to max_wal_size, 1GB by default, and beyond it under load. The webhook compares it only with
\`walStorage\`, and only if it is set. On the data volume, or with the default on a small one, the disk fills up and PostgreSQL stops.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-MAX-WAL-SIZE',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 10Gi}, postgresql: {parameters: {max_wal_size: 8GB}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 10Gi}, postgresql: {parameters: {max_wal_size: 4GB}}}
`,
  check(manifest, { report }) {
    const wal = bytesOf(at(manifest, 'spec.walStorage.size'));
    const volume = wal ?? bytesOf(at(manifest, 'spec.storage.size'));
    const size = memoryParameter(manifest, 'max_wal_size');
    const isGiven = givenParameters(manifest).max_wal_size !== undefined;
    if (volume === undefined || volume < 2 ** 20) return;
    const slots = memoryParameter(manifest, 'max_slot_wal_keep_size');
    if (slots !== undefined && slots >= volume) {
      report({
        path: `${PARAMETERS}.max_slot_wal_keep_size`,
        message: `max_slot_wal_keep_size is ${mebibytes(slots)}, but the volume of the WAL has ${mebibytes(volume)}: it is full before the limit is reached`,
        fix: `set max_slot_wal_keep_size to less than ${mebibytes(volume / 2)}, or enlarge the volume`,
      });
    }
    if (size === undefined || (isGiven && (wal !== undefined || size >= volume))) return;
    // Half of a volume that also holds the data; a WAL volume may be used up to the default.
    if (size <= (wal === undefined ? volume / 2 : volume * 0.99)) return;
    const which = wal === undefined ? 'the data volume, which also holds the WAL,' : 'the WAL volume';
    const most = Math.max(32, Math.floor(volume / (wal === undefined ? 4 : 2) / 2 ** 20));
    report({
      path: isGiven ? `${PARAMETERS}.max_wal_size` : wal === undefined ? 'spec.storage.size' : 'spec.walStorage.size',
      message: `max_wal_size is ${mebibytes(size)}${isGiven ? '' : ' by default'}, but ${which} has ${mebibytes(volume)}: a full disk stops PostgreSQL`,
      fix: `set max_wal_size to ${most}MB, or enlarge the volume`,
    });
  },
};
