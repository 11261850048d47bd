import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const DEFAULT = 180;
const LONG = 30;

export const smartShutdownTimeout: Rule = {
  id: 'smart-shutdown-timeout',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `A pod that is deleted first waits \`smartShutdownTimeout\` for clients to leave, and refuses new ones meanwhile. A pool never leaves: with the
default of 180 s the outage after deleting the primary's pod was 191 s, with 5 s it was 12 s.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/instance_manager/#shutdown-control',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, smartShutdownTimeout: 5}
`,
  check(manifest, { report }) {
    const given = at(manifest, 'spec.smartShutdownTimeout');
    const seconds = Number.isFinite(given) ? Number(given) : DEFAULT;
    if (instancesOf(manifest) < 2 || seconds <= LONG) return;
    report({
      path: 'spec.smartShutdownTimeout',
      message: `a primary that is deleted waits up to ${seconds} s for clients to leave, and lets no new ones in`,
      fix: 'set smartShutdownTimeout: 5',
    });
  },
};
