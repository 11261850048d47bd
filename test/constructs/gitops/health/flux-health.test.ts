import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fluxHealth } from '../../../../constructs/index';
import { compose } from '../../../../manifests/files/yaml/compose';
import { CASES } from './cases';

// What Flux says of the objects of Argo CD's cases, by the order in which its own evaluator asks.

type State = 'current' | 'failed' | 'inProgress' | 'error';
const ORDER = ['inProgress', 'failed', 'current'] as const;

const MEANS: Readonly<Record<string, State>> = {
  Healthy: 'current',
  Degraded: 'failed',
  Progressing: 'inProgress',
  // A person is waited for, and there is no other word for it.
  Suspended: 'inProgress',
};

interface Given {
  readonly metadata?: { readonly generation?: number };
  readonly status?: { readonly observedGeneration?: number };
}

/** As kustomize-controller does it: generations first, then the expressions; an error is waited out. */
function stateOf(kind: string, object: Given): State {
  const check = fluxHealth().find((each) => `${each.apiVersion.split('/')[0]}_${each.kind}` === kind);
  const [observed, wanted] = [object.status?.observedGeneration, object.metadata?.generation];
  if (observed !== undefined && wanted !== undefined && observed !== wanted) return 'inProgress';
  try {
    return (
      ORDER.find((state) => check?.[state] !== undefined && parse(check[state] ?? '')(object as never)) ?? 'inProgress'
    );
  } catch {
    return 'error';
  }
}

/** An API server gives both to every object. */
const whole = (object: object): Given => ({ metadata: {}, spec: {}, ...object }) as Given;
const KINDS = Object.keys(CASES).filter((kind) => kind !== 'argoproj.io_Application');

it('is of the kinds that Argo CD has a script for, but for its own', () => {
  expect(
    fluxHealth()
      .map(({ apiVersion, kind }) => `${apiVersion.split('/')[0]}_${kind}`)
      .sort(),
  ).toEqual(KINDS.sort());
});

it('is what docs/flux.md gives for the kinds of which Flux reads nothing', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/flux.md'), 'utf8');
  const [, block = ''] = /```yaml\n(healthCheckExprs:[\s\S]*?)```/.exec(page) ?? [];
  const kinds = ['Pooler', 'Database', 'DatabaseRole', 'Publication', 'Subscription'];
  const expected = fluxHealth().filter(({ kind }) => kinds.includes(kind));
  expect(compose(block).value).toEqual({ healthCheckExprs: expected });
});

/** Where Flux says something else than Argo CD, and why. */
const OTHERWISE: Readonly<Record<string, State>> = {
  // Flux compares generations by itself, before it asks.
  'failed after a success': 'inProgress',
  // Flux has no waves: whoever waits, waits for all.
  'not renewed, where no wave waits for it': 'current',
};

describe.each(KINDS)('%s', (kind) => {
  it.each(CASES[kind] ?? [])('%s', (what, object, status) => {
    const given = whole(object);
    const expected = OTHERWISE[what] ?? MEANS[status];
    // Without a status every field of it is an error, which Flux waits out.
    const states = given.status === undefined && expected === 'inProgress' ? ['inProgress', 'error'] : [expected];
    expect(states).toContain(stateOf(kind, given));
  });

  it('is no error for an object that has a status, whatever is missing in it', () => {
    const given = fc.constantFrom(...(CASES[kind] ?? []).map(([, object]) => whole({ status: {}, ...object })));
    fc.assert(
      fc.property(given, fc.nat(20), fc.nat(20), (object, place, field) => {
        const parts = Object.keys(object).filter((part) => Object.keys(Reflect.get(object, part)).length > 0);
        const part = parts[place % Math.max(parts.length, 1)] ?? 'spec';
        const fields = Object.entries(Reflect.get(object, part) ?? {});
        const without = Object.fromEntries(fields.filter((_, i) => i !== field % fields.length));
        const hasGeneration = part !== 'metadata' || !('generation' in (object.metadata ?? {}));
        if (hasGeneration) expect(stateOf(kind, { ...object, [part]: without })).not.toBe('error');
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

it('a Cluster that is fenced, hibernated and not archived in a case of its own', () => {
  const annotated = (annotations: object, status: object) => whole({ metadata: { annotations }, status });
  const asleep = { conditions: [{ type: 'cnpg.io/hibernation', status: 'True' }] };
  const CLUSTER = 'postgresql.cnpg.io_Cluster';
  const on = { 'cnpg.io/hibernation': 'on', 'cnpg.io/fencedInstances': '["*"]' };
  expect(stateOf(CLUSTER, annotated(on, asleep))).toBe('current');
  expect(stateOf(CLUSTER, annotated({ ...on, 'cnpg.io/reconciliationLoop': 'disabled' }, asleep))).toBe('inProgress');
  expect(stateOf(CLUSTER, annotated({ 'example.com/a': 'b' }, { phase: 'Not enough disk space' }))).toBe('failed');
});
