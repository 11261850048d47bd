import { describe, expect, it } from 'vitest';
import {
  buildApplication,
  type FurtherDatabase,
  ProductionDatabase,
  recoveriesFrom,
  Secret,
} from '../../../constructs/index';
import { acknowledgementsIn } from '../../../constructs/postgres/dropped';
import { at, list } from '../../../manifests/object/manifest';
import { TEST_PLATFORM } from '../../apps/support/test-platform';
import { API, made, names, SHOP } from '../support/production-database';
import { only, refused } from '../support/render';

const R2 = { name: 'shop-db-r2', of: 'shop-db', at: '2026-11-20T13:37:00Z' };

describe('a further database', () => {
  const { database, manifests } = made({ databases: [{ name: 'stock_items' }] });
  const cluster = only(manifests, 'Cluster');

  it('has an owner of its own, whose password changes', () => {
    expect(database.databases.map(({ name }) => name)).toEqual(['shop-db-stock-items']);
    expect(at(only(manifests, 'Database'), 'spec')).toMatchObject({ name: 'stock_items', owner: 'stock_items' });
    expect(at(cluster, 'spec.managed.roles.0')).toMatchObject({
      name: 'stock_items',
      login: true,
      passwordSecret: { name: 'shop-db-stock-items' },
    });
    expect(names(manifests)).toContain('ExternalSecret shop-db-stock-items');
    expect(database.credentials.map(({ name }) => name)).toEqual(['shop-db-app', 'shop-db-stock-items']);
    expect(refused(manifests)).toEqual([]);
  });

  it('is closed to all others, before the line that lets every role in', () => {
    const lines = list(at(cluster, 'spec.postgresql.pg_hba'));
    expect(lines.slice(0, 2)).toEqual([
      'hostssl stock_items stock_items all scram-sha-256',
      'host stock_items all all reject',
    ]);
  });

  it('lets in who is named, and any client where TLS is optional', () => {
    const open = made({
      database: { ...SHOP.database, tls: 'optional', pgHba: ['host stock audit 10.0.0.0/8 scram-sha-256'] },
      databases: [{ name: 'stock', connecting: ['reports'] }],
    });
    expect(list(at(only(open.manifests, 'Cluster'), 'spec.postgresql.pg_hba'))).toEqual([
      'host stock audit 10.0.0.0/8 scram-sha-256',
      'host stock stock,reports all scram-sha-256',
      'host stock all all reject',
    ]);
  });

  it('belongs to a role that is there, or has a Secret of the user', () => {
    const password = Secret.fromSecretName('mine');
    const owned = made({
      databases: [
        { name: 'stock', owner: 'app' },
        { name: 'till', password },
      ],
    });
    expect(list(at(only(owned.manifests, 'Cluster'), 'spec.managed.roles')).map((role) => at(role, 'name'))).toEqual([
      'till',
    ]);
    expect(names(owned.manifests).join()).not.toMatch(/ExternalSecret shop-db-(stock|till)/);
  });

  it('may be one of several that belong to one role', () => {
    const owned = made({
      databases: [
        { name: 'stock', owner: 'depot' },
        { name: 'till', owner: 'depot' },
      ],
    });
    const roles = list(at(only(owned.manifests, 'Cluster'), 'spec.managed.roles'));
    expect(roles).toMatchObject([{ name: 'depot', passwordSecret: { name: 'shop-db-stock' } }]);
    expect(refused(owned.manifests)).toEqual([]);
  });

  it('has a name between quotes where PostgreSQL needs them', () => {
    const { manifests: quoted } = made({ databases: [{ name: 'a.b', owner: 'replication', connecting: ['+a'] }] });
    expect(list(at(only(quoted, 'Cluster'), 'spec.postgresql.pg_hba')).slice(0, 2)).toEqual([
      'hostssl "a.b" "replication","+a" all scram-sha-256',
      'host "a.b" all all reject',
    ]);
  });

  const access = { runtime: { name: 'shop_api' }, readOnly: { name: 'shop_reports' } };
  const password = Secret.fromSecretName('mine');

  it.each<[string, readonly FurtherDatabase[], string]>([
    ["the application's own", [{ name: 'shop' }], "is the application's own database"],
    [
      "the application's own, closed to the readers",
      [{ name: 'shop', owner: 'app', connecting: ['shop_api'] }],
      "or owner: 'app' and connecting: ['shop_api', 'shop_reports'] if it is about its extensions and schemas",
    ],
    ['of every database', [{ name: 'all' }], 'is a keyword of pg_hba.conf'],
    ['of physical replication', [{ name: 'replication', owner: 'app' }], 'is a keyword of pg_hba.conf'],
    ['of the same user', [{ name: 'sameuser' }], 'is a keyword of pg_hba.conf'],
    ['of a group', [{ name: 'samegroup' }], 'is a keyword of pg_hba.conf'],
    ['of a role', [{ name: 'samerole' }], 'is a keyword of pg_hba.conf'],
    ['of the server', [{ name: 'postgres' }], 'database "postgres" is PostgreSQL\'s own'],
    ['of a template', [{ name: 'template0' }], 'database "template0" is PostgreSQL\'s own'],
    ['of reserved roles', [{ name: 'pg_stock' }], 'role "pg_stock" is reserved'],
    ['no name', [{} as never], 'database is missing'],
    ["the owner's", [{ name: 'app' }], "owns the application's own database; give another name, or say owner: 'app'"],
    ["the API's", [{ name: 'shop_api' }], 'the owner of "shop_api" would be "shop_api", a role of `access`'],
    [
      "the API's as its owner",
      [{ name: 'stock', owner: 'shop_api' }],
      'a role of `access`, which owns nothing; give another owner',
    ],
    ['every role as its owner', [{ name: 'stock', owner: 'all' }], 'owner "all" of "stock" is a keyword'],
    ['every role as its guest', [{ name: 'stock', connecting: ['all'] }], 'connecting "all" of "stock" is no role'],
    ['one that is given twice', [{ name: 'stock' }, { name: 'stock' }], 'databases: "stock" is given twice'],
    ['that of the same object', [{ name: 'a_b' }, { name: 'a-b' }], 'would be the object shop-db-a-b, as "a_b" is'],
    ['that of the CA', [{ name: 'ca' }], "Secret shop-db-ca, which is that of the cluster's certificate authority"],
    ["that of the API's Secret", [{ name: 'runtime' }], 'Secret shop-db-runtime, which is that of role "shop_api"'],
    [
      "that of the readers' Secret",
      [{ name: 'readonly' }],
      'Secret shop-db-readonly, which is that of role "shop_reports"',
    ],
  ])('a name that means something else: %s', (_, databases, message) => {
    expect(() => made({ access, databases })).toThrow(message);
  });

  it.each<[string, readonly FurtherDatabase[]]>([
    [
      "the application's own, for its extensions",
      [{ name: 'shop', owner: 'app', connecting: ['shop_api', 'shop_reports'], extensions: [{ name: 'pg_trgm' }] }],
    ],
    ["the owner's, where that is said", [{ name: 'app', owner: 'app' }]],
    ['a word that is none in pg_hba.conf', [{ name: 'everything' }]],
    ["the CA's, with a Secret of the user", [{ name: 'ca', password }]],
    ['that of a role that nobody declares', [{ name: 'operations' }]],
  ])('a name that does not: %s', (_, databases) => {
    expect(refused(made({ access, databases }).manifests)).toEqual([]);
  });

  it('has no misspelt key', () => {
    expect(() => made({ databases: [{ name: 'stock', ownr: 'a' } as never] })).toThrow('"ownr" is not known');
  });
});

it('a pooler needs a mode alone', () => {
  const pool = (nodes: number) =>
    made({
      platform: { ...TEST_PLATFORM, nodes },
      database: { ...SHOP.database, instances: 1 },
      poolers: [{ mode: 'transaction' }, { mode: 'session', access: 'ro' }],
    }).database;
  expect(pool(3).poolers.map(({ name }) => name)).toEqual(['shop-db-pool', 'shop-db-pool-ro']);
  const { manifests } = made({ poolers: [{ mode: 'transaction' }] });
  expect(at(only(manifests, 'Pooler'), 'spec.instances')).toBe(2);
});

describe('after a recovery', () => {
  const props = { api: API, access: { runtime: { name: 'shop_api' } }, databases: [{ name: 'stock' }] } as const;
  const poolers = [{ mode: 'transaction' }] as const;

  it('the recovered cluster has the database, too', () => {
    const { manifests } = made({ ...props, recoveries: recoveriesFrom({ recoveries: [R2] }) });
    const databases = manifests.filter(({ kind }) => kind === 'Database');
    expect(databases.map(({ metadata, spec }) => [metadata.name, at(spec, 'name'), at(spec, 'cluster.name')])).toEqual([
      ['shop-db-stock', 'stock', 'shop-db'],
      ['shop-db-r2-stock', 'stock', 'shop-db-r2'],
    ]);
    expect(refused(manifests)).toEqual([]);
  });

  it('the old cluster rests, and is not backed up', () => {
    const recoveries = recoveriesFrom({ serving: 'shop-db-r2', recoveries: [R2], hibernated: ['shop-db'] });
    const { manifests } = made({ ...props, recoveries });
    const hibernation = (name: string) =>
      at(
        manifests.find((each) => each.kind === 'Cluster' && each.metadata.name === name),
        'metadata.annotations',
      );
    expect(hibernation('shop-db')).toMatchObject({ 'cnpg.io/hibernation': 'on' });
    expect(hibernation('shop-db-r2')).not.toHaveProperty(['cnpg.io/hibernation']);
    const suspended = manifests.filter(({ kind }) => kind === 'ScheduledBackup').map(({ spec }) => at(spec, 'suspend'));
    expect(suspended).toEqual([true, false]);
  });

  it('the old cluster goes with what was its alone, for the reason that is given', () => {
    const dropped = [{ name: 'shop-db', reason: 'recovered after the accident' }];
    const recoveries = recoveriesFrom({ serving: 'shop-db-r2', recoveries: [R2], dropped });
    const { manifests } = made({ ...props, poolers, recoveries });
    expect(names(manifests)).toEqual([
      'Cluster shop-db-r2',
      'ConfigMap shop-db-queries',
      'ConfigMap shop-db-r2-dashboards',
      'Database shop-db-r2-stock',
      'Deployment api',
      'ExternalSecret shop-db-runtime',
      'ExternalSecret shop-db-stock',
      'NetworkPolicy api',
      'NetworkPolicy shop-db-pool',
      'NetworkPolicy shop-db-r2',
      'NetworkPolicy shop-db-r2-jobs',
      'ObjectStore shop-backups',
      'Password shop-db-runtime',
      'Password shop-db-stock',
      'PodDisruptionBudget api',
      'PodMonitor shop-db-pool-podmonitor',
      'PodMonitor shop-db-r2-podmonitor',
      'Pooler shop-db-pool',
      'PrometheusRule shop-db-r2',
      'ScheduledBackup shop-db-r2-daily',
      'Service api',
      'ServiceAccount api',
    ]);
    const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'shop-db-pool');
    expect(JSON.stringify(at(policy, 'spec.ingress'))).toContain('"app.kubernetes.io/name":"api"');
    expect(JSON.stringify(at(policy, 'spec.egress'))).toContain('"cnpg.io/cluster":"shop-db-r2"');
    expect(refused(manifests)).toEqual([]);
    const application = ProductionDatabase.application({ ...SHOP, ...props, recoveries }, ({ cluster }) => {
      cluster.addDatabase('Reports', { name: 'reports', owner: 'shop' });
    });
    expect(acknowledgementsIn(buildApplication(application))).toEqual([
      { delete: 'Cluster shop/shop-db', reason: 'recovered after the accident' },
      { delete: 'Database shop/shop-db-stock', reason: 'recovered after the accident' },
      { delete: 'Database shop/reports', reason: 'recovered after the accident' },
    ]);
  });

  it('what serves, or what a second site follows, does not go', () => {
    const dropped = (name: string, more = {}) =>
      recoveriesFrom({ recoveries: [R2], dropped: [{ name, reason: 'a' }], ...more });
    expect(() => made({ recoveries: dropped('shop-db') })).toThrow('dropped: "shop-db" serves');
    expect(() => made({ recoveries: dropped('other') })).toThrow('there is no cluster "other"');
    const upgrades = [{ name: 'shop-db-v18', of: 'shop-db', version: '18', image: 'a:18.1' }];
    expect(() => made({ recoveries: dropped('shop-db', { serving: 'shop-db-r2', upgrades }) })).toThrow(
      '"shop-db-v18" still receives from "shop-db"; end the replication first',
    );
    const secondSite = { namespace: 'dr', name: 'shop-dr', store: { name: 'dr', destinationPath: 's3://dr/db' } };
    expect(() => made({ secondSite, recoveries: dropped('shop-db', { serving: 'shop-db-r2' }) })).toThrow(
      'the second site follows "shop-db"',
    );
  });
});
