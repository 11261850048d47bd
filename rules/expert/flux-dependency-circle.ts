import { circleOf, DEPENDING_KINDS } from '../../manifests/flux/dependencies';
import { identityOf } from '../../manifests/object/identity';
import { compare } from '../../values/collections/compare';
import type { Rule } from '../engine/rule';

export const fluxDependencyCircle: Rule = {
  id: 'flux-dependency-circle',
  severity: 'error',
  kinds: DEPENDING_KINDS,
  why: `Flux applies a Kustomization or a HelmRelease after everything in its \`dependsOn\` is ready. A Kustomization with \`wait\`, or with
\`healthChecks\`, is ready after what it applies is. Objects that wait for each other in a circle are never applied: a new cluster stays
without them, and a change in git never arrives. The usual case is a parent with \`wait: true\` and a child that depends on it.`,
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: operators, namespace: flux-system}
spec: {interval: 10m, path: ./operators, prune: true, dependsOn: [{name: databases}], sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, dependsOn: [{name: operators}], sourceRef: {kind: GitRepository, name: flux-system}}
`,
  right: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: operators, namespace: flux-system}
spec: {interval: 10m, path: ./operators, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, dependsOn: [{name: operators}], sourceRef: {kind: GitRepository, name: flux-system}}
`,
  check(manifest, { index, report }) {
    const circle = circleOf(manifest, index);
    const [first] = (circle?.depending ?? []).map(identityOf).sort(compare);
    if (circle === undefined || first !== identityOf(manifest)) return;
    report({
      path: 'spec.dependsOn',
      message: `it waits for itself, so it is never ready: ${circle.reasons.join(', ')}`,
      fix: circle.reasons.some((each) => each.includes(' waits for '))
        ? 'remove one dependsOn of these, or set wait: false where the parent waits for what it applies'
        : 'remove one dependsOn of these',
    });
  },
};
