import { closedToOperator } from '../../manifests/network/instance-ways';
import { closedToPlatform } from '../../manifests/network/operator-ways';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const networkOperator: Rule = {
  id: 'network-operator',
  severity: 'error',
  misses: 'object',
  kinds: [Kind.NETWORK_POLICY],
  why: `The operator asks each instance for its status on port 8000. It runs in another namespace, which a policy for the application's own
pods blocks: no instance becomes ready, none is promoted and no backup begins, while PostgreSQL itself runs. A policy for the operator's own
pods must allow calls to its webhooks (9443) and connections to the instances, the plugin (9090), DNS and the API server.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/networking/#cross-namespace-network-policy-for-the-operator',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
  ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
  ingress:
    - {from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}
`,
  check(manifest, { index, report }) {
    for (const closed of [closedToOperator, closedToPlatform]) {
      for (const { direction, message, fix } of index.derive(closed).get(manifest) ?? []) {
        report({ path: `spec.${direction}`, message, fix });
      }
    }
  },
};
