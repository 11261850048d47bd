import { describe, expect, it } from 'vitest';
import {
  Duration,
  type Folder,
  InputError,
  Instant,
  ObjectStore,
  type PostgresCluster,
  PostgresClusterFromBackup,
  type PostgresClusterFromBackupProps,
  type RecoveredFromCluster,
  type RecoverySource,
  Secret,
} from '../../../constructs/index';
import type { Manifest } from '../../../manifests/object/manifest';
import { cluster, MINIMAL, store } from '../support/cluster';
import { at, refused, render } from '../support/render';

const TIME = { kind: 'time', time: Instant.of('2026-11-20T14:37:00+01:00') } as const;
const BARMAN = 'barman-cloud.cloudnative-pg.io';

type Given = Omit<RecoveredFromCluster, 'name' | 'source'> & {
  name?: string;
  source?: Partial<RecoveredFromCluster['source']>;
};

/** The cluster that is recovered from `orders-db`, rendered next to it. */
function recovered(
  given: Given = {},
  source: Parameters<typeof cluster>[1] = {},
  prepare?: (db: PostgresCluster) => void,
): Manifest {
  const manifests = render((folder) => {
    const db = cluster(folder, { archive: store(folder), ...source });
    prepare?.(db);
    const props = {
      name: 'orders-db-r2',
      ...given,
      source: { cluster: db, target: TIME, ...given.source },
    };
    new PostgresClusterFromBackup(folder, 'Recovered', props as RecoveredFromCluster);
  });
  expect(refused(manifests)).toEqual([]);
  const found = manifests.find(({ kind, metadata }) => kind === 'Cluster' && metadata.name !== 'orders-db');
  if (found === undefined) throw new Error('nothing was recovered');
  return found;
}

describe('a cluster recovered beside its source', () => {
  it('reads what the source wrote, and archives under a name of its own', () => {
    const { spec } = recovered();
    expect(spec).toMatchObject({
      bootstrap: {
        recovery: {
          source: 'orders-db',
          database: 'orders',
          owner: 'app',
          recoveryTarget: { targetTime: '2026-11-20 13:37:00.000000+00' },
        },
      },
      externalClusters: [
        {
          name: 'orders-db',
          plugin: { name: BARMAN, parameters: { barmanObjectName: 'orders-backups', serverName: 'orders-db' } },
        },
      ],
      plugins: [
        {
          name: BARMAN,
          isWALArchiver: true,
          parameters: { barmanObjectName: 'orders-backups', serverName: 'orders-db-r2' },
        },
      ],
    });
  });

  it('is declared like the source, with what was added to it', () => {
    const source = {
      instances: 3,
      preloadLibraries: ['auto_explain'],
      parameters: { work_mem: '8MB' },
      smartShutdownTimeout: Duration.seconds(5),
    } as const;
    const manifest = recovered({}, source, (db) => db.addRole({ name: 'reporting', login: true }));
    expect(manifest.spec).toMatchObject({
      imageName: MINIMAL.image,
      instances: 3,
      smartShutdownTimeout: 5,
      postgresql: { parameters: { work_mem: '8MB' }, shared_preload_libraries: ['auto_explain'] },
      managed: { roles: [{ name: 'reporting', login: true }] },
    });
  });

  it('promises what it is told to, and no more', () => {
    const objectives = { zones: 3 };
    const promises = (manifest: Manifest) => manifest.metadata.annotations?.['cnpg-gitops/objectives'];
    expect(promises(recovered({}, { objectives }))).toBeUndefined();
    expect(promises(recovered({ objectives }))).toBe('{"zones":3}');
  });

  it('takes over neither services nor hibernation: the names are in use, and it is to run', () => {
    const services = [{ name: 'orders-db', access: 'rw' }] as const;
    const manifest = recovered({}, { services, hibernated: true });
    expect(at(manifest, 'spec.managed')).toBeUndefined();
    expect(Object.keys(manifest.metadata.annotations ?? {})).not.toContain('cnpg.io/hibernation');
  });

  it('gives the owner the password of the secret that the source was given', () => {
    const secret = Secret.fromSecretName('orders-owner');
    const bootstrap = { ...MINIMAL.bootstrap, secret };
    expect(at(recovered({}, { bootstrap }), 'spec.bootstrap.recovery.secret')).toEqual({ name: 'orders-owner' });
    expect(at(recovered(), 'spec.bootstrap.recovery.secret')).toBeUndefined();
  });

  it('differs where something is given', () => {
    const archive = { store: ObjectStore.fromObjectStoreName('elsewhere'), serverName: 'orders-db' };
    const manifest = recovered({ instances: 2, archive, application: { database: 'orders', owner: 'other' } });
    expect(at(manifest, 'spec.instances')).toBe(2);
    expect(at(manifest, 'spec.bootstrap.recovery.owner')).toBe('other');
    expect(at(manifest, 'spec.plugins.0.parameters')).toEqual({
      barmanObjectName: 'elsewhere',
      serverName: 'orders-db',
    });
  });
});

describe('a target', () => {
  it.each<[string, RecoverySource['target'], object | undefined]>([
    ['latest', { kind: 'latest' }, undefined],
    ['none', undefined, undefined],
    ['lsn', { kind: 'lsn', lsn: '0/3000060', exclusive: true }, { targetLSN: '0/3000060', exclusive: true }],
    [
      'xid',
      { kind: 'xid', xid: '727', backupId: '20261120T020000' },
      { targetXID: '727', backupID: '20261120T020000' },
    ],
    [
      'name',
      { kind: 'name', name: 'before', backupId: '20261120T020000' },
      { targetName: 'before', backupID: '20261120T020000' },
    ],
    [
      'immediate',
      { kind: 'immediate', backupId: '20261120T020000' },
      { targetImmediate: true, backupID: '20261120T020000' },
    ],
  ])('%s', (_, target, expected) => {
    const manifest = recovered({ source: { target } as Given['source'] });
    expect(at(manifest, 'spec.bootstrap.recovery.recoveryTarget')).toEqual(expected);
  });
});

describe('snapshots', () => {
  const snapshots = { storage: { name: 'orders-db-1', kind: 'VolumeSnapshot' } } as const;

  it('are the base backup, and WAL since comes from the archive of the source', () => {
    const manifest = recovered({ source: { snapshots, target: { kind: 'immediate' } } as Given['source'] });
    expect(at(manifest, 'spec.bootstrap.recovery')).toMatchObject({
      source: 'orders-db',
      volumeSnapshots: { storage: { name: 'orders-db-1', kind: 'VolumeSnapshot' } },
      recoveryTarget: { targetImmediate: true },
    });
    expect(at(manifest, 'spec.plugins.0.parameters.serverName')).toBe('orders-db-r2');
  });
});

describe('a cluster recovered from what is not declared any more', () => {
  const { bootstrap: _, ...props } = MINIMAL;
  const make = (folder: Folder, more: object = {}) =>
    new PostgresClusterFromBackup(folder, 'Recovered', {
      ...props,
      name: 'orders-db-r2',
      application: { database: 'orders', owner: 'app' },
      source: { archive: { store: store(folder), serverName: 'orders-db' }, target: TIME },
      ...more,
    });

  it('is declared in full', () => {
    const manifests = render((folder) => make(folder, { archive: ObjectStore.fromObjectStoreName('orders-backups') }));
    expect(refused(manifests)).toEqual([]);
    const made = manifests.find(({ kind }) => kind === 'Cluster');
    expect(at(made, 'spec.bootstrap.recovery')).toMatchObject({
      source: 'orders-db',
      database: 'orders',
      owner: 'app',
    });
    expect(at(made, 'spec.plugins.0.parameters.serverName')).toBe('orders-db-r2');
  });

  it('nor through another object that writes to the same place', () => {
    const archive = { store: { name: 'copy', destinationPath: 's3://orders-backups/db' }, serverName: 'orders-db' };
    expect(() => render((folder) => make(folder, { archive }))).toThrow('it would archive under "orders-db"');
  });

  it('may not archive where its source wrote', () => {
    const archive = { store: ObjectStore.fromObjectStoreName('orders-backups'), serverName: 'orders-db' };
    expect(() => render((folder) => make(folder, { archive }))).toThrow('it would archive under "orders-db"');
  });
});

it('is watched by the queries of its source', () => {
  const manifest = recovered({}, { customQueries: [{ configMap: 'queries', key: 'all' }] });
  expect(at(manifest, 'spec.monitoring.customQueriesConfigMap')).toEqual([{ name: 'queries', key: 'all' }]);
});

describe('a drill', () => {
  const drill = { expires: Instant.of('2026-11-28T00:00:00Z') };

  it('is small, promises nothing, archives nowhere and may be pruned', () => {
    const objectives = { zones: 3 };
    const roles = [{ name: 'reporting', password: Secret.fromSecretName('reporting') }];
    const manifest = recovered({ drill }, { instances: 3, objectives, roles });
    expect(manifest.metadata).toMatchObject({
      labels: { 'cnpg-gitops/drill': 'true' },
      annotations: { 'cnpg-gitops/expires': '2026-11-28T00:00:00Z' },
    });
    expect(Object.keys(manifest.metadata.annotations ?? {})).toEqual(['cnpg-gitops/expires']);
    expect(manifest.spec).toMatchObject({ instances: 1, enablePDB: false });
    for (const path of ['plugins', 'managed', 'postgresql.synchronous', 'backup'])
      expect(at(manifest.spec, path)).toBeUndefined();
  });

  it('is read from another namespace through a store there', () => {
    const bootstrap = { ...MINIMAL.bootstrap, secret: Secret.fromSecretName('orders-owner') };
    const given = {
      drill,
      namespace: 'shop-drill',
      source: { store: ObjectStore.fromObjectStoreName('copy') },
    };
    const manifest = recovered(given, { bootstrap, customQueries: [{ configMap: 'queries', key: 'all' }] });
    expect(manifest.metadata.namespace).toBe('shop-drill');
    expect(at(manifest, 'spec.monitoring')).toBeUndefined();
    expect(at(manifest, 'spec.bootstrap.recovery.secret')).toBeUndefined();
    expect(at(manifest, 'spec.externalClusters.0.plugin.parameters')).toEqual({
      barmanObjectName: 'copy',
      serverName: 'orders-db',
    });
  });
});

describe('refuses', () => {
  const drill = { expires: Instant.of('2026-11-28T00:00:00Z') };
  const blind = { target: { kind: 'name', name: 'before' } } as unknown as Given['source'];

  it.each<[string, Given, Parameters<typeof cluster>[1], string]>([
    [
      'the name of its source',
      { name: 'orders-db' },
      {},
      'a restore is never in place; give a new one, such as "orders-db-r2"',
    ],
    [
      'the archive of its source',
      { archive: { store: ObjectStore.fromObjectStoreName('orders-backups'), serverName: 'orders-db' } },
      {},
      'where its source wrote: both would become unrestorable',
    ],
    [
      'another major',
      { version: '18', image: 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie' },
      {},
      "version '18': the backups are PostgreSQL 17",
    ],
    [
      'an image of another major',
      { image: 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie' },
      {},
      "is PostgreSQL 18, but `version` is '17'",
    ],
    [
      'fewer libraries',
      { preloadLibraries: [] },
      { preloadLibraries: ['timescaledb'] },
      'the source has preloadLibraries "timescaledb"',
    ],
    ['a target without a backup', { source: blind }, {}, 'target name says nothing about when: give the `backupId`'],
    ['a source without an archive', {}, { archive: undefined }, 'its source "orders-db" has no `archive`'],
    [
      'a drill that archives',
      { drill, archive: ObjectStore.fromObjectStoreName('other') },
      {},
      'a drill archives nowhere',
    ],
    ['a store of another namespace', { namespace: 'elsewhere' }, {}, 'give `source.store`'],
  ])('%s', (_, given, source, message) => {
    const make = () => recovered(given, source);
    expect(make).toThrow(InputError);
    expect(make).toThrow(message);
    expect(make).toThrow(/Recovered: /);
  });

  it('no application database', () => {
    const { bootstrap: _, ...props } = MINIMAL;
    const source = { archive: { store: ObjectStore.fromObjectStoreName('backups'), serverName: 'orders-db' } };
    const given = { ...props, name: 'orders-db-r2', source } as unknown as PostgresClusterFromBackupProps;
    const make = () => render((folder) => new PostgresClusterFromBackup(folder, 'Recovered', given));
    expect(make).toThrow('give `application`');
  });
});
