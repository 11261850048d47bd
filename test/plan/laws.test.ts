import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { worstOf } from '../../plan';
import { normalize } from '../../plan/engine/normalize';
import { DEFAULT_TARGET } from '../../values/cnpg/target';
import { applyFields, canonical } from './apply';
import { cluster, manifests, respelt } from './arbitraries';
import { planOf } from './objects';

const RUNS = { numRuns: 150 };

test('plan(a, a) is empty', () => {
  fc.assert(
    fc.property(manifests, (a) => {
      expect(planOf(a, structuredClone(a))).toEqual({ changes: [], worst: 'none' });
    }),
    RUNS,
  );
});

test('swapping the sides swaps create and delete, and keeps what is updated', () => {
  const names = (before: Manifest[], after: Manifest[]) =>
    planOf(before, after).changes.map(({ kind, namespace, name, action }) => [action, kind, namespace, name].join(' '));
  const swapped: Record<string, string> = { create: 'delete', delete: 'create' };
  fc.assert(
    fc.property(manifests, manifests, (a, b) => {
      const there = names(a, b).map((text) => text.replace(/^\w+/, (action) => swapped[action] ?? action));
      expect(there.sort()).toEqual(names(b, a).sort());
    }),
    RUNS,
  );
});

test('the worst of a plan is the worst of its changes, which is the worst of their fields, and comes first', () => {
  fc.assert(
    fc.property(manifests, manifests, (a, b) => {
      const { changes, worst } = planOf(a, b);
      expect(worst).toBe(worstOf(changes.map(({ impact }) => impact)));
      expect(changes[0]?.impact ?? 'none').toBe(worst);
      for (const { impact, fields } of changes) {
        expect(impact).toBe(worstOf(fields.map((field) => field.impact)));
        expect(fields[0]?.impact ?? 'none').toBe(impact);
      }
    }),
    RUNS,
  );
});

test('applying the fields to what was gives what is', () => {
  fc.assert(
    fc.property(cluster, cluster, (before, { spec, metadata }) => {
      const after = {
        ...before,
        spec,
        metadata: { ...metadata, name: before.metadata.name, namespace: before.metadata.namespace },
      };
      const fields = planOf([before], [after]).changes.flatMap((change) => change.fields);
      const applied = applyFields(
        normalize(before, DEFAULT_TARGET),
        fields.filter(({ path }) => path !== ''),
      );
      expect(canonical(canonicalSpelling(applied))).toEqual(
        canonical(canonicalSpelling(normalize(after, DEFAULT_TARGET))),
      );
    }),
    RUNS,
  );
});

test('another order of keyed lists, other units, a status and the server’s bookkeeping are not a change', () => {
  fc.assert(
    fc.property(manifests, fc.infiniteStream(fc.double({ min: 0, max: 0.99, noNaN: true })), (a, stream) => {
      const random = () => stream.next().value ?? 0;
      const b = a.map((manifest) => ({
        ...(respelt(manifest, random) as Manifest),
        metadata: {
          ...manifest.metadata,
          uid: 'u',
          resourceVersion: '7',
          managedFields: [{ manager: 'x' }],
          generation: 3,
        },
        status: { phase: 'healthy' },
      }));
      expect(planOf(a, b.toReversed()).changes).toEqual([]);
      expect(planOf(b, a).changes).toEqual([]);
    }),
    RUNS,
  );
});

test('the sides are never changed', () => {
  fc.assert(
    fc.property(manifests, manifests, (a, b) => {
      const copies = structuredClone([a, b]);
      planOf(deepFreeze(a), deepFreeze(b));
      expect([a, b]).toEqual(copies);
    }),
    RUNS,
  );
});

test('the same sides give the same bytes, in whatever order the objects come', () => {
  fc.assert(
    fc.property(manifests, manifests, (a, b) => {
      expect(JSON.stringify(planOf(a.toReversed(), b.toReversed()).changes)).toBe(JSON.stringify(planOf(a, b).changes));
    }),
    RUNS,
  );
});

/** Values that mean the same in one spelling: a plan ignores a difference in spelling alone. */
function canonicalSpelling(value: unknown): unknown {
  return respelt(
    respelt(value, () => 0),
    () => 0,
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

test('objects that make no sense are compared all the same', () => {
  const content = fc.object({
    key: fc.constantFrom(
      'spec',
      'postgresql',
      'parameters',
      'plugins',
      'imageName',
      'instances',
      'tablespaces',
      'storage',
    ),
    maxDepth: 4,
  });
  const kind = fc.constantFrom('Cluster', 'Database', 'Pooler', 'ImageCatalog', 'ScheduledBackup');
  const nonsense = fc.tuple(kind, content, fc.anything()).map(([of, fields, spec]) => ({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: of,
    metadata: { name: 'a' },
    spec,
    ...fields,
  })) as fc.Arbitrary<Manifest>;
  fc.assert(
    fc.property(nonsense, nonsense, (a, b) => {
      expect(planOf([a], [b]).changes.length).toBeLessThanOrEqual(2);
      expect(planOf([a], [a]).changes).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
