import { describe, expect, test } from 'vitest';
import { differingLeaves, leafModelOf } from '../../../manifests/object/leaves';

const data = { kind: 'Thing', spec: { sizes: [1, 2], names: { a: 'x' }, none: null }, last: true };

function differences(one: object, other: object): readonly number[] | undefined {
  const model = leafModelOf(one);
  return model && differingLeaves(model, other);
}

describe('leaves', () => {
  test('are numbered in the order of a walk, and are told apart by their values', () => {
    expect(differences(data, structuredClone(data))).toEqual([]);
    const other = { kind: 'Thing', spec: { sizes: [1, 3], names: { a: 'y' }, none: null }, last: false };
    expect(differences(data, other)).toEqual([2, 3, 5]);
  });

  test.each([
    ['another order', { spec: data.spec, kind: 'Thing', last: true }],
    ['a field more', { ...data, more: 1 }],
    ['a field less', { kind: 'Thing', spec: data.spec }],
    ['a longer list', { ...data, spec: { ...data.spec, sizes: [1, 2, 3] } }],
    ['an object in the place of a value', { ...data, last: {} }],
    ['another type', { ...data, last: 'true' }],
    ['a text in the place of null', { ...data, spec: { ...data.spec, none: 'x' } }],
    ['no text in the place of one', { ...data, kind: '' }],
    ['a list in the place of an object', { ...data, spec: { ...data.spec, names: ['x'] } }],
    ['a date in the place of an object', { ...data, spec: { ...data.spec, names: new Date() } }],
  ])('are not compared with those of another form: %s', (_, other) => {
    expect(differences(data, other)).toBeUndefined();
  });

  test('of which one is minus zero differ from those that have zero', () => {
    expect(differences({ a: 0, b: Number.NaN }, { a: -0, b: Number.NaN })).toEqual([0]);
  });

  test('of a bomb of aliases, or of what is not plain, are not compared', () => {
    expect(leafModelOf({ at: new Date() })).toBeUndefined();
    const bomb = Array.from({ length: 50 }).reduce<object>((part) => ({ a: part, b: part }), {});
    expect(leafModelOf(bomb)).toBeUndefined();
  });
});
