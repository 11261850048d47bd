import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { evenSpread, isApart, ZONE } from '../objectives/promising-cluster';

export const zoneSpread: Rule = {
  id: 'zone-spread',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `Anti-affinity over \`kubernetes.io/hostname\`, or one that is only preferred, does not spread over zones: all instances may be in
one, and synchronous replication then protects against the loss of a node but not of a zone. CNPG passes a topologySpreadConstraint on
unchanged. If its labelSelector is missing, or is that of another Cluster, it counts none of the instances.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/scheduling/#topology-spread-constraints',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, affinity: {enablePodAntiAffinity: true, topologyKey: kubernetes.io/hostname}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 3
  topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: DoNotSchedule
    labelSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
`,
  check(manifest, { report }) {
    if (instancesOf(manifest) < 2 || isApart({ cluster: manifest }, ZONE) || evenSpread({ cluster: manifest }, ZONE))
      return;
    report({
      path: 'spec.topologySpreadConstraints',
      message: 'nothing spreads the instances evenly over zones: the loss of one zone may take most or all of them',
      fix: `add a topologySpreadConstraint over ${ZONE} with maxSkew: 1, whenUnsatisfiable: DoNotSchedule and labelSelector {matchLabels: {cnpg.io/cluster: ${manifest.metadata.name}}}, if there is more than one zone`,
    });
  },
};
