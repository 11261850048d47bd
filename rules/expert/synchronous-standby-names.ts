import { Kind } from '../../manifests/object/kinds';
import { at, list, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const synchronousStandbyNames: Rule = {
  id: 'synchronous-standby-names',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `standbyNamesPre and standbyNamesPost name servers outside the Cluster, which nothing checks. If \`maxStandbyNamesFromCluster\` is 0,
or the method is \`first\` with names before those of the Cluster, a name that no server connects with stops all writes as long as
durability is required.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replication/#synchronous-replication',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 3
  postgresql: {synchronous: {method: "any", number: 1, maxStandbyNamesFromCluster: 0, standbyNamesPre: [angus]}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 3
  postgresql: {synchronous: {method: "any", number: 1, standbyNamesPost: [angus]}}
`,
  check(manifest, { report }) {
    const synchronous = record(at(manifest, 'spec.postgresql.synchronous'));
    const { dataDurability = 'required', maxStandbyNamesFromCluster, number } = synchronous;
    const names = [...list(synchronous.standbyNamesPre), ...list(synchronous.standbyNamesPost)];
    const own = Number.isFinite(maxStandbyNamesFromCluster)
      ? Number(maxStandbyNamesFromCluster)
      : Number.POSITIVE_INFINITY;
    if (names.length === 0 || dataDurability !== 'required' || typeof number !== 'number' || number <= own) return;
    report({
      path: 'spec.postgresql.synchronous.maxStandbyNamesFromCluster',
      message: `commits wait for ${names.join(', ')}, outside this Cluster: if no server connects under these names, nothing can be written`,
      fix: `allow at least ${number} standbys of the Cluster itself, or verify the names`,
    });
  },
};
