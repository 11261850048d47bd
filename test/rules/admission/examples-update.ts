import { annotated, type Change, type Fields } from './support';

export interface UpdateExample {
  readonly rule: string;
  readonly old: Change;
  readonly wrong: Change;
  readonly right: Change;
}

const parameters = (fields: Fields) => ({ postgresql: { parameters: fields } });
const spaces = (sizes: Fields) => ({
  tablespaces: Object.entries(sizes).map(([name, size]) => ({ name, storage: { size } })),
});
const slots = (fields: Fields) => ({ replicationSlots: { highAvailability: fields } });
const pgdata = (majorVersion: number) => ({ pgDataImageInfo: { image: 'x', majorVersion } });
const topology = (primary: string) => ({
  externalClusters: ['one', 'two'].map((name) => ({ name, connectionParameters: { host: name } })),
  bootstrap: { pg_basebackup: { source: 'two' } },
  replica: { primary, source: 'two' },
});

const withoutArchive = annotated('cnpg.io/skipWalArchiving', 'enabled');

/** Spec only, for all three. */
const of = (rule: string, old: Fields, wrong: Fields, right: Fields): UpdateExample => ({
  rule,
  old: { spec: old },
  wrong: { spec: wrong },
  right: { spec: right },
});

export const UPDATE_EXAMPLES: readonly UpdateExample[] = [
  {
    rule: 'cluster-major-downgrade',
    old: { spec: { imageName: 'a:17' }, status: pgdata(17) },
    wrong: { spec: { imageName: 'a:16' } },
    right: { spec: { imageName: 'a:18' } },
  },
  {
    rule: 'cluster-major-upgrade',
    old: { spec: { imageName: 'a:14' }, status: pgdata(14) },
    wrong: { spec: { imageName: 'a:15' } },
    right: { spec: { imageName: 'a:16' } },
  },
  of(
    'cluster-image-and-parameters',
    { imageName: 'a:17.1' },
    { imageName: 'a:17.2', primaryUpdateMethod: 'switchover', ...parameters({ work_mem: '8MB' }) },
    { imageName: 'a:17.2', ...parameters({ work_mem: '8MB' }) },
  ),
  of('cluster-storage-shrink', {}, { storage: { size: '9Gi' } }, { storage: { size: '10240Mi' } }),
  of('cluster-wal-storage-removed', { walStorage: { size: '2Gi' } }, {}, { walStorage: { size: '2Gi' } }),
  of(
    'cluster-wal-storage-shrink',
    { walStorage: { size: '2Gi' } },
    { walStorage: { size: '1Gi' } },
    { walStorage: { size: '3Gi' } },
  ),
  of('cluster-tablespaces-removed', spaces({ a: '1Gi' }), {}, spaces({ a: '1Gi', b: '1Gi' })),
  of(
    'cluster-tablespace-removed',
    spaces({ a: '1Gi', b: '1Gi' }),
    spaces({ a: '1Gi' }),
    spaces({ b: '1Gi', a: '1Gi' }),
  ),
  of('cluster-tablespace-shrink', spaces({ a: '2Gi' }), spaces({ a: '1Gi' }), spaces({ b: '1Gi', a: '2Gi' })),
  of('cluster-postgres-gid', {}, { postgresGID: 27 }, { postgresGID: 26 }),
  of('cluster-postgres-uid', { postgresUID: 27 }, {}, { postgresUID: 27 }),
  of('cluster-slot-prefix', slots({ slotPrefix: 'a_' }), {}, slots({ slotPrefix: 'a_' })),
  {
    rule: 'cluster-wal-level-lowered',
    old: { ...withoutArchive, spec: { instances: 1 } },
    wrong: { ...withoutArchive, spec: { instances: 1, ...parameters({ wal_level: 'minimal', max_wal_senders: '0' }) } },
    right: { ...withoutArchive, spec: { instances: 1, ...parameters({ wal_level: 'replica' }) } },
  },
  {
    rule: 'cluster-replica-switch',
    old: { spec: topology('two'), status: { switchReplicaClusterStatus: { inProgress: true } } },
    wrong: { spec: topology('one') },
    right: { spec: { ...topology('two'), instances: 1 } },
  },
];
