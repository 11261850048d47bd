import { DEPENDING_KINDS, dependenciesOf, dependencyIn } from '../../manifests/flux/dependencies';
import { namespacedName } from '../../manifests/object/identity';
import { groupKindOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** Objects of the Flux Operator that make Kustomizations and HelmReleases in the cluster. */
const RESOURCE_SETS = 'fluxcd.controlplane.io/ResourceSet';

export const fluxDependencyMissing: Rule = {
  id: 'flux-dependency-missing',
  severity: 'warning',
  misses: 'reference',
  kinds: DEPENDING_KINDS,
  why: `A Kustomization or a HelmRelease that depends on one that is not there is never applied. A name without a namespace is looked for in
its own namespace: the same name in another one does not count, and a HelmRelease cannot depend on a Kustomization. The rule reports it where
everything was seen; elsewhere it is an info.`,
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, dependsOn: [{name: operator}], sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: operators, namespace: flux-system}
spec: {interval: 10m, path: ./operators, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
`,
  right: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, dependsOn: [{name: operators}], sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: operators, namespace: flux-system}
spec: {interval: 10m, path: ./operators, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
`,
  check(manifest, { index, report }) {
    if (index.all(RESOURCE_SETS).length > 0) return;
    for (const dependency of dependenciesOf(manifest)) {
      if (dependencyIn(manifest, dependency, index) !== undefined) continue;
      const { path, namespace, name } = dependency;
      const [same] = index.all(groupKindOf(manifest)).filter(({ metadata }) => metadata.name === name);
      report({
        path: `${path}.name`,
        message: `there is no ${manifest.kind} ${namespace}/${name}${same ? `, but ${namespacedName(same)}` : ''}: Flux never applies this one`,
        fix: same
          ? `write namespace: ${same.metadata.namespace} beside the name`
          : 'correct the name, or remove the entry',
      });
    }
  },
};
