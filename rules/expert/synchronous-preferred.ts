import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const synchronousPreferred: Rule = {
  id: 'synchronous-preferred',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `With \`dataDurability: preferred\` the operator takes standbys that are gone out of the list, down to none: writes go on, and those that no
other instance has are lost if the primary fails next (#8790). That is a choice for availability; \`required\` is one for the data.`,
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
        'with preferred durability the primary goes on alone when the standbys are away, and what it writes then can be lost',
      fix: 'set dataDurability: required with at least three instances, if no acknowledged row may be lost',
    });
  },
};
