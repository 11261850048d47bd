import { annotated, type Example, type Fields, specs } from './support';

const plugin = { method: 'plugin', pluginConfiguration: { name: 'p' } };
const bouncer = (fields: Fields) => ({ pgbouncer: { poolMode: 'session', ...fields } });
const names = (...list: string[]) => list.map((name) => ({ name }));
const options = (...list: string[]) => list.map((name) => ({ name, value: 'v' }));
const fdw = (fields: Fields) => ({ fdws: [{ name: 'f', ...fields }] });
const server = (fields: Fields, fdws = names('f')) => ({ fdws, servers: [{ name: 's', fdw: 'f', ...fields }] });

export const otherExamples: Readonly<Record<string, readonly Example[]>> = {
  Backup: [
    ...specs(
      ['backup-online', { online: true }, { ...plugin, online: true }],
      [
        'backup-online-configuration',
        { onlineConfiguration: {} },
        { method: 'volumeSnapshot', onlineConfiguration: {} },
      ],
      ['backup-plugin', { method: 'plugin' }, plugin],
    ),
    [
      'backup-snapshot-deadline',
      annotated('cnpg.io/volumeSnapshotDeadline', '1h'),
      annotated('cnpg.io/volumeSnapshotDeadline', '60'),
    ],
  ],
  ScheduledBackup: specs(
    ['scheduled-backup-schedule', { schedule: '0 0 * *' }, { schedule: '@daily' }],
    [
      'scheduled-backup-online',
      { method: 'barmanObjectStore', online: false },
      { method: 'volumeSnapshot', online: false },
    ],
    ['scheduled-backup-online-configuration', { onlineConfiguration: {} }, { ...plugin, onlineConfiguration: {} }],
  ),
  Pooler: [
    ...specs(
      [
        'pooler-auth-query',
        bouncer({ serverTLSSecret: { name: 's' } }),
        bouncer({ serverTLSSecret: { name: 's' }, authQuery: 'q' }),
      ],
      ['pooler-auth-query-secret', bouncer({ authQuery: 'q' }), bouncer({})],
      [
        'pooler-parameter',
        bouncer({ parameters: { auth_file: 'x' } }),
        bouncer({ parameters: { max_client_conn: 'lots' } }),
      ],
      ['pooler-cluster', { cluster: { name: '' } }, {}],
    ),
    ['pooler-name', { metadata: { name: 'pg' } }, { metadata: { name: 'pg-pooler' } }],
  ],
  Database: specs(
    ['database-extension-unique', { extensions: names('a', 'a') }, { extensions: names('a', 'b') }],
    ['database-schema-unique', { schemas: names('a', 'a') }, { schemas: names('a', 'b') }],
    ['database-fdw-unique', { fdws: names('a', 'a') }, { fdws: names('a', 'b') }],
    ['database-fdw-option-unique', fdw({ options: options('a', 'a') }), fdw({ options: options('a') })],
    ['database-fdw-usage-unique', fdw({ usage: names('a', 'a') }), fdw({ usage: names('a') })],
    ['database-server-fdw', server({ fdw: 'x' }), server({ fdw: 'x', ensure: 'absent' })],
    ['database-server-unique', { fdws: names('f'), servers: [1, 2].map(() => ({ name: 's', fdw: 'f' })) }, server({})],
    ['database-server-option-unique', server({ options: options('a', 'a') }), server({ options: options('a', 'b') })],
    ['database-server-usage-unique', server({ usage: names('a', 'a') }), server({ usage: names('a') })],
  ),
};

/** Rules that warn, with what they let pass in silence. */
export const warningExamples: Readonly<Record<string, readonly Example[]>> = {
  Cluster: specs(
    ['cluster-maintenance-window', { nodeMaintenanceWindow: {} }, { enablePDB: false }],
    [
      'cluster-barman-deprecated',
      { externalClusters: [{ name: 'a', barmanObjectStore: { destinationPath: 's3://a' } }] },
      { externalClusters: [{ name: 'a', plugin: { name: 'p' } }] },
    ],
    ['cluster-retention-ignored', { backup: { retentionPolicy: '30d' } }, { backup: {} }],
    [
      'cluster-storage-class-twice',
      { storage: { size: '1Gi', storageClass: 'a', pvcTemplate: { storageClassName: 'a' } } },
      { storage: { size: '1Gi', storageClass: 'a', pvcTemplate: {} } },
    ],
    [
      'cluster-wal-storage-size-twice',
      { walStorage: { size: '2Gi', pvcTemplate: { resources: { requests: { storage: '2Gi' } } } } },
      { walStorage: { pvcTemplate: { resources: { requests: { storage: '2Gi' } } } } },
    ],
    [
      'cluster-shared-buffers-unit',
      { postgresql: { parameters: { shared_buffers: '512' } } },
      { postgresql: { parameters: { shared_buffers: '512MB' } } },
    ],
    [
      'cluster-metrics-ttl-zero',
      { monitoring: { metricsQueriesTTL: '0s' } },
      { monitoring: { metricsQueriesTTL: '1s' } },
    ],
    [
      'cluster-pod-monitor-deprecated',
      { monitoring: { enablePodMonitor: true } },
      { monitoring: { enablePodMonitor: false } },
    ],
    [
      'cluster-pod-monitor-metric-relabelings-deprecated',
      { monitoring: { podMonitorMetricRelabelings: [{}] } },
      { monitoring: { podMonitorMetricRelabelings: [] } },
    ],
    [
      'cluster-pod-monitor-relabelings-deprecated',
      { monitoring: { podMonitorRelabelings: [{}] } },
      { monitoring: { podMonitorRelabelings: [] } },
    ],
  ),
  ScheduledBackup: specs(['scheduled-backup-field-count', { schedule: '0 2 * * *' }, { schedule: '0 0 2 * * *' }]),
  Pooler: specs(
    ['pooler-manual-integration', bouncer({ authQuery: 'q', serverTLSSecret: { name: 's' } }), bouncer({})],
    ['pooler-auth-query-secret-deprecated', bouncer({ authQuery: 'q', authQuerySecret: { name: 's' } }), bouncer({})],
    ['pooler-monitoring-deprecated', { monitoring: { enablePodMonitor: true } }, { monitoring: {} }],
  ),
};
