import { closedToPoolers } from '../../manifests/network/pooler-ways';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const networkPooler: Rule = {
  id: 'network-pooler',
  severity: 'error',
  misses: 'object',
  kinds: [Kind.NETWORK_POLICY],
  why: `The pods of a Pooler are clients of the instances like any other. A policy that is older than the pooler blocks it: PgBouncer is
ready and accepts connections, but each one waits until it times out. PgBouncer also needs DNS and the API server, which provides its
configuration. A policy for \`cnpg.io/cluster\` alone also selects the pods of poolers.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/connection_pooling/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-pool, namespace: shop}
spec: {cluster: {name: shop-db}, type: rw}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db, cnpg.io/podRole: instance}}
  ingress:
    - {from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-pool, namespace: shop}
spec: {cluster: {name: shop-db}, type: rw}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db, cnpg.io/podRole: instance}}
  ingress:
    - {from: [{podSelector: {matchLabels: {cnpg.io/poolerName: shop-pool}}}], ports: [{port: 5432}]}
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}
`,
  check(manifest, { index, report }) {
    for (const { direction, message, fix } of index.derive(closedToPoolers).get(manifest) ?? []) {
      report({ path: `spec.${direction}`, message, fix });
    }
  },
};
