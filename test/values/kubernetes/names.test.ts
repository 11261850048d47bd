import { describe, expect, it } from 'vitest';
import * as names from '../../../values/kubernetes/names';

const long = (count: number) => 'a'.repeat(count);

describe.each([
  {
    check: names.dns1035LabelProblem,
    good: ['a', 'orders-db', 'a1', long(63)],
    bad: ['', '1a', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä', 'a\n', long(64)],
  },
  {
    check: names.dns1123LabelProblem,
    good: ['a', '1a', '1', long(63)],
    bad: ['', '-a', 'a-', 'A', 'a.b', 'a_b', long(64)],
  },
  {
    check: names.dns1123SubdomainProblem,
    good: ['a', 'a.b', '1.2', 'a-b.c', long(253)],
    bad: ['', '.a', 'a.', 'a..b', 'a.-b', 'a-.b', 'A', long(254)],
  },
  {
    check: names.labelValueProblem,
    good: ['', 'a', 'A.b_c-1', '1', long(63)],
    bad: ['-a', 'a-', '_a', 'a b', 'a/b', long(64)],
  },
  {
    check: names.qualifiedNameProblem,
    good: ['a', 'A_b.c', 'example.com/a', 'a/B', `${long(253)}/a`],
    bad: ['', '/a', 'a/', 'A/a', 'a/b/c', 'a b', `${long(254)}/a`, long(64)],
  },
  {
    check: names.clusterNameProblem,
    good: ['a', 'phoenix-guardian-db', long(50)],
    bad: ['', '1a', 'a.b', 'a-', 'Db', long(51)],
  },
  {
    check: names.postgresIdentifierProblem,
    good: ['a', 'Orders', 'two words', '1', long(63), 'ä'.repeat(31)],
    bad: ['', 'a\0b', long(64), 'ä'.repeat(32)],
  },
])('$check.name', ({ check, good, bad }) => {
  it.each(good)('takes %j', (name) => {
    expect(check(name)).toBeUndefined();
  });
  it.each(bad)('refuses %j', (name) => {
    expect(check(name)).toEqual(expect.any(String));
  });
});

describe('messages', () => {
  it.each([
    [names.clusterNameProblem(long(51)), 'has 51 characters: at most 50 are allowed'],
    [
      names.clusterNameProblem('Db'),
      'does not consist of lower-case letters, digits and hyphens, starting with a letter, such as orders-db',
    ],
    [names.postgresIdentifierProblem('ä'.repeat(32)), 'has 64 bytes: PostgreSQL truncates it to 63'],
    [
      names.qualifiedNameProblem('A/a'),
      'has a prefix that does not consist of lower-case letters, digits, hyphens and dots',
    ],
    [names.qualifiedNameProblem('a/b/c'), 'has more than one slash: write a name or prefix/name'],
    [names.dns1035LabelProblem(''), 'is empty: write lower-case letters'],
  ])('%s', (problem, message) => {
    expect(problem).toContain(message);
  });
});
