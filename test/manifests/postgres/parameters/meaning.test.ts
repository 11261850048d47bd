import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  format,
  inBytes,
  inMilliseconds,
  isSameValue,
  lookup,
  parameterMeaning,
  parametersOf,
} from '../../../../manifests/postgres/parameters';
import { nearest } from '../../../../values/text/nearest';

describe('equal', () => {
  it.each([
    ['work_mem', '2GB', '2048MB', true],
    ['work_mem', '65536', '64MB', true],
    ['work_mem', '2GB', '2000MB', false],
    ['shared_buffers', '16384', '128MB', true],
    ['statement_timeout', '60000', '1 min', true],
    ['vacuum_cost_delay', '2ms', '2000us', true],
    ['random_page_cost', '1.10', '1.1', true],
    ['checkpoint_completion_target', '9e-1', '0.9', true],
    ['jit', 'on', 'TRUE', true],
    ['jit', 'on', '0', false],
    ['wal_level', 'LOGICAL', 'logical', true],
    ['wal_level', 'archive', 'replica', true],
    ['wal_compression', 'on', 'pglz', true],
    ['wal_compression', 'on', 'lz4', false],
    ['log_min_messages', 'debug', 'debug2', true],
    ['client_min_messages', 'info', 'INFO', true],
    ['synchronous_commit', '1', 'on', true],
    ['search_path', 'a, b', 'a,b', false],
    ['work_mem', '4Gi', '4Gi', true],
    ['work_mem', '4Gi', '4096Mi', false],
    ['timescaledb.x', 'on', 'true', false],
  ])('%s: %s and %s: %s', (name, a, b, same) => {
    expect(isSameValue('17', name, a, b)).toBe(same);
    expect(isSameValue('17', name, b, a)).toBe(same);
  });

  it('holds between a value and any way to print it', () => {
    const sized = [...parametersOf('17').values()].filter(({ type, unit }) => type === 'integer' && unit !== undefined);
    fc.assert(
      fc.property(fc.constantFrom(...sized), fc.integer({ min: 1, max: 2 ** 31 - 1 }), ({ name, unit }, setting) => {
        expect(isSameValue('17', name, String(setting), format(setting, unit))).toBe(true);
      }),
    );
  });
});

it.each([
  ['work_mem', '64MB', 67108864, undefined],
  ['work_mem', '64', 65536, undefined],
  ['shared_buffers', '16384', 134217728, undefined],
  ['max_wal_size', '1GB', 1073741824, undefined],
  ['wal_buffers', '-1', undefined, undefined],
  ['work_mem', '4Gi', undefined, undefined],
  ['max_connections', '100', undefined, undefined],
  ['checkpoint_timeout', '15min', undefined, 900000],
  ['archive_timeout', '300', undefined, 300000],
  ['vacuum_cost_delay', '0.5', undefined, 0.5],
  ['no_such', '1', undefined, undefined],
])('%s = %s is %s bytes, %s ms', (name, value, bytes, milliseconds) => {
  expect(inBytes('17', name, value)).toBe(bytes);
  expect(inMilliseconds('17', name, value)).toBe(milliseconds);
});

it.each([
  ['vacuum_cost_delay', '0x10', 16],
  ['vacuum_cost_delay', '0x1.8p1', 3],
  ['vacuum_cost_delay', ' 010 us ', 0.01],
  ['vacuum_cost_delay', 'inf', Number.POSITIVE_INFINITY],
  ['vacuum_cost_delay', '1e400', undefined],
  ['vacuum_cost_delay', 'nan', undefined],
  ['vacuum_cost_delay', '1 kB', undefined],
  ['random_page_cost', '1ms', undefined],
  ['random_page_cost', '', undefined],
])('reads the real %s = "%s" as %s', (name, text, value) => {
  const parameter = lookup('17', name);
  expect(parameter && parameterMeaning(parameter, text)).toBe(value);
});

it.each([
  [16384, '8kB', '128MB'],
  [4096, 'kB', '4MB'],
  [1, 'kB', '1kB'],
  [1025, 'kB', '1025kB'],
  [90, 'min', '90min'],
  [60, 's', '1min'],
  [0, 'kB', '0'],
  [-1, '8kB', '-1'],
  [100, undefined, '100'],
] as const)('prints %s × %s as %s', (setting, unit, text) => {
  expect(format(setting, unit)).toBe(text);
});

it.each([
  ['shared_bufers', 'shared_buffers'],
  ['wrok_mem', 'work_mem'],
  ['workmem', 'work_mem'],
  ['max_conections', 'max_connections'],
  ['jti', 'jit'],
  ['completely_different', undefined],
])('takes %s for %s', (name, meant) => {
  expect(nearest(name, ['jit', 'max_connections', 'shared_buffers', 'work_mem'])).toBe(meant);
});
