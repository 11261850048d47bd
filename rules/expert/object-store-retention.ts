import { ownStoreReferences } from '../../manifests/cnpg/plugins';
import { placeKey } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const objectStoreRetention: Rule = {
  id: 'object-store-retention',
  severity: 'info',
  kinds: [Kind.OBJECT_STORE],
  why: `Without \`retentionPolicy\` the plugin deletes nothing: base backups and WAL grow for ever. That is right for a store from which one only
reads, and for a bucket with rules of its own; the rule is about those that a Cluster of the run archives into.`,
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
      fix: 'set retentionPolicy, such as 30d: backups from which any moment of that time can be restored are kept',
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
