import { at, record, text } from '../../../manifests/object/manifest';
import { PARAMETERS } from '../../../manifests/postgres/server-parameters';
import { durationOf } from '../server/go-decode';
import { parseGoInteger } from '../server/go-values';
import type { ClusterView } from './cluster-view';
import { isZero, quantityOf } from './quantity';
import type { ClusterRule, Tell } from './webhook-rule';

/** What the webhook accepts with a warning. */
export const clusterWarnings: readonly ClusterRule[] = [
  deprecated('cluster-maintenance-window', 'nodeMaintenanceWindow is replaced by enablePDB', (cluster, tell) => {
    if (!cluster.has('nodeMaintenanceWindow')) return;
    tell('spec.nodeMaintenanceWindow', 'is the old way to keep pods during maintenance', 'use spec.enablePDB');
  }),
  warning('cluster-barman-deprecated', 'In-tree Barman Cloud is deprecated', (cluster, tell) => {
    const paths = cluster
      .list('externalClusters')
      .flatMap((entry, index) =>
        (record(entry).barmanObjectStore ?? null) === null ? [] : [`spec.externalClusters[${index}].barmanObjectStore`],
      );
    if (cluster.has('backup.barmanObjectStore')) paths.unshift('spec.backup.barmanObjectStore');
    const [first] = paths;
    if (first === undefined) return;
    // Older operators name earlier releases: the removal was postponed.
    const message = `is in-tree Barman Cloud, which CloudNativePG 1.31 will remove (used in ${paths.join(', ')})`;
    tell(first, message, 'use the Barman Cloud plugin with an ObjectStore');
  }),
  warning('cluster-retention-ignored', 'A retention policy without in-tree Barman has no effect', (cluster, tell) => {
    if (cluster.text('backup.retentionPolicy') === '' || cluster.has('backup.barmanObjectStore')) return;
    const message = 'has no effect: it is for in-tree Barman, which this cluster does not use';
    tell('spec.backup.retentionPolicy', message, 'write retentionPolicy in the ObjectStore');
  }),
  ...storageWarnings('storage'),
  ...storageWarnings('walStorage'),
  warning('cluster-shared-buffers-unit', 'shared_buffers has a unit', (cluster, tell) => {
    const value = cluster.parameter('shared_buffers') ?? '';
    if (parseGoInteger(value) === undefined) return;
    const message = `${value} has no unit: CNPG reads it as megabytes, PostgreSQL as blocks of 8 kB`;
    tell(`${PARAMETERS}.shared_buffers`, message, `write the unit, such as ${value}MB`);
  }),
  warning('cluster-metrics-ttl-zero', 'The metrics of queries are cached', (cluster, tell) => {
    const ttl = cluster.text('monitoring.metricsQueriesTTL');
    if (!cluster.has('monitoring.metricsQueriesTTL') || durationOf(ttl) !== 0n) return;
    const message = 'is 0: each scrape runs all queries, which can load PostgreSQL heavily';
    tell('spec.monitoring.metricsQueriesTTL', message, 'remove it, which means 30 seconds');
  }),
  deprecated('cluster-pod-monitor-deprecated', 'enablePodMonitor is deprecated', (cluster, tell) => {
    if (cluster.get('monitoring.enablePodMonitor') !== true) return;
    tell('spec.monitoring.enablePodMonitor', 'is deprecated', 'create your own PodMonitor');
  }),
  relabelings('cluster-pod-monitor-metric-relabelings-deprecated', 'podMonitorMetricRelabelings'),
  relabelings('cluster-pod-monitor-relabelings-deprecated', 'podMonitorRelabelings'),
];

function warning(id: string, says: string, check: (cluster: ClusterView, tell: Tell) => void): ClusterRule {
  return { id, says, on: 'both', severity: 'warning', check };
}

/** What works until a release that is not known yet removes it. */
function deprecated(id: string, says: string, check: (cluster: ClusterView, tell: Tell) => void): ClusterRule {
  return { ...warning(id, says, check), level: 'advice' };
}

function relabelings(id: string, name: string): ClusterRule {
  return deprecated(id, `${name} is deprecated`, (cluster, tell) => {
    if (cluster.list(`monitoring.${name}`).length === 0) return;
    tell(`spec.monitoring.${name}`, 'is deprecated', 'create your own PodMonitor');
  });
}

function storageWarnings(name: string): ClusterRule[] {
  const id = name === 'storage' ? 'cluster-storage' : 'cluster-wal-storage';
  return [
    warning(`${id}-class-twice`, `${name} has one storage class`, (cluster, tell) => {
      const twice = cluster.has(`${name}.storageClass`) && cluster.has(`${name}.pvcTemplate.storageClassName`);
      if (twice)
        tell(`spec.${name}.storageClass`, 'takes precedence over pvcTemplate.storageClassName', 'keep one of them');
    }),
    warning(`${id}-size-twice`, `${name} has one size`, (cluster, tell) => {
      const storage = cluster.get(name);
      const request = quantityOf(at(storage, 'pvcTemplate.resources.requests.storage'));
      if ((text(record(storage).size) ?? '') === '' || request === undefined || isZero(request)) return;
      tell(`spec.${name}.size`, 'takes precedence over pvcTemplate.resources.requests.storage', 'keep one of them');
    }),
  ];
}
