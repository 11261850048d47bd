import { describe, expect, test } from 'vitest';
import { bareForm, differingLeaves, leafModelOf, leavesOf, watched } from '../../../manifests/object/leaves';

const data = { kind: 'Thing', spec: { sizes: [1, 2], names: { a: 'x' }, none: null }, last: true };

function differences(one: object, other: object): readonly number[] | undefined {
  const model = leafModelOf(one);
  return model && differingLeaves(model, other);
}

describe('leaves', () => {
  test('are numbered in the order of a walk, and are told apart by their values', () => {
    expect(differences(data, structuredClone(data))).toEqual([]);
    const other = { kind: 'Thing', spec: { sizes: [1, 3], names: { a: 'x' }, none: '' }, last: false };
    expect(differences(data, other)).toEqual([2, 4, 5]);
  });

  test.each([
    ['another order', { spec: data.spec, kind: 'Thing', last: true }],
    ['a field more', { ...data, more: 1 }],
    ['a field less', { kind: 'Thing', spec: data.spec }],
    ['a longer list', { ...data, spec: { ...data.spec, sizes: [1, 2, 3] } }],
    ['an object in the place of a value', { ...data, last: {} }],
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

describe('data that is watched', () => {
  function readBy(look: (view: typeof data) => unknown): number[] {
    const read = new Set<number>();
    look(watched(data, leavesOf(data), read));
    return [...read];
  }

  test('takes down what is read, however it is read', () => {
    expect(readBy(({ spec }) => spec.sizes[1])).toEqual([2]);
    expect(readBy(({ spec }) => spec.sizes.map((size) => size))).toEqual([1, 2]);
    expect(readBy(({ spec }) => ({ ...spec.names }))).toEqual([3]);
    expect(readBy((view) => JSON.stringify(view))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(readBy((view) => Object.values(view))).toEqual([0, 5]);
  });

  test('does not count what all data of the form has in common', () => {
    expect(readBy(({ spec }) => Object.keys(spec))).toEqual([]);
    expect(readBy(({ spec }) => spec.sizes.length)).toEqual([]);
    expect(readBy(({ spec }) => Object.hasOwn(spec, 'none'))).toEqual([]);
    expect(readBy((view) => JSON.stringify(bareForm(view)))).toEqual([]);
  });

  test('has one view of each part', () => {
    const view = watched(data, leavesOf(data), new Set());
    expect(view.spec).toBe(view.spec);
    expect(Array.isArray(view.spec.sizes)).toBe(true);
  });
});
