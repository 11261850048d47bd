import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import { CLUSTER_LABEL, POD_ROLE_LABEL, POOLER_LABEL } from '../../values/cnpg/cnpg-metadata';
import type { Rule } from '../engine/rule';

const RULES = `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-pooler, namespace: shop}
spec: {cluster: {name: shop-db}, instances: 2, pgbouncer: {poolMode: session}}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: shop-db, namespace: shop}
spec: {groups: [{name: pools, rules: [{alert: PoolerDown, expr: 'count(cnpg_pgbouncer_up{pod=~"shop-pooler-.+"} == 1) < 2'}]}]}
`;
const MONITOR = `---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-pooler-podmonitor, namespace: shop}
spec: {selector: {matchLabels: {cnpg.io/poolerName: shop-pooler}}, podMetricsEndpoints: [{port: metrics}]}
`;

export const podMonitorMissing: Rule = {
  id: 'pod-monitor-missing',
  severity: 'warning',
  misses: 'object',
  kinds: [Kind.POOLER],
  why: `Alerts on a pooler read metrics that need a PodMonitor for the pooler: that of the Cluster selects only the instances. Without it an
alert that counts pods fires five minutes after the first sync and never ends, the other alerts are silent, and the dashboard is empty.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/connection_pooling/#monitoring',
  wrong: RULES,
  right: RULES + MONITOR,
  check(manifest, { index, report }) {
    const name = text(manifest.metadata.name) ?? '';
    const alerts = index.all('monitoring.coreos.com/PrometheusRule').find((each) => isAbout(each, name));
    if (alerts === undefined || index.all(Kind.POD_MONITOR).some((each) => selects(each, manifest, name))) return;
    report({
      path: 'metadata.name',
      message: `PrometheusRule "${alerts.metadata.name}" reads metrics of pooler "${name}", which no PodMonitor in the input scrapes`,
      fix: `call pooler.addPodMonitor(…), or add a PodMonitor for cnpg.io/poolerName: ${name} in YAML`,
    });
  },
};

function isAbout(rule: Manifest, pooler: string): boolean {
  const rules = list(at(rule, 'spec.groups')).flatMap((group) => list(at(group, 'rules')));
  const expressions = rules.map((each) => text(at(each, 'expr')) ?? '');
  return expressions.some((expr) => expr.includes('cnpg_pgbouncer_') && expr.includes(`"${pooler}-`));
}

/** Other labels, and expressions, are assumed to match. */
function selects(monitor: Manifest, pooler: Manifest, name: string): boolean {
  const { any, matchNames } = record(at(monitor, 'spec.namespaceSelector'));
  const here = list(matchNames).length > 0 ? list(matchNames) : [namespaceOf(monitor)];
  if (any !== true && !here.includes(namespaceOf(pooler))) return false;
  const cluster = text(at(pooler, 'spec.cluster.name'));
  const labels: Record<string, unknown> = {
    [POOLER_LABEL]: name,
    [POD_ROLE_LABEL]: 'pooler',
    [CLUSTER_LABEL]: cluster,
  };
  const wanted = record(at(monitor, 'spec.selector.matchLabels'));
  return Object.entries(wanted).every(([key, value]) => !Object.hasOwn(labels, key) || labels[key] === value);
}
