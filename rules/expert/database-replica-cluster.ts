import { isReplicaCluster } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const databaseReplicaCluster: Rule = {
  id: 'database-replica-cluster',
  severity: 'warning',
  kinds: [Kind.DATABASE, Kind.DATABASE_ROLE, Kind.PUBLICATION, Kind.SUBSCRIPTION],
  why: `A replica cluster is read-only: its databases, roles, publications and subscriptions come from its primary. Such an object is
neither applied nor failed until the Cluster is promoted. It is then applied in the middle of a disaster.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replica_cluster/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {replica: {enabled: true, source: origin}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: app, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {replica: {enabled: false, source: origin}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: app, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    if (cluster === undefined || !isReplicaCluster(cluster)) return;
    report({
      path: 'spec.cluster.name',
      message: `Cluster ${cluster.metadata.name} is a replica cluster: this ${manifest.kind} is not applied until it is promoted`,
      fix: `declare it on the primary of Cluster ${cluster.metadata.name}`,
    });
  },
};
