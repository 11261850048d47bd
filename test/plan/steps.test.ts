import { describe, expect, test } from 'vitest';
import { cluster, object, parameters, planOf } from './objects';

const NEW_IMAGE = { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7' };
const barman = { barmanObjectStore: { destinationPath: 's3://a', s3Credentials: { inheritFromIAMRole: true } } };
const plugin = {
  name: 'barman-cloud.cloudnative-pg.io',
  isWALArchiver: true,
  parameters: { barmanObjectName: 'store', serverName: 'shop-db' },
};
const recovery = { bootstrap: { recovery: { backup: { name: 'b' }, database: 'shop', owner: 'shop' } } };
const api = (host: string, metadata = {}) =>
  object(
    'Deployment',
    {
      selector: { matchLabels: { app: 'api' } },
      template: { spec: { containers: [{ name: 'api', image: 'a:1', env: [{ name: 'PGHOST', value: host }] }] } },
    },
    metadata,
  );

const commits = (...sides: Parameters<typeof planOf>) =>
  planOf(...sides).steps?.map(({ steps }) => steps.map(({ commit }) => commit));

describe('changes that must not be one commit', () => {
  test('image and parameters', () => {
    const { steps } = planOf([cluster()], [cluster({ ...NEW_IMAGE, ...parameters({ work_mem: '8MB' }) })]);
    expect(steps).toEqual([
      {
        object: 'Cluster shop/shop-db',
        reason: expect.stringContaining('webhook refuses'),
        steps: [
          { commit: 'only the parameters', wait: expect.stringContaining('healthy') },
          { commit: 'only the image', wait: expect.stringContaining('new image') },
        ],
      },
    ]);
  });

  test('image and parameters may come together where the primary restarts in place', () => {
    const restart = { primaryUpdateMethod: 'restart' };
    const after = cluster({ ...restart, ...NEW_IMAGE, ...parameters({ work_mem: '8MB' }) });
    expect(planOf([cluster(restart)], [after]).steps).toBeUndefined();
  });

  test('a major upgrade', () => {
    const [found] = commits([cluster()], [cluster({ imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1' })]) ?? [];
    expect(found).toHaveLength(3);
    expect(found?.[0]).toMatch(/rehearsal/);
    expect(found?.[1]).toMatch(/^only the new image/);
    expect(found?.[2]).toMatch(/Backup.*ANALYZE/);
  });

  test('from CNPG’s own Barman to the plugin', () => {
    const [found] = commits([cluster({ backup: barman })], [cluster({ plugins: [plugin] })]) ?? [];
    expect(found).toHaveLength(4);
    expect(found?.[0]).toMatch(/ObjectStore with destinationPath s3:\/\/a.*primaryUpdateMethod: restart/);
    expect(found?.[1]).toMatch(/together.*serverName shop-db.*every ScheduledBackup/);
    expect(found?.[2]).toMatch(/^no commit: a Backup by the plugin/);
    expect(found?.[3]).toMatch(/switchover again/);
    const restart = { primaryUpdateMethod: 'restart' };
    expect(
      commits([cluster({ ...restart, backup: barman })], [cluster({ ...restart, plugins: [plugin] })])?.[0],
    ).toHaveLength(3);
  });

  test('from CNPG’s own Barman to the plugin: what is written in each commit', () => {
    const given = { barmanObjectStore: { ...barman.barmanObjectStore, serverName: 'old' }, retentionPolicy: '30d' };
    const schedule = object('ScheduledBackup', { schedule: '0 0 2 * * *', cluster: { name: 'shop-db' } });
    const after = cluster({ plugins: [{ ...plugin, parameters: { barmanObjectName: 'store', serverName: 'old' } }] });
    const [procedure] = planOf([cluster({ backup: given }), schedule], [after, schedule]).steps ?? [];
    expect(procedure?.steps.map(({ writes }) => writes)).toEqual([
      [
        {
          apiVersion: 'barmancloud.cnpg.io/v1',
          kind: 'ObjectStore',
          metadata: { name: 'store', namespace: 'shop' },
          spec: { retentionPolicy: '30d', configuration: barman.barmanObjectStore },
        },
      ],
      [
        expect.objectContaining({
          kind: 'Cluster',
          spec: { plugins: [{ ...plugin, parameters: { barmanObjectName: 'store', serverName: 'old' } }] },
        }),
        expect.objectContaining({
          kind: 'ScheduledBackup',
          spec: { method: 'plugin', pluginConfiguration: { name: plugin.name } },
        }),
      ],
      undefined,
      undefined,
    ]);
  });

  test('from CNPG’s own Barman to the plugin: what was printed first is not asked for again', () => {
    const restart = { primaryUpdateMethod: 'restart' };
    const sync = { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false', other: 'a' } };
    const before = cluster({ ...restart, backup: barman }, sync);
    const after = cluster({ ...restart, plugins: [plugin] }, sync);
    const schedule = (method: string) => object('ScheduledBackup', { method, cluster: { name: 'shop-db' } });
    const store = object('ObjectStore', { configuration: { destinationPath: 's3://a' } }, { name: 'store' });
    const [first] = planOf([before], [after]).steps?.[0]?.steps ?? [];
    expect(first?.writes).toMatchObject([
      { metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } } },
    ]);
    const old = [before, store, schedule('barmanObjectStore')];
    expect(commits(old, [after, store, schedule('plugin')])).toBeUndefined();
    expect(commits(old, [after, store, schedule('barmanObjectStore')])?.[0]).toHaveLength(2);
    const elsewhere = cluster({
      ...restart,
      plugins: [{ ...plugin, parameters: { barmanObjectName: 'store', serverName: 'x' } }],
    });
    expect(commits(old, [elsewhere, store, schedule('plugin')])).toBeDefined();
  });

  test('volumes that grow, and whatever makes the pods again', () => {
    const big = { storage: { size: '20Gi', storageClass: 'fast' } };
    const resources = { resources: { requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } } };
    const { steps } = planOf([cluster()], [cluster({ ...big, ...resources })]);
    expect(steps).toEqual([
      {
        object: 'Cluster shop/shop-db',
        reason: expect.stringMatching(/waits for a pod to finish growing.*#9786, #7997/),
        steps: [
          {
            commit: 'only the storage: spec.storage.size 20Gi',
            wait: expect.stringContaining('FileSystemResizePending'),
          },
          { commit: 'the rest: spec.resources', wait: expect.stringContaining('healthy') },
        ],
      },
    ]);
    expect(commits([cluster()], [cluster({ ...big, ...NEW_IMAGE })])?.[0]?.[1]).toBe('the rest: spec.imageName');
    const walVolume = (size: string) => cluster({ walStorage: { size } });
    expect(commits([walVolume('1Gi')], [cluster({ ...NEW_IMAGE, walStorage: { size: '2Gi' } })])).toHaveLength(1);
  });

  test('volumes that grow alone, together with a reload, do not grow, or cannot', () => {
    const size = (size: string, more = {}) => cluster({ storage: { size, storageClass: 'fast', ...more } });
    expect(planOf([cluster()], [size('20Gi')]).steps).toBeUndefined();
    const reloaded = cluster({ storage: { size: '20Gi', storageClass: 'fast' }, ...parameters({ work_mem: '8MB' }) });
    expect(planOf([cluster()], [reloaded]).steps).toBeUndefined();
    expect(planOf([size('10240Mi')], [cluster(NEW_IMAGE)]).steps).toBeUndefined();
    const inUse = { storage: { size: '20Gi', storageClass: 'fast', resizeInUseVolumes: false } };
    expect(commits([cluster()], [cluster({ ...inUse, ...NEW_IMAGE })])?.[0]?.[0]).not.toMatch(/^only the storage/);
    const asleep = { annotations: { 'cnpg.io/hibernation': 'on' } };
    const big = { storage: { size: '20Gi', storageClass: 'fast' } };
    expect(planOf([cluster({}, asleep)], [cluster({ ...big, ...NEW_IMAGE }, asleep)]).steps).toBeUndefined();
  });

  test('archiving that ends is not a migration', () => {
    expect(planOf([cluster({ backup: barman })], [cluster()]).steps).toBeUndefined();
    expect(planOf([cluster()], [cluster({ plugins: [plugin] })]).steps).toBeUndefined();
  });

  test('a restore by editing bootstrap', () => {
    const [found] = commits([cluster()], [cluster(recovery)]) ?? [];
    expect(found?.[0]).toMatch(/edit of bootstrap is reverted/);
    expect(found?.[3]).toMatch(/acknowledgement/);
  });

  test('a restore and the cut-over to it', () => {
    const restored = cluster(recovery, { name: 'shop-db-r2' });
    const found = commits([cluster(), api('shop-db-rw')], [cluster(), restored, api('shop-db-r2-rw')]);
    expect(found).toHaveLength(1);
    expect(found?.[0]?.[0]).toMatch(/only the new Cluster/);
    expect(planOf([cluster()], [cluster(), restored]).steps).toBeUndefined();
  });

  test('a restore beside neighbours that change and go at the same time is only that', () => {
    const restored = cluster(recovery, { name: 'shop-db-r2' });
    const orders = cluster({}, { namespace: 'orders', name: 'orders-db' });
    const elsewhere = (host: string) => api(host, { namespace: 'orders' });
    const before = [cluster(), orders, elsewhere('orders-db-rw')];
    expect(planOf(before, [cluster(), restored, elsewhere('orders-db-ro')]).steps).toBeUndefined();
    const over = elsewhere('shop-db-r2-rw.shop.svc');
    expect(commits(before, [cluster(), restored, orders, over])?.[0]?.[0]).toMatch(/only the new Cluster/);
  });

  test('data checksums', () => {
    const initdb = (dataChecksums: boolean) =>
      cluster({ bootstrap: { initdb: { database: 'shop', owner: 'shop', dataChecksums } } });
    const [found] = commits([initdb(false)], [initdb(true)]) ?? [];
    expect(found).toHaveLength(3);
    expect(found?.[0]).toMatch(/imports from this one/);
    expect(planOf([], [initdb(true)]).steps).toBeUndefined();
  });
});

test('one commit is fine for all others', () => {
  expect(planOf([cluster()], [cluster(NEW_IMAGE)])).not.toHaveProperty('steps');
});
