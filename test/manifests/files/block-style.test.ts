import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockStyle } from '../../../manifests/files/block-style';
import { dumped, printUnmarked } from '../../../manifests/files/print';
import { AMBIGUOUS, text, value } from '../support/yaml-values';

// What is laid out must be what js-yaml prints, byte by byte.

const layOut = blockStyle(dumped);
const lines = fc
  .array(fc.oneof(text, fc.constantFrom('', ' ', '  a', 'b ')), { maxLength: 4 })
  .map((all) => all.join('\n'));
const key = fc.oneof(text, lines, fc.constantFrom('k'.repeat(200), 'k'.repeat(1_025)));
const any = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    lines,
    value,
    fc.constantFrom(undefined, null, 0, -0, 2 ** 53, 1e21, 0.1, Number.NaN, Number.POSITIVE_INFINITY, [], {}),
    fc.constantFrom(new Date(0), new Map([['a', 1]]), new Set([1]), [undefined], { a: undefined }, 'a '.repeat(200)),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 3 }),
  ),
})).any;
const document = fc.oneof(any, fc.dictionary(key, any, { maxKeys: 4 }));

/** The text, or why there is none. */
function outcome(print: () => string): string {
  try {
    return print();
  } catch (error) {
    return String(error);
  }
}

describe('blockStyle', () => {
  it('lays out as js-yaml does, or not at all', () => {
    fc.assert(
      fc.property(document, (given) => {
        expect(outcome(() => layOut(given) ?? dumped(given))).toBe(outcome(() => dumped(given)));
      }),
      { numRuns: 2_000, examples: AMBIGUOUS.map((each): [unknown] => [{ [each]: [each, [each], { a: each }] }]) },
    );
  });

  it('lays out every short word as js-yaml does', () => {
    const characters = [...'yYnNeEoOfFtT0/:-+_.=@'];
    const words = characters.flatMap((a) => characters.flatMap((b) => ['', ...characters].map((c) => `${a}${b}${c}`)));
    const reserved = ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf', '~'];
    const cased = reserved.flatMap((word) => [
      word,
      word.toUpperCase(),
      `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
    ]);
    const all = { list: [...characters, ...words, ...cased] };
    expect(layOut(all)).toBe(dumped(all));
  });

  it('lays out data of JSON itself, in all but the rarest documents', () => {
    const plain = fc.dictionary(fc.string({ maxLength: 20 }), fc.oneof(text, value));
    const laid = fc.sample(plain, 200).filter((given) => layOut(given) !== undefined);
    expect(laid.length).toBeGreaterThan(150);
  });

  it('leaves a text that ends its document to js-yaml', () => {
    expect(layOut({ a: 'b\n\n' })).toBeUndefined();
    expect(printUnmarked([{ a: 'b\n\n' }])).toBe('a: |+\n  b\n\n...\n');
  });
});
