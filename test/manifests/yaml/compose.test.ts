import { describe, expect, it } from 'vitest';
import { compose } from '../../../manifests/yaml/compose';

function bomb(levels: number, width: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const item = level === 0 ? 'x' : `*l${level - 1}`;
    return `k${level}: &l${level} [${Array(width).fill(item).join(', ')}]`;
  });
  return `${lines.join('\n')}\n`;
}

describe('compose', () => {
  it.each<[string, string, unknown]>([
    ['nothing', '# a\n', null],
    ['aliases', 'a: &x {b: [1]}\nc: *x\nd: [*x]', { a: { b: [1] }, c: { b: [1] }, d: [{ b: [1] }] }],
    ['an anchor that is given again', 'a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
    ['merge keys', 'a: &x {b: 1, c: 2}\nd: {<<: *x, b: 3}', { a: { b: 1, c: 2 }, d: { b: 3, c: 2 } }],
    ['a key above its merge', 'd: {b: 3, <<: {b: 1}}', { d: { b: 3 } }],
    ['several merges, the first one first', 'd: {<<: [{b: 1}, {b: 2, c: 2}]}', { d: { b: 1, c: 2 } }],
    ['a quoted <<', 'd: {"<<": 1}', { d: { '<<': 1 } }],
    ['<< as a value', 'd: <<', { d: '<<' }],
    ['binary', 'a: !!binary aGVsbG8=', { a: 'hello' }],
    [
      'YAML’s own tags',
      'a: !!str 1\nb: !!map {c: !!seq [1]}\nc: !<tag:yaml.org,2002:int> "7"',
      { a: '1', b: { c: [1] }, c: 7 },
    ],
    ['! as text', 'a: ! 1', { a: '1' }],
    ['numbers that no float holds as text', 'a: 1e999', { a: '1e999' }],
    ['constructor and toString', 'constructor: 1\ntoString: 2', { constructor: 1, toString: 2 }],
    ['block scalars', 'a: |\n  x\n   y\nb: >-\n  x\n  y\n', { a: 'x\n y\n', b: 'x y' }],
  ])('reads %s', (_, text, value) => {
    expect(compose(text)).toEqual({ value, remarks: [] });
  });

  it('keeps __proto__ as a key like any other', () => {
    const { value } = compose('__proto__: {polluted: true}\na: {<<: {__proto__: 1}}');
    expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":true},"a":{"__proto__":1}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each<[string, string, RegExp, number]>([
    ['an alias without anchor', 'a: *b', /\*b has no anchor/, 3],
    ['an anchor within itself', 'a: &x [1, *x]', /x contains itself/, 10],
    ['a bomb of aliases', bomb(9, 9), /unfold to \d+ nodes/, 0],
    ['a key that is a list', 'a: {? [b] : 1}', /a key is a list/, 6],
    ['a key that is an alias of an object', 'a: &x {}\n*x : 1', /a key is a list/, 9],
    ['a key that is null', 'a: {~: 1}', /a key is a list/, 4],
    ['infinity', 'a: -.inf', /-\.inf has no form in JSON/, 3],
    ['a number that is none', 'a: !!int x', /"x" is no !!int/, 3],
    ['binary that is no text', 'a: !!binary /w==', /is no !!binary/, 3],
    ['binary that is no base 64', 'a: !!binary "?"', /is no !!binary/, 3],
    ['a merge of a number', 'a: {<<: 1}', /<< takes an object/, 8],
    ['nesting', '['.repeat(1_000_000), /nested more than 500 levels/, 499],
    ['a control character', 'a: "x\u0007"', /control character/, 5],
  ])('refuses %s', (_, text, message, offset) => {
    const refused = expect.objectContaining({ name: 'YamlProblem', message: expect.stringMatching(message) });
    expect(() => compose(text)).toThrow(refused);
    try {
      compose(text);
    } catch (error) {
      if (offset > 0) expect(error).toHaveProperty('offset', offset);
    }
  });

  it('takes as many aliases as Go’s reader does', () => {
    const uses = Array.from({ length: 5_000 }, (_, index) => `k${index}: *x`).join('\n');
    expect(compose(`a: &x y\n${uses}`).remarks).toEqual([]);
    expect(() => compose(bomb(3, 9))).not.toThrow();
  });

  it('remarks on keys given again, once for each, on foreign tags and on directives', () => {
    expect(
      compose('%YAML 1.1\n---\na: [{b: 1, b: 2, b: 3}]\nc: !!python/object:os.system [x]\nd: !x y').remarks,
    ).toEqual([
      { about: 'directive', what: '%YAML', path: '', offset: 0 },
      { about: 'duplicate', what: 'b', path: 'a[0].b', offset: 25 },
      { about: 'tag', what: '!!python/object:os.system', path: 'c', offset: 41 },
      { about: 'tag', what: '!x', path: 'd', offset: 74 },
    ]);
  });
});
