import { describe, expect, test } from 'vitest';
import { printPlan } from '../../../commands/plan/print-plan';
import type { Plan, Upgrade } from '../../../plan';

const PLAN: Plan = {
  worst: 'rejected',
  changes: [
    {
      kind: 'Cluster',
      namespace: 'shop',
      name: 'shop-db',
      action: 'update',
      impact: 'rejected',
      fields: [
        { path: 'spec.storage.size', before: '10Gi', after: '5Gi', impact: 'rejected', reason: 'volumes never shrink' },
        { path: 'spec.walStorage', before: null, after: { size: '1Gi' }, impact: 'rolling-update', reason: 'added' },
      ],
    },
    { kind: 'Namespace', namespace: null, name: 'shop', action: 'create', impact: 'none', fields: [] },
  ],
  steps: [
    {
      object: 'Cluster shop/shop-db',
      reason: 'two',
      steps: [{ commit: 'first', writes: [{ kind: 'A' }, { kind: 'B' }], wait: 'healthy' }],
    },
  ],
};

describe('a plan for people', () => {
  test('what could not be seen, before the count, which claims no more', () => {
    const unseen = ['overlays/prod changed', 'chart\u0007 shop changed'];
    expect(printPlan({ ...PLAN, unseen }, false)).toMatch(
      /\ncould not be seen:\n {2}\? overlays\/prod changed\n {2}\? chart\S+ shop changed\n\n2 changes in what could be seen, worst: rejected\n$/,
    );
    expect(printPlan({ changes: [], worst: 'none', unseen: ['a'] }, false)).toBe(
      'could not be seen:\n  ? a\n\nno changes in what could be seen\n',
    );
    expect(printPlan({ changes: [], worst: 'none' }, false)).toBe('no changes\n');
  });

  test('an upgrade between the changes and the steps, with what to do before it', () => {
    const upgrade: Upgrade = {
      product: 'operator',
      object: 'Application argocd/cnpg',
      from: '1.28.0',
      to: null,
      impact: 'restart',
      effects: [
        { object: 'Cluster shop/a', impact: 'restart', reason: 'one instance' },
        { object: 'Cluster shop/b', impact: 'ignored', reason: 'no GRANT', before: 'GRANT it' },
      ],
      gains: ['a bug is repaired'],
      notes: ['assumed: nothing'],
    };
    const text = printPlan({ ...PLAN, upgrades: [upgrade] }, false);
    expect(text).toContain(
      [
        '+ Namespace shop  no disruption',
        '',
        'operator 1.28.0 → (unknown), installed by Application argocd/cnpg  restart',
        '  restart Cluster shop/a',
        '    one instance',
        '  ignored Cluster shop/b',
        '    no GRANT',
        '    before: GRANT it',
        '  + a bug is repaired',
        '  ! assumed: nothing',
        '',
        'Cluster shop/shop-db needs 1 commits: two',
      ].join('\n'),
    );
  });

  test('worst first, each field with both values and its reason, then the steps', () => {
    expect(printPlan(PLAN, false)).toBe(
      [
        '~ Cluster shop/shop-db  rejected',
        '  rejected spec.storage.size  10Gi → 5Gi',
        '    volumes never shrink',
        '  rolling-update spec.walStorage  (none) → {"size":"1Gi"}',
        '    added',
        '',
        '+ Namespace shop  no disruption',
        '',
        'Cluster shop/shop-db needs 1 commits: two',
        '  1. first',
        '       kind: A',
        '       ---',
        '       kind: B',
        '     then wait: healthy',
        '',
        '2 changes, worst: rejected',
        '',
      ].join('\n'),
    );
  });

  const same = 'a'.repeat(70);
  test.each([
    ['early', 'one', 'two', 'one → two'],
    ['late, in what fits', `${'a'.repeat(59)}b`, `${'a'.repeat(59)}c`, `${'a'.repeat(59)}b → ${'a'.repeat(59)}c`],
    ['late', `${same}1 and more`, `${same}2`, `…${'a'.repeat(12)}1 and more → …${'a'.repeat(12)}2`],
    ['early, and long', `1${same}`, `2${same}`, `1${'a'.repeat(58)}… → 2${'a'.repeat(58)}…`],
    ['late, and longer still', `${same}1${same}`, [same], `${'a'.repeat(59)}… → ["${'a'.repeat(57)}…`],
    ['nowhere before one ends', same, `${same}b`, `…${'a'.repeat(12)} → …${'a'.repeat(12)}b`],
  ])('shows where values part: %s', (_, before, after, shown) => {
    const field = { path: 'spec.x', before, after, impact: 'none', reason: 'r' } as const;
    const [, namespace] = PLAN.changes;
    if (namespace === undefined) throw new Error('no change');
    const text = printPlan({ worst: 'none', changes: [{ ...namespace, action: 'update', fields: [field] }] }, false);
    expect(text).toContain(`  no disruption spec.x  ${shown}\n`);
  });

  test('in colour, the same text', () => {
    const colored = printPlan(PLAN, true);
    expect(colored).toContain('\u001b[');
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(printPlan(PLAN, false));
  });

  test('nothing', () => {
    expect(printPlan({ changes: [], worst: 'none' }, true)).toBe('no changes\n');
  });

  test('no value steers the terminal', () => {
    const [change] = PLAN.changes;
    if (change === undefined) throw new Error('no change');
    const nasty = {
      ...change,
      name: 'a\u001b[2J',
      fields: [{ ...PLAN.changes[0]?.fields[0], before: 'x\ny', reason: '\u009b1m\u202e' }],
    };
    const text = printPlan({ changes: [nasty as typeof change], worst: 'none' }, false);
    expect(text).toContain('a\\u001b[2J');
    expect(text).toContain('x\\u000ay');
    expect(text).not.toMatch(/[\u001b\u009b\u202e]/);
  });
});
