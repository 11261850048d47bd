import { describe, expect, test } from 'vitest';
import { read } from '../../../manifests/files/read';
import type { Manifest } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import type { Finding, Violation } from '../../../manifests/object/violation';
import { judge, TARGET_SCHEMA } from '../../../rules/engine/judge';
import { type Asker, Likeness } from '../../../rules/engine/likeness';
import { RULES } from '../../../rules/expert';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { faultyCopies } from './faulty-copies';

type Thing = Manifest & { readonly spec: { readonly size: number; readonly unit: string } };

const thing = (name: string, spec = { size: 1, unit: 'Gi' }): Thing => ({
  ...{ apiVersion: 'v1', kind: 'Thing', metadata: { name, namespace: 'shop' }, spec },
});
const others = (kind: string) => [{ apiVersion: 'v1', kind, metadata: { name: 'other', namespace: 'shop' } }];

let asked: string[] = [];

function asker(name: string, says: (thing: Thing, index: Index) => string, index: Index): Asker<Thing> {
  return {
    name,
    ask(subject, findings) {
      asked.push(name);
      findings.push(finding(says(subject, index)));
    },
  };
}

function finding(message: string): Finding {
  return { rule: 'said', layer: 'expert', severity: 'warning', path: null, message, fix: null };
}

/** Who is asked about the last of many objects, and what is said of it. */
function lastOf(things: readonly Thing[], says: Record<string, (thing: Thing, index: Index) => string>) {
  const index = new Index([...things, ...others('Other')]);
  const askers = Object.entries(says).map(([name, each]) => asker(name, each, index));
  const likeness = new Likeness(askers, 'Thing', index);
  const said = things.map((subject) => {
    asked = [];
    const findings: Finding[] = [];
    for (const turn of likeness.turns(subject)) {
      if ('ask' in turn) turn.ask(subject, findings);
      else findings.push(...turn.findings);
    }
    return findings.map(({ message }) => message);
  });
  return { asked, said: said.at(-1) };
}

const many = Array.from({ length: 30 }, (_, i) => thing(`thing-${i}`));

describe('of objects that look alike', () => {
  test('only who has read what differs is asked', () => {
    const { asked, said } = lastOf([...many, thing('last')], {
      name: ({ metadata: { name } }) => `is ${name}`,
      size: ({ spec: { size } }) => `has ${size}`,
      fields: ({ spec }) => Object.keys(spec).join(' and '),
    });
    expect(asked).toEqual(['name']);
    expect(said).toEqual(['is last', 'has 1', 'size and unit']);
  });

  test('all are asked about one with another field, or fewer', () => {
    const says = { fields: ({ spec }: Thing) => Object.keys(spec).join() };
    const more = { ...thing('last'), spec: { size: 1, unit: 'Gi', more: true } };
    expect(lastOf([...many, more], says)).toEqual({ asked: ['fields'], said: ['size,unit,more'] });
    const other = { ...thing('last'), spec: { unit: 'Gi', size: 1 } };
    expect(lastOf([...many, other], says)).toEqual({ asked: ['fields'], said: ['unit,size'] });
  });

  test('all are asked where most look like nothing else', () => {
    const odd = Array.from({ length: 60 }, (_, i) => ({ ...thing(`odd-${i}`), [`field-${i}`]: true }));
    const says = { size: ({ spec: { size } }: Thing) => `has ${size}` };
    expect(lastOf([...odd, ...many], says)).toEqual({ asked: ['size'], said: ['has 1'] });
    expect(lastOf([...odd.slice(0, 30), ...many], says)).toEqual({ asked: [], said: ['has 1'] });
  });

  test('a value of another type differs', () => {
    const text = { ...thing('last'), spec: { size: '1' as unknown as number, unit: 'Gi' } };
    const { said } = lastOf([...many, text], { size: ({ spec: { size } }) => `is a ${typeof size}` });
    expect(said).toEqual(['is a string']);
  });

  test('a date is like no other', () => {
    const at = (year: number) => ({
      ...thing('dated'),
      spec: { size: new Date(`${year}`) as unknown as number, unit: '' },
    });
    const says = { year: ({ spec: { size } }: Thing) => `${(size as unknown as Date).getUTCFullYear()}` };
    expect(lastOf([...many.map(() => at(2024)), at(2025)], says).said).toEqual(['2025']);
  });

  test('who tells an object from others of its kind is asked, and who looks at another kind is not', () => {
    const { asked, said } = lastOf([...many, thing('last')], {
      first: (subject, index) => `${index.all('Thing')[0] === subject}`,
      derived: (subject, index) => `${index.derive(positions).get(subject)}`,
      other: (_, index) => `${index.all('Other').length}`,
      named: ({ metadata: { name } }, index) => `${index.get('Other', 'shop', `${name}`)}`,
    });
    expect(asked).toEqual(['first', 'derived', 'named']);
    expect(said).toEqual(['false', '30', '1', 'undefined']);
  });

  test('who fails is asked every time', () => {
    const { asked } = lastOf(many, {
      fails: ({ spec }) => structuredClone(spec).unit,
    });
    expect(asked).toEqual(['fails']);
  });
});

function positions(index: Index): ReadonlyMap<Manifest, number> {
  return new Map(index.all('Thing').map((each, i) => [each, i]));
}

describe('a fleet with faults comes out as if each object were judged by itself', () => {
  const SEED = 20_261_129;
  test.each(RULES.map((rule) => [rule.id, rule] as const))('the objects of %s', (id, { wrong, exampleTarget }) => {
    const documents = faultyCopies(read(wrong, '-'), 30, SEED + id.length);
    const options = { target: { ...DEFAULT_TARGET, ...exampleTarget }, now: new Date('2026-01-01T00:00:00Z') };
    const alone = documents
      .filter(isLate)
      .flatMap((document) => judge([document], { ...options, among: [...documents] }));
    const together = judge(documents, options);
    const sorted = (all: readonly Violation[]) =>
      all
        .filter((each) => isLate(each) && isOfOne(each))
        .map((each) => JSON.stringify(each))
        .sort();
    expect(sorted(together)).toEqual(sorted(alone));
  });
});

/** After so many copies, few are asked. */
function isLate({ file }: { readonly file: string | null }): boolean {
  return Number.parseInt(`${file}`, 10) >= 22;
}

/** What is said once a run is said once for each, where each is judged by itself. */
function isOfOne({ rule }: Violation): boolean {
  return rule !== TARGET_SCHEMA;
}
