import { closedToInstances } from '../../manifests/network/instance-ways';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const networkInstances: Rule = {
  id: 'network-instances',
  severity: 'error',
  misses: 'object',
  kinds: [Kind.NETWORK_POLICY],
  why: `Instances replicate over port 5432. A primary that loses the API server asks the others on port 8000 before it considers itself
isolated. With 5432 closed there is no standby; with 8000 closed an outage of the API server stops the primary (seen as "instance
connectivity error … /failsafe"). The job that copies the primary for a new replica does not have the label of an instance; if it is
blocked, it is retried forever. Without DNS or the API server an instance never becomes ready, and without the object store WAL fills the
volume.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/instance_manager/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
  ingress:
    - {from: [{podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}}], ports: [{port: 5432}]}
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop-db, namespace: shop}
spec:
  podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
  ingress:
    - {from: [{podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}}], ports: [{port: 5432}, {port: 8000}]}
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}
`,
  check(manifest, { index, report }) {
    for (const { direction, message, fix } of index.derive(closedToInstances).get(manifest) ?? []) {
      report({ path: `spec.${direction}`, message, fix });
    }
  },
};
