import { describe, expect, test } from 'vitest';
import { commentLines } from '../../../commands/adopt/comments';
import { liveObjects } from '../../../commands/adopt/live-objects';
import { selectObjects } from '../../../commands/adopt/select-objects';
import { adoptedSource } from '../../../commands/adopt/source-text';
import { proceduresToPlugin } from '../../../commands/adopt/to-plugin';
import { assumptionsOf } from '../../../commands/adopt/unsaid';
import { DEFAULT_TARGET } from '../../../constructs/index';
import { type Manifest, record } from '../../../manifests/object/manifest';
import { adopted, found, manifestsOf, reasons, wordsOf } from './support/adopted';

/** What somebody ran before: in-tree backups, an image that floats, and what hangs on it. */
const SHOP = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: shop-db, namespace: shop, labels: { team: shop } }
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:17
  primaryUpdateStrategy: unsupervised
  storage: { size: 20Gi }
  bootstrap:
    initdb: { database: shop, owner: shop, secret: { name: shop-owner }, postInitApplicationSQL: [CREATE EXTENSION vector] }
  postgresql:
    parameters: { shared_buffers: 1GB, work_mem: 8 MB, pg_stat_statements.max: "1000" }
    pg_hba: [host all all 10.0.0.0/8 scram-sha-256]
  managed:
    roles: [{ name: reports, login: true, passwordSecret: { name: shop-reports }, inRoles: [pg_read_all_data] }]
    services: { additional: [{ selectorType: rw, serviceTemplate: { metadata: { name: shop }, spec: { type: LoadBalancer } } }] }
  monitoring: { enablePodMonitor: true }
  backup:
    retentionPolicy: 30d
    barmanObjectStore:
      destinationPath: s3://shop/db
      s3Credentials: { accessKeyId: { name: s3, key: id }, secretAccessKey: { name: s3, key: secret } }
      wal: { compression: gzip }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: shop-db-daily, namespace: shop }
spec: { schedule: "0 0 2 * * *", cluster: { name: shop-db }, method: barmanObjectStore }
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: shop-pool, namespace: shop }
spec: { cluster: { name: shop-db }, instances: 2, type: rw, pgbouncer: { poolMode: transaction, parameters: { max_client_conn: "500" } } }
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: { name: stock, namespace: shop }
spec: { cluster: { name: shop-db }, name: stock, owner: shop, extensions: [{ name: vector }] }
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: shop-pool-metrics, namespace: shop }
spec: { selector: { matchLabels: { cnpg.io/poolerName: shop-pool } }, podMetricsEndpoints: [{ port: metrics, interval: 30s }] }
`;

describe('a database that ran before', () => {
  const model = adopted(manifestsOf(SHOP));

  test('is rendered as it was', () => expect(found(model)).toEqual([]));

  test('is said in the words of constructs', () => {
    const words = wordsOf(model, 'shop-db');
    for (const part of [
      'initdb({ "database": "shop", "owner": "shop", "secret": Secret.fromSecretName("shop-owner")',
      '"parameters": { "shared_buffers": "1GB", "pg_stat_statements.max": "1000" }',
      '"pgHba": ["host all all 10.0.0.0/8 scram-sha-256"]',
      '"tls": "optional"',
      '"synchronous": false',
      '"primaryUpdateMethod": "restart"',
      '"services": [{ "name": "shop", "access": "rw", "type": "LoadBalancer" }]',
    ])
      expect(words).toContain(part);
    expect(wordsOf(model, 'stock')).toContain('"extensions": [{ "name": "vector" }]');
    expect(wordsOf(model, 'shop-db-daily')).toContain(
      '"method": "barmanObjectStore", "immediate": false, "backupOwnerReference": "none"',
    );
  });

  test('keeps in-tree backups, and has them named as what goes', () => {
    expect(wordsOf(model, 'shop-db')).toMatch(
      /"adopted": \{ "backup": \{ "retentionPolicy": "30d", "barmanObjectStore": /,
    );
    const [{ object, steps } = { object: '', steps: [] }, ...others] = proceduresToPlugin(model, {
      target: DEFAULT_TARGET,
      now: new Date(0),
    });
    expect(others).toEqual([]);
    expect(object).toBe('Cluster shop/shop-db');
    expect(steps.map(({ commit }) => commit)[0]).toContain('destinationPath s3://shop/db');
    expect(steps.length).toBeGreaterThan(2);
  });

  test('has what no type takes, and what a construct adds, in spec', () => {
    // A blank in a size; the names of the pooler and of the service in the certificate.
    expect(wordsOf(model, 'shop-db')).toContain(
      '"spec": { "certificates": null, "postgresql": { "parameters": { "work_mem": "8 MB" } } }',
    );
  });

  test('is a chart that adds each object to its cluster', () => {
    const {
      'apps/shop/chart.ts': chart = '',
      'apps/shop/config.ts': config = '',
      ...others
    } = adoptedSource(model, { platform: 'aws', suppressions: [] });
    expect(others).toEqual({ 'apps/shop/recoveries.json': '{ "recoveries": [] }\n' });
    expect(chart).toContain('addRecoveries(folder, shopDb, declared);');
    expect(chart).toContain(
      'const shopDb = new PostgresCluster(folder, "PostgresCluster-shop-db", clusters["shop-db"]);',
    );
    expect(chart).toContain('const shopPool = shopDb.addPooler("Pooler-shop-pool", poolers["shop-pool"]);');
    expect(chart).toContain('shopPool.addPodMonitor("PodMonitor-shop-pool-metrics", monitors["shop-pool-metrics"]);');
    // A pooler that was made before would go with the first cluster once that is dropped.
    const order = ['addDatabase(', 'addRecoveries(folder', 'addPooler(', 'shopPool.addPodMonitor('];
    expect(order.map((call) => chart.indexOf(call))).toEqual(
      order.map((call) => chart.indexOf(call)).sort((a, b) => a - b),
    );
    expect(config).toContain('readonly clusters: Readonly<Record<string, AnyClusterProps>>;');
  });
});

describe('what constructs refuse', () => {
  const late = SHOP.replace('"0 0 2 * * *"', '"0 2 * * *"');

  test('is carried as it is, with the reason', () => {
    const model = adopted(manifestsOf(late));
    expect(found(model)).toEqual([]);
    expect(reasons(model)).toEqual([expect.stringContaining('has five fields')]);
    expect(assumptionsOf(model, DEFAULT_TARGET)).toEqual([
      {
        object: 'ScheduledBackup shop/shop-db-daily',
        says: expect.stringMatching(/^it is carried as it is, in objects\.json: /),
      },
    ]);
  });

  test('goes with what belongs to it', () => {
    const model = adopted(manifestsOf(SHOP.replace('postgresql:17', 'postgresql:latest')));
    expect(model.objects).toEqual([]);
    expect(found(model)).toEqual([]);
  });
});

test('an image that nobody named is said, and is an assumption', () => {
  const model = adopted(
    manifestsOf(
      '{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: a, namespace: b }, spec: { instances: 3, storage: { size: 1Gi } } }',
    ),
  );
  expect(found(model)).toEqual([]);
  expect(wordsOf(model, 'a')).toContain('"image": "ghcr.io/cloudnative-pg/postgresql:');
  expect(assumptionsOf(model, DEFAULT_TARGET)).toEqual([
    { object: 'Cluster b/a', says: expect.stringContaining('it names no image') },
  ]);
});

describe('objects', () => {
  const object = (kind: string, name: string, more = '') => `\n---\n{ ${kind}, metadata: { name: ${name}${more} } }`;
  const CLUSTER = 'apiVersion: postgresql.cnpg.io/v1, kind: Cluster';

  test("of another namespace, Secrets, what others make and what is nobody's are left, each with its reason", () => {
    const { left, objects } = selectObjects(
      manifestsOf(
        SHOP +
          object(CLUSTER, 'other-db', ', namespace: other') +
          object('apiVersion: v1, kind: Secret', 'shop-owner', ', namespace: shop') +
          object(
            'apiVersion: v1, kind: Service',
            'shop-db-rw',
            ', namespace: shop, ownerReferences: [{ kind: Cluster, name: shop-db, controller: true }]',
          ) +
          object('apiVersion: apps/v1, kind: Deployment', 'web', ', namespace: shop') +
          object('apiVersion: postgresql.cnpg.io/v1, kind: ClusterImageCatalog', 'images'),
      ),
      'shop',
    );
    expect(objects).toHaveLength(5);
    expect(left.map(({ object: name, says }) => `${name}: ${says}`)).toEqual([
      expect.stringMatching(/^Cluster other\/other-db: it is in namespace other/),
      expect.stringMatching(/^Secret shop\/shop-owner: it stays where it is: a password in git/),
      'Service shop/shop-db-rw: Cluster shop-db makes it',
      expect.stringMatching(/^Deployment shop\/web: its kind is no part of a database here/),
      expect.stringMatching(/^ClusterImageCatalog images: it is in no namespace/),
    ]);
  });

  test('of two namespaces are two applications', () => {
    const both = manifestsOf(SHOP + object(CLUSTER, 'other-db', ', namespace: other'));
    expect(() => selectObjects(both, undefined)).toThrow(
      'in the namespaces other, shop, and an application is one of them',
    );
  });

  test('without a namespace are nowhere: a guess would make a second database', () => {
    expect(() => selectObjects(manifestsOf(object(CLUSTER, 'a')), undefined)).toThrow('add --namespace');
    expect(selectObjects(manifestsOf(object(CLUSTER, 'a')), 'shop').objects[0]?.metadata.namespace).toBe('shop');
  });
});

test('comments are found, and nothing else is', () => {
  expect(commentLines('a: b # c\n# d\ne: |\n  # no\n  x\nf: "#no"\n---\n# z\n')).toEqual([1, 2, 8]);
});

test('a live cluster is asked for the kinds of a database, and for no Secret', async () => {
  const asked: string[] = [];
  const all = manifestsOf(SHOP);
  const client = {
    list: async (apiVersion: string, kind: string, namespace: string) => {
      asked.push(`${apiVersion} ${kind} ${namespace}`);
      return all.filter((each) => each.kind === kind && each.apiVersion === apiVersion);
    },
  };
  expect(await liveObjects(client, 'shop')).toHaveLength(all.length);
  expect(asked).toContain('barmancloud.cnpg.io/v1 ObjectStore shop');
  expect(asked.join()).not.toContain('Secret');
});

test('of ConfigMaps a live cluster gives those that a Cluster reads', async () => {
  const cluster = manifestsOf(SHOP)[0] as Manifest;
  const monitoring = {
    customQueriesConfigMap: ['cnpg-default-monitoring', 'queries'].map((name) => ({ name, key: 'a' })),
  };
  const configMap = (name: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'shop' },
  });
  const all = [
    { ...cluster, spec: { ...record(cluster.spec), monitoring } },
    ...['queries', 'kube-root-ca.crt', 'cnpg-default-monitoring'].map(configMap),
  ];
  const client = { list: async (_: string, kind: string) => all.filter((each) => each.kind === kind) };
  const found = await liveObjects(client, 'shop');
  expect(found.map(({ metadata }) => metadata.name)).toEqual(['shop-db', 'queries']);
});
