import { expect, it } from 'vitest';
import { Database, type DatabaseOptions, PostgresCluster } from '../../../constructs/index';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

function rendered(options: Partial<DatabaseOptions> = {}) {
  return render((folder) => cluster(folder).addDatabase('Audit', { name: 'audit', owner: 'audit', ...options }));
}

it('with minimal options', () => {
  const manifests = rendered();
  expect(only(manifests, 'Database')).toEqual({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Database',
    metadata: {
      name: 'audit',
      namespace: 'shop',
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
    },
    spec: {
      cluster: { name: 'orders-db' },
      name: 'audit',
      owner: 'audit',
      ensure: 'present',
      databaseReclaimPolicy: 'retain',
    },
  });
  expect(refused(manifests)).toEqual([]);
});

it('with all options, and the defaults of list items written out', () => {
  const options = [{ name: 'host', value: 'db.example.com' }] as const;
  const manifests = rendered({
    database: 'audit_log',
    ensure: 'absent',
    reclaimPolicy: 'delete',
    protection: 'none',
    encoding: 'UTF8',
    locale: 'C',
    template: 'template0',
    tablespace: 'cold',
    connectionLimit: 5,
    extensions: [
      { name: 'citext', version: '1.6', schema: 'public' },
      { name: 'hstore', ensure: 'absent' },
    ],
    schemas: [{ name: 'events', owner: 'app' }],
    fdws: [{ name: 'postgres_fdw', handler: 'h', validator: '-', owner: 'postgres', usage: [{ name: 'app' }] }],
    servers: [{ name: 'legacy', fdw: 'postgres_fdw', options, usage: [{ name: 'app', type: 'revoke' }] }],
    spec: { isTemplate: true },
  });
  const database = only(manifests, 'Database');
  expect(database.metadata.annotations).toBeUndefined();
  expect(database.spec).toEqual({
    cluster: { name: 'orders-db' },
    name: 'audit_log',
    owner: 'audit',
    ensure: 'absent',
    databaseReclaimPolicy: 'delete',
    encoding: 'UTF8',
    locale: 'C',
    template: 'template0',
    tablespace: 'cold',
    connectionLimit: 5,
    isTemplate: true,
    extensions: [
      { name: 'citext', version: '1.6', schema: 'public', ensure: 'present' },
      { name: 'hstore', ensure: 'absent' },
    ],
    schemas: [{ name: 'events', owner: 'app', ensure: 'present' }],
    fdws: [
      {
        name: 'postgres_fdw',
        handler: 'h',
        validator: '-',
        owner: 'postgres',
        usage: [{ name: 'app', type: 'grant' }],
        ensure: 'present',
      },
    ],
    servers: [
      {
        name: 'legacy',
        fdw: 'postgres_fdw',
        options: [{ name: 'host', value: 'db.example.com', ensure: 'present' }],
        usage: [{ name: 'app', type: 'revoke' }],
        ensure: 'present',
      },
    ],
  });
  expect(refused(manifests)).toEqual([]);
});

it.each([
  [{ database: 'postgres' }, 'database "postgres" is PostgreSQL\'s own'],
  [{ name: 'template1' }, 'database "template1" is PostgreSQL\'s own'],
  [{ database: 'ä'.repeat(32) }, 'has 64 bytes: PostgreSQL truncates it to 63'],
  [{ owner: '' }, 'owner "" is empty'],
  [{ name: 'Audit' }, 'name "Audit" does not consist of'],
])('refuses %o', (options, message) => expect(() => rendered(options)).toThrow(message));

it('is in the namespace of a cluster that is declared elsewhere', () => {
  const manifests = render((folder) => {
    const orders = PostgresCluster.fromClusterName(folder, 'Orders', {
      name: 'orders-db',
      namespace: 'b',
      database: 'd',
    });
    new Database(folder, 'Audit', { cluster: orders, name: 'audit', owner: 'audit' });
  });
  expect(only(manifests, 'Database').metadata.namespace).toBe('b');
  expect(at(only(manifests, 'Database'), 'spec.cluster.name')).toBe('orders-db');
});
