import { usesArgo, waveOf } from '../../manifests/argo/argo';
import { storeReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoWaveObjectStore: Rule = {
  id: 'argo-wave-object-store',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `The operator creates no pod before the ObjectStore exists, and Argo CD starts no wave before the objects of the previous one are
healthy. If the ObjectStore is in a later wave than its Cluster, the two wait for each other and the sync never ends. Within one wave the
order does not matter: the operator waits for the ObjectStore.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "0"}}
spec: {plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: shop-backups}}]}
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "1"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "0"}}
spec: {plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: shop-backups}}]}
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "-1"}}
`,
  check(manifest, { index, report }) {
    if (!usesArgo(manifest, index)) return;
    const wave = waveOf(manifest);
    for (const { store, path } of storeReferences(manifest)) {
      const object = index.get(Kind.OBJECT_STORE, namespaceOf(manifest), store);
      if (object === undefined || waveOf(object) <= wave) continue;
      report({
        path,
        message: `ObjectStore ${store} is in wave ${waveOf(object)}, after this Cluster in wave ${wave}: the two wait for each other and the sync never ends`,
        fix: `annotate the ObjectStore with argocd.argoproj.io/sync-wave: "${wave - 1}"`,
      });
    }
  },
};
