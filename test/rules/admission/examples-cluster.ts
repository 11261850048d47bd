import { annotated, type Example, type Fields, specs } from './support';

const certificates = (fields: Fields) => ({ certificates: fields });
const resources = (requests: Fields, limits: Fields) => ({ resources: { requests, limits } });
const parameters = (fields: Fields, more: Fields = {}) => ({ postgresql: { parameters: fields }, ...more });
const synchronous = (fields: Fields) => ({ postgresql: { synchronous: { method: 'any', number: 1, ...fields } } });
const single = { instances: 1 };
const tablespaces = (...names: string[]) => ({
  tablespaces: names.map((name) => ({ name, storage: { size: '1Gi' } })),
});
const extension = (fields: Fields) => ({ name: 'a', image: { reference: 'x' }, ...fields });
const extensions = (...list: Fields[]) => ({ postgresql: { extensions: list.map(extension) } });
const walVolume = (parameter: Fields) => parameters(parameter, { walStorage: { size: '2Gi' } });
const decoding = { replicationSlots: { highAvailability: { enabled: true, synchronizeLogicalDecoding: true } } };
const on17 = { imageName: 'a:17.7', ...decoding };
const bothOn = { hot_standby_feedback: 'on', sync_replication_slots: 'on' };
const patterns = (pattern: string) => ({
  replicationSlots: { synchronizeReplicas: { enabled: true, excludePatterns: [pattern] } },
});
const long = 'a'.repeat(51);

export const clusterExamples: readonly Example[] = [
  ...specs(
    [
      'cluster-certificates-alt-names',
      certificates({ serverTLSSecret: 's', serverCASecret: 'c', serverAltDNSNames: ['a'] }),
      certificates({ serverTLSSecret: 's', serverCASecret: 'c' }),
    ],
    ['cluster-certificates-server-ca', certificates({ serverTLSSecret: 's' }), certificates({ serverCASecret: 's' })],
    [
      'cluster-certificates-client-ca',
      certificates({ replicationTLSSecret: 's' }),
      certificates({ replicationTLSSecret: 's', clientCASecret: 'c' }),
    ],
    ['cluster-superuser-secret-name', { superuserSecret: {} }, { superuserSecret: { name: 's' } }],
    ['cluster-image-latest', { imageName: 'ghcr.io/a/b' }, { imageName: 'ghcr.io/a/b:17' }],
    ['cluster-image-digest-only', { imageName: 'a@sha256:ab' }, { imageName: 'a:17@sha256:ab' }],
    ['cluster-image-version', { imageName: 'a:v17' }, { imageName: 'a:17.7-x' }],
    ['cluster-postgres-version', { imageName: 'a:12.3' }, { imageName: 'a:13' }],
    ['cluster-image-pull-policy', { imagePullPolicy: 'always' }, { imagePullPolicy: 'Always' }],
    ['cluster-cpu-request', resources({ cpu: 2 }, { cpu: '1500m' }), resources({ cpu: '1' }, { cpu: '1000m' })],
    ['cluster-memory-request', resources({ memory: '2Gi' }, { memory: '1Gi' }), resources({ memory: '1Gi' }, {})],
    [
      'cluster-ephemeral-storage-request',
      resources({ 'ephemeral-storage': '2Gi' }, { 'ephemeral-storage': '1Gi' }),
      resources({ 'ephemeral-storage': '1Gi' }, { 'ephemeral-storage': '1Gi' }),
    ],
    [
      'cluster-hugepages-equal',
      resources({ cpu: 1, 'hugepages-2Mi': '4Mi' }, { 'hugepages-2Mi': '8Mi' }),
      resources({ cpu: 1, 'hugepages-2Mi': '4Mi' }, { 'hugepages-2Mi': '4Mi' }),
    ],
    [
      'cluster-hugepages-alone',
      resources({ 'hugepages-2Mi': '4Mi' }, {}),
      resources({ cpu: 1, 'hugepages-2Mi': '4Mi' }, {}),
    ],
    [
      'cluster-shared-buffers-memory',
      parameters({ shared_buffers: '2GB' }, resources({ memory: '1Gi' }, {})),
      parameters({ shared_buffers: '2GB' }, resources({ memory: '1Gi', 'hugepages-2Mi': '2Gi' }, {})),
    ],
    ['cluster-synchronous-number', synchronous({ number: 3 }), synchronous({ number: 3, standbyNamesPre: ['x'] })],
    [
      'cluster-failover-quorum-number',
      synchronous({ failoverQuorum: true, standbyNamesPost: ['x'] }),
      synchronous({ failoverQuorum: true, number: 2, standbyNamesPost: ['x'] }),
    ],
    ['cluster-synchronous-two-styles', { ...synchronous({}), maxSyncReplicas: 1 }, synchronous({})],
    ['cluster-max-sync-replicas', { maxSyncReplicas: 3 }, { maxSyncReplicas: 2 }],
    ['cluster-min-sync-replicas', { minSyncReplicas: 1 }, { minSyncReplicas: 1, maxSyncReplicas: 1 }],
    [
      'cluster-sync-election-labels',
      { postgresql: { syncReplicaElectionConstraint: { enabled: true } } },
      { postgresql: { syncReplicaElectionConstraint: { enabled: true, nodeLabelsAntiAffinity: ['zone'] } } },
    ],
    [
      'cluster-supervised-single-instance',
      { instances: 1, primaryUpdateStrategy: 'supervised' },
      { primaryUpdateStrategy: 'supervised' },
    ],
    [
      'cluster-parameter-fixed',
      parameters({ port: '5433' }),
      parameters({ log_destination: 'csvlog', archive_mode: 'off' }),
    ],
    ['cluster-wal-level', parameters({ wal_level: 'archive' }), parameters({ wal_level: 'replica' })],
    ['cluster-shared-buffers', parameters({ shared_buffers: '1gb' }), parameters({ shared_buffers: '1 GB' })],
    [
      'cluster-hot-standby-feedback',
      parameters({ hot_standby_feedback: 'maybe' }),
      parameters({ hot_standby_feedback: 'YES' }),
    ],
    [
      'cluster-sync-replication-slots',
      parameters({ sync_replication_slots: '' }),
      parameters({ sync_replication_slots: 'of' }),
    ],
    ['cluster-wal-log-hints', parameters({ wal_log_hints: 'o' }), parameters({ wal_log_hints: 'tru' })],
    ['cluster-wal-log-hints-off', parameters({ wal_log_hints: 'off' }), parameters({ wal_log_hints: 'off' }, single)],
    ['cluster-min-wal-size', parameters({ min_wal_size: '1Gi' }), parameters({ min_wal_size: '100MB' })],
    ['cluster-max-wal-size', parameters({ max_wal_size: 'lots' }), parameters({ max_wal_size: '2GB' })],
    ['cluster-min-wal-size-below-max', parameters({ min_wal_size: '1GB' }), parameters({ min_wal_size: '1023MB' })],
    [
      'cluster-min-wal-size-volume',
      walVolume({ min_wal_size: '2GB', max_wal_size: '3GB' }),
      walVolume({ min_wal_size: '1MB' }),
    ],
    ['cluster-max-wal-size-volume', walVolume({ max_wal_size: '2GB' }), walVolume({ max_wal_size: '1500MB' })],
    ['cluster-ldap-server', { postgresql: { ldap: { port: 1 } } }, { postgresql: { ldap: { server: 's' } } }],
    [
      'cluster-ldap-bind',
      { postgresql: { ldap: { server: 's', bindAsAuth: {}, bindSearchAuth: {} } } },
      { postgresql: { ldap: { server: 's', bindAsAuth: {} } } },
    ],
    ['cluster-extension-name', extensions({}, {}), extensions({}, { name: 'b' })],
    [
      'cluster-extension-control-path-empty',
      extensions({ extension_control_path: [''] }),
      extensions({ extension_control_path: ['a'] }),
    ],
    ['cluster-extension-control-path-duplicate', extensions({ extension_control_path: ['a', 'a'] }), extensions({})],
    ['cluster-extension-library-path-empty', extensions({ dynamic_library_path: ['a', ''] }), extensions({})],
    [
      'cluster-extension-library-path-duplicate',
      extensions({ dynamic_library_path: ['a', 'a'] }),
      extensions({ dynamic_library_path: ['a'] }, { name: 'b', dynamic_library_path: ['a'] }),
    ],
    [
      'cluster-failover-slots-feedback',
      parameters({ 'pg_failover_slots.x': '1' }),
      parameters({ 'pg_failover_slots.x': '1', hot_standby_feedback: 'on' }),
    ],
    [
      'cluster-failover-slots-high-availability',
      parameters(
        { 'pg_failover_slots.x': '1', hot_standby_feedback: 'on' },
        { replicationSlots: { highAvailability: { enabled: false } } },
      ),
      parameters({ 'pg_failover_slots.x': '1', hot_standby_feedback: 'on' }),
    ],
    ['cluster-slots-exclude-patterns', patterns('(?=x)'), patterns('(?i)^x')],
    ['cluster-logical-decoding-extension', { imageName: 'a:16', ...decoding }, { ...on17, ...parameters(bothOn) }],
    [
      'cluster-logical-decoding-feedback',
      { ...on17, ...parameters({ sync_replication_slots: 'on' }) },
      { ...on17, ...parameters(bothOn) },
    ],
    [
      'cluster-logical-decoding-slot-sync',
      { ...on17, ...parameters({ hot_standby_feedback: 'on' }) },
      { ...on17, ...parameters(bothOn) },
    ],
    ['cluster-storage-size', { storage: { size: '10GB' } }, { storage: { size: '10Gi' } }],
    [
      'cluster-storage-size-missing',
      { storage: {} },
      { storage: { pvcTemplate: { resources: { requests: { storage: '1Gi' } } } } },
    ],
    ['cluster-wal-storage-size', { walStorage: { size: 'x' } }, { walStorage: { size: '2Gi' } }],
    ['cluster-wal-storage-size-missing', { walStorage: {} }, { walStorage: { size: '2Gi' } }],
    ['cluster-tablespace-size', { tablespaces: [{ name: 'a', storage: { size: '1 Gi' } }] }, tablespaces('a')],
    ['cluster-tablespace-size-missing', { tablespaces: [{ name: 'a', storage: {} }] }, tablespaces('a')],
    [
      'cluster-ephemeral-volume',
      { ephemeralVolumeSource: {}, ephemeralVolumesSizeLimit: { temporaryData: '1Gi' } },
      { ephemeralVolumeSource: {}, ephemeralVolumesSizeLimit: { shm: '1Gi' } },
    ],
    ['cluster-tablespace-unique', tablespaces('a', 'A'), tablespaces('a', 'b')],
    ['cluster-tablespace-prefix', tablespaces('pg_a'), tablespaces('PG_a')],
    ['cluster-tablespace-identifier', tablespaces('1a'), tablespaces('_a$1')],
    ['cluster-tablespace-length', tablespaces('a'.repeat(64)), tablespaces('a'.repeat(63))],
    [
      'cluster-tablespace-snapshot-class',
      { ...tablespaces('a'), backup: { volumeSnapshot: { tablespaceClassName: { b: 'c' } } } },
      { ...tablespaces('a'), backup: { volumeSnapshot: { tablespaceClassName: { a: 'c' } } } },
    ],
  ),
  [
    'cluster-wal-level-minimal',
    { spec: parameters({ wal_level: 'minimal', max_wal_senders: '0' }, single) },
    {
      spec: parameters({ wal_level: 'minimal', max_wal_senders: '0', wal_log_hints: 'off' }, single),
      ...annotated('cnpg.io/skipWalArchiving', 'enabled'),
    },
  ],
  [
    'cluster-wal-level-minimal-senders',
    {
      spec: parameters({ wal_level: 'minimal', wal_log_hints: 'off' }, single),
      ...annotated('cnpg.io/skipWalArchiving', 'enabled'),
    },
    { spec: parameters({ wal_level: 'logical' }) },
  ],
  [
    'cluster-failover-quorum-annotation',
    annotated('alpha.cnpg.io/failoverQuorum', 'yes'),
    annotated('alpha.cnpg.io/failoverQuorum', 'f'),
  ],
  [
    'cluster-failover-quorum-annotation-synchronous',
    annotated('alpha.cnpg.io/failoverQuorum', 'true'),
    { ...annotated('alpha.cnpg.io/failoverQuorum', 'true'), spec: synchronous({}) },
  ],
  ['cluster-name-label', { metadata: { name: 'a.b' } }, { metadata: { name: 'a-b' } }],
  ['cluster-name-length', { metadata: { name: long } }, { metadata: { name: long.slice(1) } }],
  ['cluster-hibernation', annotated('cnpg.io/hibernation', 'yes'), annotated('cnpg.io/hibernation', 'off')],
  [
    'cluster-pod-patch',
    annotated('cnpg.io/podPatch', '[{"op":"add"}]'),
    annotated('cnpg.io/podPatch', '[{"op":"remove","path":"/metadata/labels/a"}]'),
  ],
  [
    'cluster-pod-patch-target',
    annotated('cnpg.io/podPatch', '[{"op":"replace","path":"/spec/contaners/0/image","value":"a"}]'),
    annotated('cnpg.io/podPatch', '[{"op":"replace","path":"/spec/containers/0/image","value":"a"}]'),
  ],
  [
    'cluster-liveness-pinger',
    annotated('alpha.cnpg.io/livenessPinger', '{"enabled":1}'),
    annotated('alpha.cnpg.io/livenessPinger', '{"enabled":false}'),
  ],
];
