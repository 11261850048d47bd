import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Rule } from '../engine/rule';

export const replicaTopology: Rule = {
  id: 'replica-topology',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `In a distributed topology the primary is the Cluster with \`self\` (its own name by default) equal to \`primary\`. If no member has
that name, all of them are replicas and nothing can write. This rule checks topologies with at least two members in the input.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replica_cluster/#distributed-topology',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: south, namespace: shop}
spec: {replica: {primary: south-eu, source: north}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: north, namespace: shop-north}
spec: {replica: {primary: south-eu, self: north, source: south}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: south, namespace: shop}
spec: {replica: {primary: south, source: north}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: north, namespace: shop-north}
spec: {replica: {primary: south, self: north, source: south}}
`,
  check(manifest, { index, report }) {
    const primary = text(at(manifest, 'spec.replica.primary')) ?? '';
    if (primary === '') return;
    const members = index.derive(topologies).get(primary) ?? [];
    const selves = members.map(selfOf);
    // Once per topology, for its first member.
    if (members.length < 2 || selves.includes(primary) || members[0] !== manifest) return;
    report({
      path: 'spec.replica.primary',
      message: `no member of this topology is "${primary}", only ${selves.join(', ')}: all of them are replicas, and nothing can write`,
      fix: 'set primary to one of them, in all members at once',
    });
  },
};

function selfOf(cluster: Manifest): string {
  const { self } = record(at(cluster, 'spec.replica'));
  return text(self) || String(cluster.metadata.name);
}

function topologies(index: Index): ReadonlyMap<string, Manifest[]> {
  const members = new Map<string, Manifest[]>();
  for (const cluster of index.all(Kind.CLUSTER)) {
    const primary = text(at(cluster, 'spec.replica.primary'));
    if (primary !== undefined) members.set(primary, [...(members.get(primary) ?? []), cluster]);
  }
  return members;
}
