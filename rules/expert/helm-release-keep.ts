import { isSetForAll, kustomizationsOf, unprunedSwitchOf } from '../../manifests/flux/flux';
import { helmReleaseOf } from '../../manifests/helm/helm-release-of';
import { HELM_POLICY, isKeptByHelm } from '../../manifests/helm/kept';
import { namespacedName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const helmReleaseKeep: Rule = {
  id: 'helm-release-keep',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Helm deletes what a release no longer has, and everything when it is uninstalled. Flux uninstalls a release whose HelmRelease leaves
git. Deleting a Cluster deletes its volumes. The annotation \`helm.sh/resource-policy: keep\` is what Helm asks; switches of
kustomize-controller on an object of a chart mean nothing to it. The rule reports a Cluster of a HelmRelease that Flux may prune.`,
  docs: 'https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: shop}
spec: {chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  namespace: shop
  labels: {helm.toolkit.fluxcd.io/name: shop, helm.toolkit.fluxcd.io/namespace: shop}
`,
  right: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: shop}
spec: {chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  namespace: shop
  labels: {helm.toolkit.fluxcd.io/name: shop, helm.toolkit.fluxcd.io/namespace: shop}
  annotations: {helm.sh/resource-policy: keep}
`,
  check(manifest, { index, report }) {
    const release = helmReleaseOf(manifest, index);
    if (release === undefined || isKeptByHelm(manifest) || unprunedSwitchOf(release) !== undefined) return;
    if (!isSetForAll(kustomizationsOf(release, index), 'prune')) return;
    report({
      path: 'metadata.annotations',
      message: `Helm deletes this Cluster, with its volumes, when HelmRelease ${namespacedName(release)} leaves git or its chart no longer has it`,
      fix: `annotate it with ${HELM_POLICY}: keep`,
    });
  },
};
