import { bytesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { givenParameters, mebibytes } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

const LARGE = 50 * 2 ** 30;

export const walSizeDefault: Rule = {
  id: 'wal-size-default',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `max_wal_size is 1GB by default, however large the database. A steady write load then forces a checkpoint every few seconds, and
after each one every changed page is written to the WAL in full again: more I/O and more to archive.`,
  docs: 'https://www.postgresql.org/docs/current/wal-configuration.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 100Gi}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 100Gi}, postgresql: {parameters: {max_wal_size: 8GB}}}
`,
  check(manifest, { report }) {
    const volume = bytesOf(at(manifest, 'spec.storage.size')) ?? 0;
    if (volume < LARGE || givenParameters(manifest).max_wal_size !== undefined) return;
    report({
      path: 'spec.postgresql.parameters',
      message: `max_wal_size is not set, which means 1GB, on a volume of ${mebibytes(volume)}: frequent checkpoints under load`,
      fix: 'set max_wal_size to the WAL written between two checkpoints, for example 4GB to 16GB',
    });
  },
};
