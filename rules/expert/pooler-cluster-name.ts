import { Kind } from '../../manifests/object/kinds';
import { namespaceOf, text } from '../../manifests/object/manifest';
import { clusterNameOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const poolerClusterName: Rule = {
  id: 'pooler-cluster-name',
  severity: 'error',
  kinds: [Kind.POOLER],
  why: `A Pooler with the name of any Cluster in its namespace is skipped with an event named NameClash. The webhook compares it only with
the Cluster that the Pooler belongs to.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/connection_pooling/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: orders, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: orders, namespace: shop}
spec: {cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: orders, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: orders-pooler, namespace: shop}
spec: {cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const name = text(manifest.metadata.name) ?? '';
    // The webhook checks its own Cluster.
    if (name === clusterNameOf(manifest) || index.get(Kind.CLUSTER, namespaceOf(manifest), name) === undefined) return;
    report({
      path: 'metadata.name',
      message: `a Cluster "${name}" exists in this namespace: the operator skips this Pooler`,
      fix: `name it ${name}-pooler`,
    });
  },
};
