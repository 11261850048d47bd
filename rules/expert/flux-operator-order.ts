import { waitsFor } from '../../manifests/flux/dependencies';
import { appliedBy, kustomizationsOf } from '../../manifests/flux/flux';
import { operatorReleases } from '../../manifests/flux/operator-installers';
import { manifestName, namespacedName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const fluxOperatorOrder: Rule = {
  id: 'flux-operator-order',
  severity: 'info',
  kinds: [Kind.FLUX_KUSTOMIZATION],
  why: `Flux applies a folder only if the API server knows all kinds in it. Where nothing says that databases come after the operator, their
Kustomization fails in a new cluster until the operator is there. It heals by itself: Flux tries again after \`retryInterval\`, or after
\`interval\`, which is an hour in many repositories. With \`dependsOn\` it waits just as long as it has to, if the other Kustomization has
\`wait: true\`: without health checks it is ready when its HelmReleases are written, not when they are installed.`,
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: operators, namespace: flux-system}
spec: {interval: 10m, path: ./operators, prune: true, wait: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: cnpg
  namespace: cnpg-system
  labels: {kustomize.toolkit.fluxcd.io/name: operators, kustomize.toolkit.fluxcd.io/namespace: flux-system}
spec: {chart: {spec: {chart: cloudnative-pg, version: 0.27.0, sourceRef: {kind: HelmRepository, name: cnpg}}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, labels: {kustomize.toolkit.fluxcd.io/name: databases, kustomize.toolkit.fluxcd.io/namespace: flux-system}}
`,
  right: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, dependsOn: [{name: operators}], sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: operators, namespace: flux-system}
spec: {interval: 10m, path: ./operators, prune: true, wait: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: cnpg
  namespace: cnpg-system
  labels: {kustomize.toolkit.fluxcd.io/name: operators, kustomize.toolkit.fluxcd.io/namespace: flux-system}
spec: {chart: {spec: {chart: cloudnative-pg, version: 0.27.0, sourceRef: {kind: HelmRepository, name: cnpg}}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, labels: {kustomize.toolkit.fluxcd.io/name: databases, kustomize.toolkit.fluxcd.io/namespace: flux-system}}
`,
  check(manifest, { index, report }) {
    const [cluster] = appliedBy(manifest, Kind.CLUSTER, index);
    const installers = operatorReleases(index).flatMap((release) => kustomizationsOf(release, index));
    const [installer] = installers;
    if (cluster === undefined || installer === undefined) return;
    if (installers.some((each) => waitsFor(manifest, each, index))) return;
    report({
      path: 'spec.dependsOn',
      message: `nothing says that it comes after Kustomization ${namespacedName(installer)}, which installs the operator of ${manifestName(cluster)}`,
      fix: `name ${namespacedName(installer)} in dependsOn, and set wait: true there`,
    });
  },
};
