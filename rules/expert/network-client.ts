import { closedToClients } from '../../manifests/network/client-ways';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const networkClient: Rule = {
  id: 'network-client',
  severity: 'error',
  misses: 'object',
  kinds: [Kind.NETWORK_POLICY],
  why: `A workload that names the host of a Cluster or a Pooler, or reads its credentials, connects to it. Policies apply at both ends: a
policy that selects the database must allow ingress from the workload, and one that selects the workload must allow egress to the database
and to DNS. Otherwise the pods start and their connections time out. If the workload only reads credentials, access to the instances or to
any pooler is enough.`,
  docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: shop-api}}
  template:
    metadata: {labels: {app: shop-api}}
    spec:
      containers:
      - name: api
        env: [{name: POSTGRES_HOST, value: shop-db-rw}]
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
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: shop-api}}
  template:
    metadata: {labels: {app: shop-api}}
    spec:
      containers:
      - name: api
        env: [{name: POSTGRES_HOST, value: shop-db-rw}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
  ingress:
    - {from: [{podSelector: {matchLabels: {app: shop-api}}}], ports: [{port: 5432}]}
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}
`,
  check(manifest, { index, report }) {
    for (const { direction, message, fix } of index.derive(closedToClients).get(manifest) ?? []) {
      report({ path: `spec.${direction}`, message, fix });
    }
  },
};
