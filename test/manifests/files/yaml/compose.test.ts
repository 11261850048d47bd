import { describe, expect, it } from 'vitest';
import { compose } from '../../../../manifests/files/yaml/compose';

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
    ['a key above a merge that has it as it is', 'd: {b: 1, <<: {b: 1}}', { d: { b: 1 } }],
    ['a second merge, which replaces the first', 'd: {<<: {b: 1}, <<: {b: 2}}', { d: { b: 2 } }],
    ['a brace below the indentation', 'd: {\n  b: 1\n}\ne: [\n1,\n\t2\n]', { d: { b: 1 }, e: [1, 2] }],
    ['quotes below the indentation', 'd:\n  b: "x\ny"\n  c: 1', { d: { b: 'x y', c: 1 } }],
    ['tabs in braces', 'd:\t{\ta:\t"x\ty",\tb: c}', { d: { a: 'x\ty', b: 'c' } }],
    ['a timestamp', 'a: !!timestamp 2001-01-01', { a: '2001-01-01' }],
    ['pairs of escapes in JSON', '{"a": "\\ud83d\\ude00 \\/"}', { a: '\u{1f600} /' }],
    ['half a pair in JSON', '{"a": "\\ud800x"}', { a: '\ufffdx' }],
    ['NEL as a line end', 'a: 1\u0085b: 2', { a: 1, b: 2 }],
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
    ['a number that is none', 'a: !!int x', /"x" is not a !!int/, 3],
    ['binary that is not text', 'a: !!binary /w==', /is not a !!binary/, 3],
    ['binary that is not base 64', 'a: !!binary "?"', /is not a !!binary/, 3],
    ['a merge of a number', 'a: {<<: 1}', /<< takes an object/, 8],
    ['nesting', '['.repeat(1_000_000), /nested more than 500 levels/, 499],
    ['a list that is merged by an alias', 'x: &x [{a: 1}]\nd: {<<: *x}', /<< takes an object/, 23],
    ['half a pair of escapes', 'a: "b\\ud800"', /\\ud800 is not a character/, 5],
    ['a pair of escapes', 'a: "\\ud83d\\ude00"', /\\ud83d is not a character/, 4],
    ['a character beyond Unicode', 'a: "\\U00110000"', /\\U00110000 is not a character/, 4],
    ['an escaped slash', 'a: "\\/"', /is not a YAML escape/, 4],
    ['a tag without a name', 'a: !! b', /!! names no type/, 3],
    ['a fraction as an integer', 'a: !!int 1.0', /"1.0" is not a !!int/, 3],
    ['base 64 without its end', 'a: !!binary YQ', /is not a !!binary/, 3],
    ['a separator that goes on', 'a: "b\n---c"', /a line begins with ---/, 6],
    ['a delete character', 'a: b\u007f', /control character/, 4],
    ['a brace that is never closed', 'a: 1\nb: {\nc: 2\nd: 3\n', /./, 16],
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

  it('remarks on a key that a merge below it replaces', () => {
    expect(compose('a: &m {b: 1, c: 2}\nd:\n  b: 3\n  <<: *m\n')).toEqual({
      value: { a: { b: 1, c: 2 }, d: { b: 1, c: 2 } },
      remarks: [{ about: 'merge', what: 'b', path: 'd.b', offset: 31 }],
    });
  });

  it('says where a line is that was moved', () => {
    const { remarks } = compose('a: {\nb: 1,\nc: {\nd: 1,\nd: 2\n}\n}\n');
    expect(remarks).toEqual([{ about: 'duplicate', what: 'd', path: 'a.c.d', offset: 22 }]);
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
