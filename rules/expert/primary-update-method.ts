import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const primaryUpdateMethod: Rule = {
  id: 'primary-update-method',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `\`restart\` is the default: after the replicas, the primary itself is restarted in place or, for a new image, its pod is created
again. Nothing can write until it is back, including the checkpoint and the startup. \`switchover\` promotes a replica that already has the
change.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/rolling_update/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, primaryUpdateMethod: switchover}
`,
  check(manifest, { report }) {
    if (instancesOf(manifest) < 2 || at(manifest, 'spec.primaryUpdateMethod') === 'switchover') return;
    report({
      path: 'spec.primaryUpdateMethod',
      message: 'updates restart the primary in place, although there are replicas to switch over to',
      fix: 'set primaryUpdateMethod: switchover',
    });
  },
};
