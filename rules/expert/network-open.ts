import { instancePods } from '../../manifests/network/pods';
import { hasOtherPolicies, policiesOf } from '../../manifests/network/policies';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const networkOpen: Rule = {
  id: 'network-open',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `Without a policy that selects its instances, every pod of the Kubernetes cluster can try passwords on the database and read its
metrics, which have neither TLS nor a login. A compromised database can also connect to any host.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/security/#network-policies',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
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
  ingress: [{ports: [{port: 5432}, {port: 8000}]}]
`,
  check(manifest, { index, report }) {
    const isClosed = instancePods(manifest).every((pod) => policiesOf(pod, 'ingress', index).length > 0);
    if (isClosed || hasOtherPolicies(index)) return;
    report({
      path: 'metadata.name',
      message: 'no NetworkPolicy selects its instances: every pod can reach them',
      fix: 'declare the clients, with DatabaseNetwork or a NetworkPolicy for cnpg.io/cluster',
    });
  },
};
