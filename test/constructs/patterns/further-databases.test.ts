import { describe, expect, it } from 'vitest';
import { buildApplication, ProductionDatabase, recoveriesFrom, Secret } from '../../../constructs/index';
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
