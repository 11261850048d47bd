import { connectionsUnpooled } from '../../../rules/expert/connections-unpooled';
import { parameters, table } from './support';
import { pooler } from './support/memory-and-wal';

table(connectionsUnpooled, [
  ['200', [parameters({ max_connections: '200' })], ['200 connections without a Pooler']],
  ['199', [parameters({ max_connections: '199' })], []],
  ['a Pooler', [parameters({ max_connections: '200' }), pooler({})], []],
]);
