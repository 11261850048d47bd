import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDoneWithin } from '../support/cpu-time';

// FUZZ_RUNS=100000 npm run test:random -- test/fuzz looks for longer.

const times = Number(process.env.FUZZ_RUNS ?? 0);

/** States that a property holds for what an arbitrary makes, at least `runs` times. */
export function fuzz<T>(name: string, arbitrary: fc.Arbitrary<T>, runs: number, property: (value: T) => void): void {
  it(name, { timeout: 3_600_000 }, () => {
    fc.assert(fc.property(arbitrary, property), { numRuns: Math.max(runs, times) });
  });
}

/** Texts that have broken readers before. */
const NASTY = [
  '',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\0',
  '\ufeff',
  '\u2028',
  '\u202e',
  '\u001b[31m',
  '\u009b31m',
  '\ud83d',
  '\udc00',
  'ﬁ',
  'İ',
  'ß',
  '\u{1f600}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'true',
  'NaN',
  'Infinity',
  '-0',
  '0',
  '00',
  '1e999',
  '1e-999',
  '9'.repeat(400),
  '-9223372036854775809',
  '0x10',
  '1_000',
  '.5',
  '5.',
  '٣',
  '²',
  '../..',
  '/',
  '\\',
  "'",
  '"',
  '`',
  '$',
  '$' + '{x}',
  '{{',
  '}}',
  '%',
  '%s',
  '%00',
  '@',
  ':',
  ';',
  ',',
  '*',
  '?',
  '#',
  '|',
  '&',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  '~',
  '!',
  '=',
  '+',
  '-',
  '--',
  '_',
  '.',
  '..',
];

/** Any text: of any characters, lone halves of surrogate pairs too, or one of the nasty ones. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
);

/** Valid texts with pieces taken out and others put in: what a reader's own grammar is nearly. */
export function nearly(samples: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(3), put: anyText });
  const edited = fc.tuple(fc.constantFrom(...samples), fc.array(edit, { maxLength: 3 })).map(([sample, edits]) =>
    edits.reduce((text, { at, drop, put }) => {
      const position = Math.floor(at * text.length);
      return text.slice(0, position) + put + text.slice(position + drop);
    }, sample),
  );
  return fc.oneof({ weight: 3, arbitrary: edited }, { weight: 1, arbitrary: anyText }, fc.constantFrom(...samples));
}

/** A reader of texts, valid texts, and the class of what it may throw. */
export interface Reader {
  readonly name: string;
  readonly read: (text: string) => unknown;
  readonly samples: readonly [string, ...string[]];
  /** @default - it throws nothing */
  readonly throws?: new (
    ...args: never[]
  ) => Error;
}

/** What the language throws is an oversight, never an answer. */
function isDefect(error: unknown): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}

const LONG = 10_000;

/** What every reader owes: it throws nothing but its own error, leaves the prototypes alone, and takes long for nothing. */
export function readers(list: readonly Reader[]): void {
  describe.each(list.map((reader) => [reader.name, reader] as const))('%s', (_, { read, samples, throws }) => {
    const attempt = (text: string) => {
      try {
        read(text);
      } catch (error) {
        if (throws === undefined || !(error instanceof throws) || isDefect(error)) throw error;
        expect(error.message.length).toBeGreaterThan(0);
      }
    };

    it('reads its samples', () => {
      for (const sample of samples) expect(() => read(sample)).not.toThrow();
    });

    fuzz('throws nothing but its own error', nearly(samples), 300, (text) => {
      attempt(text);
      expect(Object.keys(Object.prototype)).toEqual([]);
    });

    it('takes no longer for a text that repeats a piece', () => {
      const slow: string[] = [];
      for (const sample of samples) {
        for (let at = 0; at < Math.min(sample.length, 10); at += 1) {
          for (const size of [1, 2]) {
            const piece = sample.slice(at, at + size);
            const text = `${sample.slice(0, at)}${piece.repeat(LONG / size)}\u0000!`;
            if (!isDoneWithin(250, () => attempt(text))) slow.push(`${sample.slice(0, at)}(${piece})*`);
          }
        }
      }
      expect(slow).toEqual([]);
    });
  });
}
