import { storeReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import { namesIn } from '../../manifests/object/references';
import { few } from '../../values/text/few';
import { meantBy } from '../../values/text/misspelled';
import type { Rule } from '../engine/rule';

export const objectStoreMissing: Rule = {
  id: 'object-store-missing',
  severity: 'error',
  misses: 'reference',
  kinds: [Kind.CLUSTER],
  why: `The plugin looks for the ObjectStore in the namespace of the Cluster when the first pod is created. Without it no pod is created,
and the Cluster waits indefinitely. The rule reports nothing if the input contains no ObjectStore at all, because it is probably kept
elsewhere: object-store-unseen says so on request.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
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
metadata: {name: shop-backups, namespace: backups}
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
    const stores = index.all(Kind.OBJECT_STORE);
    if (stores.length === 0) return;
    const namespace = namespaceOf(manifest);
    for (const { store, path } of storeReferences(manifest)) {
      if (index.get(Kind.OBJECT_STORE, namespace, store)) continue;
      const meant = meantBy(store, namesIn(Kind.OBJECT_STORE, namespace, index));
      const elsewhere = stores.filter(({ metadata }) => metadata.name === store).map(namespaceOf);
      const hint = elsewhere.length > 0 ? `, only in ${few(elsewhere.sort())}, where the plugin does not look` : '';
      report({
        path,
        message: `there is no ObjectStore "${store}" in namespace ${namespace}${hint}: the Cluster would never start`,
        fix: meant === undefined ? `add ObjectStore ${namespace}/${store}, or correct the name` : `write ${meant}`,
        isCertain: meant !== undefined,
      });
    }
  },
};
