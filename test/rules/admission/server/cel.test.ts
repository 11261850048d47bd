import { describe, expect, it } from 'vitest';
import { IMPORTED_KINDS } from '../../../../commands/import/kinds';
import { celValue, compileCel } from '../../../../rules/admission/server/cel';
import { wordingOf } from '../../../../rules/admission/server/cel-wording';
import { compile } from '../../../../rules/admission/server/node';
import type { Schema } from '../../../../rules/admission/server/schema';
import { factsByRelease } from '../../../imports/support';

function holds(rule: string, self: unknown, schema: Schema = {}, oldSelf?: unknown): boolean | string {
  const node = compile(schema);
  return compileCel({ rule }).holds(celValue(self, node), oldSelf === undefined ? undefined : celValue(oldSelf, node));
}

/** The text of every CEL rule of a group's kinds, in any release. */
function rulesIn(group: string): ReadonlySet<string> {
  const kinds = IMPORTED_KINDS[group] ?? [];
  return new Set(kinds.flatMap((kind) => [...factsByRelease(group, kind).values()].flatMap(rulesOf)));
}

/** The text of every CEL rule, anywhere in a schema. */
function rulesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'x-kubernetes-validations' ? value.map(({ rule }: { rule: string }) => rule) : rulesOf(value),
  );
}

describe('CEL', () => {
  it.each(Object.keys(IMPORTED_KINDS))('compiles all rules of %s', (group) => {
    for (const rule of rulesIn(group)) expect(compileCel({ rule }).transition).toBe(/\boldSelf\b/.test(rule));
  });

  it('finds the rules', () => {
    expect(Object.keys(IMPORTED_KINDS).flatMap((group) => [...rulesIn(group)]).length).toBeGreaterThan(40);
  });

  it.each([
    ["!has(self.a) || self.b == 'icu'", {}, true],
    ["!has(self.a) || self.b == 'icu'", { a: 'x', b: 'icu' }, true],
    ["!has(self.a) || self.b == 'icu'", { a: 'x', b: 'libc' }, false],
    ['self.all(e, self.filter(f, f.major == e.major).size() == 1)', [{ major: 1 }, { major: 2 }], true],
    ['self.all(e, self.filter(f, f.major == e.major).size() == 1)', [{ major: 1 }, { major: 1 }], false],
    ["!self.exists(a, a.startsWith('--log'))", ['-v'], true],
    ["!self.exists(a, a.startsWith('--log'))", ['--log-level=x'], false],
    ["!('a' in self)", { a: 1 }, false],
    ['(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) == 1', { a: 1 }, true],
    ['[has(self.a), has(self.b)].filter(x, x == true).size() <= 1', { a: 1, b: 1 }, false],
    ['has(self.constructor)', {}, false],
    ['self / 2 == 1', 3, true],
    ['self % 2 == 0', 3, false],
    ['self > 0', 0, false],
    ["self.__namespace__ == 'x' && self.a__dash__b == 1", { namespace: 'x', 'a-b': 1 }, true],
    ['self.bad || self.ok', { ok: true }, true],
  ])('%s of %j is %s', (rule, self, expected) => {
    const properties = { namespace: { type: 'string' }, 'a-b': { type: 'integer' } };
    expect(holds(rule, self, { properties })).toBe(expected);
  });

  it('ends in an error where a field is missing', () => {
    expect(holds("self.a == 'x'", {})).toMatch(/a/);
    expect(holds('self.size()', [])).toBe(false);
  });

  it.each([
    ["!has(self.a) || self.b.c == 'x'", ['a', 'b']],
    ['self.list.all(e, e > self.most)', ['list', 'most']],
    ['true', []],
    ['self > 0', undefined],
    ["self.a == 'x' && self.size() == 1", undefined],
    ["self['a'] == 'x'", undefined],
    ["'a' in self", undefined],
    ['oldSelf.a == 1', []],
  ])('%s reads %j', (rule, expected) => {
    const { reads } = compileCel({ rule });
    expect(reads && [...reads]).toEqual(expected);
  });

  it('offers the fields that a rule reads, by their names in CEL', () => {
    const node = compile({ properties: { namespace: { type: 'string' }, 'a-b': { type: 'integer' } } });
    const value = { namespace: 'x', 'a-b': 1, other: { deep: [1] } };
    expect(celValue(value, node, new Set(['__namespace__', 'other']))).toEqual({
      __namespace__: 'x',
      other: { deep: [1n] },
    });
  });

  it('knows doubles from integers by the schema', () => {
    expect(holds('self / 2 == 1', 3, { type: 'integer' })).toBe(true);
    expect(holds('self / 2.0 == 1.5', 3, { type: 'number' })).toBe(true);
  });

  it('compares with the old value', () => {
    expect(compileCel({ rule: 'self.all(a, a == oldSelf.b)' }).transition).toBe(true);
    expect(compileCel({ rule: "self == 'oldSelf'" }).transition).toBe(false);
    expect(holds('self == oldSelf', { a: [1] }, {}, { a: [1] })).toBe(true);
    expect(holds('self == oldSelf', { a: [1] }, {}, { a: [2] })).toBe(false);
  });
});

describe('the words for CEL rules', () => {
  const rules = [...rulesIn('postgresql.cnpg.io'), ...rulesIn('barmancloud.cnpg.io')];

  it.each(rules.filter((rule) => !compileCel({ rule }).transition))('has some for %s', (rule) => {
    expect(wordingOf({ rule })[0]).not.toContain(rule);
  });

  it('takes those of the schema first', () => {
    expect(wordingOf({ rule: 'self > 0', message: 'must be positive' })[0]).toBe('must be positive');
    expect(wordingOf({ rule: 'self > 7' })).toEqual(['breaks the rule self > 7', 'change it so that self > 7 holds']);
  });
});
