import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const walStorage: Rule = {
  id: 'wal-storage',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `Without \`walStorage\` the WAL is on the data volume. When archiving fails or a replica is down, WAL accumulates until that volume
is full and PostgreSQL stops. With a separate volume the data remains writable for repair, and both can be sized and monitored separately.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/storage/#volume-for-wal',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 100Gi}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 100Gi}, walStorage: {size: 20Gi}}
`,
  check(manifest, { report }) {
    const has = (field: string) => (at(manifest, field) ?? null) !== null;
    if (!has('spec.storage') || has('spec.walStorage')) return;
    report({
      path: 'spec.storage',
      message: 'data and WAL share one volume: WAL that cannot be archived fills it, and PostgreSQL stops',
      fix: 'add walStorage, which can be added later but never removed, and alert on failing WAL archiving',
    });
  },
};
