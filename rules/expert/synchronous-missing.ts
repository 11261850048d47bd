import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const synchronousMissing: Rule = {
  id: 'synchronous-missing',
  severity: 'warning',
  level: 'production',
  kinds: [Kind.CLUSTER],
  why: `Replication is asynchronous unless \`postgresql.synchronous\` is set. A failover then promotes a replica without the last
transactions, which clients were told are safe. With \`any 1\`, required, and three instances no acknowledged row was lost in any tested
fault, at the cost of one round trip per commit.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replication/#synchronous-replication',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, postgresql: {synchronous: {method: "any", number: 1, dataDurability: required}}}
`,
  check(manifest, { report }) {
    const instances = instancesOf(manifest);
    const legacy = at(manifest, 'spec.minSyncReplicas');
    const isThere = (at(manifest, 'spec.postgresql.synchronous') ?? null) !== null;
    if (instances < 2 || isThere || (typeof legacy === 'number' && legacy > 0)) return;
    report({
      path: 'spec.postgresql.synchronous',
      message: `${instances} instances without synchronous replication: a failover loses what the new primary has not received`,
      fix:
        instances < 3
          ? 'use three instances, and set synchronous: {method: "any", number: 1, dataDurability: required}'
          : 'set synchronous: {method: "any", number: 1, dataDurability: required}',
    });
  },
};
