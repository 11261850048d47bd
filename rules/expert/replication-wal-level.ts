import { Kind } from '../../manifests/object/kinds';
import { clusterOf } from '../../manifests/object/references';
import { givenParameters } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const replicationWalLevel: Rule = {
  id: 'replication-wal-level',
  severity: 'error',
  kinds: [Kind.PUBLICATION],
  why: `Logical replication needs \`wal_level: logical\`, which is CNPG's default. With \`replica\` the publication is created, but no
subscription can ever use it; changing wal_level restarts all instances.`,
  docs: 'https://www.postgresql.org/docs/current/logical-replication-config.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {wal_level: replica}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Publication
metadata: {name: orders, namespace: shop}
spec: {name: orders, dbname: app, cluster: {name: shop-db}, target: {allTables: true}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {wal_level: logical}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Publication
metadata: {name: orders, namespace: shop}
spec: {name: orders, dbname: app, cluster: {name: shop-db}, target: {allTables: true}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const level = cluster && givenParameters(cluster).wal_level;
    if (level === undefined || level.toLowerCase() === 'logical') return;
    report({
      path: 'spec.cluster.name',
      message: `Cluster ${cluster?.metadata.name} has wal_level ${level}, so no subscription can use this publication`,
      fix: 'delete wal_level from the parameters of the Cluster: CNPG sets logical',
    });
  },
};
