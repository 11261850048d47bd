import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { storeOf } from '../../../commands/adopt/adopted-model';
import type { Manifest } from '../../../manifests/object/manifest';
import { ACCEPTED, FOLDER, given, isAccepted, lines } from './support/accepted';
import { adopted, declared, found, manifestsOf } from './support/adopted';
import { repositories } from './support/repositories';

// What the API server has accepted is adopted: it is rendered as it was, whatever the constructs think of it.

describe('an accepted manifest', () => {
  test('there are some', () => expect(ACCEPTED.length).toBeGreaterThan(50));

  test.each(ACCEPTED)('%s plans empty', (file) => {
    const model = adopted(given(file), 'default');
    // CNPG was told not to look at it, and its size is no size.
    expect(model.objects.length > 0).toBe(file !== '442-validation-disabled.yaml');
    expect(found(model)).toEqual([]);
    expect(found(declared(model))).toEqual([]);
  });

  test('is one declaration, but for one that follows another, and one that no construct takes', () => {
    const apart = ACCEPTED.filter((file) => declared(adopted(given(file), 'default')).production === undefined);
    expect(apart).toEqual(['410-replica-topology.yaml', '442-validation-disabled.yaml']);
  });
});

test.each(repositories())('the databases of %s in namespace %s plan empty', (_, namespace, manifests) => {
  const model = adopted(manifests, namespace);
  expect(found(model)).toEqual([]);
  const production = declared(model);
  expect(found(production)).toEqual([]);
  const [cluster, ...others] = model.objects.filter(({ kind }) => kind.construct === 'PostgresCluster');
  const isWhole =
    cluster !== undefined &&
    others.length === 0 &&
    !('archive' in cluster.words && storeOf(model, cluster) === undefined);
  expect(production !== model).toBe(isWhole);
});

/** As `kubectl get -o yaml` prints it: defaults, status and the server's bookkeeping. */
const live = lines('defaulted.jsonl')
  .map(({ file, defaulted }): readonly [string, Manifest] => [file, { ...defaulted, status: { phase: 'x' } }])
  .filter(([, manifest]) => manifest.kind === 'Cluster' && isAccepted(manifest))
  .map(([file, manifest]) => [
    file,
    {
      ...manifest,
      metadata: { ...manifest.metadata, uid: 'u', resourceVersion: '7', generation: 2, managedFields: [] },
    },
  ]) as [string, Manifest][];

test.each(live)('%s, as the server returns it, plans empty and does not say its defaults', (file, manifest) => {
  const model = adopted([manifest], 'default');
  expect(found(model)).toEqual([]);
  const said = JSON.stringify(model.objects.map(({ words }) => words));
  const written = readFileSync(join(FOLDER, 'create', file), 'utf8');
  for (const word of ['replicationSlots', 'logLevel', 'startDelay', 'probes', 'archive_mode'])
    if (!written.includes(word)) expect(said).not.toContain(word);
});

test.each(['phoenix-guardian', 'parametric-portal'])('the database of %s comes back from dist/ as it is', (name) => {
  const folder = join(__dirname, '..', '..', '..', 'dist', name, 'database');
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const model = adopted(manifestsOf(texts.join('---\n')));
  expect(found(model)).toEqual([]);
  expect(model.objects.map(({ kind }) => kind.construct)).toEqual([
    'ObjectStore',
    'PostgresCluster',
    'ScheduledBackup',
    'PodMonitor',
  ]);
  expect(model.objects.filter(({ words }) => 'spec' in words)).toEqual([]);
});
