import { storeReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const objectStoreUnseen: Rule = {
  id: 'object-store-unseen',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `The plugin looks for the ObjectStore in the namespace of the Cluster when the first pod is created. Without it no pod is created,
and the Cluster waits indefinitely. Where the input contains no ObjectStore at all, it is probably kept elsewhere, so that this is only said
on request. Where there are others, object-store-missing says it.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups}
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
`,
  check(manifest, { index, report }) {
    if (index.all(Kind.OBJECT_STORE).length > 0) return;
    const namespace = namespaceOf(manifest);
    for (const { store, path } of storeReferences(manifest)) {
      const message = `no ObjectStore is among the objects: without "${store}" in namespace ${namespace} the Cluster would never start`;
      report({ path, message, fix: `see that ObjectStore ${namespace}/${store} is applied` });
    }
  },
};
