import { Kind } from '../../manifests/object/kinds';
import { at, list, namespaceOf, record, text } from '../../manifests/object/manifest';
import { clusterIn, namespacesWith } from '../../manifests/object/references';
import { CLUSTER_LABEL } from '../../values/cnpg/cnpg-metadata';
import type { Rule } from '../engine/rule';

export const podMonitorSelector: Rule = {
  id: 'pod-monitor-selector',
  severity: 'error',
  misses: 'reference',
  kinds: [Kind.POD_MONITOR],
  why: `A PodMonitor that selects no pod is admitted and scrapes nothing: dashboards are empty, and alerts on missing values stay silent. It
selects pods in its own namespace unless \`namespaceSelector\` says otherwise, by the label that CNPG sets on the pods.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/monitoring/#creating-a-podmonitor',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-db-podmonitor, namespace: monitoring}
spec: {selector: {matchLabels: {cnpg.io/cluster: shop-db}}, podMetricsEndpoints: [{port: metrics}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-db-podmonitor, namespace: shop}
spec: {selector: {matchLabels: {cnpg.io/cluster: shop-db}}, podMetricsEndpoints: [{port: metrics}]}
`,
  check(manifest, { index, report }) {
    const name = text(record(at(manifest, 'spec.selector.matchLabels'))[CLUSTER_LABEL]);
    // Its own namespace comes first: looking at the others takes longer.
    const isHere = name !== undefined && index.get(Kind.CLUSTER, namespaceOf(manifest), name) !== undefined;
    const selected = list(at(manifest, 'spec.namespaceSelector.matchNames'));
    if (name === undefined || (isHere && selected.length === 0)) return;
    const namespaces = namespacesWith(Kind.CLUSTER, name, index);
    const isAny = at(manifest, 'spec.namespaceSelector.any') === true;
    const watched = selected.length > 0 ? selected : [namespaceOf(manifest)];
    // The input says nothing about namespaces without a Cluster.
    const isUnknown =
      namespaces.length === 0 && !watched.some((namespace) => clusterIn(String(namespace), index) !== undefined);
    if (isUnknown || (isAny && namespaces.length > 0) || namespaces.some((namespace) => watched.includes(namespace)))
      return;
    const where =
      namespaces.length > 0
        ? `in namespace ${namespaces.join(', ')}, where this PodMonitor does not look`
        : 'not in the input';
    report({
      path: 'spec.selector.matchLabels',
      message: `Cluster "${name}" is ${where}: nothing is scraped`,
      fix:
        namespaces.length > 0
          ? `move it to ${namespaces[0]}, or set namespaceSelector.matchNames`
          : 'correct the name of the Cluster',
    });
  },
};
