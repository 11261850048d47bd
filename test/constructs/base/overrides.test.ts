import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compact, merge, nonEmpty } from '../../../constructs/base/overrides';
import { Instant } from '../../../constructs/index';

type Json = Record<string, unknown>;
const lay = (base: Json, over?: Json) => merge<Json>(base, over);

describe('merge', () => {
  it.each<[string, Json, Json, Json]>([
    ['merges objects at any depth', { a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }, { a: { b: 1, c: 3, d: 4 } }],
    ['replaces scalars', { a: 1 }, { a: false }, { a: false }],
    ['keeps what is undefined in the overrides', { a: 1 }, { a: undefined }, { a: 1 }],
    [
      'replaces an object by a scalar and the other way',
      { a: { b: 1 }, c: 1 },
      { a: 2, c: { d: 3 } },
      { a: 2, c: { d: 3 } },
    ],
    [
      'takes out what is null, at any depth',
      { a: { b: 1, c: 2 }, d: 3 },
      { a: { b: null, e: { f: null } }, d: null },
      { a: { c: 2, e: {} } },
    ],
    [
      'takes fields out of a named item',
      { a: [{ name: 'x', n: 1, m: 1 }] },
      { a: [{ name: 'x', n: null }] },
      { a: [{ name: 'x', m: 1 }] },
    ],
    ['replaces lists of scalars', { a: ['x', 'y'] }, { a: ['z'] }, { a: ['z'] }],
    ['replaces a list by an empty one', { a: [{ name: 'x' }] }, { a: [] }, { a: [] }],
    [
      'merges lists of named items by name, new ones last',
      { a: [{ name: 'x', n: 1, m: 1 }, { name: 'y' }] },
      { a: [{ name: 'z' }, { name: 'x', n: 2 }] },
      { a: [{ name: 'x', n: 2, m: 1 }, { name: 'y' }, { name: 'z' }] },
    ],
    [
      'replaces lists in which an item has no name',
      { a: [{ name: 'x' }] },
      { a: [{ key: 'y' }] },
      { a: [{ key: 'y' }] },
    ],
    [
      'replaces lists in which a name is there twice',
      {
        a: [
          { name: 'x', key: '1' },
          { name: 'x', key: '2' },
        ],
      },
      { a: [{ name: 'x', key: '3' }] },
      { a: [{ name: 'x', key: '3' }] },
    ],
  ])('%s', (_, base, over, expected) => expect(lay(base, over)).toEqual(expected));

  it('gives generated code what it asks a Date for', () => {
    const [time] = Object.values(merge<Json>({}, { time: Instant.parse('2027-01-02T04:04:05+01:00') }));
    expect((time as Date).toISOString()).toBe('2027-01-02T03:04:05Z');
  });

  it('changes neither of its arguments', () => {
    const base = { a: { b: [{ name: 'x' }] } };
    const over = { a: { b: [{ name: 'x', c: 1 }] } };
    lay(base, over);
    expect([base, over]).toEqual([{ a: { b: [{ name: 'x' }] } }, { a: { b: [{ name: 'x', c: 1 }] } }]);
  });

  // Fields keep their type from value to value, as those of one spec do.
  const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.string());
  const named = fc.uniqueArray(fc.record({ name: fc.constantFrom('x', 'y', 'z'), n: scalar }), {
    selector: ({ name }) => name,
    minLength: 1,
  });
  const spec = fc.record(
    {
      s: scalar,
      list: fc.array(fc.integer()),
      named,
      inner: fc.record({ p: scalar, q: scalar }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );

  it('with nothing is the identity', () => {
    fc.assert(
      fc.property(spec, (base) => {
        expect(lay(base)).toEqual(base);
        expect(lay(base, {})).toEqual(base);
        expect(lay({}, base)).toEqual(base);
        expect(lay(base, base)).toEqual(base);
      }),
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(spec, spec, spec, (a, b, c) => {
        expect(lay(lay(a, b), c)).toEqual(lay(a, lay(b, c)));
      }),
    );
  });

  it('lets the last one win', () => {
    fc.assert(
      fc.property(spec, spec, (base, over) => {
        const merged = lay(base, over);
        for (const key of ['s', 'list'] as const) expect(merged[key]).toEqual(key in over ? over[key] : base[key]);
      }),
    );
  });
});

it('compact drops undefined fields, and itself when nothing is left', () => {
  expect(compact({ a: 0, b: undefined, c: '' })).toEqual({ a: 0, c: '' });
  expect(compact({ b: undefined })).toBeUndefined();
});

it('nonEmpty drops empty lists', () => {
  expect([nonEmpty([1]), nonEmpty([]), nonEmpty(undefined)]).toEqual([[1], undefined, undefined]);
});
