import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { cluster, object, parameters } from '../objects';
import { effects, upgrade } from './upgrades';

const WITH_QUERIES = { monitoring: { customQueriesConfigMap: [{ name: 'queries', key: 'q' }] } };

function queries(yaml: string): Manifest {
  return { ...object('ConfigMap', {}, { name: 'queries' }), apiVersion: 'v1', data: { q: yaml } };
}

describe('custom queries of the metrics exporter', () => {
  const found = (yaml: string, from = '1.28.0', to = '1.29.2') =>
    upgrade(from, to, [cluster(WITH_QUERIES), queries(yaml)]);

  test('that read tables of users need a GRANT', () => {
    const [effect] = effects(
      found('orders: {query: "SELECT count(*) FROM sales.orders JOIN sales.items USING (id)"}'),
      /cnpg_metrics_exporter/,
    );
    expect(effect).toMatchObject({ object: 'Cluster shop/shop-db', impact: 'ignored' });
    expect(effect?.reason).toContain('custom query "orders" of ConfigMap shop/queries reads sales.orders, sales.items');
    expect(effect?.before).toContain(
      'GRANT USAGE ON SCHEMA sales TO pg_monitor; GRANT SELECT ON sales.orders, sales.items TO pg_monitor',
    );
  });

  test('that name tables without a schema are found in public only', () => {
    const [effect] = effects(found('orders: {query: SELECT count(*) FROM orders}'), /search_path/);
    expect(effect).toMatchObject({ impact: 'ignored', before: expect.stringContaining('write the schema') });
    expect(effects(found('orders: {query: SELECT count(*) FROM sales.orders}'), /search_path/)).toEqual([]);
  });

  test('that run in named databases need CONNECT', () => {
    const everywhere = 'size: {query: SELECT 1 FROM pg_stat_database, target_databases: ["*"]}';
    expect(effects(found(everywhere), /PUBLIC may not connect/)).toMatchObject([
      { before: expect.stringContaining('GRANT CONNECT') },
    ]);
  });

  test('that read the catalogue, that cannot be read, and that are nowhere lose nothing', () => {
    for (const yaml of ['a: {query: SELECT 1 FROM pg_stat_activity}', 'a: [', 'a: 1', '- x', ''])
      expect(effects(found(yaml), /custom query/)).toEqual([]);
    expect(effects(upgrade('1.28.0', '1.29.2', [cluster(WITH_QUERIES)]), /custom query/)).toEqual([]);
  });

  test.each([
    ['1.28.1', '1.29.1', 1, 0],
    ['1.29.1', '1.29.2', 0, 1],
    ['1.29.1', '1.30.0', 0, 1],
    ['1.28.0', '1.28.1', 0, 0],
    ['1.29.2', '1.30.0', 0, 0],
  ])('from %s to %s', (from, to, grants, paths) => {
    const here = found('orders: {query: SELECT count(*) FROM orders}', from, to);
    expect(effects(here, /without a GRANT/)).toHaveLength(grants);
    expect(effects(here, /search_path/)).toHaveLength(paths);
  });
});

test('a replica cluster comes after its source', () => {
  const replica = cluster({ replica: { enabled: true, source: 'origin' } });
  const [effect] = effects(upgrade('1.28.0', '1.29.2', [replica]), /follows origin/);
  expect(effect?.before).toBe('where another operator runs origin, upgrade that one first');
  expect(effects(upgrade('1.28.0', '1.29.2', [cluster()]), /follows/)).toEqual([]);
});

describe('passwords as SCRAM hashes', () => {
  const md5 = cluster({
    ...parameters({ password_encryption: 'md5' }),
    managed: { roles: [{ name: 'api', passwordSecret: { name: 'api' } }] },
  });
  const secret = (annotations: Readonly<Record<string, string>>): Manifest => ({
    ...object('Secret', {}, { name: 'api', annotations }),
    apiVersion: 'v1',
  });
  const named = (objects: readonly Manifest[]) => effects(upgrade('1.28.0', '1.29.2', objects), /SCRAM/);

  test('concern who overrides password_encryption', () => {
    expect(named([md5])).toMatchObject([{ impact: 'reload', object: 'Cluster shop/shop-db' }]);
    expect(named([md5])[0]?.before).toContain(
      'cnpg.io/passwordPassthrough: "enabled" on the Secret (not the Cluster): shop-db-app, api',
    );
    expect(named([cluster(parameters({ password_encryption: 'scram-sha-256' }))])).toEqual([]);
    expect(named([cluster()])).toEqual([]);
  });

  test('not where the Secret passes the password through', () => {
    const [effect] = named([md5, secret({ 'cnpg.io/passwordPassthrough': 'enabled' })]);
    expect(effect?.before).toMatch(/: shop-db-app;/);
    expect(named([md5, secret({ 'cnpg.io/passwordPassthrough': 'off' })])[0]?.before).toMatch(/shop-db-app, api;/);
  });
});

describe('the Lease of a primary', () => {
  const role = (rules: readonly object[]): Manifest => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'cnpg-manager' },
    rules: [{ apiGroups: ['postgresql.cnpg.io'], resources: ['clusters/status'], verbs: ['get', 'patch'] }, ...rules],
  });
  const leases = (verbs: readonly string[]) => ({ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs });
  const missing = (to: string, ...objects: Manifest[]) =>
    effects(upgrade('1.29.2', to, [cluster(), ...objects]), /leases/);

  test('needs a rule in RBAC that these manifests manage', () => {
    expect(missing('1.30.0', role([]))).toMatchObject([{ object: 'ClusterRole cnpg-manager', impact: 'outage' }]);
    const [partly] = missing('1.30.0', role([leases(['create', 'get', 'update'])]));
    expect(partly?.reason).toContain('does not allow list, watch on leases');
  });

  test('is allowed by the whole rule, and by chart and manifest of the operator', () => {
    expect(missing('1.30.0', role([leases(['create', 'get', 'list', 'update', 'watch'])]))).toEqual([]);
    expect(missing('1.30.0', role([leases(['*'])]))).toEqual([]);
    expect(missing('1.30.0')).toEqual([]);
    const reader = { ...role([]), rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get'] }] };
    expect(missing('1.30.0', reader)).toEqual([]);
  });
});

test('what the manifests do not show is said once, by the release that brings it', () => {
  const notes = (from: string, to: string, spec = {}) => upgrade(from, to, [cluster(spec)]).notes.join('\n');
  expect(notes('1.29.2', '1.30.0')).toMatch(/assumed: no instance was made by an operator older than 1\.24/);
  expect(notes('1.28.0', '1.29.2')).not.toContain('1.24');
  expect(notes('1.28.0', '1.28.1', { imageName: undefined })).toContain(
    'Cluster shop/shop-db names no image and keeps the one that runs',
  );
  expect(notes('1.28.0', '1.28.1')).not.toContain('image');
  expect(notes('1.29.2', '1.30.0', { instances: 3 })).toContain('has not changed for 15 s');
  expect(notes('1.29.2', '1.30.0', { instances: 1 })).not.toContain('Lease');
});

test('managed roles may become objects', () => {
  const managed = cluster({ managed: { roles: [{ name: 'api' }] } });
  expect(upgrade('1.29.2', '1.30.0', [managed]).gains.join()).toContain('may become DatabaseRole objects');
  expect(upgrade('1.29.2', '1.30.0', [cluster()]).gains.join()).not.toContain('DatabaseRole');
});
