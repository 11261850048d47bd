import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainOf, stateIn } from '../../../values/collections/patch-chain';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

describe('a chain of patches', () => {
  const one = { list: [{ a: 1, b: { c: 1 } }], same: { x: 'y' } };
  const two = { list: [{ a: 1, b: { c: 2, d: 3 } }], other: [1, 2], same: { x: 'y' } };
  const chain = chainOf([
    ['1', one],
    ['2', two],
    ['3', two],
    ['4', { same: { x: 'y' } }],
  ]);

  it('stores what changed, and nothing twice', () => {
    expect(chain).toEqual({
      1: one,
      2: { list: { 0: { b: { c: 2, d: 3 } } }, other: [1, 2] },
      3: {},
      4: { list: null, other: null },
    });
  });

  it('gives every state back', () => {
    expect(['1', '2', '3', '4'].map((name) => stateIn(chain, name))).toEqual([one, two, two, { same: { x: 'y' } }]);
    expect([stateIn(chain, '5'), stateIn(chain, 'toString')]).toEqual([undefined, undefined]);
  });

  it('refuses a state that a patch cannot say', () => {
    const states = [['1', { a: 1 }] as const, ['2', { a: null }] as const];
    expect(() => chainOf(states)).toThrow('2: cannot be stored as a change of the one before it');
  });

  it('gives back any states without null', () => {
    const tree = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('null'));
    const states = fc.array(
      tree.map((value) => sorted({ value })),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(states, (all) => {
        const named = all.map((state, i) => [`v${i}`, JSON.parse(JSON.stringify(state)) as unknown] as const);
        let made: ReturnType<typeof chainOf>;
        try {
          made = chainOf(named);
        } catch {
          return; // Refused, never wrong: a list in the place of an object.
        }
        for (const [name, state] of named) expect(stateIn(made, name)).toEqual(state);
      }),
    );
  });
});
