import { chartedClusters } from '../../manifests/helm/charted-clusters';
import { DEPENDENT_KINDS, Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import { clusterIn, clusterNameOf, clusterOf, namesIn, namespacesWith } from '../../manifests/object/references';
import { few } from '../../values/text/few';
import { meantBy } from '../../values/text/misspelled';
import type { Rule } from '../engine/rule';

export const clusterMissing: Rule = {
  id: 'cluster-missing',
  severity: 'error',
  misses: 'reference',
  kinds: DEPENDENT_KINDS,
  why: `The operator looks for the Cluster in the namespace of the object that names it. Without the Cluster, a Backup and a Pooler are
retried every 30 seconds, and a Database, a Publication or a Subscription is ignored without an error. The rule reports nothing if the input
contains no Cluster in this namespace and none of this name, because the Cluster is probably kept elsewhere.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/cloudnative-pg.v1/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec: {schedule: "0 0 2 * * *", cluster: {name: shop-database}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec: {schedule: "0 0 2 * * *", cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const name = clusterNameOf(manifest) ?? '';
    if (name === '' || clusterOf(manifest, index) !== undefined) return;
    const namespace = namespaceOf(manifest);
    const elsewhere = namespacesWith(Kind.CLUSTER, name, index);
    const neighbour = clusterIn(namespace, index);
    if (elsewhere.length === 0 && neighbour === undefined) return;
    if (chartedClusters(namespace, index).some(({ metadata }) => metadata.name === name)) return;
    const meant = meantBy(name, namesIn(Kind.CLUSTER, namespace, index));
    const hint = elsewhere.length > 0 ? `, only in ${few(elsewhere)}, where CNPG does not look` : '';
    const fix =
      elsewhere.length > 0 && meant === undefined
        ? `set metadata.namespace${elsewhere.length === 1 ? `: ${elsewhere[0]}` : ' to that of the Cluster that is meant'}, or add the Cluster`
        : `set the name to ${meant ?? neighbour?.metadata.name}, or add the Cluster`;
    report({
      path: 'spec.cluster.name',
      message: `there is no Cluster "${name}" in namespace ${namespace}${hint}`,
      fix,
      isCertain: meant !== undefined,
    });
  },
};
