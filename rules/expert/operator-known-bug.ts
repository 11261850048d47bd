import { Kind } from '../../manifests/object/kinds';
import { bugsOf } from '../../manifests/releases/known-bugs';
import type { Rule } from '../engine/rule';

export const operatorKnownBug: Rule = {
  id: 'operator-known-bug',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Each patch release of CNPG fixes bugs that lose data or prevent a failover. This rule knows the bugs of the targeted version that
can affect a Cluster like this one, and the release that fixes each of them.`,
  docs: 'https://cloudnative-pg.io/documentation/current/release_notes/v1.28/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {instances: 1, bootstrap: {recovery: {source: shop-db}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 1}
`,
  exampleTarget: { operator: '1.28.0' },
  check(manifest, { index, target, report }) {
    for (const { bug, repair } of bugsOf(manifest, index, target.operator)) {
      report({
        path: bug.path,
        message: `CloudNativePG ${target.operator} has a bug (#${bug.issue}): ${bug.consequence}`,
        fix: `upgrade the operator to ${repair.version}, released on ${repair.date}, or later`,
      });
    }
  },
};
