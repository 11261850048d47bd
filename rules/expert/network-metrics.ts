import { closedToMetrics } from '../../manifests/network/metrics-ways';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const networkMetrics: Rule = {
  id: 'network-metrics',
  severity: 'warning',
  level: 'production',
  misses: 'object',
  kinds: [Kind.NETWORK_POLICY],
  why: `Each instance serves its metrics on port 9187, each pooler on 9127. If a policy opens the port to nobody, the Prometheus targets are
down, and alerts on missing values never fire. This is a warning because an agent in the host network of each node still reaches the pods of
its own node.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/monitoring/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-db-podmonitor, namespace: shop}
spec: {selector: {matchLabels: {cnpg.io/cluster: shop-db}}, podMetricsEndpoints: [{port: metrics}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
  ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-db-podmonitor, namespace: shop}
spec: {selector: {matchLabels: {cnpg.io/cluster: shop-db}}, podMetricsEndpoints: [{port: metrics}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
  ingress:
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}], ports: [{port: 9187}]}
`,
  check(manifest, { index, report }) {
    for (const { direction, message, fix } of index.derive(closedToMetrics).get(manifest) ?? []) {
      report({ path: `spec.${direction}`, message, fix });
    }
  },
};
