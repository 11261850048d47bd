import { FLUX, isFluxSwitch, isSetForAll, kustomizationsOf, leftAloneBy } from '../../manifests/flux/flux';
import { namespacedName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, type GroupKind, groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const fluxForce: Rule = {
  id: 'flux-force',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.PERSISTENT_VOLUME_CLAIM, Kind.DATABASE],
  why: `A Kustomization with \`force\` deletes an object and creates it again when the API server refuses a change as invalid. That is so
for an immutable field, and for whatever CNPG's webhook refuses, such as a smaller volume. A Cluster that is deleted takes its volumes
with it; a database was lost so. The rule reports what is applied by such a Kustomization without the switch that excepts it. What Flux
never changes (\`ssa: IfNotPresent\`, \`ssa: Ignore\`, \`reconcile: disabled\`) is not deleted either.`,
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#force',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, force: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
`,
  right: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, force: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  namespace: shop
  annotations: {kustomize.toolkit.fluxcd.io/force: disabled}
`,
  check(manifest, { index, report }) {
    const kustomizations = kustomizationsOf(manifest, index);
    const isOwn = isFluxSwitch(manifest, 'force', 'enabled');
    if (!isOwn && !isSetForAll(kustomizations, 'force')) return;
    if (isFluxSwitch(manifest, 'force', 'disabled') || leftAloneBy(manifest) !== undefined) return;
    if (!hasData(manifest)) return;
    const [by] = kustomizations;
    const who = isOwn ? `${FLUX}/force: enabled` : `Kustomization ${by && namespacedName(by)} has force: true`;
    report({
      path: 'metadata.annotations',
      message: `${who}: when a change of this ${manifest.kind} is refused, Flux deletes it with its data and creates an empty one`,
      fix: `annotate it with ${FLUX}/force: disabled`,
    });
  },
};

/** A Database that is deleted stays in PostgreSQL, unless it says otherwise. */
function hasData(manifest: Manifest): boolean {
  const kind: GroupKind = groupKindOf(manifest);
  return kind !== Kind.DATABASE || at(manifest, 'spec.databaseReclaimPolicy') === 'delete';
}
