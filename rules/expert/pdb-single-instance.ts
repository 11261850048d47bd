import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const pdbSingleInstance: Rule = {
  id: 'pdb-single-instance',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `The disruption budget of the primary allows no eviction, and with one instance there is no other to promote: \`kubectl drain\` never
finishes, and neither does an upgrade of the nodes. One node was blocked like this for 18 days.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/kubernetes_upgrade/#pod-disruption-budgets',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 1}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 1, enablePDB: false}
`,
  check(manifest, { report }) {
    const given = at(manifest, 'spec.instances');
    if (typeof given !== 'number' || instancesOf(manifest) !== 1 || at(manifest, 'spec.enablePDB') === false) return;
    report({
      path: 'spec.enablePDB',
      message: 'a disruption budget for a single instance: its node can never be drained',
      fix: 'set enablePDB: false, or use three instances',
    });
  },
};
