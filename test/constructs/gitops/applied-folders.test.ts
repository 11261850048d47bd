import { ApiObject } from 'cdk8s';
import { expect, it } from 'vitest';
import {
  type Application,
  appliedFolders,
  Folder,
  ImageCatalog,
  Namespace,
  ProductionDatabase,
  recoveriesFrom,
  Schedule,
} from '../../../constructs/index';
import { API, SHOP } from '../support/production-database';

function foldersOf(build: Application['build']) {
  return appliedFolders({ build });
}

const job = (folder: Folder, kind = 'Job') =>
  new ApiObject(folder, kind, { apiVersion: 'batch/v1', kind, metadata: { name: 'a' } });

it('follow from what is in them: namespaces, kinds, and whether something in them must not be pruned', () => {
  const folders = foldersOf((app) => {
    const jobs = new Folder(app, 'shop/jobs', { namespace: 'shop-jobs', kinds: [{ group: 'batch', kind: 'CronJob' }] });
    job(jobs);
    job(jobs, 'CronJob');
    const base = new Folder(app, 'shop/base');
    new Namespace(base, 'Namespace', { name: 'shop' });
  });
  expect(folders).toEqual([
    {
      path: 'shop/base',
      part: 'base',
      namespaces: [],
      kinds: [],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
      isStateful: true,
      temporary: false,
      namespaceAnnotations: {},
    },
    {
      path: 'shop/jobs',
      part: 'jobs',
      namespaces: ['shop-jobs'],
      kinds: [
        { group: 'batch', kind: 'CronJob' },
        { group: 'batch', kind: 'Job' },
      ],
      clusterKinds: [],
      isStateful: false,
      temporary: false,
      namespaceAnnotations: {},
    },
  ]);
});

it('a kind that is put into the folder of a database is allowed, without a list', () => {
  const special = ProductionDatabase.application(SHOP, ({ folder }) => job(folder));
  const kindsOf = (application: Application) => appliedFolders(application)[0]?.kinds;
  expect(kindsOf(special)).toEqual([
    ...(kindsOf(ProductionDatabase.application(SHOP)) ?? []),
    { group: 'batch', kind: 'Job' },
  ]);
});

it('a kind that is off now may still be pruned', () => {
  const kindsOf = (application: Application) => appliedFolders(application)[0]?.kinds;
  const off = ProductionDatabase.application({
    ...SHOP,
    monitoring: false,
    network: false,
    access: { rotation: false },
  });
  expect(kindsOf(off)).toEqual(kindsOf(ProductionDatabase.application(SHOP)));
});

it('those of a database, its API and its drills', () => {
  const expires = '2026-11-28T00:00:00Z';
  const recoveries = recoveriesFrom({
    recoveries: [{ name: 'look', of: 'shop-db', at: '2026-11-20T13:37:00Z', expires }],
  });
  const drills = {
    command: {
      image: 'registry.example.com/databases:1.0.0',
      drills: { failover: Schedule.weekly({ on: 'MON', hour: 3 }) },
    },
  };
  const folders = appliedFolders(ProductionDatabase.application({ ...SHOP, api: API, recoveries, drills }));
  expect(
    folders.map(({ part, namespaces, isStateful, temporary }) => [part, namespaces, isStateful, temporary]),
  ).toEqual([
    ['api', ['shop'], false, false],
    ['database', ['shop'], true, false],
    ['drill', ['shop-drill'], false, true],
    ['drill-schedule', ['shop'], false, false],
  ]);
  expect(folders.map(({ namespaceAnnotations }) => namespaceAnnotations).at(-1)).toEqual({
    'cnpg-gitops/drills': 'allowed',
  });
});

it('a catalog for all namespaces is a kind of the cluster', () => {
  const [folder] = foldersOf((app) => {
    new ImageCatalog(new Folder(app, 'shop/images', { namespace: 'shop' }), 'Images', {
      name: 'images',
      clusterWide: true,
      images: { 17: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie' },
    });
  });
  expect(folder?.clusterKinds).toEqual([{ group: 'postgresql.cnpg.io', kind: 'ClusterImageCatalog' }]);
});
