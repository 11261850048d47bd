import { externalClustersOf } from '../../manifests/cnpg/external-clusters';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const subscriptionExternalCluster: Rule = {
  id: 'subscription-external-cluster',
  severity: 'error',
  kinds: [Kind.SUBSCRIPTION],
  why: `A Subscription takes its connection from an entry of \`externalClusters\` in the Cluster that subscribes. If there is none, the
status is "not declared" and nothing is replicated.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/logical_replication/#subscriptions',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {externalClusters: [{name: source, connectionParameters: {host: source-rw}}]}
---
apiVersion: postgresql.cnpg.io/v1
kind: Subscription
metadata: {name: orders, namespace: shop}
spec: {name: orders, dbname: app, publicationName: orders, externalClusterName: publisher, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {externalClusters: [{name: source, connectionParameters: {host: source-rw}}]}
---
apiVersion: postgresql.cnpg.io/v1
kind: Subscription
metadata: {name: orders, namespace: shop}
spec: {name: orders, dbname: app, publicationName: orders, externalClusterName: source, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const name = text(at(manifest, 'spec.externalClusterName')) ?? '';
    if (cluster === undefined || name === '') return;
    const names = externalClustersOf(cluster).map((external) => external.name);
    if (names.includes(name)) return;
    report({
      path: 'spec.externalClusterName',
      message: `Cluster ${cluster.metadata.name} declares no external cluster "${name}", only ${names.join(', ') || 'none'}`,
      fix: `add it to externalClusters of Cluster ${cluster.metadata.name}, or correct the name`,
    });
  },
};
