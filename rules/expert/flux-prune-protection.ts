import { deletionLossOf } from '../../manifests/cnpg/deletion-loss';
import { FLUX, isSetForAll, kustomizationsOf, unprunedSwitchOf } from '../../manifests/flux/flux';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const fluxPruneProtection: Rule = {
  id: 'flux-prune-protection',
  severity: 'warning',
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE, Kind.NAMESPACE, Kind.HELM_RELEASE],
  why: `A Kustomization with \`prune\` deletes what is no longer in git, and everything when it is deleted or renamed itself. Deleting a
Cluster deletes its volumes, deleting an ObjectStore ends WAL archiving, and deleting a Namespace deletes all of it. Deleting a HelmRelease
of the chart \`cluster\` uninstalls it, and its Cluster goes, unless \`cluster.annotations\` has \`helm.sh/resource-policy: keep\`. This rule applies where
a Kustomization of the input applies the object, and where the input has Kustomizations and no Application of Argo CD. The annotation
\`helm.sh/resource-policy: keep\` means nothing to a Kustomization.`,
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#prune',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
`,
  right: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  namespace: shop
  annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}
`,
  check(manifest, { index, report }) {
    const loss = deletionLossOf(manifest, index);
    if (loss === undefined || !isSetForAll(kustomizationsOf(manifest, index), 'prune')) return;
    if (unprunedSwitchOf(manifest) !== undefined) return;
    report({
      path: 'metadata.annotations',
      message: `Flux deletes this ${manifest.kind}, ${loss}, when it leaves git or its Kustomization is deleted`,
      fix: `annotate it with ${FLUX}/prune: disabled`,
    });
  },
};
