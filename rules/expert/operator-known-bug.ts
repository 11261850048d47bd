import { Kind } from '../../manifests/object/kinds';
import { bugsOf } from '../../manifests/releases/known-bugs';
import { targetRelease } from '../../manifests/releases/operator-releases';
import { Version } from '../../values/cnpg/version';
import type { Rule } from '../engine/rule';

export const operatorKnownBug: Rule = {
  id: 'operator-known-bug',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Each patch release of CNPG fixes bugs that lose data or prevent a failover. This rule knows the bugs of the targeted version that
can affect a Cluster like this one, and the release that fixes them all.`,
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
    if (targetRelease(target) === undefined) return;
    const bugs = bugsOf(manifest, index, target.operator);
    const [first] = bugs;
    if (first === undefined) return;
    const { version, date } = bugs.reduce(
      (last, { repair }) => (Version.parse(repair.version).compareTo(Version.parse(last.version)) > 0 ? repair : last),
      first.repair,
    );
    const count = bugs.length === 1 ? 'a bug' : `${bugs.length} bugs that concern it`;
    report({
      path: first.bug.path,
      message: `CloudNativePG ${target.operator} has ${count}: ${bugs.map(({ bug }) => `${bug.consequence} (#${bug.issue})`).join('; ')}`,
      fix: `upgrade the operator to ${version}, released on ${date}, or later`,
    });
  },
};
