import { databaseHost } from '../../../rules/expert/database-host';
import { cluster, dependent, table } from './support';
import { alias, env, service } from './support/workloads';

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
    ['Cluster shop-db has it in shop'],
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
