import { isChecked } from '../../manifests/flux/dependencies';
import { appliedBy, leftAloneBy } from '../../manifests/flux/flux';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, groupOf, list, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** Their status has no condition that Flux knows: it takes new ones for healthy. A Cluster has `Ready`. */
const UNREAD = [Kind.POOLER, Kind.DATABASE, Kind.DATABASE_ROLE, Kind.PUBLICATION, Kind.SUBSCRIPTION];

export const fluxHealthUnread: Rule = {
  id: 'flux-health-unread',
  severity: 'info',
  kinds: [Kind.FLUX_KUSTOMIZATION],
  why: `Flux takes an object without a condition that it knows for healthy. It knows \`Ready\`, \`Stalled\` and \`Reconciling\`, and waits while
\`observedGeneration\` is behind. A Cluster has \`Ready\`. A Pooler, a Database, a DatabaseRole, a Publication and a Subscription have none of the
three, and \`observedGeneration\` only after they were applied once. So the Kustomization is ready while a Pooler has no pod and PostgreSQL has
refused a new Database, and what depends on it starts. Expressions tell Flux what healthy means. ScheduledBackups and ObjectStores have
no health that anything should wait for.`,
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions',
  wrong: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec: {interval: 10m, path: ./databases, prune: true, wait: true, sourceRef: {kind: GitRepository, name: flux-system}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-db-rw, namespace: shop}
spec: {cluster: {name: shop-db}, type: rw}
`,
  right: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec:
  interval: 10m
  path: ./databases
  prune: true
  wait: true
  healthCheckExprs:
    - {apiVersion: postgresql.cnpg.io/v1, kind: Pooler, current: has(status.instances) && status.instances == spec.instances}
  sourceRef: {kind: GitRepository, name: flux-system}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-db-rw, namespace: shop}
spec: {cluster: {name: shop-db}, type: rw}
`,
  check(manifest, { index, report }) {
    const given = list(at(manifest, 'spec.healthCheckExprs')).map(record);
    const isGiven = (group: string, kind: string) =>
      given.some((each) => each.kind === kind && groupOf(text(each.apiVersion) ?? '') === group);
    const unread = UNREAD.flatMap((kind) => {
      const [first] = appliedBy(manifest, kind, index).filter(
        (each) => leftAloneBy(each) === undefined && isChecked(manifest, each),
      );
      return first && !isGiven(groupOf(first.apiVersion), first.kind) ? [first] : [];
    });
    if (unread.length === 0) return;
    report({
      path: 'spec.healthCheckExprs',
      message: `it waits for ${unread.map(manifestName).join(', ')}, which Flux takes for healthy as soon as they are written`,
      fix: `write healthCheckExprs for ${unread.map(({ kind }) => kind).join(', ')}; docs/flux.md has them`,
    });
  },
};
