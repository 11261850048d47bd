import { describe, expect, test } from 'vitest';
import { cluster, parameters, planOf } from './objects';

type Values = Readonly<Record<string, string>>;

const ROWS: readonly (readonly [what: string, before: Values, after: Values, impact: string, reason: RegExp])[] = [
  ['context postmaster', {}, { autovacuum_max_workers: '5' }, 'rolling-update', /at server start/],
  ['context sighup', {}, { archive_timeout: '10min' }, 'reload', /context sighup/],
  ['context backend', {}, { log_connections: 'on' }, 'reload', /for new sessions/],
  ['max_wal_senders down from the default', {}, { max_wal_senders: '5' }, 'restart', /from 10 to 5/],
  ['below the operator’s default', {}, { max_worker_processes: '16' }, 'restart', /from 32 to 16/],
  ['max_prepared_transactions up', {}, { max_prepared_transactions: '10' }, 'rolling-update', /replicas restart first/],
  ['back to the default', { max_locks_per_transaction: '256' }, {}, 'restart', /from 256 to 64/],
  ['the first of pgaudit', {}, { 'pgaudit.log': 'ddl' }, 'rolling-update', /adds its library/],
  ['the last of pgaudit', { 'pgaudit.log': 'ddl' }, {}, 'rolling-update', /removes its library from/],
  [
    'one more of pgaudit',
    { 'pgaudit.log': 'ddl' },
    { 'pgaudit.log': 'ddl', 'pgaudit.log_catalog': 'off' },
    'reload',
    /./,
  ],
  ['a value that PostgreSQL refuses', {}, { work_mem: '64Mi' }, 'outage', /refuses to start/],
  ['a name that it does not know', {}, { work_men: '64MB' }, 'outage', /refuses to start; write work_mem/],
  ['the spelling corrected', { work_men: '4MB' }, {}, 'reload', /./],
  ['a fixed parameter', {}, { port: '5433' }, 'rejected', /./],
  ['a fixed parameter in capitals', {}, { SSL: 'off' }, 'ignored', /fixed by CNPG/],
  ['PostgreSQL’s default written', {}, { max_wal_senders: '10' }, 'none', /^it is the default of max_wal_senders/],
  ['in another unit', {}, { work_mem: '4096kB' }, 'none', /it is the default/],
  ['a default of postmaster removed', { max_wal_senders: '10' }, {}, 'rolling-update', /pending a restart/],
  ['another default removed', { work_mem: '4MB' }, {}, 'reload', /remains at its default/],
  ['what initdb chooses', {}, { log_timezone: 'GMT' }, 'reload', /context sighup/],
  ['allow_alter_system', {}, { allow_alter_system: 'on' }, 'ignored', /no effect/],
  ['an extension that nobody knows', {}, { 'timescale.x': '1' }, 'reload', /./],
];

describe('parameters', () => {
  test.each(ROWS)('%s', (_what, before, after, impact, reason) => {
    const { changes } = planOf([cluster(parameters(before))], [cluster(parameters(after))]);
    expect(changes).toHaveLength(1);
    const name = [...Object.keys(after), ...Object.keys(before)].at(-1) ?? '';
    const changed = Object.keys(after).find((key) => before[key] !== after[key]) ?? name;
    const path = changed.includes('.') ? `[${changed}]` : `.${changed}`;
    expect(changes[0]?.fields).toMatchObject([{ path: `spec.postgresql.parameters${path}`, impact }]);
    expect(changes[0]?.fields[0]?.reason).toMatch(reason);
  });

  test('wal_level to minimal is refused by the webhook', () => {
    expect(planOf([cluster()], [cluster(parameters({ wal_level: 'minimal' }))]).worst).toBe('rejected');
  });

  test('the operator’s default, written or not, is the same', () => {
    expect(planOf([cluster()], [cluster(parameters({ max_worker_processes: '32' }))]).changes).toEqual([]);
  });

  test('one that rises and one that falls', () => {
    const after = parameters({ max_connections: '50', max_wal_senders: '20' });
    const [change] = planOf([cluster()], [cluster(after)]).changes;
    expect(change?.fields.map(({ path, impact }) => [path.split('.').at(-1), impact])).toEqual([
      ['max_connections', 'restart'],
      ['max_wal_senders', 'rolling-update'],
    ]);
  });
});

test('unknown defaults, because the version cannot be read, are not a change', () => {
  const own = { imageName: 'registry.example.org/pg:17.7-own' };
  const given = { postgresql: { parameters: { work_mem: '8MB' } } };
  const paths = (before: object, after: object) =>
    planOf([cluster({ ...before })], [cluster({ ...after })]).changes.flatMap(({ fields }) =>
      fields.map(({ path }) => path),
    );
  expect(paths(own, { imageName: 'registry.example.org/pg:edge' })).toEqual(['spec.imageName']);
  expect(paths({ imageName: 'registry.example.org/pg:edge' }, own)).toEqual(['spec.imageName']);
  expect(paths({ ...own, ...given }, { imageName: 'registry.example.org/pg:edge', postgresql: {} })).toEqual([
    'spec.imageName',
    'spec.postgresql.parameters.work_mem',
  ]);
});
