import { describe, expect, it } from 'vitest';
import { checkOptions, each, type Keys, keyProblem, oneOf } from '../../../values/text/keys';

interface Inner {
  readonly mode?: 'fast' | 'safe';
  readonly size?: string;
}
interface Props {
  readonly name: string;
  readonly inner?: Inner;
  readonly list?: readonly Inner[];
  readonly byName?: Readonly<Record<string, Inner>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly either?: 'on' | { readonly since: number };
}

const INNER: Keys<Inner> = { mode: oneOf({ fast: true, safe: true }), size: true };
const KEYS: Keys<Props> = {
  name: true,
  inner: INNER,
  list: INNER,
  byName: each(INNER),
  labels: true,
  either: oneOf({ on: true }, { since: true }),
};

// biome-ignore format: a line must be whole to be the one that is refused
const WRONG: unknown[] = [
  // @ts-expect-error a key of the type is missing: an added prop that could not be set
  { mode: oneOf({ fast: true, safe: true }) } satisfies Keys<Inner>,
  // @ts-expect-error a key that the type does not have
  { mode: oneOf({ fast: true, safe: true }), size: true, sise: true } satisfies Keys<Inner>,
  // @ts-expect-error a text of the type is missing
  { mode: oneOf({ fast: true }), size: true } satisfies Keys<Inner>,
  // @ts-expect-error a text that the type does not have
  { mode: oneOf({ fast: true, safe: true, slow: true }), size: true } satisfies Keys<Inner>,
  // @ts-expect-error the texts of a union are known, so that they are named
  { mode: true, size: true } satisfies Keys<Inner>,
];

function problem(given: object) {
  return keyProblem({ name: 'a', ...given } as Props, KEYS);
}

describe('keys that a type does not have', () => {
  it.each([
    ['at the top', { nmae: 'b' }, '"nmae" is not known; write "name"', 'nmae'],
    ['in an object', { inner: { sise: '1' } }, '"inner.sise" is not known; write "size"', 'sise'],
    ['in a list', { list: [{}, { moed: 'fast' }] }, '"list[1].moed" is not known; write "mode"', 'moed'],
    ['below a free key', { byName: { a: { siz: '1' } } }, '"byName.a.siz" is not known; write "size"', 'siz'],
    ['beside a text', { either: { sinse: 1 } }, '"either.sinse" is not known; write "since"', 'sinse'],
    ['like none', { inner: { whatever: 1 } }, '"inner.whatever" is not known; write one of mode, size', 'whatever'],
    ['of every object', { constructor: 1 }, '"constructor" is not known; write one of name, inner', 'constructor'],
    [
      'a text that the type does not name',
      { inner: { mode: 'slow' } },
      'inner.mode is "slow"; write "fast" or "safe"',
      'slow',
    ],
    ['a number', { list: [{ mode: 1 }] }, 'list[0].mode is 1; write "fast" or "safe"', '1'],
    ['a text of objects too', { either: 'off' }, 'either is "off"; write "on"', 'off'],
  ])('%s', (_, given, message, word) => {
    expect(problem(given)).toEqual({ message: expect.stringContaining(message), word });
  });
});

describe('what is not reported', () => {
  it.each<[string, object]>([
    ['every key and text', { inner: { mode: 'fast', size: '1' }, list: [{ mode: 'safe' }], either: { since: 1 } }],
    ['free keys', { labels: { anything: 'a' }, byName: { anything: { size: '1' } } }],
    ['a key without a value', { whatever: undefined, inner: { whatever: undefined } }],
    ['an object of a class, which looks after itself', { inner: new Date(0) }],
  ])('%s', (_, given) => expect(problem(given)).toBeUndefined());
});

it('is thrown with the name of what was called', () => {
  expect(() => checkOptions('tune', { name: 'a', lables: {} } as Props, KEYS)).toThrow(
    'tune: "lables" is not known; write "labels"',
  );
});

it('has tables that the compiler holds against their types', () => expect(WRONG).toHaveLength(5));
