import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { argoHealth } from '../../../../constructs/gitops/argo-health';
import { type Health, healthScripts } from '../../support/lua';
import { CASES } from './cases';

const PREFIX = 'resource.customizations.health.';
const scripts = argoHealth();
const KINDS = Object.keys(scripts).map((key) => key.slice(PREFIX.length));

let run: (script: string, object: unknown) => Health;
beforeAll(async () => {
  run = await healthScripts();
});
const healthOf = (kind: string, object: unknown) => run(scripts[PREFIX + kind] ?? '', object);

it('is of every kind with cases, and of no other', () => expect(KINDS).toEqual(Object.keys(CASES).sort()));

it('runs without the libraries that Argo CD withholds', () => {
  expect(run('return { status = type(string), message = type(io) }', {})).toEqual({ status: 'nil', message: 'nil' });
  expect(run('return { status = type(ipairs), message = type(table.concat) }', {})).toEqual({
    status: 'function',
    message: 'function',
  });
});

describe.each(Object.entries(CASES))('%s', (kind, cases) => {
  it.each(cases)('%s', (_, object, status, message) => expect(healthOf(kind, object)).toEqual({ status, message }));
});

const STATUSES = ['Healthy', 'Progressing', 'Degraded', 'Suspended'];
// Every word that a script asks for, and every value that it compares with: both stand in quotes or behind a dot.
const WORDS = [
  ...new Set(Object.values(scripts).flatMap((script) => script.match(/"[^"\n]+"|(?<=\.)[A-Za-z]+\b/g) ?? [])),
].map((word) => word.replaceAll('"', ''));
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...WORDS, '', null, true, false, 0, 1, 1.5, -1),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie('anything'), { maxKeys: 4 }),
  ),
}));
/** Replaces what is at one place in an object, never the object itself. */
const mutated = (object: object) =>
  fc
    .tuple(fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }), anything)
    .map(([path, value]) => replace(object, path, value));

function replace(node: unknown, [step, ...rest]: readonly number[], value: unknown): unknown {
  if (step === undefined || typeof node !== 'object' || node === null) return value;
  const entries = Object.entries(node);
  const chosen = entries[step % Math.max(entries.length, 1)];
  if (chosen === undefined) return node;
  const [key, field] = chosen;
  if (Array.isArray(node)) return node.with(Number(key), replace(field, rest, value));
  return { ...node, [key]: replace(field, rest, value) };
}

function expectHealth(kind: string, object: unknown): void {
  const { status, message } = healthOf(kind, object);
  expect(STATUSES).toContain(status);
  expect(typeof message).toBe('string');
}

describe.each(KINDS)('%s, whatever its object looks like', (kind) => {
  it('has a health and a message', () => {
    const object = fc.dictionary(fc.constantFrom('metadata', 'spec', 'status'), anything);
    fc.assert(
      fc.property(object, (given) => expectHealth(kind, given)),
      { numRuns: 300, seed: 1 },
    );
  });

  it('has them with one field gone wrong', () => {
    const object = fc.constantFrom(...(CASES[kind] ?? [])).chain(([, given]) => mutated(given));
    fc.assert(
      fc.property(object, (given) => expectHealth(kind, given)),
      { numRuns: 300, seed: 2 },
    );
  });
});

it('never holds up a sync for an ObjectStore', () => {
  fc.assert(
    fc.property(anything, (status) => {
      expect(healthOf('barmancloud.cnpg.io_ObjectStore', { status }).status).toBe('Healthy');
    }),
    { numRuns: 300, seed: 3 },
  );
});

it('tells the same of an ObjectStore, in whatever order its servers come', () => {
  const servers = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(servers, (names) => {
      const time = '2026-01-01T00:00:00Z';
      const window = Object.fromEntries(names.map((name) => [name, { firstRecoverabilityPoint: time }]));
      const { message } = healthOf('barmancloud.cnpg.io_ObjectStore', { status: { serverRecoveryWindow: window } });
      expect(message).toBe(
        names
          .map((name) => `${name}: recoverable since ${time}`)
          .sort()
          .join('; '),
      );
    }),
    { numRuns: 100, seed: 4 },
  );
});
