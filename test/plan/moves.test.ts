import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, parameters, planOf } from './objects';

// Moves are several commits: what the plan says of the one that somebody made of them.

const PLUGIN = 'barman-cloud.cloudnative-pg.io';
const archiver = (parameters: Readonly<Record<string, string>>) => ({
  plugins: [{ name: PLUGIN, isWALArchiver: true, parameters }],
});
const store = (name: string, destinationPath: string) =>
  object('ObjectStore', { configuration: { destinationPath } }, { name });
const storageClass = (name: string, more: object): Manifest => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  ...more,
});
const size = (value: string, more = {}) => ({ storage: { size: value, storageClass: 'fast', ...more } });

const commits = (before: readonly Manifest[], after: readonly Manifest[]) =>
  planOf(before, after).steps?.map(({ object: of, steps }) => [of, ...steps.map(({ commit }) => commit)]);

function field(before: readonly Manifest[], after: readonly Manifest[], path: string) {
  return planOf(before, after)
    .changes.flatMap(({ fields }) => fields)
    .find((each) => each.path === path);
}

describe('volumes', () => {
  test('of another storage class are those of new instances, which take the place of the old ones', () => {
    const after = cluster({ ...size('10Gi', { storageClass: 'faster' }), ...parameters({ max_connections: '200' }) });
    expect(commits([cluster()], [after])).toEqual([
      [
        'Cluster shop/shop-db',
        'only spec.storage.storageClass faster, and instances: 4',
        'no commit: kubectl cnpg promote shop-db with the new replica, in namespace shop',
        'no commit: kubectl cnpg destroy shop-db with each of the 3 old instances, one after another',
        'instances: 3',
        'the rest: spec.postgresql.parameters',
      ],
    ]);
  });

  test('are asked for one instance more only once: the first commit has it', () => {
    const after = cluster({ instances: 4, ...size('10Gi', { storageClass: 'faster' }) });
    const [steps] = commits([cluster()], [after]) ?? [];
    expect(steps?.[1]).toBe('only spec.storage.storageClass faster, and instances: 4');
    expect(steps?.[3]).toContain('each of the 3 old instances');
    expect(steps?.[4]).toBe('instances: 3');
  });

  test('that may not grow in use, or whose storage class cannot, are replaced in the same way', () => {
    const [inUse] = commits([cluster()], [cluster(size('20Gi', { resizeInUseVolumes: false }))]) ?? [];
    expect(inUse?.[1]).toBe('only spec.storage.size 20Gi, and instances: 4');
    for (const fixed of [storageClass('fast', {}), storageClass('fast', { allowVolumeExpansion: false })]) {
      const sides = [
        [cluster(), fixed],
        [cluster(size('20Gi')), fixed],
      ] as const;
      expect(field(...sides, 'spec.storage.size')).toMatchObject({
        impact: 'ignored',
        reason: expect.stringMatching(/StorageClass fast has no allowVolumeExpansion.*remain at 10Gi/),
      });
      expect(commits(...sides)?.[0]?.[1]).toMatch(
        /^only spec.storage.size 20Gi with resizeInUseVolumes: false, and instances: 4/,
      );
    }
  });

  test('grow in place where their storage class allows it: the named one, or else the default one', () => {
    const grows = storageClass('fast', { allowVolumeExpansion: true });
    const named = field([cluster(), grows], [cluster(size('20Gi')), grows], 'spec.storage.size');
    expect(named).toMatchObject({ impact: 'none', reason: expect.stringContaining('which StorageClass fast allows') });
    const standard: Manifest = {
      ...storageClass('standard', {}),
      metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    };
    const wal = (value: string) => cluster({ walStorage: { size: value } });
    expect(field([wal('1Gi'), standard, grows], [wal('2Gi'), standard, grows], 'spec.walStorage.size')).toMatchObject({
      impact: 'ignored',
      reason: expect.stringContaining('StorageClass standard'),
    });
    const logs = (value: string) =>
      cluster({ tablespaces: [{ name: 'logs', storage: { size: value, storageClass: 'fast' } }] });
    const path = 'spec.tablespaces[name=logs].storage.size';
    expect(field([logs('1Gi'), grows], [logs('2Gi'), grows], path)?.reason).toContain('StorageClass fast allows');
  });

  test.each([
    ['smaller', {}, size('5Gi'), /this change is reverted; a new Cluster .* and spec.storage.size 5Gi, in which/],
    ['without a volume for WAL', { walStorage: { size: '1Gi' } }, {}, /and no spec.walStorage, in which/],
  ])('%s are those of a new cluster', (_, before, after, first) => {
    const [found] = commits([cluster(before)], [cluster(after)]) ?? [];
    expect(found).toHaveLength(5);
    expect(found?.[1]).toMatch(first);
  });
});

describe('another archive', () => {
  const before = [cluster(archiver({ barmanObjectName: 'a' })), store('a', 's3://a')];

  test('in another bucket: a second ObjectStore first, and the old one until the window has passed', () => {
    const after = [cluster(archiver({ barmanObjectName: 'b' })), store('a', 's3://a'), store('b', 's3://b')];
    expect(commits(before, after)).toEqual([
      [
        'Cluster shop/shop-db',
        'the new ObjectStore, with its credentials, which nothing uses yet',
        'in the Cluster: barmanObjectName b',
        expect.stringMatching(/^a Backup at once/),
        expect.stringMatching(/^the old ObjectStore: removed/),
      ],
    ]);
  });

  test('under another server name', () => {
    const after = [cluster(archiver({ barmanObjectName: 'a', serverName: 'shop-db-2' })), store('a', 's3://a')];
    expect(commits(before, after)?.[0]).toContain('in the Cluster: serverName shop-db-2');
  });

  test('by an edit of the ObjectStore, which would take all its clusters along and lose the way to their backups', () => {
    const [found] = commits(before, [cluster(archiver({ barmanObjectName: 'a' })), store('a', 's3://a/new')]) ?? [];
    expect(found?.slice(0, 3)).toEqual([
      'ObjectStore shop/a',
      expect.stringMatching(/^a as it was, and a second ObjectStore with destinationPath s3:\/\/a\/new/),
      'barmanObjectName of the second one in Cluster shop/shop-db',
    ]);
    expect(planOf([store('a', 's3://a')], [store('a', 's3://b')]).steps).toBeUndefined();
  });

  test('is part of a major upgrade, which says so itself', () => {
    const after = cluster({
      imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie',
      ...archiver({ barmanObjectName: 'a', serverName: 'shop-db-18' }),
    });
    expect(commits(before, [after, store('a', 's3://a')])).toHaveLength(1);
  });
});

describe('another name or namespace', () => {
  test('is another cluster: beside the old one, and then over', () => {
    const [found] = commits([cluster()], [cluster({}, { name: 'orders-db' })]) ?? [];
    expect(found?.[0]).toBe('Cluster shop/orders-db');
    expect(found?.[1]).toMatch(
      /^only the new Cluster, with bootstrap.recovery .*; Cluster shop\/shop-db and its clients remain/,
    );
    expect(found).toHaveLength(5);
  });

  test('the namespace needs the object store and the secrets first', () => {
    const [found] = commits([cluster()], [cluster({ logLevel: 'debug' }, { namespace: 'orders' })]) ?? [];
    expect(found?.[1]).toMatch(/^in namespace orders: an ObjectStore of the same location, and the Secrets/);
    expect(found).toHaveLength(6);
  });

  test('another name in another namespace is no move', () => {
    const other = cluster({}, { name: 'orders-db', namespace: 'orders' });
    const gone = cluster({ logLevel: 'debug' });
    expect(planOf([gone], [other]).steps).toBeUndefined();
  });

  test('a copy by pg_basebackup is not empty, and comes before the old one goes', () => {
    const copy = cluster({ bootstrap: { pg_basebackup: { source: 'old' } } }, { name: 'shop-db-2' });
    const { steps } = planOf([cluster()], [copy]);
    expect(steps?.[0]?.reason).not.toContain('empty');
    expect(planOf([cluster()], [cluster(), copy]).steps).toBeUndefined();
  });
});

describe('a rebuild', () => {
  const before = [cluster(archiver({ barmanObjectName: 'a' })), store('a', 's3://a')];
  const recovered = (serverName: string) =>
    cluster({
      bootstrap: { recovery: { source: 'shop-db' } },
      externalClusters: [
        { name: 'shop-db', plugin: { name: PLUGIN, parameters: { barmanObjectName: 'a', serverName: 'shop-db' } } },
      ],
      ...archiver({ barmanObjectName: 'a', serverName }),
    });

  test('recovers from its own archive, and is right only where the cluster is gone', () => {
    const { steps } = planOf(before, [recovered('shop-db-r2'), store('a', 's3://a')]);
    expect(steps).toHaveLength(1);
    expect(steps?.[0]?.reason).toMatch(/right where the Cluster is gone.*Where it runs, bootstrap is ignored/);
  });

  test('into the same archive is none', () => {
    const { steps } = planOf(before, [recovered('shop-db'), store('a', 's3://a')]);
    expect(steps?.[0]?.reason).toMatch(/bootstrap of an existing Cluster is ignored/);
  });
});

describe('what stands on a replica or a password', () => {
  test('one instance has nothing to fail over to, and no read-only service', () => {
    expect(field([cluster()], [cluster({ instances: 1 })], 'spec.instances')).toMatchObject({
      impact: 'outage',
      reason: expect.stringMatching(/^one instance is left.*shop-db-ro has no instance any more/),
    });
    expect(commits([cluster()], [cluster({ instances: 1, ...size('20Gi') })])).toBeUndefined();
  });

  test.each([
    [3, 2, 'required', 'reload', /no spare standby is left: commits wait for 1, and there is 1.*all writes wait/],
    [3, 2, 'preferred', 'reload', /commits no longer wait for one/],
    [4, 3, 'required', 'none', /newest replica/],
  ])('from %d to %d instances, with %s synchronous commits', (from, to, dataDurability, impact, reason) => {
    const synchronous = { postgresql: { synchronous: { method: 'any', number: 1, dataDurability } } };
    const sides = [from, to].map((instances) => [cluster({ instances, ...synchronous })] as const);
    const [before = [], after = []] = sides;
    expect(field(before, after, 'spec.instances')).toMatchObject({ impact, reason: expect.stringMatching(reason) });
  });

  test('the last standby that commits wait for', () => {
    const two = { postgresql: { synchronous: { method: 'any', number: 2, dataDurability: 'required' } } };
    const unchecked = { annotations: { 'cnpg.io/validation': 'disabled' } };
    const sides = [3, 2].map((instances) => [cluster({ instances, ...two }, unchecked)] as const);
    const [before = [], after = []] = sides;
    expect(field(before, after, 'spec.instances')).toMatchObject({
      impact: 'outage',
      reason: expect.stringContaining('commits wait for 2 standbys, and only 1 is left: all writes wait'),
    });
  });

  test('superuser access that is turned off, and who reads its secret', () => {
    const reader = object(
      'Deployment',
      {
        selector: {},
        template: {
          spec: { containers: [{ name: 'a', image: 'a:1', envFrom: [{ secretRef: { name: 'shop-db-superuser' } }] }] },
        },
      },
      { name: 'admin' },
    );
    const on = cluster({ enableSuperuserAccess: true });
    const off = field([on, reader], [cluster(), reader], 'spec.enableSuperuserAccess');
    expect(off).toMatchObject({
      impact: 'outage',
      reason: expect.stringMatching(
        /Secret shop-db-superuser is deleted.*refused from then on: Deployment shop\/admin/,
      ),
    });
    const own = { superuserSecret: { name: 'mine' } };
    const kept = field(
      [cluster({ enableSuperuserAccess: true, ...own })],
      [cluster(own)],
      'spec.enableSuperuserAccess',
    );
    expect(kept?.reason).not.toContain('is deleted');
    expect(field([cluster()], [on], 'spec.enableSuperuserAccess')?.impact).toBe('none');
  });
});
