import { expect, expectTypeOf, it } from 'vitest';
import {
  type ArchiveTarget,
  type BackupOptions,
  type ClusterOverrides,
  type ConnectOptions,
  type DatabaseRoleOptions,
  Duration,
  type Folder,
  type HbaRule,
  type InitdbOptions,
  type ObjectStoreProps,
  type PlacedObjectProps,
  type PoolerOptions,
  PostgresCluster,
  type PostgresClusterProps,
  type ProductionDatabaseProps,
  Schedule,
  type ScheduledBackupOptions,
  type ServiceProps,
  type SnapshotTarget,
  type Storage,
} from '../../constructs/index';
import { MINIMAL } from './support/cluster';
import { SHOP } from './support/production-database';

// What must not compile: each line below is an error to the compiler, and this file one if it is not.

type Cluster = Partial<PostgresClusterProps>;
type Scheduled = Partial<ScheduledBackupOptions>;
type Pooler = Partial<PoolerOptions>;
const secret = { name: 's' };

// biome-ignore format: a line must be whole to be the one that is refused
const WRONG: unknown[] = [
  // @ts-expect-error a misspelt key of a configuration, where it was written
  ({ store: { retension: Duration.days(7) } }) as const satisfies { readonly store: Partial<ObjectStoreProps> },
  // @ts-expect-error and one level below
  ({ database: { resources: { limit: { memory: '1Gi' } } } }) as const satisfies { readonly database: Cluster },
  // @ts-expect-error a misspelt part of a production database
  ({ ...SHOP, monitorin: false }) as const satisfies ProductionDatabaseProps,
  // @ts-expect-error a misspelt key of one of its parts
  ({ ...SHOP, access: { runtime: { name: 'a', conectionLimit: 5 } } }) as const satisfies ProductionDatabaseProps,
  // @ts-expect-error a parameter of another major than its own
  ({ ...SHOP, database: { ...SHOP.database, parameters: { io_method: 'worker' } } }) as const satisfies ProductionDatabaseProps,
  // @ts-expect-error no word about a backup
  ({ name: 'shop', platform: SHOP.platform, database: SHOP.database }) as const satisfies ProductionDatabaseProps,
  // @ts-expect-error a backup that is off without a reason
  ({ ...SHOP, backup: false }) as const satisfies ProductionDatabaseProps,
  // @ts-expect-error an archive beside `backup`
  ({ ...SHOP, database: { ...SHOP.database, archive: { name: 'a' } } }) as const satisfies ProductionDatabaseProps,
  // @ts-expect-error a misspelt parameter, which would stop the server at its next restart
  { parameters: { shared_bufers: '2GB' } } satisfies Partial<PostgresClusterProps<'17'>>,
  // @ts-expect-error Kubernetes' unit, which PostgreSQL does not know
  { parameters: { work_mem: '64Mi' } } satisfies Partial<PostgresClusterProps<'17'>>,
  // @ts-expect-error a bare number whose unit is blocks of 8 kB
  { parameters: { shared_buffers: '262144' } } satisfies Partial<PostgresClusterProps<'17'>>,
  // @ts-expect-error a parameter that came with 18
  { parameters: { io_method: 'worker' } } satisfies Partial<PostgresClusterProps<'17'>>,
  // @ts-expect-error a parameter that belongs to the operator
  { parameters: { archive_command: '/bin/true' } } satisfies Partial<PostgresClusterProps<'17'>>,
  // @ts-expect-error the constructor takes the major from `version`
  (scope: Folder) => new PostgresCluster(scope, 'Database', { ...MINIMAL, version: '16', parameters: { io_method: 'worker' } }),
  // @ts-expect-error a transaction says nothing about when: out of an archive it needs the backup to start from
  { kind: 'xid', xid: '7' } satisfies ArchiveTarget,
  // @ts-expect-error so does a restore point
  { kind: 'name', name: 'n' } satisfies ArchiveTarget,
  // @ts-expect-error and the end of a backup
  { kind: 'immediate' } satisfies ArchiveTarget,
  // @ts-expect-error a snapshot is the backup
  { kind: 'immediate', backupId: 'b' } satisfies SnapshotTarget,
  // @ts-expect-error a time without a zone is no Instant
  { kind: 'time', time: '2026-01-02 03:04:05' } satisfies ArchiveTarget,
  // @ts-expect-error one target, not two
  { kind: 'lsn', lsn: '0/1', name: 'n' } satisfies ArchiveTarget,
  // @ts-expect-error a database without its owner would be owned by a role of its own name
  { database: 'orders' } satisfies InitdbOptions,
  // @ts-expect-error a schedule is not text
  { schedule: '0 0 2 * * *' } satisfies Scheduled,
  // @ts-expect-error the escape hatch would take any number of fields
  { spec: { schedule: '0 2 * * *' } } satisfies Scheduled,
  // @ts-expect-error a method is chosen by its prop
  { spec: { method: 'barmanObjectStore' } } satisfies Partial<BackupOptions>,
  // @ts-expect-error in-tree Barman is deprecated
  { backup: { barmanObjectStore: {} } } satisfies ClusterOverrides,
  // @ts-expect-error retention belongs to the object store
  { backup: { retentionPolicy: '30d' } } satisfies ClusterOverrides,
  // @ts-expect-error in-tree Barman is deprecated for reading, too
  { externalClusters: [{ name: 'x', barmanObjectStore: {} }] } satisfies ClusterOverrides,
  // @ts-expect-error CNPG's own PodMonitor is deprecated
  { monitoring: { enablePodMonitor: true } } satisfies ClusterOverrides,
  // @ts-expect-error of poolers as well
  { spec: { monitoring: {} } } satisfies Pooler,
  // @ts-expect-error a list of services would replace the declared ones
  { managed: { services: { additional: [] } } } satisfies ClusterOverrides,
  // @ts-expect-error misspelled
  { instance: 3 } satisfies ClusterOverrides,
  // @ts-expect-error not one of the enum
  { logLevel: 'verbose' } satisfies ClusterOverrides,
  // @ts-expect-error a Date has no zone in git
  { managed: { roles: [{ name: 'a', validUntil: new Date(0) }] } } satisfies ClusterOverrides,
  // @ts-expect-error the rw service cannot be left out
  { disabledServices: ['rw'] } satisfies Cluster,
  // @ts-expect-error passwords are references
  { roles: [{ name: 'a', password: 'secret' }] } satisfies Cluster,
  // @ts-expect-error a number whose unit is blocks of 8 kB
  { parameters: { shared_buffers: 262144 } } satisfies Cluster,
  // @ts-expect-error a number of seconds, minutes or milliseconds
  { parameters: { checkpoint_timeout: 15 } } satisfies Partial<PostgresClusterProps<'17'>>,
  // @ts-expect-error a certificate of yours has the names that it has
  { certificates: { server: { ca: secret, tls: secret }, altDnsNames: ['x'] } } satisfies Cluster,
  // @ts-expect-error a service of its own name or an access, not both
  { service: 's', access: 'ro' } satisfies ConnectOptions,
  // @ts-expect-error no such access
  { access: 'any' } satisfies ConnectOptions,
  // @ts-expect-error GB is PostgreSQL's spelling
  { size: '10GB' } satisfies Storage,
  // @ts-expect-error the selector is CNPG's
  { name: 's', access: 'rw', spec: { selector: {} } } satisfies ServiceProps,
  // @ts-expect-error an object of its own is dropped by its reclaim policy
  { name: 'a', ensure: 'absent' } satisfies DatabaseRoleOptions,
  // @ts-expect-error a certificate or a password
  { name: 'a', login: true, authentication: 'certificate', password: secret } satisfies DatabaseRoleOptions,
  // @ts-expect-error who shows a certificate logs in
  { name: 'a', authentication: 'certificate' } satisfies DatabaseRoleOptions,
  // @ts-expect-error kept or dropped
  { name: 'a', reclaimPolicy: 'recycle' } satisfies DatabaseRoleOptions,
  // @ts-expect-error a line that lets everybody in is written as text
  { from: 'all', method: 'trust' } satisfies HbaRule,
  // @ts-expect-error pods are named and have labels
  { from: { podLabels: { app: 'api' } } } satisfies HbaRule,
  // @ts-expect-error a number has no unit
  { primaryLease: { duration: 15 } } satisfies Cluster,
  // @ts-expect-error metrics over TLS need the certificate
  { certificate: { metrics: true } } satisfies Pooler,
  // @ts-expect-error an image or an entry of a catalog, which has a key
  { image: { catalog: { kind: 'ImageCatalog', name: 'a' } } } satisfies Pooler,
  // @ts-expect-error a map of variables
  { extensionImages: [{ name: 'a', env: [{ name: 'A', value: 'b' }] }] } satisfies Cluster,
  // @ts-expect-error it is always where its cluster is
  { name: 'd', namespace: 'elsewhere' } satisfies PlacedObjectProps,
];

it('refuses at run time what a cast got past the compiler', () => {
  // @ts-expect-error five fields: CNPG reads seconds first
  expect(() => Schedule.cron('0 2 * * *')).toThrow('five');
  expect(WRONG).toHaveLength(53);
});

it('asks for what holds state, and for nothing else', () => {
  type Required = { [K in keyof PostgresClusterProps]-?: undefined extends PostgresClusterProps[K] ? never : K };
  expectTypeOf<Required[keyof PostgresClusterProps]>().toEqualTypeOf<
    'name' | 'version' | 'image' | 'instances' | 'storage' | 'bootstrap'
  >();
});
