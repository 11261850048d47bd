import { describe, expect, test } from 'vitest';
import type { Document } from '../../../manifests/object/document';
import type { Manifest } from '../../../manifests/object/manifest';
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
  rule('applied', ({ index }) => (index.applierOf(thing('a')) === undefined ? 0 : 1)),
];

function judged(among: readonly Document[], given: Pick<JudgeOptions, 'known' | 'keep'> = {}): string[] {
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
    expect(asked).toHaveLength(3 * 4 + 1);
    expect(now).toEqual(judged(documents(a, b, c)));
  });

  test('names all that looked at other objects, in whatever way', () => {
    expect(keep.get(a)?.amongOthers).toEqual(['all', 'named', 'derived', 'applied']);
    expect(keep.get(a)?.alone.map(({ rule }) => rule)).toEqual(['alone']);
  });
});
