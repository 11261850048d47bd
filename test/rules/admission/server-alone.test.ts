import { describe, expect, it } from 'vitest';
import { cluster, cnpg, errors, rulesOf } from './support';

const ALONE = { webhooks: false };

describe('a server on which the operator does not run', () => {
  it.each([
    ['asks no webhook', cluster({ storage: { size: '10GB' } }), ['cluster-storage-size'], []],
    ['fills in nothing that is required', cnpg('Database', { spec: { owner: undefined } }), [], ['schema-required']],
    ['reads no durations', cluster({ monitoring: { metricsQueriesTTL: '1d' } }), ['go-decode'], []],
    ['still has its schema', cluster({ instances: 0 }), ['schema-range'], ['schema-range']],
  ])('%s', (_, manifest, withOperator, without) => {
    expect(rulesOf(errors(manifest))).toEqual(withOperator);
    expect(rulesOf(errors(manifest, ALONE))).toEqual(without);
  });

  it('keeps what an update replaces as it was written', () => {
    const old = cnpg('Publication', { spec: { name: 'p', dbname: 'a', target: { allTables: true } } });
    const renamed = cnpg('Publication', { spec: { name: 'q', dbname: 'a', target: { allTables: true }, cluster: {} } });
    expect(rulesOf(errors(renamed, { ...ALONE, old }))).toEqual(['schema-cel']);
  });
});

describe('an update', () => {
  it.each([
    ['metadata-finalizers', { finalizers: ['a b'] }],
    ['metadata-finalizers', { finalizers: ['orphan', 'foregroundDeletion'] }],
    ['metadata-name', { generateName: 'a/b' }],
    ['metadata-name', { generateName: 'a%b' }],
  ])('is refused by %s: %j', (rule, metadata) => {
    expect(rulesOf(errors(cluster({}, metadata), { old: cluster() }))).toEqual([rule]);
  });

  it('takes a prefix of which nothing is made', () => {
    expect(errors(cluster({}, { generateName: 'A_' }), { old: cluster() })).toEqual([]);
  });
});
