import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { celValue, compileCel } from '../../../../rules/admission/server/cel';
import { type Answer, readShortcut } from '../../../../rules/admission/server/cel-shortcut';
import { compile } from '../../../../rules/admission/server/node';

const SYNCHRONOUS = "self.a!='preferred' || ((!has(self.b) || self.b.size()==0) && (!has(self.c) || self.c.size()==0))";

describe('the shortcut for CEL', () => {
  it.each<[rule: string, self: unknown, verdict: Answer]>([
    ['!(has(self.a) && has(self.b))', {}, true],
    ['!(has(self.a) && has(self.b))', { a: '', b: {} }, false],
    ['!(has(self.a) && has(self.b))', { a: null, b: 1 }, undefined],
    ['has(self.constructor)', {}, false],
    ['has(self.a)', 'text', undefined],
    ["!has(self.a) || self.b == 'icu'", { a: 'x', b: 'icu' }, true],
    ["!has(self.a) || self.b == 'icu'", { a: 'x', b: 'libc' }, false],
    ["!has(self.a) || self.b == 'icu'", { a: 'x' }, undefined],
    ["!has(self.a) || self.b == 'icu'", { b: 1 }, true],
    ["self.b != 'x' && has(self.a)", { a: 1 }, undefined],
    ["self.b != 'x' && has(self.a)", {}, false],
    [SYNCHRONOUS, { a: 'required', b: ['x'] }, true],
    [SYNCHRONOUS, { a: 'preferred' }, true],
    [SYNCHRONOUS, { a: 'preferred', b: ['x'] }, undefined],
    ['self > 0', 1, true],
    ['self > 0', 0, false],
    ['self > 0', 0.5, undefined],
    ['self > 0', '1', undefined],
  ])('%s of %j is %s', (rule, self, verdict) => {
    expect(readShortcut(rule)?.(self, true)).toBe(verdict);
  });

  it('knows only integers', () => {
    expect(readShortcut('self > 0')?.(1, false)).toBeUndefined();
  });

  it.each([
    '',
    "!self.a == 'x'",
    "self.a == 'x' + 'y'",
    "self.a == 'x'.size()",
    "self.a == 'x' ? true : false",
    "self.a == 'it\\'s'",
    "self.a.b == 'x'",
    "self.a__dash__b == 'x'",
    'self > 1.5',
    'self > oldSelf',
    'has(self.a) == true',
    'has(self.a.b)',
    '(has(self.a)',
    'has(self.a))',
    'has(self.a) has(self.b)',
    'has(self.a) ||',
    'self.all(e, has(e.a))',
  ])('leaves %s to the library', (rule) => {
    expect(readShortcut(rule)).toBeUndefined();
  });

  it('says what the library says, or nothing', () => {
    const field = fc.constantFrom('a', 'b', 'c');
    const atom = fc.oneof(
      field.map((name) => `has(self.${name})`),
      fc
        .tuple(field, fc.constantFrom('==', '!='), fc.constantFrom('x', ''))
        .map(([n, o, v]) => `self.${n} ${o} '${v}'`),
      field.map((name) => `self.${name}.size()==0`),
    );
    const { rule } = fc.letrec<{ rule: string }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.tuple(tie('rule'), fc.constantFrom('||', '&&'), tie('rule')).map((parts) => parts.join(' ')),
        tie('rule').map((inner) => `(${inner})`),
        tie('rule').map((inner) => `!(${inner})`),
      ),
    }));
    const value = fc.constantFrom('x', '', 'y', 1, true, null, [], ['x']);
    const self = fc.dictionary(field, value, { noNullPrototype: true });
    fc.assert(
      fc.property(rule, self, (text, object) => {
        const verdict = readShortcut(text)?.(object, false);
        const node = compile({});
        const { holds, clearlyHolds } = compileCel({ rule: text });
        expect(clearlyHolds(object, node)).toBe(verdict === true);
        if (verdict !== undefined) expect(holds(celValue(object, node), undefined)).toBe(verdict);
      }),
      { numRuns: 2000 },
    );
  });
});
