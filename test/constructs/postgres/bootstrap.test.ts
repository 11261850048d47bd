import { describe, expect, it } from 'vitest';
import {
  type ArchiveTarget,
  type Bootstrap,
  ExternalCluster,
  Instant,
  importFrom,
  initdb,
  ObjectStore,
  pgBaseBackup,
  recovery,
  Secret,
  type SnapshotTarget,
} from '../../../constructs/index';
import { cluster, specOf } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const application = { database: 'orders', owner: 'app' };
const store = ObjectStore.fromObjectStoreName('backups');
const archive = { store, serverName: 'orders-v1' };
const secret = Secret.fromSecretName('app-credentials');
const legacy = ExternalCluster.fromConnection({ name: 'legacy', host: 'db.example.com', user: 'dump' });
const archiveEntry = {
  name: 'orders-v1',
  plugin: {
    name: 'barman-cloud.cloudnative-pg.io',
    enabled: true,
    isWALArchiver: false,
    parameters: { barmanObjectName: 'backups', serverName: 'orders-v1' },
  },
};

const VARIANTS: [string, Bootstrap, object, string[]][] = [
  ['initdb', initdb(application), { initdb: application }, []],
  [
    'initdb with everything',
    initdb({
      ...application,
      secret,
      encoding: 'UTF8',
      locale: { collate: 'C', ctype: 'C.UTF-8' },
      localeProvider: { provider: 'icu', locale: 'de', rules: '&a < g' },
      dataChecksums: true,
      walSegmentSize: 32,
      applicationSql: {
        statements: ['CREATE SCHEMA a'],
        scripts: [secret.key('a.sql'), { configMap: 'sql', key: 'b.sql' }],
      },
      templateSql: { statements: ['CREATE EXTENSION citext'], scripts: [{ configMap: 'sql', key: 't.sql' }] },
      sql: { statements: ['SELECT 1'], scripts: [secret.key('p.sql')] },
    }),
    {
      initdb: {
        ...application,
        secret: { name: 'app-credentials' },
        encoding: 'UTF8',
        localeCollate: 'C',
        localeCType: 'C.UTF-8',
        localeProvider: 'icu',
        icuLocale: 'de',
        icuRules: '&a < g',
        dataChecksums: true,
        walSegmentSize: 32,
        postInitApplicationSQL: ['CREATE SCHEMA a'],
        postInitApplicationSQLRefs: {
          secretRefs: [{ name: 'app-credentials', key: 'a.sql' }],
          configMapRefs: [{ name: 'sql', key: 'b.sql' }],
        },
        postInitTemplateSQL: ['CREATE EXTENSION citext'],
        postInitTemplateSQLRefs: { configMapRefs: [{ name: 'sql', key: 't.sql' }] },
        postInitSQL: ['SELECT 1'],
        postInitSQLRefs: { secretRefs: [{ name: 'app-credentials', key: 'p.sql' }] },
      },
    },
    [],
  ],
  [
    'initdb with one locale and the built-in provider',
    initdb({ ...application, locale: 'C', localeProvider: { provider: 'builtin', locale: 'C.UTF-8' } }),
    {
      initdb: {
        ...application,
        localeCollate: 'C',
        localeCType: 'C',
        localeProvider: 'builtin',
        builtinLocale: 'C.UTF-8',
      },
    },
    [],
  ],
  [
    'import of one database',
    importFrom({
      ...application,
      source: legacy,
      type: 'microservice',
      sourceDatabase: 'shop',
      postImportSql: ['ANALYZE'],
      schemaOnly: true,
      options: { pgDumpExtraOptions: ['--jobs=2'] },
    }),
    {
      initdb: {
        ...application,
        import: {
          type: 'microservice',
          source: { externalCluster: 'legacy' },
          schemaOnly: true,
          pgDumpExtraOptions: ['--jobs=2'],
          databases: ['shop'],
          postImportApplicationSQL: ['ANALYZE'],
        },
      },
    },
    ['legacy'],
  ],
  [
    'import of a server',
    importFrom({ ...application, source: legacy, type: 'monolith', databases: ['*'], roles: ['*'] }),
    {
      initdb: {
        ...application,
        import: { type: 'monolith', source: { externalCluster: 'legacy' }, databases: ['*'], roles: ['*'] },
      },
    },
    ['legacy'],
  ],
  [
    'a copy of a running server',
    pgBaseBackup({ ...application, secret, source: legacy }),
    { pg_basebackup: { source: 'legacy', ...application, secret: { name: 'app-credentials' } } },
    ['legacy'],
  ],
  [
    'recovery from an archive',
    recovery({ ...application, from: 'archive', archive }),
    { recovery: { ...application, source: 'orders-v1' } },
    ['orders-v1'],
  ],
  [
    'recovery from a Backup',
    recovery({ ...application, from: 'backup', backupName: 'daily-1' }),
    { recovery: { ...application, backup: { name: 'daily-1' } } },
    [],
  ],
  [
    'recovery from snapshots, with an archive',
    recovery({
      ...application,
      from: 'snapshots',
      snapshots: {
        storage: { name: 'data', kind: 'VolumeSnapshot' },
        walStorage: { name: 'wal', kind: 'PersistentVolumeClaim' },
        tablespaces: { cold: { name: 'cold', kind: 'VolumeSnapshot' } },
        archive,
      },
    }),
    {
      recovery: {
        ...application,
        source: 'orders-v1',
        volumeSnapshots: {
          storage: { name: 'data', kind: 'VolumeSnapshot', apiGroup: 'snapshot.storage.k8s.io' },
          walStorage: { name: 'wal', kind: 'PersistentVolumeClaim', apiGroup: '' },
          tablespaceStorage: { cold: { name: 'cold', kind: 'VolumeSnapshot', apiGroup: 'snapshot.storage.k8s.io' } },
        },
      },
    },
    ['orders-v1'],
  ],
];

describe.each(VARIANTS)('%s', (_, bootstrap, stanza, externals) => {
  const manifests = render((folder) => cluster(folder, { bootstrap, walStorage: { size: '1Gi' } }));

  it('renders its stanza', () => expect(at(only(manifests, 'Cluster'), 'spec.bootstrap')).toEqual(stanza));

  it('brings its external clusters', () => {
    const entries = at(only(manifests, 'Cluster'), 'spec.externalClusters') ?? [];
    expect((entries as { name: string }[]).map(({ name }) => name)).toEqual(externals);
  });

  it('is admitted', () => expect(refused(manifests)).toEqual([]));
});

it('names the archive that a recovery reads', () => {
  const bootstrap = recovery({ ...application, from: 'archive', archive });
  expect(at(specOf({ bootstrap }), 'externalClusters')).toEqual([archiveEntry]);
});

describe('recovery targets', () => {
  const time = Instant.parse('2026-01-02T05:04:05+02:00');

  it.each<[string, ArchiveTarget, object | undefined]>([
    ['latest', { kind: 'latest' }, undefined],
    ['latest on a timeline', { kind: 'latest', timeline: '3' }, { targetTLI: '3' }],
    ['time', { kind: 'time', time }, { targetTime: '2026-01-02 03:04:05.000000+00' }],
    [
      'time, before it, from a backup',
      { kind: 'time', time, exclusive: true, backupId: '20260101T020000' },
      { targetTime: '2026-01-02 03:04:05.000000+00', exclusive: true, backupID: '20260101T020000' },
    ],
    ['lsn', { kind: 'lsn', lsn: '0/16B3748', timeline: 'latest' }, { targetLSN: '0/16B3748', targetTLI: 'latest' }],
    [
      'xid',
      { kind: 'xid', xid: '7', backupId: 'b', exclusive: false },
      { targetXID: '7', backupID: 'b', exclusive: false },
    ],
    ['name', { kind: 'name', name: 'before-release', backupId: 'b' }, { targetName: 'before-release', backupID: 'b' }],
    ['immediate', { kind: 'immediate', backupId: 'b' }, { targetImmediate: true, backupID: 'b' }],
  ])('%s', (_, target, expected) => {
    const bootstrap = recovery({ ...application, from: 'archive', archive, target });
    const manifests = render((folder) => cluster(folder, { bootstrap }));
    expect(at(only(manifests, 'Cluster'), 'spec.bootstrap.recovery.recoveryTarget')).toEqual(expected);
    expect(refused(manifests)).toEqual([]);
  });

  it.each<[string, SnapshotTarget, object]>([
    ['xid', { kind: 'xid', xid: '7' }, { targetXID: '7' }],
    ['immediate', { kind: 'immediate' }, { targetImmediate: true }],
  ])('%s out of snapshots needs no backup', (_, target, expected) => {
    const snapshots = { storage: { name: 'data', kind: 'VolumeSnapshot' } } as const;
    const bootstrap = recovery({ ...application, from: 'snapshots', snapshots, target });
    const manifests = render((folder) => cluster(folder, { bootstrap }));
    expect(at(only(manifests, 'Cluster'), 'spec.bootstrap.recovery.recoveryTarget')).toEqual(expected);
    expect(refused(manifests)).toEqual([]);
  });
});
