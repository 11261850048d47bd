import { bytesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { givenParameters, mebibytes, memoryParameter, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

/** The parameters by which PostgreSQL keeps WAL or lets it grow to a given size. */
const KEPT = {
  max_wal_size: 'WAL grows to it between two checkpoints',
  min_wal_size: 'PostgreSQL keeps this much WAL for reuse',
  wal_keep_size: 'PostgreSQL always keeps this much WAL for standbys',
} as const;

export const walSizeAboveVolume: Rule = {
  id: 'wal-size-above-volume',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `If the volume cannot hold a configured amount of WAL, the disk will fill up. PostgreSQL then stops, and CNPG does not start it again
before there is space. The webhook compares \`max_wal_size\` and \`min_wal_size\` only with \`walStorage\`.`,
  docs: 'https://www.postgresql.org/docs/current/wal-configuration.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 10Gi}, postgresql: {parameters: {wal_keep_size: 20GB}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 10Gi}, postgresql: {parameters: {wal_keep_size: 1GB}}}
`,
  check(manifest, { report }) {
    const wal = bytesOf(at(manifest, 'spec.walStorage.size'));
    const volume = wal ?? bytesOf(at(manifest, 'spec.storage.size'));
    if (volume === undefined || volume < 2 ** 20) return;
    for (const [name, why] of Object.entries(KEPT)) {
      const size = memoryParameter(manifest, name);
      const isWebhooks = wal !== undefined && (name === 'max_wal_size' || name === 'min_wal_size');
      if (givenParameters(manifest)[name] === undefined || size === undefined || size < volume || isWebhooks) continue;
      // PostgreSQL only tries to stay below it. wal-size-volume reports a size equal to the volume.
      if (name === 'max_wal_size' && size === volume) continue;
      const which = wal === undefined ? 'the data volume, which also holds the WAL,' : 'the WAL volume';
      report({
        path: `${PARAMETERS}.${name}`,
        message: `${name} is ${mebibytes(size)}, but ${which} has ${mebibytes(volume)}: ${why}`,
        fix: `lower ${name} to less than ${mebibytes(Math.floor(volume / 2))}, or enlarge the volume`,
      });
    }
  },
};
