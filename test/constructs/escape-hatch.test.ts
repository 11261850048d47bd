import { expect, it } from 'vitest';
import {
  Backup,
  type BackupOptions,
  Database,
  type DatabaseOptions,
  ExternalCluster,
  type Folder,
  ObjectStore,
  type ObjectStoreProps,
  Pooler,
  type PoolerOptions,
  type PostgresClusterProps,
  Publication,
  type PublicationOptions,
  S3Credentials,
  Schedule,
  ScheduledBackup,
  type ScheduledBackupOptions,
  type ServiceProps,
  Subscription,
  type SubscriptionOptions,
} from '../../constructs/index';
import { cluster, store } from './support/cluster';
import { readL1, Sampler, specSchema } from './support/l1';
import { at, leaves, only, render } from './support/render';

// Everything in the CRDs can be expressed: each field of each spec, set through the escape hatch, is in the manifest.

const CNPG = 'postgresql.cnpg.io';
const source = ExternalCluster.fromConnection({ name: 'origin', host: 'db', user: 'app' });
const archived = (folder: Folder) => cluster(folder, { archive: store(folder) });

it.each<{
  group: string;
  kind: string;
  file: string;
  without: string[];
  least: number;
  build: (folder: Folder, spec: unknown) => void;
}>([
  {
    group: CNPG,
    kind: 'Cluster',
    file: 'cluster',
    // Deprecated, and complete as a typed prop.
    without: [
      'backup.barmanObjectStore',
      'backup.retentionPolicy',
      'externalClusters[].barmanObjectStore',
      'monitoring.enablePodMonitor',
      'monitoring.podMonitorMetricRelabelings',
      'monitoring.podMonitorRelabelings',
      'managed.services.additional',
    ],
    least: 400,
    build: (folder, spec) => cluster(folder, { spec: spec as PostgresClusterProps['spec'] }),
  },
  {
    group: 'barmancloud.cnpg.io',
    kind: 'ObjectStore',
    file: 'object-store',
    without: [],
    least: 50,
    build: (folder, spec) =>
      new ObjectStore(folder, 'Store', {
        name: 'store',
        destinationPath: 's3://bucket/path',
        credentials: S3Credentials.inherit(),
        spec: spec as ObjectStoreProps['spec'],
      }),
  },
  {
    group: CNPG,
    kind: 'Pooler',
    file: 'pooler',
    without: ['cluster', 'monitoring'],
    least: 600,
    build: (folder, spec) =>
      new Pooler(folder, 'Pooler', {
        cluster: cluster(folder),
        name: 'pool',
        mode: 'session',
        instances: 1,
        spec: spec as PoolerOptions['spec'],
      }),
  },
  {
    group: CNPG,
    kind: 'Database',
    file: 'database',
    without: ['cluster'],
    least: 40,
    build: (folder, spec) =>
      new Database(folder, 'Audit', {
        cluster: cluster(folder),
        name: 'audit',
        owner: 'app',
        spec: spec as DatabaseOptions['spec'],
      }),
  },
  {
    group: CNPG,
    kind: 'Backup',
    file: 'backup',
    without: ['cluster', 'method'],
    least: 5,
    build: (folder, spec) =>
      new Backup(folder, 'Backup', { cluster: archived(folder), name: 'b', spec: spec as BackupOptions['spec'] }),
  },
  {
    group: CNPG,
    kind: 'ScheduledBackup',
    file: 'scheduled-backup',
    without: ['cluster', 'method', 'schedule'],
    least: 8,
    build: (folder, spec) =>
      new ScheduledBackup(folder, 'Daily', {
        cluster: archived(folder),
        name: 'daily',
        schedule: Schedule.daily({ hour: 2 }),
        spec: spec as ScheduledBackupOptions['spec'],
      }),
  },
  {
    group: CNPG,
    kind: 'Publication',
    file: 'publication',
    without: ['cluster'],
    least: 8,
    build: (folder, spec) =>
      new Publication(folder, 'All', {
        cluster: cluster(folder),
        name: 'all',
        target: { allTables: true },
        spec: spec as PublicationOptions['spec'],
      }),
  },
  {
    group: CNPG,
    kind: 'Subscription',
    file: 'subscription',
    without: ['cluster'],
    least: 6,
    build: (folder, spec) =>
      new Subscription(folder, 'All', {
        cluster: cluster(folder),
        name: 'all',
        source,
        publication: 'all',
        spec: spec as SubscriptionOptions['spec'],
      }),
  },
])('every field of a $kind reaches the manifest', ({ group, kind, file, without, least, build }) => {
  const sampler = new Sampler(readL1(group, file), without);
  const { override, expected } = sampler.sample(specSchema(group, kind), `${kind}Spec`, '');
  const rendered = leaves(
    at(
      only(
        render((folder) => build(folder, override)),
        kind,
      ),
      'spec',
    ),
  );
  expect(rendered).toMatchObject(leaves(expected));
  expect(sampler.paths.length).toBeGreaterThan(least);
});

it('every field of an additional service reaches the manifest', () => {
  const path = 'managed.services.additional.serviceTemplate.spec';
  const schema = path.split('.').reduce(
    (parent, key) => {
      const child = (parent.items ?? parent).properties?.[key];
      if (child === undefined) throw new Error(`no ${key}`);
      return child;
    },
    specSchema(CNPG, 'Cluster'),
  );
  const sampler = new Sampler(readL1(CNPG, 'cluster'), ['selector']);
  const type = 'ClusterSpecManagedServicesAdditionalServiceTemplateSpec';
  const { override, expected } = sampler.sample(schema, type, '');
  const service: ServiceProps = { name: 'orders', access: 'rw', spec: override as ServiceProps['spec'] };
  const manifest = only(
    render((folder) => cluster(folder, { services: [service] })),
    'Cluster',
  );
  expect(at(manifest, 'spec.managed.services.additional.0.serviceTemplate.spec')).toEqual(expected);
  expect(sampler.paths.length).toBeGreaterThan(20);
});
