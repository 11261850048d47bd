import { Kind } from '../../manifests/object/kinds';
import { at, list, record } from '../../manifests/object/manifest';
import { CLUSTER_LABEL, POOLER_LABEL } from '../../values/cnpg/cnpg-metadata';
import type { Rule } from '../engine/rule';

const LABELS = [CLUSTER_LABEL, POOLER_LABEL];

export const podMonitorPort: Rule = {
  id: 'pod-monitor-port',
  severity: 'error',
  kinds: [Kind.POD_MONITOR],
  why: `The instances and poolers of CNPG serve their metrics on the port named \`metrics\`. An endpoint with another name matches no port:
the PodMonitor scrapes nothing and reports no error.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/monitoring/#creating-a-podmonitor',
  wrong: `apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-db-podmonitor, namespace: shop}
spec: {selector: {matchLabels: {cnpg.io/cluster: shop-db}}, podMetricsEndpoints: [{port: http-metrics}]}
`,
  right: `apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-db-podmonitor, namespace: shop}
spec: {selector: {matchLabels: {cnpg.io/cluster: shop-db}}, podMetricsEndpoints: [{port: metrics}]}
`,
  check(manifest, { report }) {
    const labels = record(at(manifest, 'spec.selector.matchLabels'));
    if (!LABELS.some((label) => Object.hasOwn(labels, label))) return;
    for (const [index, endpoint] of list(at(manifest, 'spec.podMetricsEndpoints')).entries()) {
      const { port } = record(endpoint);
      if (typeof port !== 'string' || port === 'metrics') continue;
      report({
        path: `spec.podMetricsEndpoints[${index}].port`,
        message: `CNPG's pods have no port "${port}": nothing is scraped`,
        fix: 'write port: metrics',
      });
    }
  },
};
