import { hostsOf, servingClusterOf } from '../../manifests/cnpg/database-host';
import { variablesOf } from '../../manifests/kubernetes/workload';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, record } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { SERVING_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { DRILL_CLIENT_LABEL } from '../../values/cnpg/drill';
import type { Rule } from '../engine/rule';

export const servingUnreached: Rule = {
  id: 'serving-unreached',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `\`serving\` in recoveries.json is the cut-over: from then on applications connect to the recovered Cluster. If no workload, pooler
or alias follows it, all clients keep writing to the damaged Cluster, and the commit that should end the emergency changes nothing. The
library marks such a Cluster when it renders it.`,
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
    if (record(manifest.metadata.annotations)[SERVING_ANNOTATION] !== 'unreached') return;
    const workloads = WORKLOAD_KINDS.flatMap((kind) => index.all(kind));
    if (workloads.some((workload) => reaches(workload, manifest, index))) return;
    report({
      path: `metadata.annotations["${SERVING_ANNOTATION}"]`,
      message: `"${manifest.metadata.name}" is declared as serving, but no workload, pooler or alias leads to it: the cut-over changes nothing`,
      fix: 'connect the workloads with servingCluster(clusters, recoveries).connect(); give clients outside this repository an alias with addService',
    });
  },
};

function reaches(workload: Manifest, cluster: Manifest, index: Index): boolean {
  // A drill follows automatically.
  const labels = at(workload, 'spec.jobTemplate.spec.template.metadata.labels');
  if (record(labels)[DRILL_CLIENT_LABEL] !== undefined) return false;
  const hosts = variablesOf(workload).flatMap(hostsOf);
  return hosts.some((host) => servingClusterOf(host, namespaceOf(workload), index) === cluster);
}
