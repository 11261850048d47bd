import { expect, it } from 'vitest';
import { databaseHost } from '../../../rules/expert/database-host';
import { cluster, dependent, severities, table, withMetadata } from './support';
import { alias, env, release, service } from './support/workloads';

const inNamespace = (namespace: string) => withMetadata(cluster({}), { namespace });

table(databaseHost, [
  [
    'the bare name, in full',
    [cluster({}), env('X', 'shop-db.shop.svc.cluster.local')],
    ['Cluster shop/shop-db has shop-db-rw, shop-db-ro, shop-db-r'],
  ],
  ['the bare name', [cluster({}), env('PGHOST', 'shop-db')], ['there is no Service "shop-db"']],
  ['a suffix that CNPG does not use', [cluster({}), env('DB_HOST', 'shop-db-primary:5432')], ['"shop-db-primary"']],
  [
    'a connection string',
    [cluster({}), env('X', 'postgresql://app:pw@shop-db:5432/shop?sslmode=verify-full')],
    ['"shop-db"'],
  ],
  [
    'the second of its hosts',
    [cluster({}), env('X', 'postgres://app@shop-db-rw,shop-db-x.shop.svc,shop-db/shop')],
    ['"shop-db"'],
  ],
  ['JDBC', [cluster({}), env('X', 'jdbc:postgresql://shop-db.shop/shop')], ['"shop-db"']],
  ['keywords', [cluster({}), env('X', "dbname=shop host='shop-db' user=app")], ['"shop-db"']],
  [
    'the right name from another namespace',
    [cluster({}), env('PGHOST', 'shop-db-rw', 'api')],
    ['makes a Service "shop-db-rw" in namespace api, only in shop'],
  ],
  [
    'a namespace that many have it in',
    [...['c', 'b', 'a', 'd', 'e'].map((namespace) => inNamespace(namespace)), env('PGHOST', 'shop-db-rw', 'api')],
    ['only in a, b, c and 2 more'],
  ],
  [
    'a typo in the namespace',
    [inNamespace('payments'), env('PGHOST', 'shop-db-rw.paymnets.svc', 'api')],
    ['in namespace paymnets, only in payments'],
  ],
  [
    'another environment, whose database comes from another repository',
    [inNamespace('staging'), env('PGHOST', 'shop-db-rw.prod.svc', 'api'), env('URL', 'postgres://shop-db.prod.svc/x')],
    [],
  ],
  ['the name of a Cluster of another namespace alone', [inNamespace('staging'), env('PGHOST', 'shop-db', 'prod')], []],
  [
    'a Cluster that a chart makes here, and its pooler',
    [
      inNamespace('staging'),
      release('prod', { fullnameOverride: 'shop-db', cluster: { instances: 3 }, poolers: [{ name: 'rw' }] }),
      env('PGHOST', 'shop-db-rw', 'prod'),
      env('PGHOST', 'shop-db-pooler-rw.prod.svc', 'api'),
    ],
    [],
  ],
  [
    'a Cluster that a chart makes elsewhere',
    [inNamespace('staging'), release('other', { fullnameOverride: 'shop-db' }), env('PGHOST', 'shop-db-rw', 'prod')],
    ['only in staging'],
  ],
  [
    'a service that is switched off',
    [cluster({ managed: { services: { disabledDefaultServices: ['ro'] } } }), env('PGHOST', 'shop-db-ro')],
    ['"shop-db-ro"'],
  ],
  [
    'the services of CNPG',
    [cluster({}), env('PGHOST', 'shop-db-rw'), env('PGHOST', 'shop-db-ro.shop.svc.cluster.local.', 'api')],
    [],
  ],
  ['a managed service', [alias, env('PGHOST', 'shop-db.shop.svc')], []],
  [
    'a Pooler and a Service',
    [
      cluster({}),
      dependent('Pooler', 'shop-db-primary', {}),
      service('shop-db'),
      env('PGHOST', 'shop-db'),
      env('PGHOST', 'shop-db-primary'),
    ],
    [],
  ],
  ['a variable that is not a host', [cluster({}), env('APP_NAME', 'shop-db'), env('POSTGRES_DB', 'shop-db')], []],
  [
    'hosts of the outside',
    [cluster({}), env('PGHOST', 'shop-db.example.com'), env('PGHOST', 'localhost'), env('REDIS_HOST', 'redis')],
    [],
  ],
  ['a Cluster that is not in the run', [env('PGHOST', 'shop-db')], []],
]);

it('asks where only another namespace has it, and says so of what it knows, however much was seen', () => {
  const guess = [cluster({}), env('PGHOST', 'shop-db-rw', 'api')];
  const known = [cluster({}), env('PGHOST', 'shop-db-primary')];
  expect([severities(databaseHost, guess), severities(databaseHost, guess, 'part')]).toEqual([['warning'], ['info']]);
  expect([severities(databaseHost, known), severities(databaseHost, known, 'part')]).toEqual([['error'], ['error']]);
});
