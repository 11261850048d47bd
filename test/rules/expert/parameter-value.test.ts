import { parameterValue } from '../../../rules/expert/parameter-value';
import { parameters, table } from './support';

table(parameterValue, [
  ['a unit of Kubernetes', [parameters({ work_mem: '64Mi' })], ['does not know the unit Mi']],
  ['out of range', [parameters({ max_connections: '0' })], ['outside its range']],
  ['no number', [parameters({ max_connections: 'many' })], ['max_connections']],
  ['no word of an enum', [parameters({ log_statement: 'everything' })], ['log_statement']],
  ['what the webhook refuses: a unit', [parameters({ shared_buffers: '2Gi', max_wal_size: '4Gx' })], []],
  ['what the webhook takes and PostgreSQL does not', [parameters({ max_wal_size: '1.5KB' })], ['max_wal_size']],
  ['right ones', [parameters({ work_mem: '64MB', max_connections: '200', log_statement: 'ddl' })], []],
]);
