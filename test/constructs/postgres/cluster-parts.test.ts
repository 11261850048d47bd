import { describe, expect, it } from 'vitest';
import { Instant, type PostgresCluster, type RoleProps, Secret, type ServiceProps } from '../../../constructs/index';
import { cluster, specOf } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const secret = Secret.fromSecretName('reporting');

it('carries everything of a role', () => {
  const role: RoleProps = {
    name: 'reporting',
    ensure: 'absent',
    comment: 'reads',
    login: true,
    password: secret,
    validUntil: Instant.parse('2027-01-01T00:00:00+01:00'),
    connectionLimit: 5,
    inRoles: ['pg_read_all_data'],
    inherit: false,
    createDatabase: true,
    createRole: true,
    replication: true,
    bypassRls: true,
    superuser: true,
  };
  const manifests = render((folder) => cluster(folder).addRole(role));
  expect(at(only(manifests, 'Cluster'), 'spec.managed.roles')).toEqual([
    {
      name: 'reporting',
      ensure: 'absent',
      comment: 'reads',
      login: true,
      passwordSecret: { name: 'reporting' },
      validUntil: '2026-12-31T23:00:00Z',
      connectionLimit: 5,
      inRoles: ['pg_read_all_data'],
      inherit: false,
      createdb: true,
      createrole: true,
      replication: true,
      bypassrls: true,
      superuser: true,
    },
  ]);
  expect(refused(manifests)).toEqual([]);
});

it('disables a password only when asked to', () => {
  const spec = specOf({ roles: [{ name: 'a', password: null }, { name: 'b' }] });
  expect(at(spec, 'managed.roles.0.disablePassword')).toBe(true);
  expect(at(spec, 'managed.roles.1.disablePassword')).toBeUndefined();
});

describe('a service', () => {
  const full: ServiceProps = {
    name: 'public',
    access: 'ro',
    type: 'LoadBalancer',
    labels: { a: 'b' },
    annotations: { c: 'd' },
    updateStrategy: 'replace',
    externalHosts: ['db.example.com'],
    spec: { externalTrafficPolicy: 'Local' },
  };

  it('is declared whole', () => {
    const manifests = render((folder) => cluster(folder).addService(full));
    expect(at(only(manifests, 'Cluster'), 'spec.managed.services.additional')).toEqual([
      {
        selectorType: 'ro',
        updateStrategy: 'replace',
        serviceTemplate: {
          metadata: { name: 'public', labels: { a: 'b' }, annotations: { c: 'd' } },
          spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
        },
      },
    ]);
    expect(refused(manifests)).toEqual([]);
  });

  it('has its names in the server certificate', () => {
    expect(at(specOf({ services: [full] }), 'certificates.serverAltDNSNames')).toEqual([
      'public',
      'public.shop',
      'public.shop.svc',
      'public.shop.svc.cluster.local',
      'db.example.com',
    ]);
  });

  it('leaves a certificate of yours alone', () => {
    const server = { ca: Secret.fromSecretName('ca'), tls: Secret.fromSecretName('tls') };
    const client = { ca: Secret.fromSecretName('client-ca'), replication: Secret.fromSecretName('replication') };
    const manifests = render((folder) => cluster(folder, { services: [full], certificates: { server, client } }));
    expect(at(only(manifests, 'Cluster'), 'spec.certificates')).toEqual({
      serverCASecret: 'ca',
      serverTLSSecret: 'tls',
      clientCASecret: 'client-ca',
      replicationTLSSecret: 'replication',
    });
    expect(refused(manifests)).toEqual([]);
  });

  it.each(['orders-db-rw', 'orders-db-ro', 'orders-db-r', 'orders-db-any'])('cannot be called %s', (name) => {
    expect(() => specOf({ services: [{ name, access: 'rw' }] })).toThrow(`service "${name}" is the operator's own`);
  });
});

describe('two things of one name', () => {
  const storage = { size: '1Gi' } as const;
  const pooler = { name: 'x', mode: 'session', instances: 1 } as const;

  it.each<[string, (db: PostgresCluster) => void]>([
    ['role "x"', (db) => [db.addRole({ name: 'x' }), db.addRole({ name: 'x', login: true })]],
    ['tablespace "x"', (db) => [db.addTablespace({ name: 'x', storage }), db.addTablespace({ name: 'x', storage })]],
    ['service "x"', (db) => [db.addService({ name: 'x', access: 'rw' }), db.addService({ name: 'x', access: 'ro' })]],
    ['service "x"', (db) => [db.addService({ name: 'x', access: 'rw' }), db.addPooler('P', pooler)]],
    ['service "x"', (db) => [db.addPooler('P', pooler), db.addService({ name: 'x', access: 'rw' })]],
    ['service "x"', (db) => [db.addPooler('P', pooler), db.addPooler('Q', pooler)]],
  ])('%s is declared twice', (what, add) => {
    expect(() => render((folder) => add(cluster(folder)))).toThrow(`${what} is declared twice; keep one of them`);
  });
});

it.each(['postgres', 'streaming_replica', 'pg_reader', 'cnpg_pooler'])('keeps the role %s for others', (name) => {
  expect(() => specOf({ roles: [{ name }] })).toThrow(`role "${name}" is reserved`);
});

it.each(['postgresql', 'Postgres', 'app-user'])('takes the role %s', (name) => {
  expect(at(specOf({ roles: [{ name }] }), 'managed.roles.0.name')).toBe(name);
});

it('writes out what the API server would fill into a tablespace', () => {
  const spec = specOf({ tablespaces: [{ name: 'archive', storage: { size: '1Gi' } }] });
  expect(at(spec, 'tablespaces')).toEqual([
    { name: 'archive', temporary: false, storage: { size: '1Gi', resizeInUseVolumes: true } },
  ]);
});
