import { describe, expect, it } from 'vitest';
import { ImageCatalog, Pooler, type PoolerOptions, PostgresCluster, Secret } from '../../../constructs/index';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const least: PoolerOptions = { name: 'orders-pool', mode: 'transaction', instances: 2 };

function rendered(options: Partial<PoolerOptions> = {}) {
  return render((folder) => cluster(folder).addPooler('Pool', { ...least, ...options }));
}

it('with minimal options', () => {
  const manifests = rendered();
  expect(only(manifests, 'Pooler')).toEqual({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: { name: 'orders-pool', namespace: 'shop' },
    spec: {
      cluster: { name: 'orders-db' },
      type: 'rw',
      instances: 2,
      pgbouncer: { poolMode: 'transaction', parameters: { client_tls_sslmode: 'require' } },
    },
  });
  expect(refused(manifests)).toEqual([]);
});

it('with all options', () => {
  const manifests = rendered({
    access: 'ro',
    mode: 'session',
    parameters: { default_pool_size: '25' },
    pgHba: ['hostssl all all all scram-sha-256'],
    paused: true,
    authQuery: { query: 'SELECT usename, passwd FROM user_search($1)', secret: Secret.fromSecretName('auth') },
    resources: { limits: { cpu: '0.5', memory: '128Mi' } },
    labels: { team: 'orders' },
    spec: { template: { spec: { containers: [{ name: 'pgbouncer', image: 'pgbouncer:1' }] } } },
  });
  const pooler = only(manifests, 'Pooler');
  expect(pooler.metadata.labels).toEqual({ team: 'orders' });
  expect(pooler.spec).toEqual({
    cluster: { name: 'orders-db' },
    type: 'ro',
    instances: 2,
    pgbouncer: {
      poolMode: 'session',
      parameters: { client_tls_sslmode: 'require', default_pool_size: '25' },
      pg_hba: ['hostssl all all all scram-sha-256'],
      paused: true,
      authQuery: 'SELECT usename, passwd FROM user_search($1)',
      authQuerySecret: { name: 'auth' },
    },
    template: {
      spec: {
        containers: [
          { name: 'pgbouncer', image: 'pgbouncer:1', resources: { limits: { cpu: '500m', memory: '128Mi' } } },
        ],
      },
    },
  });
  expect(refused(manifests)).toEqual([]);
});

it('takes clients without TLS where the cluster does, or where it is said', () => {
  const parameters = (tls: 'required' | 'optional', given?: Record<string, string>) =>
    at(
      only(
        render((folder) => cluster(folder, { tls }).addPooler('Pool', { ...least, parameters: given })),
        'Pooler',
      ),
      'spec.pgbouncer.parameters',
    );
  expect(parameters('optional')).toBeUndefined();
  expect(parameters('required', { client_tls_sslmode: 'verify-full' })).toEqual({ client_tls_sslmode: 'verify-full' });
});

it('shows PgBouncer’s own certificate to the server, so that roles of certificates go past it', () => {
  const roles = [{ name: 'robot', login: true, authentication: 'certificate' }] as const;
  const connecting = () =>
    render((folder) => cluster(folder, { roles }).addPooler('Pool', least).connect({ role: 'robot' }));
  expect(connecting).toThrow('role "robot" comes by certificate, which ends at PgBouncer');
});

describe('its name', () => {
  it.each([
    ['orders-db', 'belongs to cluster "orders-db"'],
    ['orders-db-ro', 'belongs to cluster "orders-db"'],
    ['orders.pool', 'does not consist of'],
    ['1pool', 'does not consist of'],
    ['p'.repeat(64), 'has 64 characters'],
  ])('is not %s', (name, message) => expect(() => rendered({ name })).toThrow(message));
});

it('pools a cluster that is declared elsewhere', () => {
  const manifests = render((folder) => {
    const orders = PostgresCluster.fromClusterName(folder, 'Orders', {
      name: 'orders-db',
      namespace: 'b',
      database: 'd',
    });
    const pool = new Pooler(folder, 'Pool', { ...least, cluster: orders });
    expect(pool.connect().host).toBe('orders-pool.b.svc.cluster.local');
  });
  expect(only(manifests, 'Pooler').metadata.namespace).toBe('b');
  expect(at(only(manifests, 'Pooler'), 'spec.cluster.name')).toBe('orders-db');
});

describe('the image of PgBouncer', () => {
  it('is given, or comes from a catalog', () => {
    const image = 'ghcr.io/cloudnative-pg/pgbouncer:1.25.1';
    expect(at(only(rendered({ image }), 'Pooler'), 'spec.pgbouncer.image')).toBe(image);
    const manifests = render((folder) => {
      const catalog = new ImageCatalog(folder, 'Images', {
        name: 'images',
        images: { 17: 'ghcr.io/x/postgresql:17.7' },
        componentImages: { pgbouncer: image },
      });
      const db = cluster(folder);
      db.addPooler('Pool', { ...least, image: { catalog, key: 'pgbouncer' } });
      expect(() => db.addPooler('Wrong', { ...least, name: 'b', image: { catalog, key: 'bouncer' } })).toThrow(
        'image catalog "images" has no componentImages "bouncer"; it has pgbouncer',
      );
    });
    expect(at(only(manifests, 'Pooler'), 'spec.pgbouncer.imageCatalogRef')).toEqual({
      apiGroup: 'postgresql.cnpg.io',
      kind: 'ImageCatalog',
      name: 'images',
      key: 'pgbouncer',
    });
    expect(refused(manifests)).toEqual([]);
  });

  it('of a catalog elsewhere is taken as it is written, and in another namespace refused', () => {
    const catalog = ImageCatalog.fromName('all', 'ClusterImageCatalog');
    const manifests = rendered({ image: { catalog, key: 'pgbouncer' } });
    expect(at(only(manifests, 'Pooler'), 'spec.pgbouncer.imageCatalogRef.kind')).toBe('ClusterImageCatalog');
    expect(refused(manifests)).toEqual([]);
    expect(() =>
      rendered({ image: { catalog: { kind: 'ImageCatalog', name: 'a', namespace: 'other' }, key: 'p' } }),
    ).toThrow('image catalog "a" is in namespace "other"');
  });

  it.each(['pgbouncer', 'pgbouncer:latest'])('does not float: %s', (image) => {
    expect(() => rendered({ image })).toThrow('floats');
  });
});

describe('a certificate of its own', () => {
  const certificate = { ca: Secret.fromSecretName('pool-ca'), tls: Secret.fromSecretName('pool-tls') };

  it('is shown to clients, which check it by its own authority', () => {
    const manifests = render((folder) => {
      const pooler = cluster(folder).addPooler('Pool', { ...least, certificate, serviceAccountName: 'shared' });
      expect(pooler.connect().ca).toEqual({ secret: certificate.ca, key: 'ca.crt' });
    });
    expect(only(manifests, 'Pooler').spec).toMatchObject({
      pgbouncer: { clientTLSSecret: { name: 'pool-tls' } },
      serviceAccountName: 'shared',
    });
    expect(at(only(manifests, 'Pooler'), 'spec.monitoring')).toBeUndefined();
    expect(refused(manifests)).toEqual([]);
  });

  it('serves metrics, and the PodMonitor scrapes by https', () => {
    const manifests = render((folder) => {
      const pooler = cluster(folder).addPooler('Pool', { ...least, certificate: { ...certificate, metrics: true } });
      pooler.addPodMonitor('Monitor', { name: 'orders-pool-podmonitor' });
    });
    expect(at(only(manifests, 'Pooler'), 'spec.monitoring')).toEqual({ tls: { enabled: true } });
    expect(at(only(manifests, 'PodMonitor'), 'spec.podMetricsEndpoints')).toEqual([
      {
        port: 'metrics',
        scheme: 'https',
        tlsConfig: {
          ca: { secret: { name: 'pool-ca', key: 'ca.crt' } },
          serverName: 'orders-pool.shop.svc.cluster.local',
        },
      },
    ]);
    expect(refused(manifests)).toEqual([]);
  });
});
