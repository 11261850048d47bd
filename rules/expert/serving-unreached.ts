import { hostsOf, servingClusterOf } from '../../manifests/cnpg/database-host';
import { variablesOf } from '../../manifests/kubernetes/workload';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { SERVES_FOR_ANNOTATION, SERVING_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { DRILL_CLIENT_LABEL } from '../../values/cnpg/drill';
import type { Rule } from '../engine/rule';

export const servingUnreached: Rule = {
  id: 'serving-unreached',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `\`serving\` in recoveries.json is the cut-over: from then on applications connect to the recovered Cluster. If no workload, pooler
or alias follows it, those that were connected keep writing to the damaged Cluster, and the commit that should end the emergency changes
nothing. The library marks such a Cluster when it renders it. Clients that are all elsewhere are a warning: serving-clients-elsewhere.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-r2, namespace: shop, annotations: {cnpg-gitops/serving: unreached}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-r2, namespace: shop, annotations: {cnpg-gitops/serving: unreached}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env: [{name: PGHOST, value: shop-db-r2-rw.shop.svc}]
`,
  check(manifest, { index, report }) {
    const isMarked = record(manifest.metadata.annotations)[SERVING_ANNOTATION] === 'unreached';
    const replaced = replacedBy(manifest, index);
    if ((!isMarked && replaced.length === 0) || isReached(manifest, index)) return;
    const left = replaced.find((cluster) => isReached(cluster, index));
    if (!isMarked && left === undefined) return;
    const behind = left === undefined ? '' : `, and a workload is still connected to "${left.metadata.name}"`;
    report({
      path: `metadata.annotations["${isMarked ? SERVING_ANNOTATION : SERVES_FOR_ANNOTATION}"]`,
      message: `"${manifest.metadata.name}" is declared as serving, but no workload, pooler or alias leads to it${behind}: the cut-over changes nothing`,
      fix: 'connect the workloads with servingCluster(clusters, recoveries).connect(); give clients outside this repository an alias with addService',
    });
  },
};

/** The Clusters in whose place one serves, of which its application renders no client. */
export function replacedBy(cluster: Manifest, index: Index): Manifest[] {
  const names = text(record(cluster.metadata.annotations)[SERVES_FOR_ANNOTATION])?.split(' ') ?? [];
  return names.flatMap((name) => index.get(Kind.CLUSTER, namespaceOf(cluster), name) ?? []);
}

/** Whether a workload leads to a Cluster. */
export function isReached(cluster: Manifest, index: Index): boolean {
  const workloads = WORKLOAD_KINDS.flatMap((kind) => index.all(kind));
  return workloads.some((workload) => reaches(workload, cluster, index));
}

function reaches(workload: Manifest, cluster: Manifest, index: Index): boolean {
  // A drill follows automatically.
  const labels = at(workload, 'spec.jobTemplate.spec.template.metadata.labels');
  if (record(labels)[DRILL_CLIENT_LABEL] !== undefined) return false;
  const hosts = variablesOf(workload).flatMap(hostsOf);
  return hosts.some((host) => servingClusterOf(host, namespaceOf(workload), index) === cluster);
}
