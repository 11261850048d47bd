import { parameterCombination } from '../../../rules/expert/parameter-combination';
import { parameters, table } from './support';

table(parameterCombination, [
  [
    'all connections reserved',
    [parameters({ max_connections: '20', reserved_connections: '17' })],
    ['20 of max_connections 20'],
  ],
  ['one is left', [parameters({ max_connections: '20', reserved_connections: '16' })], []],
  ['three, the default of reserved ones', [parameters({ max_connections: '3' })], ['3 of max_connections 3']],
  ['less than two segments', [parameters({ min_wal_size: '31MB' })], ['two WAL segments of 16MB']],
  ['two segments', [parameters({ min_wal_size: '32MB', max_wal_size: '1GB' })], []],
  [
    'less than two large ones',
    [parameters({ min_wal_size: '80MB' }, { bootstrap: { initdb: { walSegmentSize: 64 } } })],
    ['two WAL segments of 64MB'],
  ],
  [
    'segments of another cluster',
    [parameters({ min_wal_size: '16MB' }, { bootstrap: { recovery: { source: 'x' } } })],
    [],
  ],
  ['statistics twice', [parameters({ log_statement_stats: 'on', log_parser_stats: 'yes' })], ['log_parser_stats']],
  ['statistics of parts', [parameters({ log_planner_stats: 'on', log_parser_stats: 'on' })], []],
  ["below CNPG's oldest TLS version", [parameters({ ssl_max_protocol_version: 'TLSv1.2' })], ['is TLSv1.3, above']],
  [
    'a range of TLS versions',
    [parameters({ ssl_max_protocol_version: 'TLSv1.3', ssl_min_protocol_version: 'TLSv1.2' })],
    [],
  ],
]);
