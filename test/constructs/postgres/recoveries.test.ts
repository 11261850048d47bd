import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import {
  addDrills,
  addRecoveries,
  Duration,
  Folder,
  InputError,
  ObjectStore,
  recoveriesFrom,
  S3Credentials,
  Secret,
  servingCluster,
} from '../../../constructs/index';
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

it('builds each beside its source', () => {
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

it('serves the original one until somebody says otherwise', () => {
  render((folder) => {
    const recoveries = recoveriesFrom({ recoveries: [R2] });
    const clusters = addRecoveries(folder, cluster(folder, { archive: store(folder) }), recoveries);
    expect(servingCluster(clusters, recoveries).name).toBe('orders-db');
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
    ['a name twice', { recoveries: [R2, R2] }, 'recovery "orders-db-r2" is declared twice'],
  ])('%s', (_, data, message) => {
    expect(() => recoveriesFrom(data)).toThrow(InputError);
    expect(() => recoveriesFrom(data)).toThrow(message);
  });
});
