import { describe, expect, test } from 'vitest';
import { object, planOf } from './objects';

type Fields = Record<string, unknown>;

const database = (fields: Fields) =>
  object('Database', { cluster: { name: 'shop-db' }, name: 'audit', owner: 'audit', ...fields });

function fieldsOf(before: Fields, after: Fields) {
  // A server without a declared wrapper is refused.
  const wrapper = 'servers' in { ...before, ...after } && { fdws: [{ name: 'w' }] };
  const sides = [database({ ...wrapper, ...before }), database({ ...wrapper, ...after })] as const;
  return planOf([sides[0]], [sides[1]]).changes.flatMap(({ fields }) => fields);
}

describe.each(['schemas', 'extensions', 'fdws', 'servers'])('%s', (list) => {
  const entry = (name: string, fields: Fields) => ({ name, ...(list === 'servers' && { fdw: 'w' }), ...fields });
  const dropped = entry('a', { ensure: 'absent' });

  test.each([
    ['no list', {}],
    ['an empty list', { [list]: [] }],
    ['another entry', { [list]: [entry('b', {})] }],
  ])('an entry that comes to be dropped, after %s', (_what, before: Fields) => {
    const after = { [list]: [...Object.values(before).flat(), dropped] };
    const fields = fieldsOf(before, after);
    expect(fields).toMatchObject([{ path: `spec.${list}[name=a]`, impact: 'data-loss', before: null }]);
    expect(fields[0]?.reason).toMatch(/is dropped/);
  });

  test('an entry that only comes, or goes, drops nothing', () => {
    const made = { [list]: [entry('a', {})] };
    expect(fieldsOf({}, made)).toMatchObject([{ path: `spec.${list}[name=a]`, impact: 'none' }]);
    expect(fieldsOf(made, {})).toMatchObject([{ path: `spec.${list}[name=a]`, impact: 'none' }]);
    expect(fieldsOf({}, { [list]: [] })).toEqual([]);
  });
});

test('an option of a wrapper that comes to be dropped', () => {
  const options = [{ name: 'o', value: 'x', ensure: 'absent' }];
  expect(fieldsOf({ fdws: [{ name: 'a' }] }, { fdws: [{ name: 'a', options }] })).toMatchObject([
    { path: 'spec.fdws[name=a].options[name=o]', impact: 'data-loss' },
  ]);
});
