import { describe, expect, it, vi } from 'vitest';
import type { Document } from '../../../manifests/object/document';
import type { Manifest } from '../../../manifests/object/manifest';
import type { Finding } from '../../../manifests/object/violation';
import { type JudgeOptions, judge } from '../../../rules/engine/judge';
import type { Rule } from '../../../rules/engine/rule';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

const OPTIONS: JudgeOptions = { target: DEFAULT_TARGET, now: new Date('2026-07-15T12:00:00Z'), only: {} };

function rule(id: string, given: Partial<Rule> = {}): Rule {
  const report: Rule['check'] = (_, { report }) => report({ path: 'spec', message: `${id} holds`, fix: 'change it' });
  return { id, severity: 'error', kinds: ['Thing'], why: '', docs: '', wrong: '', right: '', check: report, ...given };
}

function document(name: string, given: Partial<Document> = {}, kind = 'Thing'): Document {
  const manifest: Manifest = { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' } };
  return { manifest, file: 'f.yaml', document: 0, ...given };
}

const admission: Finding = {
  rule: 'schema-type',
  layer: 'admission',
  severity: 'error',
  path: 'spec.a',
  message: 'is not a number',
  fix: null,
};

describe('judge', () => {
  it('gives a violation the identity and the place of its object, and nothing else', () => {
    expect(judge([document('a', { construct: 'x' })], { ...OPTIONS, only: { rules: [rule('one')] } })).toEqual([
      {
        rule: 'one',
        layer: 'expert',
        severity: 'error',
        kind: 'Thing',
        namespace: 'shop',
        name: 'a',
        path: 'spec',
        message: 'one holds',
        fix: 'change it',
        file: 'f.yaml',
        document: 0,
      },
    ]);
  });

  it('hands on what reading found, with null for what is not known', () => {
    expect(judge([{ findings: [admission], file: '-', document: 3 }], OPTIONS)).toEqual([
      { ...admission, kind: null, namespace: null, name: null, file: '-', document: 3 },
    ]);
  });

  it('asks every judge and only the rules of the kind', () => {
    const judges = [() => [admission], vi.fn(() => [])];
    const found = judge([document('a')], {
      ...OPTIONS,
      only: { judges, rules: [rule('one'), rule('two', { kinds: ['example.com/Thing'] })] },
    });
    expect(found.map((violation) => violation.rule)).toEqual(['one', 'schema-type']);
    expect(judges[1]).toHaveBeenCalledWith(document('a').manifest, expect.objectContaining({ target: DEFAULT_TARGET }));
  });

  it('leaves out rules that do not hold for the operator', () => {
    const rules = [
      rule('old', { operator: '<1.28.1' }),
      rule('new', { operator: '>=1.29.0' }),
      rule('both', { operator: '>=1.28.0 <1.30.0' }),
    ];
    const of = (operator: string) =>
      judge([document('a')], { ...OPTIONS, only: { rules }, target: { ...DEFAULT_TARGET, operator } }).map(
        (found) => found.rule,
      );
    expect(of('1.28.0')).toEqual(['both', 'old']);
    expect(of('1.29.2')).toEqual(['both', 'new']);
  });

  it('lets a rule see the other objects of the run, or of those that it is given', () => {
    const names: Rule = rule('names', {
      check: (_, { index, report }) =>
        report({
          path: null,
          message: index
            .all('Thing')
            .map(({ metadata }) => metadata.name)
            .join(),
          fix: null,
        }),
    });
    expect(
      judge([document('a'), document('b', { document: 1 })], { ...OPTIONS, only: { rules: [names] } })[0]?.message,
    ).toBe('a,b');
    const among = [document('elsewhere')];
    expect(judge([document('a')], { ...OPTIONS, only: { rules: [names] }, among })[0]?.message).toBe('elsewhere');
  });

  it('turns a rule that fails into a finding and asks the others', () => {
    const broken = rule('broken', {
      check() {
        throw new TypeError('spec is undefined');
      },
    });
    const found = judge([document('a')], { ...OPTIONS, only: { rules: [broken, rule('one')] } });
    expect(found).toEqual([
      expect.objectContaining({
        rule: 'rule-failed',
        severity: 'error',
        name: 'a',
        message: 'broken could not judge this object: spec is undefined',
      }),
      expect.objectContaining({ rule: 'one' }),
    ]);
  });

  it('sorts by file, document, severity, path and rule, whatever the order of the input', () => {
    const rules = [
      rule('b-warning', { severity: 'warning' }),
      rule('z-error'),
      rule('a-error'),
      rule('info', { severity: 'info' }),
    ];
    const documents = [
      document('b', { document: 1 }),
      document('c', { file: 'a.yaml', document: 10 }),
      document('a'),
      document('d', { file: 'a.yaml', document: 9 }),
    ];
    const found = judge(documents, { ...OPTIONS, only: { rules } });
    const order = found.map(({ file, document: number, rule: id }) => `${file}#${number} ${id}`);
    expect(order.slice(0, 5)).toEqual([
      'a.yaml#9 a-error',
      'a.yaml#9 z-error',
      'a.yaml#9 b-warning',
      'a.yaml#9 info',
      'a.yaml#10 a-error',
    ]);
    expect(judge(documents.toReversed(), { ...OPTIONS, only: { rules: rules.toReversed() } })).toEqual(found);
  });
});

describe('suppressions', () => {
  const one = { rule: 'one', object: 'Thing shop/a', reason: 'ADR-1' };
  const judged = (suppressions: JudgeOptions['suppressions'], documents = [document('a')]) =>
    judge(documents, {
      ...OPTIONS,
      only: { judges: [() => [admission]], rules: [rule('one'), rule('idle', { kinds: [] })] },
      suppressions,
    })
      .filter((found) => found.rule !== 'schema-type')
      .map((found) => [found.rule, found.severity]);

  it('take away one rule of one object', () => {
    expect(judged([one])).toEqual([]);
    expect(judged([one], [document('a'), document('b', { document: 1 })])).toEqual([['one', 'error']]);
  });

  it('name an object without a namespace by kind and name', () => {
    const manifest: Manifest = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' } };
    expect(judged([{ ...one, object: 'Thing a' }], [document('a', { manifest })])).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['nothing needs', { object: 'Thing shop/b' }, 'suppression-unused'],
    ['names a rule that finds nothing', { rule: 'idle' }, 'suppression-unused'],
    ['names no rule', { rule: 'oen' }, 'suppression-unknown-rule'],
    ['names what says something of rules', { rule: 'suppression-unused' }, 'suppression-unused'],
    ['names what never belongs to an object', { rule: 'lineage' }, 'suppression-unused'],
    ['gives no reason', { reason: '  ' }, 'suppression-reason'],
    ['has expired today', { expires: '2026-07-15' }, 'suppression-expired'],
    ['expires on no day', { expires: '2026-02-30' }, 'suppression-expires'],
    ['expires on no date at all', { expires: 'soon' }, 'suppression-expires'],
    ['names what the cluster would refuse', { rule: 'schema-type' }, 'suppression-admission'],
  ])('that %s is an error and suppresses nothing', (_, change, expected) => {
    expect(judged([{ ...one, ...change }])).toEqual([
      [expected, 'error'],
      ['one', 'error'],
    ]);
  });

  it('hold until the day before they expire', () => {
    expect(judged([{ ...one, expires: '2026-07-16' }])).toEqual([]);
  });

  it('are needed once', () => {
    expect(judged([one, one])).toEqual([['suppression-unused', 'error']]);
  });

  it('leave what the API server would say under the id of a rule', () => {
    const judges = [() => [{ ...admission, rule: 'one' }]];
    const found = judge([document('a')], { ...OPTIONS, only: { rules: [rule('one')], judges }, suppressions: [one] });
    expect(found.map(({ rule, layer }) => [rule, layer])).toEqual([['one', 'admission']]);
  });

  it('do not take away what the API server would say', () => {
    const found = judge([document('a')], {
      ...OPTIONS,
      only: { judges: [() => [admission]] },
      suppressions: [{ ...one, rule: 'schema-type' }],
    });
    expect(found.map((violation) => violation.rule)).toEqual(['suppression-admission', 'schema-type']);
    expect(found[0]?.message).toBe(
      'the suppression of schema-type for Thing shop/a suppresses what the cluster would refuse',
    );
  });
});
