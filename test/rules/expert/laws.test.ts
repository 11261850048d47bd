import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '../../../manifests/files/read';
import type { Document } from '../../../manifests/object/document';
import type { Manifest } from '../../../manifests/object/manifest';
import { judge } from '../../../rules/engine/judge';
import { RULES } from '../../../rules/expert';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

const OPTIONS = { target: DEFAULT_TARGET, now: new Date('2026-07-15T00:00:00Z'), only: { rules: RULES } };
const examples = RULES.flatMap(({ wrong, right }) => [...read(wrong, 'a.yaml'), ...read(right, 'b.yaml')]).flatMap(
  ({ manifest }) => manifest ?? [],
);
const hostile = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, 0, -1, Number.NaN, '', ' ', '0', 'x', [], {}, [null], [[]], {
    name: 1,
  }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Every example of a rule, with one of its values replaced by something else. */
const mangled = fc
  .tuple(fc.constantFrom(...examples), fc.array(fc.tuple(fc.nat(), hostile), { minLength: 1, maxLength: 4 }))
  .map(([example, changes]) => {
    const copy = structuredClone(example) as unknown as Record<string, unknown>;
    for (const [seed, value] of changes) replace(copy, seed, value);
    const metadata = typeof copy.metadata === 'object' && copy.metadata !== null ? copy.metadata : {};
    return { ...copy, apiVersion: example.apiVersion, kind: example.kind, metadata } as Manifest;
  });

function replace(root: Record<string, unknown>, seed: number, value: unknown): void {
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, child] of Object.entries(holder)) {
      places.push([holder, key]);
      if (typeof child === 'object' && child !== null) visit(child as Record<string, unknown>);
    }
  };
  visit(root);
  const place = places[seed % Math.max(1, places.length)];
  if (place) place[0][place[1]] = structuredClone(value);
}

const documents = (manifests: readonly Manifest[]): Document[] =>
  manifests.map((manifest, document) => ({ manifest, file: null, document }));

describe('all rules', () => {
  it('survive whatever stands in a manifest, and say something that can be printed', () => {
    fc.assert(
      fc.property(fc.array(mangled, { minLength: 1, maxLength: 6 }), (manifests) => {
        for (const { rule, message, fix } of judge(documents(manifests), OPTIONS)) {
          expect(rule, message).not.toBe('rule-failed');
          expect(message).not.toMatch(/\b(NaN|Infinity|undefined) (MiB|%|connections|standbys|s)\b/);
          expect(fix).toMatch(/\S/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('say the same each time, in whatever order the objects come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(examples.length - 1), { maxLength: 8 }), fc.nat(), (indexes, seed) => {
        const manifests = indexes.flatMap((index) => examples[index] ?? []);
        const turned = [
          ...manifests.slice(seed % (manifests.length + 1)),
          ...manifests.slice(0, seed % (manifests.length + 1)),
        ];
        const said = (objects: readonly Manifest[]) =>
          judge(documents(objects), OPTIONS)
            .map(({ rule, kind, path, severity }) => `${rule} ${kind} ${path} ${severity}`)
            .sort();
        expect(said(manifests)).toEqual(said(manifests));
        if (hasTwins(manifests)) return;
        expect(said(turned)).toEqual(said(manifests));
      }),
      { numRuns: 200 },
    );
  });

  it('leave what they judge as it is', () => {
    const before = structuredClone(examples);
    judge(documents(examples), OPTIONS);
    expect(examples).toEqual(before);
  });
});

/** Two objects with one identity: which of them counts depends on the order, and another check refuses them. */
function hasTwins(manifests: readonly Manifest[]): boolean {
  const names = manifests.map(({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`);
  return new Set(names).size < names.length;
}
