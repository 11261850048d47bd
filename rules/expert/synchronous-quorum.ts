import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, list, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const synchronousQuorum: Rule = {
  id: 'synchronous-quorum',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `With required durability a commit waits for \`number\` standbys. If that is all of them, the loss of any one, and each rolling
update, stops all writes: two instances are then less available than one. One spare standby keeps writes possible.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replication/#data-durability-and-synchronous-replication',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 2, postgresql: {synchronous: {method: "any", number: 1, dataDurability: required}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, postgresql: {synchronous: {method: "any", number: 1, dataDurability: required}}}
`,
  check(manifest, { report }) {
    const {
      number,
      dataDurability = 'required',
      standbyNamesPre,
      standbyNamesPost,
    } = record(at(manifest, 'spec.postgresql.synchronous'));
    const others = list(standbyNamesPre).length + list(standbyNamesPost).length;
    const standbys = instancesOf(manifest) - 1 + others;
    // Admission reports a number above the standbys that exist.
    if (typeof number !== 'number' || dataDurability !== 'required' || number !== standbys) return;
    report({
      path: 'spec.postgresql.synchronous.number',
      message: `each commit waits for ${number} of ${standbys} standbys: the loss of one, or a rolling update, stops all writes`,
      fix: `use ${number + 2} instances, or wait for fewer`,
    });
  },
};
