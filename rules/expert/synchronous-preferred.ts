import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const synchronousPreferred: Rule = {
  id: 'synchronous-preferred',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `With \`dataDurability: preferred\` the operator removes unavailable standbys from the list, down to none. Writes continue, and those
that no other instance has are lost if the primary fails next (#8790). This favours availability; \`required\` favours the data.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replication/#preferred-data-durability',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, postgresql: {synchronous: {method: "any", number: 1, dataDurability: preferred}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, postgresql: {synchronous: {method: "any", number: 1, dataDurability: required}}}
`,
  check(manifest, { report }) {
    if (at(manifest, 'spec.postgresql.synchronous.dataDurability') !== 'preferred') return;
    report({
      path: 'spec.postgresql.synchronous.dataDurability',
      message:
        'with preferred durability the primary continues alone when the standbys are unavailable, and what it writes then can be lost',
      fix: 'set dataDurability: required with at least three instances, if no acknowledged row may be lost',
    });
  },
};
