import { selects } from '../../manifests/drills/selector';
import { Kind } from '../../manifests/object/kinds';
import { at, list, namespaceOf, record } from '../../manifests/object/manifest';
import { clusterIn } from '../../manifests/object/references';
import { CLUSTER_LABEL, POOLER_LABEL } from '../../values/cnpg/cnpg-metadata';
import type { Rule } from '../engine/rule';

export const serviceMonitorCluster: Rule = {
  id: 'service-monitor-cluster',
  severity: 'warning',
  kinds: [Kind.SERVICE_MONITOR],
  why: `The Services of CNPG have the label of their Cluster and one port, that of PostgreSQL. A ServiceMonitor finds them but no port to
scrape, and reports no error. Metrics are on a port of the pods, which a PodMonitor scrapes.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/monitoring/#creating-a-podmonitor',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: shop-db, namespace: shop}
spec: {selector: {matchLabels: {cnpg.io/cluster: shop-db}}, endpoints: [{port: metrics}]}
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
    const selector = at(manifest, 'spec.selector');
    const key = [CLUSTER_LABEL, POOLER_LABEL].find((label) =>
      Object.hasOwn(record(at(selector, 'matchLabels')), label),
    );
    const namespace = namespaceOf(manifest);
    if (key === undefined || clusterIn(namespace, index) === undefined) return;
    // A user-defined Service, or a template with ports, may have the port.
    const isOwn = index.all(Kind.SERVICE).some(({ metadata }) => selects(selector, metadata.labels ?? {}));
    const isTemplate = index
      .all(Kind.CLUSTER)
      .flatMap((cluster) => list(at(cluster, 'spec.managed.services.additional')))
      .some((service) => list(at(service, 'serviceTemplate.spec.ports')).length > 0);
    const pooled = index
      .all(Kind.POOLER)
      .some((pooler) => list(at(pooler, 'spec.serviceTemplate.spec.ports')).length > 0);
    if (isOwn || isTemplate || pooled) return;
    report({
      path: 'spec.selector',
      message: 'the Services of CNPG have no metrics port: nothing is scraped',
      fix: `replace it with a PodMonitor for ${key}, with podMetricsEndpoints: [{port: metrics}]`,
    });
  },
};
