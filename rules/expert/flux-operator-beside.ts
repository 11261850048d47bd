import { appliedBy } from '../../manifests/flux/flux';
import { operatorReleases } from '../../manifests/flux/operator-installers';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const fluxOperatorBeside: Rule = {
  id: 'flux-operator-beside',
  severity: 'warning',
  misses: 'object',
  kinds: [Kind.FLUX_KUSTOMIZATION],
  why: `Flux asks the API server about all objects of a Kustomization before it applies the first of them. A Cluster in the Kustomization
that holds the HelmRelease of the operator is of a kind that a new Kubernetes cluster does not know, so nothing is applied, the
HelmRelease neither, and that stays so. Where the CRDs are there already, it works: the fault shows when the cluster is built again. The rule says
nothing where a manifest of the CRD, or a release that leaves CRDs out, shows that somebody else installs them.`,
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec: {chart: {spec: {chart: cloudnative-pg, version: 0.27.0, sourceRef: {kind: HelmRepository, name: cnpg}}}}
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
metadata: {name: shop-db, namespace: shop}
`,
  check(manifest, { index, report }) {
    const releases = new Set(operatorReleases(index));
    const release = appliedBy(manifest, Kind.HELM_RELEASE, index).find((each) => releases.has(each));
    const [cluster] = appliedBy(manifest, Kind.CLUSTER, index);
    if (release === undefined || cluster === undefined) return;
    report({
      path: 'spec.path',
      message: `it applies ${manifestName(cluster)} together with ${manifestName(release)}, which installs that kind: in a new Kubernetes cluster Flux applies neither`,
      fix: 'put the operator into a Kustomization of its own with wait: true, and name it in dependsOn here',
    });
  },
};
