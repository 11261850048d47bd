import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  addRecoveries,
  DatabaseNetwork,
  Duration,
  Folder,
  initdb,
  ObjectStore,
  PostgresCluster,
  type PostgresClusterProps,
  type Recoveries,
  recoveriesFrom,
  S3Credentials,
  Schedule,
  Secret,
  servingCluster,
} from '../../../constructs/index';
import { render } from '../../../manifests/files/render';
import { at, type Manifest } from '../../../manifests/object/manifest';
import { judge } from '../../../rules/engine/judge';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { NetworkPolicyEvaluator, type Policy } from '../../support/network-policy-evaluator';

const IMAGE = 'ghcr.io/cloudnative-pg/postgresql';
const UPGRADE = {
  name: 'shop-db-v18',
  of: 'shop-db',
  version: '18',
  image: `${IMAGE}:18.6-standard-bookworm`,
} as const;

type Also = (cluster: PostgresCluster, serving: PostgresCluster) => void;

function rendered(data: object, props: Partial<PostgresClusterProps> = {}, also: Also = () => {}): Manifest[] {
  const app = new App();
  const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
  const declared: Recoveries = recoveriesFrom({ recoveries: [], ...data });
  const archive = new ObjectStore(folder, 'Backups', {
    name: 'backups',
    destinationPath: 's3://backups/shop',
    credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), { accessKeyId: 'ID', secretAccessKey: 'KEY' }),
    retention: Duration.days(7),
  });
  const cluster = new PostgresCluster(folder, 'Database', {
    name: 'shop-db',
    version: '17',
    image: `${IMAGE}:17.7-standard-trixie`,
    instances: 1,
    storage: { size: '1Gi' },
    bootstrap: initdb({ database: 'shop', owner: 'app', locale: 'de_DE.UTF-8', sql: { statements: ['SELECT 1'] } }),
    serverName: 'shop-db-17',
    archive,
    ...props,
  });
  cluster.addScheduledBackup('Daily', { name: 'shop-db-daily', schedule: Schedule.daily({ hour: 2 }) });
  new DatabaseNetwork(cluster, 'Network', {
    cluster,
    clients: [],
    apiServer: [{ cidr: '192.0.2.1/32', ports: [6443] }],
    objectStore: [{ cidr: '192.0.2.2/32', ports: [443] }],
  });
  also(cluster, servingCluster(addRecoveries(folder, cluster, declared), declared));
  return render(app).map(({ manifest }) => manifest);
}

const named = (manifests: readonly Manifest[], kind: string, name: string) =>
  manifests.find((each) => each.kind === kind && each.metadata.name === name);

describe('a cluster of a later major beside its source', () => {
  const manifests = rendered({ upgrades: [UPGRADE] });
  const copy = named(manifests, 'Cluster', 'shop-db-v18');

  test('has the schema of its source, with its locale, and an archive of its own', () => {
    expect(at(copy, 'spec.imageName')).toBe(UPGRADE.image);
    expect(at(copy, 'spec.bootstrap.initdb')).toMatchObject({
      database: 'shop',
      owner: 'app',
      localeCollate: 'de_DE.UTF-8',
      import: { type: 'microservice', schemaOnly: true, databases: ['shop'], source: { externalCluster: 'shop-db' } },
    });
    expect(at(copy, 'spec.bootstrap.initdb.postInitSQL')).toBeUndefined();
    expect(at(copy, 'spec.externalClusters.0')).toMatchObject({
      connectionParameters: { host: 'shop-db-rw', user: 'app', dbname: 'shop', sslmode: 'require' },
      password: { name: 'shop-db-app', key: 'password' },
    });
    expect(at(copy, 'spec.plugins.0.parameters.serverName')).toBe('shop-db-v18');
  });

  test('receives all tables', () => {
    expect(named(manifests, 'Publication', 'shop-db-v18')?.spec).toMatchObject({
      cluster: { name: 'shop-db' },
      target: { allTables: true },
      publicationReclaimPolicy: 'delete',
    });
    expect(named(manifests, 'Subscription', 'shop-db-v18')?.spec).toMatchObject({
      cluster: { name: 'shop-db-v18' },
      externalClusterName: 'shop-db',
      publicationName: 'shop-db-v18',
      subscriptionReclaimPolicy: 'delete',
    });
    expect(named(manifests, 'ScheduledBackup', 'shop-db-v18-daily')).toBeDefined();
  });

  test('its instances and the job that makes it reach the source, and not the other way', () => {
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy') as unknown as Policy[];
    const evaluator = new NetworkPolicyEvaluator(policies, { shop: {} });
    const pod = (cluster: string, role: object) => ({
      name: cluster,
      ip: '192.0.2.9',
      namespace: 'shop',
      labels: { 'cnpg.io/cluster': cluster, ...role },
    });
    const instance = { 'cnpg.io/podRole': 'instance' };
    const job = { 'cnpg.io/jobRole': 'import' };
    const reaches = (from: ReturnType<typeof pod>, to: ReturnType<typeof pod>) =>
      evaluator.allows({ from, to, port: 5432 });
    expect(reaches(pod('shop-db-v18', instance), pod('shop-db', instance))).toBe(true);
    expect(reaches(pod('shop-db-v18', job), pod('shop-db', instance))).toBe(true);
    expect(reaches(pod('shop-db', instance), pod('shop-db-v18', instance))).toBe(false);
    expect(reaches(pod('bank-db', instance), pod('shop-db', instance))).toBe(false);
  });

  test('no rule refuses it', () => {
    const documents = manifests.map((manifest, document) => ({ manifest, file: 'x.yaml', document }));
    const errors = judge(documents, {
      target: DEFAULT_TARGET,
      suppressions: [],
      now: new Date('2026-11-28T00:00:00Z'),
    });
    expect(
      errors.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message}`),
    ).toEqual([]);
  });

  test('receives nothing more once it is detached', () => {
    const detached = rendered({ upgrades: [{ ...UPGRADE, detached: true }] });
    expect(detached.filter(({ kind }) => /^(?:Publication|Subscription)$/.test(kind))).toEqual([]);
    expect(named(detached, 'Cluster', 'shop-db-v18')).toEqual(copy);
  });
});

test.each([
  [{ upgrades: {} }, /upgrades is \{\}: give a list/],
  [{ upgrades: [{ ...UPGRADE, version: '19' }] }, /upgrades\[0\]\.version is "19"/],
  [{ upgrades: [{ ...UPGRADE, version: 18 }] }, /upgrades\[0\]\.version is 18/],
  [{ upgrades: [{ ...UPGRADE, image: undefined }] }, /upgrades\[0\]\.image/],
  [{ upgrades: [{ ...UPGRADE, detached: false }] }, /upgrades\[0\]\.detached is false: give true, or leave it out/],
  [{ upgrades: [UPGRADE, UPGRADE] }, /"shop-db-v18" is declared twice/],
  [{ upgrades: [{ ...UPGRADE, of: 'bank' }] }, /there is no cluster "bank"/],
  [
    { upgrades: [{ ...UPGRADE, version: '17', image: `${IMAGE}:17.8` }] },
    /version '17' is not later than '17' of shop-db/,
  ],
])('refuses %j', (data, message) => {
  expect(() => rendered(data)).toThrow(message);
});

describe('after the cut-over', () => {
  const served = { upgrades: [{ ...UPGRADE, detached: true }], serving: UPGRADE.name };
  const of = (name: string) => ({ name: `${name}-r2`, of: name, at: '2026-11-20T13:37:00Z' });

  test('the source is dropped, and the copy stays as it is', () => {
    const [before, after] = [
      rendered(served),
      rendered({ ...served, dropped: [{ name: 'shop-db', reason: 'upgraded' }] }),
    ];
    const own = (manifests: readonly Manifest[]) =>
      manifests.filter(({ metadata }) => /v18/.test(String(metadata.name)));
    expect(own(after).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Cluster', 'ScheduledBackup']));
    const { 'cnpg-gitops/serves-for': _, ...annotations } =
      named(before, 'Cluster', UPGRADE.name)?.metadata.annotations ?? {};
    const cluster = named(after, 'Cluster', UPGRADE.name);
    expect(cluster?.metadata.annotations).toEqual(annotations);
    expect(cluster?.spec).toEqual(named(before, 'Cluster', UPGRADE.name)?.spec);
    expect(named(after, 'Cluster', 'shop-db')).toBeUndefined();
    expect(named(after, 'ScheduledBackup', 'shop-db-daily')).toBeUndefined();
  });

  test('nothing goes that it still receives from', () => {
    const dropped = [{ name: 'shop-db', reason: 'upgraded' }];
    expect(() => rendered({ ...served, upgrades: [UPGRADE], dropped })).toThrow('still receives from "shop-db"');
  });

  test('the copy is recovered, and copied once more with its locale', () => {
    const recovered = named(rendered({ ...served, recoveries: [of('shop-db-v18')] }), 'Cluster', 'shop-db-v18-r2');
    expect(at(recovered, 'spec.imageName')).toBe(UPGRADE.image);
    const first = { ...UPGRADE, name: 'shop-db-v17', version: '17', image: `${IMAGE}:17.8-standard-trixie` };
    const again = rendered(
      { upgrades: [first, { ...UPGRADE, of: 'shop-db-v17' }] },
      { version: '16', image: `${IMAGE}:16.9-standard-trixie` },
    );
    expect(at(named(again, 'Cluster', 'shop-db-v18'), 'spec.bootstrap.initdb')).toMatchObject({
      localeCollate: 'de_DE.UTF-8',
      import: { source: { externalCluster: 'shop-db-v17' } },
    });
  });

  test('a copy may have any name that Kubernetes takes', () => {
    const recoveries = [{ ...of('shop-db'), name: 'constructor' }];
    expect(named(rendered({ recoveries }), 'Cluster', 'constructor')).toBeDefined();
  });

  test('a circle is refused', () => {
    expect(() => rendered({ recoveries: [of('shop-db-r2')] })).toThrow('there is no cluster "shop-db-r2" before it');
  });
});

describe('another database of the source', () => {
  const stock = { name: 'shop-db-stock', database: 'stock', owner: 'stock' };
  const [beside, serving] = [{ upgrades: [UPGRADE] }, { upgrades: [UPGRADE], serving: UPGRADE.name }];

  test('is not copied, so that no copy serves in its place', () => {
    expect(() => rendered(serving, {}, (cluster) => cluster.addDatabase('Stock', stock))).toThrow(
      /database "stock" is in "shop-db" alone: .*"shop-db-v18" cannot serve for it/,
    );
  });

  test.each<[string, object, Also]>([
    ['while the source serves', beside, (cluster) => cluster.addDatabase('Stock', stock)],
    ['that shall not be there', serving, (cluster) => cluster.addDatabase('Stock', { ...stock, ensure: 'absent' })],
    [
      'that is the application database itself',
      serving,
      (cluster) => cluster.addDatabase('Shop', { name: 'shop-db-shop', database: 'shop', owner: 'app' }),
    ],
    [
      'that was brought by hand',
      serving,
      (cluster, copy) => {
        cluster.addDatabase('Stock', stock);
        copy.addDatabase('Stock', { ...stock, name: 'shop-db-v18-stock' });
      },
    ],
  ])('is accepted %s', (_, data, also) => {
    expect(named(rendered(data, {}, also), 'Cluster', UPGRADE.name)).toBeDefined();
  });
});

describe('a server name beside the archive', () => {
  test('is that of the archive', () => {
    const cluster = named(rendered({}), 'Cluster', 'shop-db');
    expect(at(cluster, 'spec.plugins.0.parameters.serverName')).toBe('shop-db-17');
  });

  test('needs one, and only one', () => {
    expect(() => rendered({}, { archive: undefined })).toThrow(/serverName "shop-db-17": there is no `archive`/);
  });

  test('is not taken over by a recovered cluster', () => {
    const recoveries = [{ name: 'shop-db-r2', of: 'shop-db', at: '2026-11-20T13:37:00Z' }];
    const recovered = named(rendered({ recoveries }), 'Cluster', 'shop-db-r2');
    expect(at(recovered, 'spec.plugins.0.parameters.serverName')).toBe('shop-db-r2');
    expect(at(recovered, 'spec.externalClusters.0.plugin.parameters.serverName')).toBe('shop-db-17');
  });
});
