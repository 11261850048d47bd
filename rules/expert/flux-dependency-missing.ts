import { DEPENDING_KINDS, dependenciesOf, dependencyIn } from '../../manifests/flux/dependencies';
import { manifestName } from '../../manifests/object/identity';
import { groupKindOf, namespaceOf } from '../../manifests/object/manifest';
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
everything was seen, and only for a namespace of which this repository has others: those of another one may be in another repository.`,
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
    const all = index.all(groupKindOf(manifest)).filter((each) => each !== manifest);
    for (const dependency of dependenciesOf(manifest)) {
      const { path, namespace, name } = dependency;
      if (dependencyIn(manifest, dependency, index) !== undefined) continue;
      const same = all.find(({ metadata }) => metadata.name === name);
      const other = DEPENDING_KINDS.map((kind) => index.get(kind, namespace, name)).find((each) => each !== undefined);
      const like = same ?? other;
      if (like === undefined && !all.some((each) => namespaceOf(each) === namespace)) continue;
      const but = like === undefined ? '' : `, but ${manifestName(like)}`;
      report({
        path: `${path}.name`,
        message: `there is no ${manifest.kind} ${namespace}/${name}${but}: Flux never applies this one`,
        fix: same
          ? `write namespace: ${namespaceOf(same)} beside the name`
          : `name a ${manifest.kind}, or remove the entry`,
      });
    }
  },
};
