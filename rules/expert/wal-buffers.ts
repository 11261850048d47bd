import { Kind } from '../../manifests/object/kinds';
import { givenParameters, mebibytes, memoryParameter, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

const SEGMENT = 16 * 2 ** 20;

export const walBuffers: Rule = {
  id: 'wal-buffers',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `PostgreSQL sizes wal_buffers itself: a 32nd of shared_buffers, at most one WAL segment of 16MB. More rarely helps, because the
buffers are written at each commit and whenever a segment is full. Changing the value needs a restart.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-WAL-BUFFERS',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {wal_buffers: 64MB}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {wal_buffers: 16MB}}}
`,
  check(manifest, { report }) {
    const size = memoryParameter(manifest, 'wal_buffers');
    if (givenParameters(manifest).wal_buffers === undefined || size === undefined || size <= SEGMENT) return;
    report({
      path: `${PARAMETERS}.wal_buffers`,
      message: `wal_buffers is ${mebibytes(size)}, more than one WAL segment of ${mebibytes(SEGMENT)}, the largest value that PostgreSQL itself chooses`,
      fix: 'delete wal_buffers, unless a measurement shows that it helps',
    });
  },
};
