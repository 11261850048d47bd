import { chartSchedules } from '../../manifests/helm/chart-schedules';
import { CLUSTER_CHART } from '../../manifests/helm/cluster-source';
import { installedCharts } from '../../manifests/helm/installed-charts';
import { Kind } from '../../manifests/object/kinds';
import { at, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const chartScheduledBackup: Rule = {
  id: 'chart-scheduled-backup',
  severity: 'error',
  kinds: [Kind.APPLICATION, Kind.HELM_RELEASE],
  why: `The chart \`cluster\` archives WAL through the plugin if \`backups.method\` says so, and still makes a ScheduledBackup with the method
barmanObjectStore, of which every Backup fails. A schedule with the method plugin gets no \`pluginConfiguration\` from the chart, and
CNPG refuses its Backups one by one. In both cases there is WAL and never a base backup, so nothing can be restored.`,
  docs: 'https://github.com/cloudnative-pg/charts/tree/main/charts/cluster',
  wrong: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  values: {version: {postgresql: "17.7"}, backups: {enabled: true, method: plugin}}
`,
  right: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  values: {version: {postgresql: "17.7"}, backups: {enabled: true, method: plugin, scheduledBackups: []}}
`,
  check(manifest, { index, report }) {
    for (const { chart, values, hasOtherValues } of installedCharts(manifest, index)) {
      const backups = record(values.value.backups);
      if (chart !== CLUSTER_CHART || backups.method !== 'plugin') continue;
      // Schedules may be in the values that are not read here.
      if (backups.scheduledBackups === undefined && hasOtherValues) continue;
      const broken = (chartSchedules(backups) ?? []).filter(
        (schedule) => schedule.method !== 'plugin' || at(schedule, 'pluginConfiguration.name') === undefined,
      );
      for (const { name, method } of broken) {
        const what =
          method === 'plugin' ? 'without pluginConfiguration' : `with method ${method ?? 'barmanObjectStore'}`;
        report({
          path: `${values.path}.backups${backups.scheduledBackups === undefined ? '.method' : '.scheduledBackups'}`,
          message: `the chart makes ScheduledBackup "${name}" ${what}: each of its Backups fails, and there is no base backup`,
          fix: 'set scheduledBackups: [] and add a ScheduledBackup with method: plugin and pluginConfiguration of your own',
        });
      }
    }
  },
};
