import { expect, it } from 'vitest';
import { evidence, gaps, missing } from './support';

const SCRIPT = 'tenants.data/script.sql';
const INITDB = 'cluster.spec.bootstrap.initdb';
const SQL = `CREATE POLICY p ON orders USING (true);
alter table orders enable row level  security, force row level security;
CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION f();`;

it.each([
  ['CREATE POLICY', 'no policy assigns rows to tenants'],
  ['enable row', 'no table enables row level security'],
  ['force row', 'row level security does not apply to the owner of a table'],
  ['CREATE EVENT TRIGGER', 'tables of later migrations are not protected'],
])('needs %s', (words, what) => {
  const message = `hipaa-tenants: in none of the scripts found: ${what}`;
  expect(gaps({ [SCRIPT]: SQL })).toEqual([]);
  expect(gaps({ [SCRIPT]: SQL.replace(words, 'SELECT') })).toEqual([message]);
});

it('does not take a comment for a policy', () => {
  expect(missing({ [SCRIPT]: SQL.replaceAll(/^/gm, '-- ') })).toEqual(['hipaa-tenants']);
});

it('reads statements of the Cluster itself', () => {
  const changes = {
    [`${INITDB}.postInitApplicationSQLRefs`]: undefined,
    [`${INITDB}.postInitApplicationSQL`]: ['SELECT 1', SQL],
  };
  expect(missing(changes)).toEqual([]);
  expect(evidence('hipaa-tenants', changes)).toEqual([
    'spec.bootstrap.initdb.postInitApplicationSQL[1] = a statement: policies, with FORCE, and an event trigger for new tables',
  ]);
});

it('looks for the key, too, and for a ConfigMap of the same namespace', () => {
  expect(missing({ 'tenants.metadata.namespace': 'other' })).toEqual(['hipaa-tenants']);
  const references = `${INITDB}.postInitApplicationSQLRefs.configMapRefs`;
  expect(missing({ [references]: [{ name: 'shop-db-tenants', key: 'other.sql' }] })).toEqual(['hipaa-tenants']);
});

it('a recovered database brings its policies with it', () => {
  const changes = { 'cluster.spec.bootstrap': { recovery: { source: 'origin', owner: 'app', database: 'shop' } } };
  expect(missing(changes)).toEqual([]);
  expect(evidence('hipaa-tenants', changes)[0]).toContain('SELECT * FROM tenancy.leaks()');
});
