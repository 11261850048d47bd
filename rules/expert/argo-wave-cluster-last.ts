import { usesArgo, waveOf } from '../../manifests/argo/argo';
import { Kind, NAMESPACED_KINDS, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Rule } from '../engine/rule';

export const argoWaveClusterLast: Rule = {
  id: 'argo-wave-cluster-last',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Argo CD waits for the health of every wave but the last. It reports a Cluster as Degraded while a configuration change or a
switchover is in progress, which fails the sync, and as Suspended while it is hibernated, which blocks the sync until it wakes up. Nothing
waits for the last wave.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "1"}}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
`,
  check(manifest, { index, report }) {
    const last = index.derive(lastByNamespace).get(namespaceOf(manifest));
    if (last === undefined || waveOf(last) <= waveOf(manifest) || !usesArgo(manifest, index)) return;
    report({
      path: 'metadata.annotations',
      message: `${last.kind} ${last.metadata.name} is in wave ${waveOf(last)} and waits for the health of this Cluster in wave ${waveOf(manifest)}: a switchover fails the sync`,
      fix: 'put the Cluster and everything that depends on it into one wave, the last, and deploy the application with its own Application',
    });
  },
};

/** The object with the latest wave of each namespace. */
function lastByNamespace(index: Index): ReadonlyMap<string, Manifest> {
  const last = new Map<string, Manifest>();
  for (const manifest of [...NAMESPACED_KINDS, ...WORKLOAD_KINDS, Kind.POD_MONITOR].flatMap((kind) =>
    index.all(kind),
  )) {
    const before = last.get(namespaceOf(manifest));
    if (before === undefined || waveOf(manifest) > waveOf(before)) last.set(namespaceOf(manifest), manifest);
  }
  return last;
}
