import type { Manifest } from '../../../manifests/object/manifest';
import { alertBackupMetric } from '../../../rules/expert/alert-backup-metric';
import { cluster, table } from './support';

const plugins = [{ name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true }];

const plugin = cluster({ plugins });

function alerts(namespace: string, ...expressions: unknown[]): Manifest {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'alerts', namespace },
    spec: { groups: [{ name: 'backups', rules: expressions.map((expr) => ({ alert: 'A', expr })) }] },
  };
}

const first = 'time() - max(cnpg_collector_first_recoverability_point{pod="a"}) > 1';

const failed = 'cnpg_collector_last_failed_backup_timestamp > 0';

table(alertBackupMetric, [
  [
    'each expression over an old metric',
    [alerts('shop', first, 'up == 0', failed), plugin],
    [
      'cnpg_collector_first_recoverability_point stays at zero: Cluster shop-db',
      'cnpg_collector_last_failed_backup_timestamp stays at zero',
    ],
  ],
  ['rules that live with Prometheus', [alerts('monitoring', failed), plugin], ['stays at zero']],
  [
    'other metrics of the exporter',
    [alerts('shop', 'cnpg_collector_up == 0', 'my_cnpg_collector_last_failed_backup_timestamp_x'), plugin],
    [],
  ],
  ['a number for an expression', [alerts('shop', 1), plugin], []],
  ['no Cluster in the run', [alerts('shop', failed)], []],
  ['a Cluster without plugin', [alerts('shop', failed), cluster({})], []],
  [
    'a plugin that is switched off',
    [alerts('shop', failed), cluster({ plugins: [{ ...plugins[0], enabled: false }] })],
    [],
  ],
  [
    'volume snapshots beside the plugin',
    [alerts('shop', failed), cluster({ plugins, backup: { volumeSnapshot: {} } })],
    [],
  ],
]);
