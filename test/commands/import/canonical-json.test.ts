import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { canonical, printJson } from '../../../commands/import/canonical-json';

describe('canonical', () => {
  it('orders keys by code point and keeps the order of lists', () => {
    expect(JSON.stringify(canonical({ b: [2, 1], a: { d: 1, C: 2 } }))).toBe('{"a":{"C":2,"d":1},"b":[2,1]}');
  });

  it('keeps the names that objects inherit', () => {
    const given = load('{constructor: 1, toString: 2, hasOwnProperty: 3}');
    expect(JSON.stringify(canonical(given))).toBe('{"constructor":1,"hasOwnProperty":3,"toString":2}');
  });

  it.each([
    ['a key __proto__', load('{spec: {__proto__: {polluted: true}}}'), 'a key __proto__'],
    ['a cycle', load('a: &a [*a]'), 'nested deeper than 200 levels'],
    ['aliases that double nine times a level', laughs(), 'more than 1000000 values'],
    ['not a number', load('a: .nan'), 'the value NaN'],
    ['a date', { at: new Date(0) }, 'which JSON cannot hold'],
    ['undefined', { a: undefined }, 'the value undefined'],
  ])('refuses %s', (_, given, message) => {
    expect(() => canonical(given)).toThrow(message);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('print', () => {
  it('puts what is short on one line and breaks what is long', () => {
    const long = 'x'.repeat(100);
    expect(printJson({ short: { a: [1, 2] }, long: [long] })).toBe(
      `{\n "short": {"a":[1,2]},\n "long": [\n  ${JSON.stringify(long)}\n ]\n}\n`,
    );
  });

  it('is JSON of the same value', () => {
    const value = { a: [{ b: null, c: 'ü"\n' }, 'y'.repeat(90)], d: { e: 1.5, f: false } };
    expect(JSON.parse(printJson(value))).toEqual(value);
  });
});

function laughs(): unknown {
  const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`);
  return load(`l0: &l0 lol\n${levels.join('\n')}\n`);
}
