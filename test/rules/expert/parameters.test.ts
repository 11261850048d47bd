import { describe, expect, it } from 'vitest';
import { validate } from '../../../rules/engine/validate';
import { ioConcurrency } from '../../../rules/expert/io-concurrency';
import { parameterBareNumber } from '../../../rules/expert/parameter-bare-number';
import { parameterCombination } from '../../../rules/expert/parameter-combination';
import { parameterControlCharacter } from '../../../rules/expert/parameter-control-character';
import { parameterDefault } from '../../../rules/expert/parameter-default';
import { parameterDurability } from '../../../rules/expert/parameter-durability';
import { parameterOperatorOwned } from '../../../rules/expert/parameter-operator-owned';
import { parameterReplicationCapacity } from '../../../rules/expert/parameter-replication-capacity';
import { parameterUnknown } from '../../../rules/expert/parameter-unknown';
import { parameterValue } from '../../../rules/expert/parameter-value';
import { cluster, parameters, table } from './support';

const on18 = { imageName: 'postgresql:18.1' };
const BY_FAULT = [
  parameterBareNumber,
  parameterControlCharacter,
  parameterOperatorOwned,
  parameterUnknown,
  parameterValue,
];

table(parameterUnknown, [
  ['a misspelled name', [parameters({ shared_bufers: '1GB' })], ['PostgreSQL 17 has no parameter shared_bufers']],
  ['one that is gone', [parameters({ old_snapshot_threshold: '1min' })], ['PostgreSQL 16 was the last to have it']],
  ['one that is not there yet', [parameters({ io_method: 'worker' })], ['it came with PostgreSQL 18']],
  ['the same on the major that has it', [parameters({ io_method: 'worker' }, on18)], []],
  ['the default image, which is 18', [cluster({ postgresql: { parameters: { io_method: 'worker' } } })], []],
  ['one of an extension that nobody knows', [parameters({ 'my_extension.level': '1' })], []],
  ['a major without a catalogue', [parameters({ shared_bufers: '1GB' }, { imageName: 'postgresql:13.22' })], []],
  [
    'a catalog of images',
    [parameters({ io_method: 'x' }, { imageName: undefined, imageCatalogRef: { major: 16 } })],
    ['18'],
  ],
]);

table(parameterValue, [
  ['a unit of Kubernetes', [parameters({ work_mem: '64Mi' })], ['does not know the unit Mi']],
  ['out of range', [parameters({ max_connections: '0' })], ['outside its range']],
  ['no number', [parameters({ max_connections: 'many' })], ['max_connections']],
  ['no word of an enum', [parameters({ log_statement: 'everything' })], ['log_statement']],
  ['what the webhook refuses: a unit', [parameters({ shared_buffers: '2Gi', max_wal_size: '4Gx' })], []],
  ['what the webhook takes and PostgreSQL does not', [parameters({ max_wal_size: '1.5KB' })], ['max_wal_size']],
  ['right ones', [parameters({ work_mem: '64MB', max_connections: '200', log_statement: 'ddl' })], []],
]);

table(parameterBareNumber, [
  ['blocks', [parameters({ effective_cache_size: '98304' })], ['blocks of 8kB']],
  ['those of shared_buffers, of which admission warns', [parameters({ shared_buffers: '16384' })], []],
  ['kilobytes, as PostgreSQL counts them', [parameters({ work_mem: '4096' })], []],
  ['a unit', [parameters({ effective_cache_size: '768MB' })], []],
]);

table(parameterOperatorOwned, [
  ['another case', [parameters({ SSL: 'off' })], ['SSL is']],
  ['what is overwritten', [parameters({ allow_alter_system: 'on' })], ['has no effect']],
  ['what the webhook refuses', [parameters({ ssl: 'off', archive_command: 'x' })], []],
]);

table(parameterControlCharacter, [
  ['in a value', [parameters({ log_line_prefix: '%m\nfsync = off' })], ['the value "%m\\nfsync = off"']],
  ['in a name', [parameters({ 'work_mem\nfsync': '4MB' })], ['the name']],
]);

describe('faults of parameters', () => {
  it.each([
    { shared_bufers: '1' },
    { work_mem: '64Mi' },
    { effective_cache_size: '98304' },
    { SSL: 'off' },
    { work_mem: '4MB\n' },
  ])('each is said by one rule: %j', (given) => {
    const found = validate([parameters(given)] as never).filter(({ rule }) => BY_FAULT.some(({ id }) => id === rule));
    expect(found).toHaveLength(1);
  });
});

table(parameterDurability, [
  ['fsync', [parameters({ fsync: 'false' })], ['fsync is false']],
  ['in another case', [parameters({ Full_Page_Writes: 'OFF' })], ['Full_Page_Writes is OFF']],
  ['on', [parameters({ fsync: 'on', synchronous_commit: 'off' })], []],
]);

table(parameterReplicationCapacity, [
  [
    'too few of both',
    [parameters({ max_wal_senders: '0', max_replication_slots: '1' }, { instances: 3 })],
    ['max_replication_slots is 1', 'max_wal_senders is 0'],
  ],
  ['just enough', [parameters({ max_wal_senders: '3', max_replication_slots: '2' }, { instances: 3 })], []],
  ['one instance', [parameters({ max_wal_senders: '0' }, { instances: 1 })], []],
  ['defaults', [cluster({ instances: 9 })], []],
]);

table(parameterDefault, [
  ["PostgreSQL's, spelled otherwise", [parameters({ work_mem: '4096kB' })], ['default of PostgreSQL 17']],
  ["CNPG's", [parameters({ wal_level: 'logical' })], ['default of CNPG']],
  ["PostgreSQL's, where CNPG has another", [parameters({ wal_level: 'replica' })], []],
]);

table(ioConcurrency, [
  ['200 on 18', [parameters({ effective_io_concurrency: '200' }, on18)], ['effective_io_concurrency is 200']],
  ['64 on 18', [parameters({ effective_io_concurrency: '64' }, on18)], []],
  ['200 on 17', [parameters({ effective_io_concurrency: '200' })], []],
]);

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
