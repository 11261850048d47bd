import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentationOf, explainParameter, lookup, majorsWith } from '../../../../manifests/postgres/parameters';

it('finds a parameter by any spelling that the server takes', () => {
  expect(lookup('17', 'timezone')?.name).toBe('TimeZone');
  expect(lookup('17', 'vacuum_mem')?.name).toBe('maintenance_work_mem');
  expect(lookup('17', 'wor\u212a_mem')).toBeUndefined();
  expect(lookup('17', 'constructor')).toBeUndefined();
  expect(majorsWith('transaction_timeout')).toEqual(['17', '18']);
});

it.each([
  ['17', 'work_mem', 'https://www.postgresql.org/docs/17/runtime-config-resource.html#GUC-WORK-MEM'],
  [
    '17',
    'autovacuum_naptime',
    'https://www.postgresql.org/docs/17/runtime-config-autovacuum.html#GUC-AUTOVACUUM-NAPTIME',
  ],
  ['18', 'autovacuum_naptime', 'https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-NAPTIME'],
  ['16', 'pg_stat_statements.max', 'https://www.postgresql.org/docs/16/pgstatstatements.html'],
  ['16', 'auto_explain.log_format', 'https://www.postgresql.org/docs/16/auto-explain.html'],
  ['16', 'pgaudit.role', 'https://github.com/pgaudit/pgaudit/blob/main/README.md#settings'],
] as const)('PostgreSQL %s explains %s on a page', (major, name, url) => {
  const parameter = lookup(major, name);
  expect(parameter && documentationOf(major, name, parameter)).toBe(url);
});

it.each(['14', '15', '16', '17', '18'] as const)('has a page for every parameter of PostgreSQL %s', (major) => {
  const path = join(__dirname, '..', '..', '..', '..', 'imports', 'facts', 'parameters', `${major}.json`);
  for (const name of Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object)) {
    const parameter = lookup(major, name);
    expect(parameter?.name).toBe(name);
    expect(parameter && documentationOf(major, name, parameter)).not.toMatch(/runtime-config\.html/);
  }
});

describe('explainParameter', () => {
  it('tells what one would look up', () => {
    expect(explainParameter('17', 'work_mem')).toBe(`work_mem (PostgreSQL 17)
  type          integer; a bare number counts kB
  range         from 64kB to 2147483647kB
  default       4MB
  takes effect  with a reload; anyone may change it in a session
  versions      14, 15, 16, 17, 18
  category      Resource Usage / Memory
  manual        https://www.postgresql.org/docs/17/runtime-config-resource.html#GUC-WORK-MEM
`);
  });

  it.each([
    ['shared_preload_libraries', 'CNPG          belongs to the operator; use spec.postgresql.shared_preload_libraries'],
    ['max_worker_processes', 'CNPG          sets 32 where nothing is given'],
    ['pgaudit.log', 'CNPG          preloads pgaudit as soon as it is given'],
    ['shared_buffers', 'a bare number counts blocks of 8kB: give a unit'],
    ['shared_buffers', 'takes effect  with a restart: a rolling update of the instances'],
    ['wal_level', 'values        minimal, replica, logical'],
    ['timescaledb.x', 'is not a parameter of PostgreSQL 17 or of a known extension'],
  ])('says of %s: %s', (name, line) => {
    expect(explainParameter('17', name)).toContain(line);
  });

  it('tells of a name that no server takes what it could have been', () => {
    expect(explainParameter('17', 'shared_bufers')).toMatchObject({ kind: 'name', fix: 'write shared_buffers' });
  });
});
