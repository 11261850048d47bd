import { ownStoreReferences } from '../../manifests/cnpg/plugins';
import { placeKey } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const objectStoreRetention: Rule = {
  id: 'object-store-retention',
  severity: 'info',
  level: 'production',
  kinds: [Kind.OBJECT_STORE],
  why: `Without \`retentionPolicy\` the plugin deletes nothing: base backups and WAL grow without limit. That is correct for a store that is
only read, and for a bucket with its own lifecycle rules. This rule checks the stores that a Cluster of the input archives into.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/retention/',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: s3://shop/db}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: shop-backups}}]
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: s3://shop/db}, retentionPolicy: 30d}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: shop-backups}}]
`,
  check(manifest, { index, report }) {
    if ((text(at(manifest, 'spec.retentionPolicy')) ?? '') !== '') return;
    const users = index.derive(archivers).get(placeKey(namespaceOf(manifest), manifest.metadata.name));
    if (users === undefined) return;
    report({
      path: 'spec.retentionPolicy',
      message: `retentionPolicy is missing: what Cluster ${users.join(', ')} archives here is never deleted`,
      fix: 'set retentionPolicy, such as 30d to keep what any moment of the last 30 days can be restored from',
    });
  },
};

function archivers(index: Parameters<Rule['check']>[1]['index']): ReadonlyMap<string, string[]> {
  const users = new Map<string, string[]>();
  for (const cluster of index.all(Kind.CLUSTER)) {
    for (const { store } of ownStoreReferences(cluster)) {
      const key = placeKey(namespaceOf(cluster), store);
      users.set(key, [...(users.get(key) ?? []), String(cluster.metadata.name)]);
    }
  }
  return users;
}
