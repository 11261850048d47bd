import { describe, expect, it } from 'vitest';
import { checkParameter, operatorFacts } from '../../../../manifests/postgres/parameters';
import { FIXED_PARAMETERS, OPERATOR_PARAMETERS } from '../../../../rules/admission/webhook/parameters';
import type { PostgresMajor } from '../../../../values/cnpg/image';

const problem = (major: PostgresMajor, name: string, value: string) => {
  const found = checkParameter(major, name, value);
  return found && `${found.message}; fix: ${found.fix}`;
};

describe('check', () => {
  it.each([
    ['work_mem', '64MB'],
    ['work_mem', '0.5 GB'],
    ['work_mem', '65536'],
    ['WORK_MEM', '64MB'],
    ['sort_mem', '64MB'],
    ['shared_buffers', '2GB'],
    ['wal_buffers', '-1'],
    ['bgwriter_flush_after', '0'],
    ['log_min_duration_statement', '1000'],
    ['log_min_duration_statement', '1s'],
    ['checkpoint_completion_target', '0.9'],
    ['vacuum_cost_delay', '500us'],
    ['wal_level', 'Logical'],
    ['wal_level', 'hot_standby'],
    ['synchronous_commit', 'remote_apply'],
    ['huge_pages', 'yes'],
    ['wal_compression', 'lz4'],
    ['wal_compression', 'zstd'],
    ['default_toast_compression', 'lz4'],
    ['ssl_max_protocol_version', ''],
    ['pgaudit.log', 'ddl, write'],
    ['pgaudit.log', 'ALL, -misc'],
    ['timezone', 'europe/berlin'],
    ['pgaudit.log_parameter_max_size', '4kB'],
    ['hnsw.ef_search', '100'],
    ['pg_failover_slots.synchronize_slot_names', 'name_like:%'],
    ['timescaledb.max_background_workers', 'anything'],
    ['log_destination', 'csvlog'],
    ['subtransaction_buffers', '256kB'],
  ])('takes %s = "%s"', (name, value) => {
    expect(checkParameter('17', name, value)).toBeUndefined();
  });

  it.each([
    [
      'work_mem',
      '4Gi',
      'work_mem is "4Gi": PostgreSQL does not know the unit Gi, only B, kB, MB, GB, TB; fix: write 4GB',
    ],
    [
      'work_mem',
      '64mb',
      'work_mem is "64mb": PostgreSQL does not know the unit mb, only B, kB, MB, GB, TB; fix: write 64MB',
    ],
    [
      'work_mem',
      '64 potatoes',
      'work_mem is "64 potatoes": PostgreSQL does not know the unit potatoes, only B, kB, MB, GB, TB; fix: write 64 with one of them',
    ],
    [
      'statement_timeout',
      '5m',
      'statement_timeout is "5m": PostgreSQL does not know the unit m, only us, ms, s, min, h, d; fix: write 5min',
    ],
    ['work_mem', '32kB', 'work_mem is "32kB", outside its range from 64kB to 2147483647kB; fix: write 64kB or more'],
    ['work_mem', 'lots', 'work_mem is "lots", which is not a number; fix: write a number such as 4MB'],
    ['max_connections', '0', 'max_connections is "0", outside its range from 1 to 262143; fix: write 1 or more'],
    [
      'max_connections',
      '300000',
      'max_connections is "300000", outside its range from 1 to 262143; fix: write 262143 or less',
    ],
    ['max_connections', '100kB', 'max_connections is "100kB", but has no unit: it is a plain number; fix: write 100'],
    ['random_page_cost', '-1', 'random_page_cost is "-1", outside its range at least 0; fix: write 0 or more'],
    [
      'wal_level',
      'full',
      'wal_level is "full", which is not one of its values; fix: write one of minimal, replica, logical',
    ],
    [
      'ssl_min_protocol_version',
      '1.2',
      'ssl_min_protocol_version is "1.2", which is not one of its values; fix: write one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3',
    ],
    ['jit', 'maybe', 'jit is "maybe", which is not a boolean; fix: write on or off'],
    [
      'shared_buffers',
      '262144',
      'shared_buffers is "262144" without a unit: PostgreSQL counts blocks of 8kB, which makes 2GB; a reader may take it for 256GB; fix: write 2GB, or 256GB if that was meant',
    ],
    [
      'subtransaction_buffers',
      '100kB',
      'subtransaction_buffers is "100kB", not a multiple of 128kB, the size of a bank; fix: write a multiple of 128kB, the size of a bank',
    ],
    [
      'shared_bufers',
      '2GB',
      'PostgreSQL 17 has no parameter shared_bufers: it would refuse to start; fix: write shared_buffers',
    ],
    [
      'maintenance_work_mme',
      '1GB',
      'PostgreSQL 17 has no parameter maintenance_work_mme: it would refuse to start; fix: write maintenance_work_mem',
    ],
    [
      'no_such_thing_at_all',
      '1',
      'PostgreSQL 17 has no parameter no_such_thing_at_all: it would refuse to start; fix: drop no_such_thing_at_all',
    ],
    [
      'pgaudit.lgo',
      'ddl',
      'PostgreSQL 17 has no parameter pgaudit.lgo: it would refuse to start; fix: write pgaudit.log',
    ],
    ['a.b.c', '1', 'PostgreSQL 17 has no parameter a.b.c: it would refuse to start; fix: drop a.b.c'],
    [
      'vacuum_defer_cleanup_age',
      '0',
      'PostgreSQL 17 has no parameter vacuum_defer_cleanup_age: PostgreSQL 15 was the last to have it; fix: drop vacuum_defer_cleanup_age',
    ],
    [
      'io_method',
      'worker',
      'PostgreSQL 17 has no parameter io_method: it came with PostgreSQL 18; fix: drop io_method',
    ],
    [
      'archive_mode',
      'off',
      'archive_mode is fixed by CNPG, which sets it itself; fix: drop archive_mode and use spec.plugins',
    ],
    ['SSL', 'off', 'SSL is fixed by CNPG, which sets it itself; fix: drop SSL'],
    ['hot_standby', 'off', "hot_standby is blocked by CNPG, which needs PostgreSQL's default; fix: drop hot_standby"],
    [
      'promote_trigger_file',
      'x',
      "promote_trigger_file is blocked by CNPG, which needs PostgreSQL's default; fix: drop promote_trigger_file",
    ],
    [
      'allow_alter_system',
      'on',
      'allow_alter_system is accepted by CNPG 1.28.0 and has no effect; fix: drop allow_alter_system and use spec.postgresql.enableAlterSystem',
    ],
    [
      'pg_failover_slots.primary_dsn',
      'x',
      'pg_failover_slots.primary_dsn is fixed by CNPG, which sets it itself; fix: drop pg_failover_slots.primary_dsn',
    ],
    ['server_version', '17', 'server_version tells what the server is, and cannot be set; fix: drop server_version'],
    [
      'transaction_isolation',
      'serializable',
      'transaction_isolation belongs to a session or the command line, no configuration file may set it; fix: write default_transaction_isolation',
    ],
    [
      'timezone',
      'Europe/Berln',
      'TimeZone is "Europe/Berln", not a time zone, such as UTC or Europe/Berlin; fix: write Europe/Berlin',
    ],
    [
      'log_timezone',
      'CEST',
      'log_timezone is "CEST", not a time zone, such as UTC or Europe/Berlin; fix: write a time zone, such as UTC or Europe/Berlin',
    ],
    [
      'client_encoding',
      'utf8mb4',
      'client_encoding is "utf8mb4", not an encoding of PostgreSQL, such as UTF8 or LATIN1; fix: write an encoding of PostgreSQL, such as UTF8 or LATIN1',
    ],
    [
      'pgaudit.log',
      'ddl, wrtie',
      'pgaudit.log is "ddl, wrtie", not a list of READ, WRITE, FUNCTION, ROLE, DDL, MISC, MISC_SET, ALL or NONE, with - before what is left out; fix: write a list of READ, WRITE, FUNCTION, ROLE, DDL, MISC, MISC_SET, ALL or NONE, with - before what is left out',
    ],
    [
      'application_name',
      'a\nfsync = off',
      'the value "a\\nfsync = off" has a control character, which CNPG copies into postgresql.conf; fix: write it on one line, and each parameter for itself',
    ],
    [
      "work_mem = '1MB'\nfsync",
      'off',
      'the name "work_mem = \'1MB\'\\nfsync" has a control character, which CNPG copies into postgresql.conf; fix: write it on one line, and each parameter for itself',
    ],
  ])('refuses %s = "%s"', (name, value, expected) => {
    expect(problem('17', name, value)).toBe(expected);
  });

  it.each([
    ['14', 'wal_compression', 'lz4', false],
    ['15', 'wal_compression', 'lz4', true],
    ['17', 'io_method', 'io_uring', false],
    ['18', 'io_method', 'io_uring', true],
    ['15', 'force_parallel_mode', 'on', true],
    ['17', 'force_parallel_mode', 'regress', true],
    ['15', 'debug_parallel_query', 'on', false],
    ['14', 'pg_stat_statements.track', 'all', true],
    ['18', 'pg_stat_statements.track', 'some', false],
    ['18', 'io_max_concurrency', '0', false],
    ['18', 'io_max_concurrency', '-1', true],
    ['14', 'auto_explain.log_level', 'debug', true],
    ['18', 'ssl_groups', 'X25519', true],
    ['18', 'ssl_ecdh_curve', 'prime256v1', false],
  ] as const)('PostgreSQL %s, %s = "%s" is fine: %s', (major, name, value, fine) => {
    expect(checkParameter(major, name, value) === undefined).toBe(fine);
  });
});

it.each([
  ['work_mem', '4Gi', 'value'],
  ['work_mem', '1kB', 'value'],
  ['jit', 'maybe', 'value'],
  ['wal_level', 'full', 'value'],
  ['notify_buffers', '136kB', 'value'],
  ['shared_buffers', '262144', 'ambiguous'],
  ['shared_bufers', '2GB', 'name'],
  ['io_method', 'worker', 'name'],
  ['server_version', '17', 'name'],
  ['transaction_isolation', 'serializable', 'name'],
  ['ssl', 'off', 'reserved'],
  ['allow_alter_system', 'on', 'reserved'],
  ['application_name', 'a\rb', 'text'],
  ['application_name', 'a\tb', undefined],
])('%s = "%s" is a problem of its %s', (name, value, kind) => {
  expect(checkParameter('17', name, value)?.kind).toBe(kind);
});

it('has the operator facts that admission judges by', () => {
  const { fixed, blocked, defaults } = operatorFacts();
  expect([...fixed, ...blocked].sort()).toEqual([...FIXED_PARAMETERS].sort());
  expect([fixed.length, blocked.length]).toEqual([31, 34]);
  expect(defaults).toEqual(OPERATOR_PARAMETERS);
});
