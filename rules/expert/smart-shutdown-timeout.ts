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
  why: `A deleted pod first waits \`smartShutdownTimeout\` for clients to disconnect, and refuses new connections meanwhile. A connection
pool never disconnects: with the default of 180 s the outage after deleting the pod of the primary was 191 s, with 5 s it was 12 s.`,
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
      message: `a deleted primary waits up to ${seconds} s for clients to disconnect, and accepts no new connections`,
      fix: 'set smartShutdownTimeout: 5',
    });
  },
};
