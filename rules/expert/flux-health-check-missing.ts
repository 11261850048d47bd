import { healthChecksOf } from '../../manifests/flux/dependencies';
import { Kind, NAMESPACED_KINDS } from '../../manifests/object/kinds';
import type { GroupKind } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** Kinds that people write: a Deployment or a Secret may well be made by a chart or an operator. */
const WRITTEN: ReadonlySet<GroupKind> = new Set([...NAMESPACED_KINDS, Kind.FLUX_KUSTOMIZATION, Kind.HELM_RELEASE]);

export const fluxHealthCheckMissing: Rule = {
  id: 'flux-health-check-missing',
  severity: 'warning',
  misses: 'reference',
  kinds: [Kind.FLUX_KUSTOMIZATION],
  why: `Flux waits for each object in \`healthChecks\` until \`timeout\`. For one that nobody makes the Kustomization is never ready, although
everything in it was applied, and what depends on it is never applied. Only kinds that are written in git are looked for.`,
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#health-checks',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, healthChecks: [{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, name: shop, namespace: shop}], sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
`,
  right: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, healthChecks: [{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, name: shop-db, namespace: shop}], sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
`,
  check(manifest, { index, report }) {
    for (const { path, kind, namespace, name } of healthChecksOf(manifest)) {
      if (!WRITTEN.has(kind) || name === '' || index.get(kind, namespace, name) !== undefined) continue;
      const short = kind.slice(kind.lastIndexOf('/') + 1);
      report({
        path: `${path}.name`,
        message: `there is no ${short} ${namespace === '' ? '' : `${namespace}/`}${name}: this Kustomization is never ready`,
        fix: 'correct name and namespace, or remove the entry',
      });
    }
  },
};
