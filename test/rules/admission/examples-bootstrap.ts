import { type Example, type Fields, specs } from './support';

const source = [{ name: 'src', connectionParameters: { host: 'src-rw' }, plugin: { name: 'p' } }];
const initdb = (fields: Fields) => ({ bootstrap: { initdb: fields } });
const sql = (refs: Fields) => initdb({ postInitApplicationSQLRefs: refs });
const imported = (fields: Fields, more: Fields = {}) =>
  initdb({
    ...more,
    import: { type: 'microservice', databases: ['app'], source: { externalCluster: 'src' }, ...fields },
  });
const monolith = (fields: Fields, more: Fields = {}) => imported({ type: 'monolith', ...fields }, more);
const recovery = (fields: Fields) => ({ bootstrap: { recovery: fields }, externalClusters: source });
const target = (fields: Fields) => recovery({ source: 'src', recoveryTarget: fields });
const volume = (kind: string, apiGroup: string) => ({ kind, apiGroup, name: 'v' });
const snapshot = volume('VolumeSnapshot', 'snapshot.storage.k8s.io');
const snapshots = (fields: Fields, more: Fields = {}) =>
  recovery({ volumeSnapshots: { storage: snapshot, ...fields }, ...more });

export const bootstrapExamples: readonly Example[] = specs(
  [
    'cluster-bootstrap-single-method',
    { bootstrap: { initdb: {}, recovery: { backup: { name: 'b' } } } },
    { bootstrap: { recovery: { backup: { name: 'b' } } } },
  ],
  ['cluster-initdb-wal-segment-size', initdb({ walSegmentSize: 48 }), initdb({ walSegmentSize: 64 })],
  [
    'cluster-initdb-sql-secret-refs',
    sql({ secretRefs: [{ name: 'a', key: 'k' }, { name: 'b' }] }),
    sql({ secretRefs: [{ name: 'a', key: 'k' }] }),
  ],
  [
    'cluster-initdb-sql-config-map-refs',
    sql({ configMapRefs: [{ name: '', key: 'k' }] }),
    sql({ configMapRefs: [{ name: 'a', key: 'k' }] }),
  ],
  [
    'cluster-initdb-owner',
    { bootstrap: { initdb: { database: 'shop' }, recovery: { backup: { name: 'b' } } } },
    initdb({ database: 'shop' }),
  ],
  ['cluster-initdb-database', monolith({}, { owner: 'a' }), monolith({}, { owner: 'a', database: 'a' })],
  [
    'cluster-basebackup-application-database',
    {
      bootstrap: { pg_basebackup: { source: 'src', database: 'a' }, recovery: { source: 'src' } },
      externalClusters: source,
    },
    { bootstrap: { pg_basebackup: { source: 'src', database: 'a' } }, externalClusters: source },
  ],
  [
    'cluster-basebackup-source',
    { bootstrap: { pg_basebackup: { source: 'other' } }, externalClusters: source },
    { bootstrap: { pg_basebackup: { source: 'src' } }, externalClusters: source },
  ],
  ['cluster-import-microservice-databases', imported({ databases: ['a', 'b'] }), imported({})],
  ['cluster-import-microservice-roles', imported({ roles: ['a'] }), imported({ roles: [] })],
  ['cluster-import-microservice-wildcard', imported({ databases: ['app*'] }), imported({ databases: ['app'] })],
  ['cluster-import-monolith-databases', monolith({ databases: [] }), monolith({ databases: ['a', 'b'] })],
  ['cluster-import-monolith-database-wildcard', monolith({ databases: ['*', 'a'] }), monolith({ databases: ['*'] })],
  ['cluster-import-monolith-role-wildcard', monolith({ roles: ['a', '*'] }), monolith({ roles: ['*'] })],
  [
    'cluster-import-monolith-sql',
    monolith({ postImportApplicationSQL: ['select 1'] }),
    imported({ postImportApplicationSQL: ['select 1'] }),
  ],
  ['cluster-recovery-source', recovery({ source: 'other' }), recovery({ source: 'src' })],
  [
    'cluster-recovery-source-archive',
    {
      bootstrap: { recovery: { source: 'x' } },
      externalClusters: [{ name: 'x', connectionParameters: { host: 'h' } }],
    },
    { bootstrap: { recovery: { source: 'x' } }, externalClusters: [{ name: 'x', plugin: { name: 'p' } }] },
  ],
  ['cluster-recovery-snapshots-backup', snapshots({}, { backup: { name: 'b' } }), snapshots({})],
  ['cluster-recovery-snapshots-backup-id', snapshots({}, { recoveryTarget: { backupID: 'x' } }), snapshots({})],
  [
    'cluster-recovery-snapshots-storage',
    snapshots({ storage: volume('VolumeSnapshot', '') }),
    snapshots({ storage: volume('PersistentVolumeClaim', '') }),
  ],
  [
    'cluster-recovery-snapshots-wal-volume',
    snapshots({ walStorage: snapshot }),
    { ...snapshots({ walStorage: snapshot }), walStorage: { size: '1Gi' } },
  ],
  [
    'cluster-recovery-snapshots-wal-storage',
    { ...snapshots({ walStorage: volume('Volume', '') }), walStorage: { size: '1Gi' } },
    { ...snapshots({ walStorage: snapshot }), walStorage: { size: '1Gi' } },
  ],
  [
    'cluster-recovery-target-exclusive',
    target({ targetLSN: '0/1', targetTime: '2026-01-31 00:00:00' }),
    target({ targetLSN: '0/1' }),
  ],
  ['cluster-recovery-target-time', target({ targetTime: 'yesterday' }), target({ targetTime: '2026-01-31T00:00:00Z' })],
  ['cluster-recovery-target-lsn', target({ targetLSN: '0-1' }), target({ targetLSN: 'A/ff' })],
  ['cluster-recovery-target-backup-id', target({ targetXID: '9' }), target({ targetXID: '9', backupID: 'b' })],
  ['cluster-recovery-target-timeline', target({ targetTLI: '0' }), target({ targetTLI: 'latest' })],
);
