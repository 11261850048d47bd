import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

type Fields = Record<string, unknown>;

function first(kind: string, before: Fields, after: Fields, others: readonly Manifest[] = []) {
  const { changes } = planOf([object(kind, before), ...others], [object(kind, after), ...others]);
  const change = changes.find((each) => each.kind === kind);
  return { impact: change?.impact, ...change?.fields[0] };
}

const store = (fields: Fields) => ({ configuration: { destinationPath: 's3://a', ...credentials() }, ...fields });
const credentials = () => ({ s3Credentials: { inheritFromIAMRole: true } });
const pooler = (fields: Fields, spec: Fields = {}) => ({
  cluster: { name: 'shop-db' },
  pgbouncer: { poolMode: 'session', ...fields },
  ...spec,
});
const database = (fields: Fields) => ({ cluster: { name: 'shop-db' }, name: 'audit', owner: 'audit', ...fields });
const api = (image: string, fields: Fields = {}) => ({
  selector: { matchLabels: { app: 'api' } },
  template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image }] } },
  ...fields,
});
const publication = (fields: Fields) => ({
  cluster: { name: 'shop-db' },
  dbname: 'a',
  name: 'p',
  target: { allTables: true },
  ...fields,
});
const application = {
  project: 'default',
  destination: { namespace: 'cnpg-system', server: 'https://kubernetes.default.svc' },
};
const source = (chart: string, targetRevision: string) => ({
  ...application,
  source: { repoURL: 'https://x', chart, targetRevision },
});

const ROWS: readonly (readonly [
  kind: string,
  before: Fields,
  after: Fields,
  impact: string,
  path: string,
  reason: RegExp,
])[] = [
  [
    'Pooler',
    pooler({}),
    pooler({ parameters: { max_client_conn: '500' } }),
    'reload',
    'spec.pgbouncer.parameters',
    /clients stay connected/,
  ],
  ['Pooler', pooler({}), pooler({ poolMode: 'transaction' }), 'reload', 'spec.pgbouncer.poolMode', /advisory locks/],
  ['Pooler', pooler({}), pooler({ paused: true }), 'outage', 'spec.pgbouncer.paused', /wait/],
  ['Pooler', pooler({ paused: true }), pooler({}), 'none', 'spec.pgbouncer.paused', /resumed/],
  ['Pooler', pooler({}), pooler({}, { type: 'ro' }), 'outage', 'spec.type', /replica/],
  [
    'Pooler',
    pooler({}),
    pooler({}, { instances: 3 }),
    'reload',
    'spec.instances',
    /are added: together 3 PgBouncer pods may open 60/,
  ],
  ['Pooler', pooler({}, { instances: 3 }), pooler({}, { instances: 2 }), 'none', 'spec.instances', /added or removed/],
  [
    'Pooler',
    pooler({}),
    pooler({}, { template: { spec: { containers: [] } } }),
    'rolling-update',
    'spec.template',
    /PostgreSQL keeps running/,
  ],
  ['Database', database({}), database({ owner: 'other' }), 'none', 'spec.owner', /OWNER TO/],
  ['Database', database({}), database({ name: 'other' }), 'rejected', 'spec.name', /./],
  ['Database', database({}), database({ locale: 'C' }), 'ignored', 'spec.locale', /without effect/],
  ['Database', database({}), database({ ensure: 'absent' }), 'data-loss', 'spec.ensure', /DROP DATABASE/],
  [
    'Database',
    database({ extensions: [{ name: 'a' }] }),
    database({ extensions: [{ name: 'a', ensure: 'absent' }] }),
    'data-loss',
    'spec.extensions[name=a].ensure',
    /is dropped/,
  ],
  ['Database', database({}), database({ extensions: [{ name: 'a' }] }), 'none', 'spec.extensions[name=a]', /CREATE/],
  [
    'Database',
    database({}),
    database({ allowConnections: false }),
    'outage',
    'spec.allowConnections',
    /no client can connect/,
  ],
  ['Database', database({ allowConnections: false }), database({}), 'none', 'spec.allowConnections', /again/],
  ['Publication', publication({}), publication({ name: 'q' }), 'rejected', 'spec.name', /./],
  [
    'Publication',
    publication({}),
    publication({ parameters: { publish: 'insert' } }),
    'none',
    'spec.parameters',
    /ALTER PUBLICATION/,
  ],
  [
    'ObjectStore',
    store({}),
    store({ configuration: { destinationPath: 's3://b', ...credentials() } }),
    'replace',
    'spec.configuration.destinationPath',
    /before its first base backup/,
  ],
  [
    'ObjectStore',
    store({ retentionPolicy: '30d' }),
    store({ retentionPolicy: '7d' }),
    'data-loss',
    'spec.retentionPolicy',
    /before 2026-02-22T12:00:00.000Z are deleted, those from 2026-01-30T12:00:00.000Z on/,
  ],
  ['ObjectStore', store({}), store({ retentionPolicy: '1w' }), 'data-loss', 'spec.retentionPolicy', /deleted, all on/],
  [
    'ObjectStore',
    store({ retentionPolicy: '7d' }),
    store({ retentionPolicy: '1m' }),
    'none',
    'spec.retentionPolicy',
    /longer/,
  ],
  ['ObjectStore', store({ retentionPolicy: '7d' }), store({}), 'none', 'spec.retentionPolicy', /without limit/],
  [
    'ScheduledBackup',
    { schedule: '0 0 2 * * *', cluster: { name: 'shop-db' } },
    { schedule: '0 2 * * *', cluster: { name: 'shop-db' } },
    'none',
    'spec.schedule',
    /next runs: 2026-03-01T12:02:00Z, 2026-03-01T13:02:00Z, 2026-03-01T14:02:00Z; without this change: 2026-03-02T02:00:00Z, 2026-03-03/,
  ],
  [
    'ScheduledBackup',
    { schedule: '@daily' },
    { schedule: '0 0 0 30 2 *' },
    'none',
    'spec.schedule',
    /next runs: never/,
  ],
  [
    'ScheduledBackup',
    { schedule: '@daily' },
    { schedule: '@daily', suspend: true },
    'none',
    'spec.suspend',
    /takes no backups while/,
  ],
  ['Backup', { cluster: { name: 'a' } }, { cluster: { name: 'b' } }, 'rejected', 'spec.cluster.name', /./],
  [
    'Deployment',
    api('a:1'),
    api('a:2'),
    'rolling-update',
    'spec.template.spec.containers[name=api].image',
    /^its pods are recreated/,
  ],
  ['Deployment', api('a:1'), api('a:1', { replicas: 3 }), 'none', 'spec.replicas', /not touched/],
  [
    'Deployment',
    api('a:1'),
    api('a:1', { selector: { matchLabels: { app: 'b' } } }),
    'rejected',
    'spec.selector.matchLabels.app',
    /is immutable/,
  ],
  ['Service', { selector: { a: 'b' } }, { selector: { a: 'c' } }, 'restart', 'spec.selector.a', /reconnect/],
  [
    'PersistentVolumeClaim',
    { storageClassName: 'a' },
    { storageClassName: 'b' },
    'rejected',
    'spec.storageClassName',
    /only the size/,
  ],
  ['ConfigMap', { a: 1 }, { a: 2 }, 'none', 'spec.a', /what depends on it is not known here/],
];

describe('changes of other kinds', () => {
  test.each(ROWS)('%s %j → %j', (kind, before, after, impact, path, reason) => {
    const found = first(kind, before, after);
    expect(found).toMatchObject({ impact, path });
    expect(found.reason).toMatch(reason);
  });
});

describe('what reaches further than its object', () => {
  const user = cluster({
    imageName: undefined,
    imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'thing', major: 17 },
  });
  const images = (image: string) => ({
    images: [
      { major: 16, image: 'a:16.1' },
      { major: 17, image },
    ],
  });

  test('an image catalog rolls all clusters that take this major from it', () => {
    const found = first('ImageCatalog', images('a:17.1'), images('a:17.2'), [user]);
    expect(found).toMatchObject({ impact: 'rolling-update', path: 'spec.images[major=17].image' });
    expect(found.reason).toContain('all instances of Cluster shop/shop-db (3 instances) are recreated');
  });

  test('and no others', () => {
    expect(first('ImageCatalog', images('a:17.1'), images('a:17.2'), [cluster()]).impact).toBe('none');
    const elsewhere = { ...user, metadata: { ...user.metadata, namespace: 'bank' } };
    expect(first('ImageCatalog', images('a:17.1'), images('a:17.2'), [elsewhere]).impact).toBe('none');
    expect(first('ClusterImageCatalog', images('a:17.1'), images('a:17.2'), [user]).impact).toBe('none');
  });

  test('an image that a cluster needs is taken out of its catalog', () => {
    const found = first('ImageCatalog', images('a:17.1'), { images: [{ major: 16, image: 'a:16.1' }] }, [user]);
    expect(found).toMatchObject({ impact: 'ignored', path: 'spec.images[major=17]' });
  });

  test('the sidecar of a store is part of the pods of its clusters', () => {
    const archiving = cluster({
      plugins: [{ name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 'thing' } }],
    });
    const after = store({ instanceSidecarConfiguration: { logLevel: 'debug' } });
    expect(first('ObjectStore', store({}), after, [archiving]).impact).toBe('rolling-update');
    expect(first('ObjectStore', store({}), after, [cluster()]).impact).toBe('none');
  });

  test('the operator rolls all clusters, the plugin those that use it', () => {
    const found = first('Application', source('cloudnative-pg', '0.27.0'), source('cloudnative-pg', '0.27.1'), [
      cluster(),
    ]);
    expect(found).toMatchObject({ impact: 'rolling-update', path: 'spec.source.targetRevision' });
    expect(found.reason).toMatch(/0\.27\.0 becomes chart 0\.27\.1.*Cluster shop\/shop-db/);
    const plugin = first(
      'Application',
      source('plugin-barman-cloud', '0.5.0'),
      source('plugin-barman-cloud', '0.6.0'),
      [cluster()],
    );
    expect(plugin.reason).toContain('no object of this change');
    expect(first('Application', source('other', '1'), source('other', '2'), [cluster()]).impact).toBe('none');
  });

  test('an operator that updates instance managers in place makes no pod again', () => {
    const at = (version: string) => ({
      ...application,
      sources: [
        {
          repoURL: 'https://x',
          chart: 'cloudnative-pg',
          targetRevision: version,
          helm: { valuesObject: { config: { data: { ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true' } } } },
        },
      ],
    });
    expect(first('Application', at('0.27.0'), at('0.27.1'), [cluster()]).impact).toBe('none');
  });

  test('so does an operator that is installed without a chart', () => {
    const at = (version: string) => api(`ghcr.io/cloudnative-pg/cloudnative-pg:${version}`);
    const found = first('Deployment', at('1.28.0'), at('1.28.4'), [cluster()]);
    expect(found.impact).toBe('rolling-update');
    expect(found.reason).toMatch(
      /1\.28\.4: the new operator updates the instance manager.*Cluster shop\/shop-db \(3 instances\)/,
    );
  });

  test('a cluster of one instance, or without switchover, is without writes meanwhile', () => {
    const clusters = [
      cluster(),
      cluster({ instances: 1 }, { name: 'one' }),
      cluster({ primaryUpdateMethod: undefined }, { name: 'two' }),
    ];
    const { impact, reason } = first(
      'Application',
      source('cloudnative-pg', '0.27.0'),
      source('cloudnative-pg', '0.27.1'),
      clusters,
    );
    expect(impact).toBe('restart');
    expect(reason).toContain('(7 instances) are recreated; without a switchover');
    expect(reason).toMatch(/without writes meanwhile: Cluster shop\/one, shop\/two$/);
  });
});
