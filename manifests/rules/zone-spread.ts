import { instancesOf } from '../cluster-traits';
import { Kind } from '../kinds';
import { at, list, record } from '../manifest';
import type { Rule } from '../rule';

const ZONE = 'topology.kubernetes.io/zone';

export const zoneSpread: Rule = {
  id: 'zone-spread',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `Anti-affinity over \`kubernetes.io/hostname\`, and any that is only preferred, says nothing about zones: all instances may be in one, and
synchronous replication then protects against the loss of a node, not of a zone.`,
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
    const affinity = record(at(manifest, 'spec.affinity'));
    const byAffinity =
      affinity.enablePodAntiAffinity !== false &&
      affinity.topologyKey === ZONE &&
      affinity.podAntiAffinityType === 'required';
    const bySpread = list(at(manifest, 'spec.topologySpreadConstraints'))
      .map(record)
      .some(({ topologyKey, whenUnsatisfiable }) => topologyKey === ZONE && whenUnsatisfiable !== 'ScheduleAnyway');
    if (instancesOf(manifest) < 2 || byAffinity || bySpread) return;
    report({
      path: 'spec.topologySpreadConstraints',
      message: 'nothing spreads the instances over zones: one zone may hold, and take with it, all of them',
      fix: `add a topologySpreadConstraint over ${ZONE} with whenUnsatisfiable: DoNotSchedule, if there is more than one zone`,
    });
  },
};
