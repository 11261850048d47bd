import { describe, expect, it } from 'vitest';
import type { Violation } from '../../../manifests/object/violation';
import { type GivenSuppression, suppress } from '../../../rules/engine/suppress';

// Suppressions that are for several objects.

const violation = (name: string, namespace: string | null = 'shop', kind = 'Cluster', rule = 'one'): Violation => ({
  ...{ rule, layer: 'expert', severity: 'error', kind, namespace, name },
  ...{ path: 'spec', message: 'is wrong', fix: null, file: 'a.yaml', document: 0 },
});
const given = (object: string, more: Partial<GivenSuppression> = {}): GivenSuppression => ({
  ...{ rule: 'one', object, reason: 'ADR-1' },
  ...more,
});
const OPTIONS = { now: new Date('2026-07-15T12:00:00Z'), kindOf: () => 'expert' as const };
const left = (violations: readonly Violation[], ...suppressions: GivenSuppression[]) =>
  suppress(violations, suppressions, OPTIONS).map(({ rule, kind, namespace, name, message }) =>
    kind === null ? `${rule}: ${message}` : `${rule} ${kind} ${namespace}/${name}`,
  );
const FLEET = [
  violation('db', 'team-a'),
  violation('db', 'team-b'),
  violation('other', 'team-a'),
  violation('db', 'x'),
];

describe('a suppression for several objects', () => {
  it.each<[string, string[]]>([
    ['Cluster team-*/db', ['one Cluster team-a/other', 'one Cluster x/db']],
    ['Cluster */db', ['one Cluster team-a/other']],
    ['Cluster team-a/*', ['one Cluster team-b/db', 'one Cluster x/db']],
    ['Cluster *-b/d*b', ['one Cluster team-a/db', 'one Cluster team-a/other', 'one Cluster x/db']],
    ['Cluster t*m*/*', ['one Cluster x/db']],
  ])('is for those that are like it: %s', (object, expected) => {
    expect(left(FLEET, given(object))).toEqual(expected);
  });

  it('is for no other kind, rule, or number of parts', () => {
    const others = [
      violation('db', 'team-a', 'Pooler'),
      violation('db', 'team-a', 'Cluster', 'two'),
      violation('team-a', null, 'Cluster'),
    ];
    expect(left([violation('db', 'team-a'), ...others], given('Cluster team-*/*'))).toEqual([
      'one Pooler team-a/db',
      'two Cluster team-a/db',
      'one Cluster null/team-a',
    ]);
    expect(left([violation('team-a', null, 'Namespace')], given('Namespace team-*'))).toEqual([]);
  });

  it('is not for what the cluster would refuse', () => {
    const refused: Violation = { ...violation('db', 'team-a'), layer: 'admission' };
    expect(left([refused], given('Cluster team-*/db'))).toEqual([
      'one Cluster team-a/db',
      'suppression-unused: the suppression of one for Cluster team-*/db suppresses nothing',
    ]);
  });
});

describe('one that nothing needs', () => {
  const UNUSED = /^suppression-unused: .* for Cluster team-\*\/db suppresses nothing$/;

  it('is an error: it is like nothing, or all that it is like has a suppression of its own', () => {
    expect(left([violation('db', 'x')], given('Cluster team-*/db'))).toEqual([
      'one Cluster x/db',
      expect.stringMatching(UNUSED),
    ]);
    expect(left([violation('db', 'team-a')], given('Cluster team-*/db'), given('Cluster team-a/db'))).toEqual([
      expect.stringMatching(UNUSED),
    ]);
    expect(left(FLEET.slice(0, 2), given('Cluster team-*/db'), given('Cluster team-a/db'))).toEqual([]);
  });

  it('is an error where another one is for the same objects, or the same is written twice', () => {
    expect(left(FLEET.slice(0, 2), given('Cluster */db'), given('Cluster team-*/db'))).toEqual([
      expect.stringMatching(UNUSED),
    ]);
    expect(left(FLEET.slice(0, 2), given('Cluster */db'), given('Cluster */db'))).toEqual([
      expect.stringMatching(/^suppression-unused: .* appears twice$/),
    ]);
  });

  it('is none where not everything was judged, and accepts nothing when it has expired', () => {
    expect(left([], given('Cluster team-*/db', { isPartial: true }))).toEqual([]);
    expect(left(FLEET.slice(0, 1), given('Cluster team-*/db', { expires: '2026-07-15' }))).toEqual([
      'one Cluster team-a/db',
      expect.stringMatching(/^suppression-expired/),
    ]);
  });
});

describe('not everything can be suppressed by accident', () => {
  it.each([
    'Cluster */*',
    'Cluster *',
    'Cluster *-*/*',
    'Cluster *-*',
    '*',
    '*/db',
    '* shop/db',
    'C* shop/db',
    'Cluster **/*',
  ])('%s', (object) => {
    const found = left([violation('db')], given(object));
    expect(found).toEqual([
      'one Cluster shop/db',
      expect.stringMatching(
        /^suppression-pattern: .* (?:has a star in the kind|names no kind|names every object of the kind)$/,
      ),
    ]);
  });

  it('a star in the id of a rule is an unknown rule', () => {
    const options = { ...OPTIONS, kindOf: (rule: string) => (rule === 'one' ? ('expert' as const) : undefined) };
    const found = suppress([violation('db')], [given('Cluster shop/db', { rule: '*' })], options);
    expect(found.map(({ rule }) => rule)).toEqual(['one', 'suppression-unknown-rule']);
  });
});

describe('what is meant is named', () => {
  const fixes = (object: string) =>
    suppress(FLEET, [given(object)], OPTIONS).flatMap(({ kind, fix }) => (kind === null ? [fix] : []));

  it.each([
    ['Clustre team-a/db', 'Cluster team-a/db'],
    ['cluster team-a/db', 'Cluster team-a/db'],
    ['cluster team-*/db', 'Cluster team-*/db'],
    ['Cluster  team-a/db', 'Cluster team-a/db'],
    ['Cluster  team-*/db', 'Cluster team-*/db'],
    ['team-a/db', 'Cluster team-a/db'],
    ['Cluster team-*', 'Cluster team-*/*'],
    ['Cluster other', 'Cluster */other'],
    ['Cluster team-a/dbb', 'Cluster team-a/db'],
  ])('"%s"', (object, meant) => {
    expect(fixes(object)).toEqual([`write ${meant}, or delete it`]);
  });

  it('where the kind of a pattern is missing, too', () => {
    expect(fixes('team-*/db')).toEqual([expect.stringMatching(/: Cluster team-\*\/db$/)]);
    expect(left(FLEET.slice(0, 1), given('team-*/db'))[1]).toMatch(/^suppression-pattern: .* names no kind$/);
  });

  it.each(['Pooler shop/db', 'Cluster prod-*/db', 'Cluster bank/ledger', ''])(
    'and nothing is made up: "%s"',
    (object) => {
      expect(fixes(object)).toEqual(['delete it, or correct rule and object']);
    },
  );
});
