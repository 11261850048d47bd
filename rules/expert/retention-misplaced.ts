import { enabledPlugins, storeReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const retentionMisplaced: Rule = {
  id: 'retention-misplaced',
  severity: 'warning',
  replaces: ['cluster-retention-ignored'],
  kinds: [Kind.CLUSTER],
  why: `\`backup.retentionPolicy\` belongs to in-tree Barman. The plugin reads only the policy of its ObjectStore. Old backups and WAL are
therefore kept forever, or as long as that policy says, although the Cluster seems to set the period.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/retention/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  backup: {retentionPolicy: 30d}
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {retentionPolicy: 30d}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups}
`,
  check(manifest, { index, report }) {
    const given = text(at(manifest, 'spec.backup.retentionPolicy')) ?? '';
    if (given === '' || enabledPlugins(manifest).length === 0) return;
    const store = storeReferences(manifest)[0]?.store;
    const own = store && text(at(index.get(Kind.OBJECT_STORE, namespaceOf(manifest), store), 'spec.retentionPolicy'));
    report({
      path: 'spec.backup.retentionPolicy',
      message: `"${given}" is not read by the plugin: ${own ? `it uses ${own} of ObjectStore ${store}` : 'nothing is ever deleted'}`,
      fix: `set retentionPolicy: ${given} in ObjectStore ${store ?? 'of the plugin'}, and delete it here`,
    });
  },
};
