import { archivingBarmanCloud } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Rule } from '../engine/rule';

const IN_TREE =
  /\bcnpg_collector_(first_recoverability_point|last_available_backup_timestamp|last_failed_backup_timestamp)\b/;

export const alertBackupMetric: Rule = {
  id: 'alert-backup-metric',
  severity: 'warning',
  kinds: [Kind.PROMETHEUS_RULE],
  why: `With the Barman Cloud plugin the backup metrics \`cnpg_collector_*\` stay at zero, or at their value before the migration. The
plugin exports its own metrics, \`barman_cloud_cloudnative_pg_io_*\`. An alert that still reads the old ones stays silent or never stops
firing. This rule checks namespaces in which every Cluster backs up through the plugin alone; volume snapshots still report through the old
metrics.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/observability/',
  wrong: example('cnpg_collector_last_available_backup_timestamp'),
  right: example('barman_cloud_cloudnative_pg_io_last_available_backup_timestamp'),
  check(manifest, { index, report }) {
    const clusters = clustersOf(manifest, index);
    if (clusters.length === 0 || !clusters.every(isPluginAlone)) return;
    for (const [group, { rules }] of list(at(manifest, 'spec.groups')).map(record).entries()) {
      for (const [position, rule] of list(rules).map(record).entries()) {
        const [metric, what] = IN_TREE.exec(text(rule.expr) ?? '') ?? [];
        if (metric === undefined) continue;
        report({
          path: `spec.groups[${group}].rules[${position}].expr`,
          message: `${metric} stays at zero: Cluster ${clusters[0]?.metadata.name} backs up through the plugin`,
          fix: `read barman_cloud_cloudnative_pg_io_${what}`,
        });
      }
    }
  },
};

/** The Clusters in its namespace; a rule in the namespace of Prometheus covers all of them. */
function clustersOf(manifest: Manifest, index: Index): readonly Manifest[] {
  const all = index.all(Kind.CLUSTER);
  const beside = all.filter((cluster) => namespaceOf(cluster) === namespaceOf(manifest));
  return beside.length > 0 ? beside : all;
}

function isPluginAlone(cluster: Manifest): boolean {
  const { volumeSnapshot, barmanObjectStore } = record(at(cluster, 'spec.backup'));
  return archivingBarmanCloud(cluster) !== undefined && (volumeSnapshot ?? barmanObjectStore ?? null) === null;
}

function example(metric: string): string {
  return `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true}]}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: shop-db, namespace: shop}
spec: {groups: [{name: backups, rules: [{alert: NoBackup, expr: 'time() - max(${metric}) > 172800'}]}]}
`;
}
