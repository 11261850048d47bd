import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { renderApplications } from '../../../commands/applications/render-applications';
import { ProductionDatabase, type ProductionDatabaseProps, recoveriesFrom, Secret } from '../../../constructs/index';
import { at } from '../../../manifests/object/manifest';
import { platformOf, TEST_PLATFORM } from '../../apps/support/test-platform';
import { temporaryFolder } from '../../manifests/support/folder';
import { API, made, names, SHOP } from '../support/production-database';
import { only, refused } from '../support/render';

const POOLER = { name: 'shop-pool', mode: 'transaction', instances: 2 } as const;
const { network: _, ...UNKNOWN_NETWORK } = TEST_PLATFORM;

describe('the least that can be said', () => {
  const { database, manifests } = made();

  it('is archived, backed up, watched, closed, and has a password that changes', () => {
    expect(names(manifests)).toEqual([
      'Cluster shop-db',
      'ConfigMap shop-db-dashboards',
      'ConfigMap shop-db-private',
      'ConfigMap shop-db-queries',
      'ExternalSecret shop-db-app',
      'NetworkPolicy shop-db',
      'NetworkPolicy shop-db-jobs',
      'ObjectStore shop-backups',
      'Password shop-db-app',
      'PodMonitor shop-db-podmonitor',
      'PrometheusRule shop-db',
      'ScheduledBackup shop-db-daily',
    ]);
    expect(refused(manifests)).toEqual([]);
  });

  it('can be reached afterwards, each part', () => {
    expect(database.cluster.name).toBe('shop-db');
    expect(database.serving).toBe(database.cluster);
    expect(database.store?.name).toBe('shop-backups');
    expect(database.schedule?.name).toBe('shop-db-daily');
    expect(database.credentials.map(({ name }) => name)).toEqual(['shop-db-app']);
    expect(database.alerts?.name).toBe('shop-db');
    for (const part of ['network', 'queries', 'podMonitor', 'dashboards'] as const)
      expect(database[part]).toBeDefined();
    for (const part of ['api', 'roles', 'tenants', 'drillSchedule', 'secondSite'] as const) {
      expect(database[part]).toBeUndefined();
    }
  });

  it('is judged without an error or a warning, with its platform', () => {
    const shop = ProductionDatabase.application(SHOP);
    const { violations } = renderApplications({
      applications: [shop, platformOf([shop])],
      root: temporaryFolder(),
      outdir: 'dist',
      now: new Date('2026-11-21'),
    });
    expect(violations.filter(({ severity, namespace }) => severity !== 'info' && namespace === 'shop')).toEqual([]);
  });
});

describe('each part is off by one prop', () => {
  it.each<[string, Partial<ProductionDatabaseProps>, RegExp]>([
    ['base backups', { backup: { ...SHOP.backup, schedule: false } }, /^ScheduledBackup/],
    ['rotation', { access: { rotation: false } }, /^(ExternalSecret|Password)/],
    ['network policies', { network: false }, /^NetworkPolicy/],
    ['all monitoring', { monitoring: false }, /^(PodMonitor|PrometheusRule)|dashboards|queries/],
    ['alerts', { monitoring: { alerts: false } }, /^PrometheusRule/],
    ['dashboards', { monitoring: { dashboards: false } }, /dashboards/],
    ['metrics', { monitoring: { podMonitor: false } }, /^PodMonitor/],
  ])('%s', (_, props, gone) => {
    const rest = names(made().manifests).filter((name) => !gone.test(name));
    expect(names(made(props).manifests)).toEqual(rest);
  });

  it('the compose file', () => {
    expect(Object.keys(ProductionDatabase.application(SHOP).files?.() ?? {})).toEqual(['apps/shop/compose.yaml']);
    expect(ProductionDatabase.application({ ...SHOP, compose: false }).files?.()).toEqual({});
  });
});

describe('what a platform does not have', () => {
  it.each([
    ['external-secrets', /^(ExternalSecret|Password)/],
    ['prometheus-operator', /^(PodMonitor|PrometheusRule)|queries/],
    ['grafana', /dashboards/],
  ] as const)('%s: nothing is made that needs it', (service, gone) => {
    const { manifests } = made({ platform: { ...TEST_PLATFORM, lacks: [service] } });
    expect(names(manifests)).toEqual(names(made().manifests).filter((name) => !gone.test(name)));
  });

  it('statistics of volumes: no alert and no panel waits for them', () => {
    const { manifests } = made({ platform: { ...TEST_PLATFORM, lacks: ['volume-statistics'] } });
    expect(JSON.stringify(manifests)).not.toContain('kubelet_volume_stats');
    expect(JSON.stringify(made().manifests)).toContain('kubelet_volume_stats');
  });

  it('alerts, which record the availability: no panel waits for it', () => {
    const dashboards = (props: Partial<ProductionDatabaseProps>) =>
      JSON.stringify(
        made({ objectives: { availability: 99 }, ...props }).manifests.find(({ metadata }) =>
          String(metadata.name).endsWith('dashboards'),
        ),
      );
    expect(dashboards({})).toContain('cluster:postgres_');
    expect(dashboards({ monitoring: { alerts: false } })).not.toContain('cluster:postgres_');
  });

  it('a part that is declared all the same is made', () => {
    const platform = { ...TEST_PLATFORM, lacks: ['prometheus-operator'] } as const;
    const { manifests } = made({ platform, monitoring: { alerts: { name: 'mine' } } });
    expect(only(manifests, 'PrometheusRule').metadata.name).toBe('mine');
  });

  it('a known network: no policies, and an error where some are declared', () => {
    expect(names(made({ platform: UNKNOWN_NETWORK }).manifests).join()).not.toContain('NetworkPolicy');
    expect(() => made({ platform: UNKNOWN_NETWORK, network: {} })).toThrow(
      'network: platform "test" names no addresses of the API server',
    );
  });
});

describe('backup', () => {
  it('is there, or a reason why nobody needs the data back', () => {
    const { manifests } = made({ backup: { disposable: 'filled from the warehouse every night' } });
    expect(names(manifests).join()).not.toMatch(/ObjectStore|ScheduledBackup/);
    expect(at(only(manifests, 'Cluster'), 'metadata.annotations')).toMatchObject({
      'cnpg-gitops/disposable': 'filled from the warehouse every night',
    });
    expect(() => made({ backup: { disposable: ' ' } })).toThrow('disposable');
  });

  it('is as it was adopted until that is taken away, with the store that it moves to beside it', () => {
    const { database, manifests } = made({ backup: { adopted: true, store: SHOP.backup.store }, access: false });
    expect(names(manifests)).toContain('ObjectStore shop-backups');
    expect(names(manifests).join()).not.toMatch(/ScheduledBackup|ExternalSecret|private/);
    expect(at(only(manifests, 'Cluster'), 'spec.plugins')).toBeUndefined();
    expect(at(only(manifests, 'Cluster'), 'spec.bootstrap.initdb.postInitApplicationSQLRefs')).toBeUndefined();
    expect(database.roles).toBeUndefined();
    expect(ProductionDatabase.application({ ...SHOP, access: false }).migrations?.()).toEqual({});
    expect(names(made({ backup: { adopted: true } }).manifests).join()).not.toContain('ObjectStore');
  });

  it('in-tree is let out to where it goes', () => {
    const inTree = (endpointUrl?: string) => ({
      ...SHOP.database,
      adopted: { backup: { barmanObjectStore: { destinationPath: 's3://a/b', endpointUrl } } },
    });
    const { manifests } = made({ database: inTree(), backup: { adopted: true } });
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(JSON.stringify(policies)).toContain('0.0.0.0/0');
    expect(() => made({ database: inTree('http://minio:9000'), backup: { adopted: true } })).toThrow(
      /network\.objectStore is missing.*http:\/\/minio:9000/,
    );
  });

  it('of an endpoint whose addresses nobody knows asks for them', () => {
    const store = { ...SHOP.backup.store, endpoint: { url: 'https://s3.example.com' } };
    expect(() => made({ backup: { store } })).toThrow(/network\.objectStore is missing.*https:\/\/s3\.example\.com/);
    const network = { objectStore: [{ cidr: '203.0.113.10/32', ports: [443] }] };
    expect(refused(made({ backup: { store }, network }).manifests)).toEqual([]);
  });
});

describe('an API', () => {
  it('is the owner of a database without roles', () => {
    const { manifests } = made({ api: API });
    const [container] = at(only(manifests, 'Deployment'), 'spec.template.spec.containers') as object[];
    expect(JSON.stringify(container)).toContain('"key":"password","name":"shop-db-app"');
    expect(at(container, 'env.7')).toEqual({ name: 'POSTGRES_USER_FILE', value: '/etc/postgres-credentials/username' });
  });

  it('has the role that is declared for it', () => {
    const { database, manifests } = made({
      api: API,
      access: { runtime: { name: 'shop_api' }, tenancy: { type: 'uuid' } },
    });
    expect(JSON.stringify(only(manifests, 'Deployment'))).toContain('"key":"password","name":"shop-db-runtime"');
    expect(names(manifests)).toContain('ExternalSecret shop-db-runtime');
    expect(at(only(manifests, 'Cluster'), 'spec.bootstrap.initdb.postInitApplicationSQLRefs.configMapRefs')).toEqual([
      { name: 'shop-db-roles', key: 'script.sql' },
      { name: 'shop-db-tenants', key: 'script.sql' },
    ]);
    expect(database.roles?.credentials('runtime')).toBeDefined();
    expect(database.tenants).toBeDefined();
  });

  it('comes through the pooler where there is one, which is watched, and nobody else gets in', () => {
    const { database, manifests } = made({ api: API, poolers: [{ ...POOLER, name: 'shop-ro', access: 'ro' }, POOLER] });
    expect(JSON.stringify(only(manifests, 'Deployment'))).toContain('shop-pool.shop.svc');
    expect(names(manifests).filter((name) => name.startsWith('PodMonitor'))).toEqual([
      'PodMonitor shop-db-podmonitor',
      'PodMonitor shop-pool-podmonitor',
      'PodMonitor shop-ro-podmonitor',
    ]);
    const policy = (name: string) =>
      JSON.stringify(manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name));
    const api = '"app.kubernetes.io/name":"api"';
    expect(['shop-db', 'shop-ro', 'shop-pool'].filter((name) => policy(name).includes(api))).toEqual(['shop-pool']);
    expect(database.poolers.map(({ name }) => name)).toEqual(['shop-ro', 'shop-pool']);
  });

  it('connects directly, or through another pooler, where it says so', () => {
    const host = (connection: NonNullable<ProductionDatabaseProps['api']>['connection']) =>
      JSON.stringify(made({ api: { ...API, connection }, poolers: [POOLER] }).manifests);
    expect(host({ access: 'ro' })).toContain('shop-db-ro.shop.svc');
    expect(host({ pooler: 'shop-pool' })).toContain('shop-pool.shop.svc');
    expect(() => host({ pooler: 'pool' })).toThrow('there is no pooler "pool"; write one of shop-pool');
  });
});

describe('what cannot be', () => {
  it.each<[string, object, string]>([
    ['a misspelt part', { bakcup: {} }, '"bakcup" is not known; write "backup"'],
    [
      'a misspelt key of a part',
      { backup: { ...SHOP.backup, shedule: false } },
      '"backup.shedule" is not known; write "schedule"',
    ],
    [
      'a key that another part says',
      { database: { ...SHOP.database, archive: {} } },
      '"database.archive" is not known',
    ],
    ['a misspelt key further down', { api: { ...API, portt: 1 } }, '"api.portt" is not known; write "port"'],
    ['a role beside none', { access: { readOnly: { name: 'reports' } } }, 'role "reports" is beside a role of the API'],
    [
      'two ways of access',
      { access: { runtime: { name: 'a' }, connecting: ['b'] } },
      'access.connecting is for a database',
    ],
    [
      'a second site without an archive',
      { backup: { disposable: 'a' }, secondSite: { namespace: 'dr', name: 'dr', store: {} } },
      'secondSite: it follows by the archive',
    ],
  ])('%s', (_, props, message) => {
    expect(() => new ProductionDatabase(new App(), 'shop', { ...SHOP, ...props } as ProductionDatabaseProps)).toThrow(
      message,
    );
  });
});

it('a recovered cluster that serves gets what its source has, and the API goes there', () => {
  const recoveries = recoveriesFrom({
    serving: 'shop-db-r2',
    recoveries: [
      { name: 'shop-db-r2', of: 'shop-db', at: '2026-11-20T13:37:00Z' },
      { name: 'look', of: 'shop-db', at: '2026-11-20T13:37:00Z', expires: '2026-11-28T00:00:00Z' },
    ],
  });
  const { database, manifests } = made({ api: API, recoveries });
  expect(database.serving.name).toBe('shop-db-r2');
  expect(database.drills.map(({ namespace }) => namespace)).toEqual(['shop-drill']);
  expect(JSON.stringify(only(manifests, 'Deployment'))).toContain('shop-db-r2-rw.shop.svc');
  for (const twin of ['ScheduledBackup shop-db-r2-daily', 'PrometheusRule shop-db-r2', 'NetworkPolicy shop-db-r2']) {
    expect(names(manifests)).toContain(twin);
  }
  expect(names(manifests)).toContain('NetworkPolicy look');
});

it('keeps what the declaration says of a database: its Secret, its scripts, its roles', () => {
  const password = Secret.fromSecretName('mine');
  const bootstrap = { method: 'initdb', database: 'till', owner: 'till', secret: password } as const;
  const roles = [{ name: 'reports', login: true, password }] as const;
  const { manifests } = made({ database: { ...SHOP.database, bootstrap, roles } });
  expect(names(manifests).join()).not.toContain('ExternalSecret');
  const cluster = only(manifests, 'Cluster');
  expect(at(cluster, 'spec.bootstrap.initdb')).toMatchObject({ database: 'till', secret: { name: 'mine' } });
  expect(at(cluster, 'spec.managed.roles.0.name')).toBe('reports');
});
