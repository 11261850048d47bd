import { poolerConnections } from '../../../rules/expert/pooler-connections';
import { parameters, table } from './support';
import { pooler } from './support/memory-and-wal';

table(poolerConnections, [
  [
    'two of 50, of 97',
    [parameters({ max_connections: '100' }), pooler({ default_pool_size: '50' })],
    ['may open 100 connections to the primary, which has 97 free of 100'],
  ],
  ['just enough', [parameters({ max_connections: '103' }), pooler({ default_pool_size: '50' })], []],
  [
    'a reserve',
    [parameters({ max_connections: '103' }), pooler({ default_pool_size: '50', reserve_pool_size: '1' })],
    ['102 connections'],
  ],
  [
    'a bound',
    [parameters({ max_connections: '100' }), pooler({ default_pool_size: '50', max_db_connections: '20' })],
    [],
  ],
  [
    'the sum of two, with defaults',
    [parameters({ max_connections: '80' }), pooler({}), pooler({}, {}, 'q')],
    ['Pooler pooler, q may open 80'],
  ],
  [
    'one for reads, over two replicas',
    [parameters({ max_connections: '100' }, { instances: 3 }), pooler({ default_pool_size: '90' }, { type: 'ro' })],
    [],
  ],
  [
    'one for reads, on one replica',
    [parameters({ max_connections: '100' }, { instances: 2 }), pooler({ default_pool_size: '90' }, { type: 'ro' })],
    ['180 connections to each replica'],
  ],
  ['a value that cannot be read', [parameters({ max_connections: 'many' }), pooler({ default_pool_size: '500' })], []],
]);
