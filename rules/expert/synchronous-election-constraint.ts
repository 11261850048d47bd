import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const synchronousElectionConstraint: Rule = {
  id: 'synchronous-election-constraint',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `syncReplicaElectionConstraint belongs to the old form of synchronous replication (minSyncReplicas). With \`synchronous\` it is
accepted and ignored: the standby that confirms a commit may be in the same zone as the primary.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replication/#select-nodes-for-synchronous-replication',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 3
  postgresql:
    synchronous: {method: "any", number: 1}
    syncReplicaElectionConstraint: {enabled: true, nodeLabelsAntiAffinity: [topology.kubernetes.io/zone]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 3
  postgresql:
    synchronous: {method: "any", number: 1}
  affinity: {topologyKey: topology.kubernetes.io/zone, podAntiAffinityType: required}
`,
  check(manifest, { report }) {
    const isNew = (at(manifest, 'spec.postgresql.synchronous') ?? null) !== null;
    const path = 'spec.postgresql.syncReplicaElectionConstraint';
    if (!isNew || at(manifest, `${path}.enabled`) !== true) return;
    report({
      path,
      message: 'it is ignored together with synchronous',
      fix: 'delete it, and spread the instances over zones: affinity with topologyKey topology.kubernetes.io/zone, or topologySpreadConstraints',
    });
  },
};
