import { describe, expect, it } from 'vitest';
import {
  type Connection,
  type ConnectOptions,
  initdb,
  Pooler,
  PostgresCluster,
  type PostgresClusterProps,
  Secret,
} from '../../../constructs/index';
import { certManager } from '../../../constructs/postgres/certificates';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

function connection(options: ConnectOptions, props: Partial<PostgresClusterProps> = {}): Connection {
  const found: Connection[] = [];
  render((folder) => found.push(cluster(folder, props).connect(options)));
  const [first] = found;
  if (first === undefined) throw new Error('no connection');
  return first;
}

const app = Secret.fromSecretName('orders-db-app');
const other = Secret.fromSecretName('other');

describe('a connection to a cluster', () => {
  it('leads to the primary, as the owner, with the server verified', () => {
    expect(connection({})).toEqual({
      host: 'orders-db-rw.shop.svc.cluster.local',
      port: 5432,
      database: 'orders',
      username: { secret: app, key: 'username' },
      password: { secret: app, key: 'password' },
      sslMode: 'verify-full',
      ca: { secret: Secret.fromSecretName('orders-db-ca'), key: 'ca.crt' },
    });
  });

  it.each<[string, ConnectOptions, Partial<PostgresClusterProps>, object]>([
    ['the replicas', { access: 'ro' }, {}, { host: 'orders-db-ro.shop.svc.cluster.local' }],
    ['any instance', { access: 'r' }, {}, { host: 'orders-db-r.shop.svc.cluster.local' }],
    [
      'an additional service',
      { service: 'orders-db' },
      { services: [{ name: 'orders-db', access: 'rw' }] },
      { host: 'orders-db.shop.svc.cluster.local' },
    ],
    ['another database', { database: 'audit' }, {}, { database: 'audit' }],
    ['a weaker check', { sslMode: 'require' }, {}, { sslMode: 'require' }],
    [
      'other credentials',
      { credentials: { username: other.key('u'), password: other.key('p') } },
      {},
      { username: { secret: other, key: 'u' }, password: { secret: other, key: 'p' } },
    ],
    [
      'a secret of yours, in place of the one that CNPG would make',
      {},
      { bootstrap: initdb({ database: 'orders', owner: 'app', secret: other }) },
      { username: { secret: other, key: 'username' }, password: { secret: other, key: 'password' } },
    ],
    [
      'a server certificate of yours, with its authority',
      {},
      { certificates: { server: { ca: Secret.fromSecretName('my-ca'), tls: Secret.fromSecretName('my-tls') } } },
      { ca: { secret: Secret.fromSecretName('my-ca'), key: 'ca.crt' } },
    ],
    [
      'certificates by cert-manager',
      {},
      { certificates: certManager() },
      { ca: { secret: Secret.fromSecretName('orders-db-pki-server'), key: 'ca.crt' } },
    ],
    [
      'a role with a password',
      { role: 'audit' },
      { roles: [{ name: 'audit', login: true, password: other }] },
      { username: { secret: other, key: 'username' }, password: { secret: other, key: 'password' } },
    ],
    [
      'a role that comes by certificate',
      { role: 'the_robot' },
      { roles: [{ name: 'the_robot', login: true, authentication: 'certificate' }] },
      { username: 'the_robot', clientCertificate: { secret: { name: 'orders-db-client-the-robot' } } },
    ],
    [
      'a role whose certificate is in a Secret of yours',
      { role: 'Robot' },
      { roles: [{ name: 'Robot', login: true, authentication: 'certificate', clientCertificate: other }] },
      { username: 'Robot', clientCertificate: { secret: other } },
    ],
  ])('%s', (_, options, props, expected) => expect(connection(options, props)).toMatchObject(expected));

  it('has no password beside a certificate', () => {
    const roles = [{ name: 'robot', login: true, authentication: 'certificate' }] as const;
    expect(connection({ role: 'robot' }, { roles })).not.toHaveProperty('password');
  });

  it.each<[string, ConnectOptions, Partial<PostgresClusterProps>, string]>([
    [
      'a disabled service',
      { access: 'ro' },
      { disabledServices: ['ro'] },
      'no service "orders-db-ro"; use one of orders-db-rw, orders-db-r,',
    ],
    ['a service that was not declared', { service: 'orders-db' }, {}, 'no service "orders-db"'],
    ['a role that nobody has declared', { role: 'audit' }, {}, 'of role "audit" no password and no certificate'],
    ['plain text', { sslMode: 'disable' }, {}, 'sslMode "disable" is turned away'],
    ['a database that PostgreSQL cuts off', { database: 'd'.repeat(64) }, {}, 'has 64 bytes'],
  ])('is refused for %s', (_, options, props, message) => {
    expect(() => connection(options, props)).toThrow(message);
  });
});

describe('a cluster that is declared elsewhere', () => {
  it('derives names as CNPG does', () => {
    render((folder) => {
      const imported = PostgresCluster.fromClusterName(folder, 'Orders', { name: 'orders-db', database: 'orders' });
      expect(imported.owner).toBe('orders');
      expect(imported.connect({ access: 'ro' })).toMatchObject({
        host: 'orders-db-ro.shop.svc.cluster.local',
        database: 'orders',
        username: { secret: app, key: 'username' },
      });
    });
  });

  it('takes what is special about it', () => {
    render((folder) => {
      const imported = PostgresCluster.fromClusterName(folder, 'Orders', {
        name: 'orders-db',
        namespace: 'elsewhere',
        database: 'orders',
        owner: 'app',
        version: '16',
        applicationSecret: other,
        ca: other.key('root.crt'),
      });
      expect(imported.version).toBe('16');
      expect(imported.connect({ service: 'whatever' })).toMatchObject({
        host: 'whatever.elsewhere.svc.cluster.local',
        username: { secret: other, key: 'username' },
        ca: { secret: other, key: 'root.crt' },
      });
    });
  });

  it('needs a name that a cluster can have', () => {
    expect(() =>
      render((folder) => PostgresCluster.fromClusterName(folder, 'x', { name: 'a.b', database: 'd' })),
    ).toThrow('name "a.b" does not consist of');
  });
});

describe('a connection to a further database', () => {
  it.each<[string, string, Partial<PostgresClusterProps>, string]>([
    ['as the owner of the application database', 'app', {}, 'orders-db-app'],
    ['as a role with a password', 'audit', { roles: [{ name: 'audit', password: other }] }, 'other'],
  ])('%s', (_, owner, props, secret) => {
    render((folder) => {
      const database = cluster(folder, props).addDatabase('Audit', { name: 'audit', owner });
      expect(database.connect({ access: 'r' })).toMatchObject({
        host: 'orders-db-r.shop.svc.cluster.local',
        database: 'audit',
        username: { secret: { name: secret }, key: 'username' },
      });
    });
  });

  it('is refused when nobody knows the password of its owner', () => {
    const connect = () =>
      render((folder) => cluster(folder).addDatabase('Audit', { name: 'audit', owner: 'audit' }).connect());
    expect(connect).toThrow('no Secret is known with the password of its owner "audit"');
  });

  it('takes credentials', () => {
    const credentials = { username: other.key('u'), password: other.key('p') };
    render((folder) => {
      const database = cluster(folder).addDatabase('Audit', { name: 'audit', owner: 'audit' });
      expect(database.connect({ credentials })).toMatchObject({ database: 'audit', ...credentials });
    });
  });
});

describe('a connection through a pooler', () => {
  it.each(['added', 'constructed'])('differs by its host alone, which the certificate covers', (how) => {
    const manifests = render((folder) => {
      const db = cluster(folder);
      const options = { name: 'orders-pool', mode: 'transaction', instances: 2 } as const;
      const pool =
        how === 'added' ? db.addPooler('Pool', options) : new Pooler(folder, 'Pool', { ...options, cluster: db });
      expect(pool.connect()).toEqual({ ...db.connect(), host: 'orders-pool.shop.svc.cluster.local' });
    });
    expect(at(only(manifests, 'Cluster'), 'spec.certificates.serverAltDNSNames')).toEqual([
      'orders-pool',
      'orders-pool.shop',
      'orders-pool.shop.svc',
      'orders-pool.shop.svc.cluster.local',
    ]);
    expect(refused(manifests)).toEqual([]);
  });
});
