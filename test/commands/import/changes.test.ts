import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../commands/import/canonical-json';
import { changesOf } from '../../../commands/import/changes';
import type { CrdFacts, CrdVersion } from '../../../commands/import/crd';

function facts(properties: JsonObject, version: Partial<CrdVersion> = {}): CrdFacts {
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties } } } };
  const names = { kind: 'Cluster', plural: 'clusters' };
  return {
    group: 'postgresql.cnpg.io',
    names,
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true, schema, ...version } as CrdVersion],
  };
}

const text = { type: 'string' };

describe('changes between two versions of a CRD', () => {
  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['nothing', { a: text }, { a: text }, []],
    ['a field more', {}, { a: text }, ['Cluster spec.a added']],
    ['a field less', { a: text }, {}, ['Cluster spec.a dropped']],
    [
      'an object more, on one line with its size',
      {},
      { a: { properties: { b: text, c: { items: { properties: { d: text } } } } } },
      ['Cluster spec.a added (and 3 fields inside)'],
    ],
    [
      'a field inside the items of a list',
      { a: { items: { properties: {} } } },
      { a: { items: { properties: { b: text } } } },
      ['Cluster spec.a[].b added'],
    ],
    [
      'a constraint on the values of a map',
      { a: { additionalProperties: text } },
      { a: { additionalProperties: { ...text, maxLength: 63 } } },
      ['Cluster spec.a.* maxLength 63 added'],
    ],
    ['type', { a: text }, { a: { type: 'integer' } }, ['Cluster spec.a type "string" → "integer"']],
    ['range', { a: { maximum: 3 } }, { a: { maximum: 5 } }, ['Cluster spec.a maximum 3 → 5']],
    ['default', { a: { default: false } }, { a: {} }, ['Cluster spec.a default false dropped']],
    ['enum', { a: { enum: ['b', 'c'] } }, { a: { enum: ['c', 'd'] } }, ['Cluster spec.a enum +"d" -"b"']],
    ['order', { a: { enum: ['b', 'c'] } }, { a: { enum: ['c', 'b'] } }, ['Cluster spec.a enum in another order']],
    [
      'rules',
      { a: text },
      { a: { ...text, 'x-kubernetes-validations': [{ rule: 'self != ""' }] } },
      ['Cluster spec.a x-kubernetes-validations +"self != \\"\\""'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changesOf([facts(before)], [facts(after)])).toEqual(expected);
  });

  it('tells of kinds, of versions and of the CRD itself', () => {
    const beta = facts({}, { name: 'v1beta1', storage: false });
    expect(changesOf([], [facts({})])).toEqual(['Cluster added']);
    expect(changesOf([facts({})], [facts({}), beta])).toEqual(['Cluster version v1beta1 added']);
    expect(changesOf([facts({}), beta], [facts({})])).toEqual(['Cluster version v1beta1 dropped']);
    expect(changesOf([beta], [facts({ a: text }, { name: 'v1beta1', storage: false, served: false })])).toEqual([
      'Cluster v1beta1 CRD served true → false',
      'Cluster v1beta1 spec.a added',
    ]);
    expect(changesOf([facts({})], [{ ...facts({}), scope: 'Cluster' }])).toEqual([
      'Cluster CRD scope "Namespaced" → "Cluster"',
    ]);
  });
});
