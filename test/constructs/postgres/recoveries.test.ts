import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import {
  addDrills,
  addRecoveries,
  Duration,
  Folder,
  InputError,
  ObjectStore,
  type PostgresCluster,
  recoveriesFrom,
  S3Credentials,
  Schedule,
  Secret,
  servingCluster,
} from '../../../constructs/index';
import type { Manifest } from '../../../manifests/object/manifest';
import { cluster, store } from '../support/cluster';
import { at, manifestsOf, refused, render } from '../support/render';

const R2 = { name: 'orders-db-r2', of: 'orders-db', at: '2026-11-20T13:37:00Z' };
const R3 = { name: 'orders-db-r3', of: 'orders-db-r2', at: '2026-11-21T13:37:00+01:00' };
const DRILL = { name: 'orders-drill', of: 'orders-db', at: '2026-11-20T13:37:00Z', expires: '2026-11-28T00:00:00Z' };

it('reads what was written', () => {
  const { serving, recoveries } = recoveriesFrom({ serving: 'orders-db-r2', recoveries: [R2, DRILL] });
  expect(serving).toBe('orders-db-r2');
  expect(recoveries.map(({ name, at: time, expires }) => [name, `${time}`, expires && `${expires}`])).toEqual([
    ['orders-db-r2', '2026-11-20T13:37:00Z', undefined],
    ['orders-drill', '2026-11-20T13:37:00Z', '2026-11-28T00:00:00Z'],
  ]);
});

it('builds each next to its source', () => {
  const recoveries = recoveriesFrom({ serving: 'orders-db-r3', recoveries: [R2, R3, DRILL] });
  const serving: string[] = [];
  const manifests = render((folder) => {
    const clusters = addRecoveries(
      folder,
      cluster(folder, { archive: store(folder), objectives: { zones: 1 } }),
      recoveries,
    );
    serving.push(servingCluster(clusters, recoveries).connect().host);
  });
  const clusters = manifests.filter(({ kind }) => kind === 'Cluster');
  expect(clusters.map(({ metadata, spec }) => [metadata.name, at(spec, 'bootstrap.recovery.source')])).toEqual([
    ['orders-db', undefined],
    ['orders-db-r2', 'orders-db'],
    ['orders-db-r3', 'orders-db-r2'],
  ]);
  expect(refused(manifests)).toEqual([]);
  const promises = clusters.map(({ metadata }) => metadata.annotations?.['cnpg-gitops/objectives']);
  expect(promises).toEqual(['{"zones":1}', undefined, '{"zones":1}']);
  expect(serving).toEqual(['orders-db-r3-rw.shop.svc.cluster.local']);
});

describe('drills', () => {
  const credentials = S3Credentials.fromSecret(Secret.fromSecretName('s3'), {
    accessKeyId: 'ID',
    secretAccessKey: 'KEY',
  });
  const props = { name: 'backups', destinationPath: 's3://backups/db', credentials, retention: Duration.days(7) };

  function drilled(...declared: object[]) {
    const app = new App();
    const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
    const db = cluster(folder, { archive: new ObjectStore(folder, 'Backups', props) });
    addDrills(app, 'shop/drill', [db], recoveriesFrom({ recoveries: declared }), props);
    const manifests = manifestsOf(app);
    expect(refused(manifests)).toEqual([]);
    return manifests.filter(({ metadata }) => metadata.namespace === 'shop-drill');
  }

  it('are in a namespace of their own, with an object that reads the store', () => {
    const [first, second, ...more] = drilled(R2, DRILL);
    expect(more).toEqual([]);
    const labels = { 'cnpg-gitops/drill': 'true' };
    expect(first).toMatchObject({ kind: 'ObjectStore', metadata: { name: 'backups', labels } });
    expect(Object.keys(first?.metadata.annotations ?? {})).toEqual(['argocd.argoproj.io/sync-wave']);
    expect(at(first, 'spec.retentionPolicy')).toBeUndefined();
    expect(second).toMatchObject({ kind: 'Cluster', metadata: { name: 'orders-drill' } });
    expect(at(second, 'spec.externalClusters.0.plugin.parameters')).toEqual({
      barmanObjectName: 'backups',
      serverName: 'orders-db',
    });
    expect(at(second, 'spec.plugins')).toBeUndefined();
  });

  it('leave nothing where there are none', () => expect(drilled(R2)).toEqual([]));

  it('are of a cluster that is there', () => {
    expect(() => drilled({ ...DRILL, of: 'orders' })).toThrow(
      'drill "orders-drill": there is no cluster "orders" before it',
    );
  });
});

it('serves the original one by default', () => {
  render((folder) => {
    const recoveries = recoveriesFrom({ recoveries: [R2] });
    const clusters = addRecoveries(folder, cluster(folder, { archive: store(folder) }), recoveries);
    expect(servingCluster(clusters, recoveries).name).toBe('orders-db');
    expect(servingCluster(clusters, { ...recoveries, serving: ['orders-db-r2'] }).name).toBe('orders-db-r2');
    expect(servingCluster(clusters, { ...recoveries, serving: ['stock-db-r2', 'shop-db-r2'] }).name).toBe('orders-db');
    expect(() => servingCluster(clusters, { ...recoveries, serving: ['orders-db', 'orders-db-r2'] })).toThrow(
      'serving: orders-db and orders-db-r2 would both serve for one database; name one of them',
    );
    expect(() => servingCluster(clusters, { ...recoveries, serving: 'orders' })).toThrow(
      'serving: there is no cluster "orders" before it; write one of orders-db, orders-db-r2',
    );
  });
});

it('knows the clusters before only', () => {
  const recoveries = recoveriesFrom({ recoveries: [R3, R2] });
  const build = () =>
    render((folder) => void addRecoveries(folder, cluster(folder, { archive: store(folder) }), recoveries));
  expect(build).toThrow(
    'recovery "orders-db-r3": there is no cluster "orders-db-r2" before it; write one of orders-db',
  );
});

describe('refuses', () => {
  it.each<[string, unknown, string]>([
    ['a list', [], 'it is []: give an object'],
    ['another field', { recoveries: [], serves: 'x' }, '"serves" is not known; write one of serving, recoveries'],
    ['no list', { recoveries: {} }, 'recoveries is {}: give a list'],
    ['no name', { serving: 5, recoveries: [] }, 'serving is 5: give the name of a cluster'],
    ['a nameless one', { recoveries: [{ ...R2, name: undefined }] }, 'recoveries[0].name is undefined'],
    ['one of nothing', { recoveries: [{ ...R2, of: null }] }, 'recoveries[0].of is null'],
    [
      'a local time',
      { recoveries: [{ ...R2, at: '2026-11-20T13:37:00' }] },
      'recoveries[0].at is "2026-11-20T13:37:00": give an instant with its zone',
    ],
    ['a day', { recoveries: [{ ...DRILL, expires: '2026-11-28' }] }, 'recoveries[0].expires is "2026-11-28"'],
    ['a name twice', { recoveries: [R2, R2] }, '"orders-db-r2" is declared twice'],
  ])('%s', (_, data, message) => {
    expect(() => recoveriesFrom(data)).toThrow(InputError);
    expect(() => recoveriesFrom(data)).toThrow(message);
  });
});

describe('what goes with a recovered cluster', () => {
  const recoveries = recoveriesFrom({ serving: 'orders-db-r2', recoveries: [R2, R3] });
  const daily = { name: 'orders-db-daily', schedule: Schedule.daily({ hour: 2 }) };
  const chain = (add: (clusters: readonly PostgresCluster[]) => void, declared = recoveries) =>
    render((folder) => add(addRecoveries(folder, cluster(folder, { archive: store(folder) }), declared)));
  const named = (manifests: readonly Manifest[], kind: string) =>
    manifests.flatMap((each) => (each.kind === kind ? [each.metadata.name] : [])).sort();

  it('is what its source has, also what is added later, and of the one that it was recovered from', () => {
    const manifests = chain(([db, r2]) => {
      db?.addScheduledBackup('Daily', { ...daily, suspend: true, immediate: false });
      r2?.addPodMonitor('Metrics', { name: 'metrics' });
    });
    expect(named(manifests, 'ScheduledBackup')).toEqual([
      'orders-db-daily',
      'orders-db-r2-daily',
      'orders-db-r3-daily',
    ]);
    expect(named(manifests, 'PodMonitor')).toEqual(['metrics', 'orders-db-r3-metrics']);
    const spec = manifests.find(({ metadata }) => metadata.name === 'orders-db-r3-daily')?.spec;
    expect(spec).toMatchObject({ cluster: { name: 'orders-db-r3' }, suspend: false, immediate: true });
    expect(refused(manifests)).toEqual([]);
  });

  it('is what was made for it by hand, before or after, and of that class alone', () => {
    for (const order of [0, 1]) {
      const manifests = chain(([db, r2]) => {
        const steps = [
          () => db?.addScheduledBackup('Daily', daily),
          () => r2?.addScheduledBackup('Daily', { ...daily, name: 'own' }),
        ];
        for (const step of order === 0 ? steps : steps.reverse()) step();
        db?.addPodMonitor('Metrics', { name: 'orders-db-podmonitor' });
      });
      expect(named(manifests, 'ScheduledBackup')).toEqual(['orders-db-daily', 'orders-db-r3-own', 'own']);
      expect(named(manifests, 'PodMonitor')).toHaveLength(3);
    }
  });

  it('moves poolers and additional services to what serves, those of later, too', () => {
    const hosts: string[] = [];
    const manifests = chain(([db]) => {
      const pool = db?.addPooler('Pool', { name: 'pool', mode: 'session', instances: 1 });
      db?.addService({ name: 'alias', access: 'rw' });
      const { host, password } = pool?.connect() ?? {};
      hosts.push(`${host} ${password?.secret.name}`);
    });
    const [old, r2] = manifests.filter(({ kind }) => kind === 'Cluster');
    expect(
      at(
        manifests.find(({ kind }) => kind === 'Pooler'),
        'spec.cluster.name',
      ),
    ).toBe('orders-db-r2');
    expect(hosts).toEqual(['pool.shop.svc.cluster.local orders-db-r2-app']);
    expect(
      [old, r2].map((each) => at(each, 'spec.managed.services.additional.0.serviceTemplate.metadata.name')),
    ).toEqual([undefined, 'alias']);
    expect(at(r2, 'spec.certificates.serverAltDNSNames')).toEqual(expect.arrayContaining(['pool', 'alias']));
    expect(at(old, 'spec.certificates')).toBeUndefined();
    expect(at(r2, 'metadata.annotations')).not.toHaveProperty(['cnpg-gitops/serving']);
  });

  it.each<[string, (db: PostgresCluster, serving: PostgresCluster) => void, string | undefined]>([
    ['nothing, of the old one neither', () => {}, 'for orders-db'],
    ['a connection to the old one', (db) => void db.connect(), 'unreached'],
    ['a connection', (_, serving) => void serving.connect(), undefined],
    [
      'a connection, and one to the old one for a copy of its rows',
      (db, serving) => {
        db.connect();
        serving.connect();
      },
      undefined,
    ],
    ['an alias', (db) => db.addService({ name: 'alias', access: 'rw' }), undefined],
    ['a pooler', (db) => void db.addPooler('P', { name: 'p', mode: 'session', instances: 1 }), undefined],
  ])('says whether anything leads to what serves: %s', (_, connect, expected) => {
    const manifests = chain((clusters) => {
      const [db] = clusters;
      if (db) connect(db, servingCluster(clusters, recoveries));
    });
    const [, r2] = manifests.filter(({ kind }) => kind === 'Cluster');
    const { 'cnpg-gitops/serving': marked, 'cnpg-gitops/serves-for': before } = r2?.metadata.annotations ?? {};
    expect(marked ?? (before && `for ${before}`)).toBe(expected);
  });

  it('says nothing of a cluster that serves as it always did', () => {
    const manifests = chain(() => {}, recoveriesFrom({ serving: 'orders-db', recoveries: [R2] }));
    expect(JSON.stringify(manifests)).not.toContain('cnpg-gitops/serving');
  });

  it('refuses to serve what is not there', () => {
    const nobody = recoveriesFrom({ serving: 'orders', recoveries: [R2] });
    expect(() => chain(() => {}, nobody)).toThrow('serving: there is no cluster "orders" before it');
  });
});
