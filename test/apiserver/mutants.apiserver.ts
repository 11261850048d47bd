import fc from 'fast-check';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { admissionEntries, admit } from '../../rules/admission';
import { ApiServer } from './support/api-server';
import { corpus } from './support/corpus';
import { mutate } from './support/mutate';
import { reduce } from './support/reduce';
import { randomOf } from './support/sample';
import { target } from './support/target';

// What the API server takes, `validate` takes, and what it refuses, `validate` refuses: schema and CEL stages, CNPG's webhooks apart,
// which do not run here. The kinds of Kubernetes itself have no schema in this project.

const RUNS = 2_000;
const AT_A_TIME = 8;
const NAMESPACE = 'mutants';
const CLUSTERS = 6;
/** One that is always the same, and one that never is; SEED repeats that of a run which failed. */
const SEEDS = [1, Number(process.env.SEED ?? Date.now() % 2 ** 31)];

/** A mutant is always an object with a kind and a name; CNPG's Go types are apart; no schema here combines more than types. */
const ELSEWHERE = [
  'api-version-unserved',
  'decode',
  'go-decode',
  'metadata-immutable',
  'metadata-name',
  'metadata-resource-version',
  'schema-combination',
];

interface Mutant {
  readonly manifest: Manifest;
  readonly old?: Manifest;
}

const server = new ApiServer(inject('apiServer'));
const specimens = corpus();
/** The kind with the largest schema is drawn more often. */
const drawn = specimens.flatMap((each) => Array<typeof each>(each.kind === 'Cluster' ? CLUSTERS : 1).fill(each));
const draw = fc.record({ kind: fc.noBias(fc.nat()), base: fc.noBias(fc.nat()), seed: fc.noBias(fc.nat()) });
const live = new Map<string, readonly Manifest[]>();

beforeAll(async () => {
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  for (const { kind, namespaced, manifests } of specimens) {
    const named = manifests.map((manifest, index) => place(manifest, `live-${index}`, namespaced));
    const answers = await Promise.all(named.map((manifest) => server.create(manifest)));
    live.set(
      kind,
      answers.filter(({ accepted }) => accepted).map(({ body }) => asWritten(body)),
    );
  }
});

function place(manifest: Manifest, name: string, namespaced: boolean): Manifest {
  const { namespace: _, ...metadata } = manifest.metadata;
  return { ...manifest, metadata: { ...metadata, name, ...(namespaced && { namespace: NAMESPACE }) } };
}

/** Without what the server alone writes. The version it wants back: that of an object that is replaced. */
function asWritten(object: Manifest): Manifest {
  const { managedFields, uid, creationTimestamp, generation, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function mutants(isUpdate: boolean, seed: number): Mutant[] {
  return fc.sample(draw, { seed, numRuns: RUNS }).flatMap(({ kind, base, seed }) => {
    const { schema, namespaced, manifests, kind: name } = drawn[kind % drawn.length] ?? fail('no kind');
    const bases = isUpdate ? (live.get(name) ?? []) : manifests;
    const given = bases[base % bases.length] ?? fail(`no ${name} to start from`);
    const whole = isUpdate ? given : place(given, 'mutant', namespaced);
    return { manifest: mutate(whole, schema, randomOf(seed)), ...(isUpdate && { old: given }) };
  });
}

function fail(message: string): never {
  throw new Error(message);
}

function refusals({ manifest, old }: Mutant): Finding[] {
  return admit(manifest, { webhooks: false, target, ...(old && { old }) }).filter(
    ({ severity }) => severity === 'error',
  );
}

/** What both say, where they differ. */
async function disagreement(mutant: Mutant): Promise<string | undefined> {
  const { manifest, old } = mutant;
  const asked = { dryRun: true };
  const { accepted, message } = await (old ? server.replace(manifest, asked) : server.create(manifest, asked));
  const found = refusals(mutant);
  if (accepted === (found.length === 0)) return undefined;
  const ours = found.map(({ rule, path, message: said }) => `${rule} ${path}: ${said}`).join('; ');
  return `the server: ${message || 'accepted'}\nvalidate: ${ours || 'accepted'}`;
}

describe.each(SEEDS)('seed %i', (seed) => {
  test.each([
    ['created', false],
    ['updated', true],
  ])('agrees on mutants that are %s', async (_, isUpdate) => {
    const all = mutants(isUpdate, seed);
    const queue = all.values();
    let wrong: Mutant | undefined;
    const ask = async () => {
      for (const mutant of queue) if (wrong === undefined && (await disagreement(mutant))) wrong = mutant;
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, ask));
    if (wrong === undefined) return;
    const { old, manifest } = wrong;
    const isWrong = async (part: Manifest) => (await disagreement({ ...wrong, manifest: part })) !== undefined;
    const smallest = { ...wrong, manifest: await reduce(manifest, isWrong) };
    const before = old === undefined ? '' : `\nreplaces ${JSON.stringify(old)}`;
    fail(`${await disagreement(smallest)}\n${JSON.stringify(smallest.manifest)}${before}`);
  });
});

test('mutants come to every rule of the server, and past all of them', () => {
  const found = [...mutants(false, 1), ...mutants(true, 1)].map((mutant) => refusals(mutant).map(({ rule }) => rule));
  const rules = admissionEntries().filter(({ subject, severity }) => subject === 'API server' && severity === 'error');
  const expected = rules.map(({ id }) => id).filter((id) => !ELSEWHERE.includes(id));
  const seen = new Set(found.flat());
  const taken = found.filter((each) => each.length === 0).length;
  expect(expected.filter((id) => !seen.has(id))).toEqual([]);
  expect(taken).toBeGreaterThan(RUNS / 4);
});
