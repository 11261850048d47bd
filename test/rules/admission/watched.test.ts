import { describe, expect, test } from 'vitest';
import { read } from '../../../manifests/files/read';
import { type Leaves, leafModelOf, leavesOf } from '../../../manifests/object/leaves';
import type { Manifest } from '../../../manifests/object/manifest';
import { isAnswered, learn } from '../../../manifests/object/watched';
import { admitAsWritten } from '../../../rules/admission/as-written';
import { RULES } from '../../../rules/expert';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { documents, lines } from './recorded';

// Of objects that look alike, admission is only asked where one differs in what it has read, or answers a question of it differently. So
// nothing else may matter: a value that it has not read can be any other of its type.

const TEXTS = [
  'x',
  'UPPER',
  'shop-db',
  '-',
  ' ',
  'é'.repeat(300),
  '1Gi',
  '-5',
  '30s',
  '2026-01-31T23:59:59Z',
  'true',
  '{{ x }}',
  'a: b\nc',
];
const RECORDED = lines<{ readonly file: string }>('create.jsonl').map(({ file }) => `create/${file}`);
const SAMPLES: readonly (readonly [string, () => Manifest[]])[] = [
  ...RECORDED.map((file) => [file, () => documents(file)] as const),
  ...RULES.map(({ id, right }) => [id, () => read(right, '-').flatMap(({ manifest }) => manifest ?? [])] as const),
];
const options = { target: DEFAULT_TARGET };

type Place = readonly string[];

function placesOf(leaves: Leaves, path: Place = []): [leaf: number, place: Place][] {
  return [...leaves].flatMap(([key, below]) =>
    typeof below === 'number' ? [[below, [...path, key]] as [number, Place]] : placesOf(below, [...path, key]),
  );
}

function learnedOf(manifest: Manifest, leaves: Leaves) {
  const { result, learned } = learn(manifest, leaves, (view) => admitAsWritten(view, options));
  return { findings: result, learned };
}

function withText(manifest: Manifest, place: Place, value: string): Manifest {
  const other = structuredClone(manifest);
  const last = place.at(-1) ?? '';
  const holder = place.slice(0, -1).reduce<object>((here, key) => Reflect.get(here, key), other);
  Reflect.set(holder, last, value);
  return other;
}

let tried = 0;

describe('what admission has not read of an object does not count', () => {
  test.each(SAMPLES)('%s', (_, manifests) => {
    for (const manifest of manifests()) {
      if (leafModelOf(manifest) === undefined) continue;
      const leaves = leavesOf(manifest);
      const { findings, learned } = learnedOf(manifest, leaves);
      expect(findings).toEqual(admitAsWritten(manifest, options));
      for (const [leaf, place] of placesOf(leaves).filter(([each]) => !learned.read.has(each))) {
        const questions = learned.asked.filter((question) => question.leaf === leaf);
        for (const text of TEXTS) {
          const other = withText(manifest, place, text);
          if (!questions.every((question) => isAnswered(question, other))) continue;
          tried++;
          expect(admitAsWritten(other, options), `${place.join('.')}: ${text}`).toEqual(findings);
        }
      }
    }
  });

  test('which is more than a name here and there', () => {
    expect(tried).toBeGreaterThan(9_000);
  });

  test.each([
    ['postgresql.cnpg.io/v1', 'Cluster', { instances: 3, storage: { size: '1Gi' } }],
    ['postgresql.cnpg.io/v1', 'ScheduledBackup', { schedule: '0 0 2 * * *', cluster: { name: 'shop-db' } }],
    ['barmancloud.cnpg.io/v1', 'ObjectStore', { configuration: { destinationPath: 's3://shop/db' } }],
  ])('of %s %s neither where it is nor how it is called', (apiVersion, kind, spec) => {
    const manifest = { apiVersion, kind, metadata: { name: 'shop', namespace: 'shop' }, spec };
    const leaves = leavesOf(manifest);
    const { learned } = learnedOf(manifest, leaves);
    const read = placesOf(leaves).flatMap(([leaf, place]) => (learned.read.has(leaf) ? [place.join('.')] : []));
    const names = ['metadata.name', 'metadata.namespace', 'spec.cluster.name', 'spec.configuration.destinationPath'];
    expect(read.filter((place) => names.includes(place))).toEqual([]);
    const long = withText(manifest, ['metadata', 'name'], 'x'.repeat(300));
    expect(learned.asked.every((question) => isAnswered(question, long))).toBe(false);
  });
});
