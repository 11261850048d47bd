import { describe, expect, test } from 'vitest';
import type { Document } from '../../../manifests/object/document';
import type { Manifest } from '../../../manifests/object/manifest';
import type { Index } from '../../../manifests/object/object-index';
import type { OwnFindings } from '../../../rules/engine/ask';
import { type JudgeOptions, judge } from '../../../rules/engine/judge';
import type { Rule } from '../../../rules/engine/rule';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

const thing = (name: string): Manifest => ({ apiVersion: 'v1', kind: 'Thing', metadata: { name, namespace: 'shop' } });
const documents = (...manifests: Manifest[]): Document[] =>
  manifests.map((manifest, document) => ({ manifest, file: 'f.yaml', document }));

let asked: string[] = [];

function rule(id: string, count: (context: Parameters<Rule['check']>[1]) => number): Rule {
  return {
    ...{ id, severity: 'warning', kinds: ['Thing'], why: '', docs: '', wrong: '', right: '' },
    check(manifest, context) {
      asked.push(`${id} ${manifest.metadata.name}`);
      context.report({ path: null, message: `${id} sees ${count(context)}`, fix: null });
    },
  };
}

const byName = (index: Parameters<Rule['check']>[1]['index']) => index.all('Thing').length;
const RULES = [
  rule('alone', () => 1),
  rule('all', ({ index }) => index.all('Thing').length),
  rule('named', ({ index }) => (index.get('Thing', 'shop', 'c') === undefined ? 0 : 1)),
  rule('derived', ({ index }) => index.derive(byName)),
  rule('derived again', ({ index }) => index.derive(byName)),
  rule('applied', ({ index }) => (index.applierOf(thing('a')) === undefined ? 0 : 1)),
];

function judged(
  among: readonly Document[],
  given: Pick<JudgeOptions, 'known' | 'keep' | 'reopened' | 'lookedUpIn'> = {},
): string[] {
  asked = [];
  const options = { target: DEFAULT_TARGET, now: new Date(0), only: { rules: RULES }, among, ...given };
  return judge(among, options).map(({ name, message }) => `${name}: ${message}`);
}

describe('what an object came to before', () => {
  const [a, b, c] = [thing('a'), thing('b'), thing('c')];
  const keep = new Map<Manifest, OwnFindings>();
  judged(documents(a, b), { keep });

  test('holds for who looked at nothing else, and everybody else is asked again', () => {
    const now = judged(documents(a, b, c), { known: keep });
    const alone = asked.filter((each) => each.startsWith('alone'));
    expect(alone).toEqual(['alone c']);
    expect(asked).toHaveLength(3 * 5 + 1);
    expect(now).toEqual(judged(documents(a, b, c)));
  });

  test('holds for who looked at others, too, where they are not asked again', () => {
    const [again, known] = [new Map<Manifest, OwnFindings>(), { known: keep, keep: new Map<Manifest, OwnFindings>() }];
    const before = judged(documents(a, b));
    expect(judged(documents(a, b), { ...known, keep: again, reopened: (name) => name === 'named' })).toEqual(before);
    expect(asked).toEqual(['named a', 'named b']);
    expect(judged(documents(a, b), { known: again, reopened: () => false })).toEqual(before);
    expect(asked).toEqual([]);
  });

  test('says of which kinds others were looked up, also where somebody else has made what is taken', () => {
    const lookedUpIn = new Set<Index>();
    judged(documents(a, b), { lookedUpIn });
    const [index] = lookedUpIn;
    const things = new Set(['Thing']);
    expect(Object.fromEntries(index?.looked ?? [])).toEqual({
      ...{ alone: new Set(), all: things, named: things, applied: new Set() },
      ...{ derived: things, 'derived again': things },
    });
  });

  test('names all that looked at other objects, in whatever way', () => {
    expect(keep.get(a)?.amongOthers.map(([name]) => name)).toEqual([
      'all',
      'named',
      'derived',
      'derived again',
      'applied',
    ]);
    expect(keep.get(a)?.alone.map(({ rule }) => rule)).toEqual(['alone']);
  });
});
