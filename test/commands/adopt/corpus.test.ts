import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { admit } from '../../../rules/admission';
import { adopted, found, manifestsOf } from './support/adopted';

// What the API server has accepted is adopted: it is rendered as it was, whatever the constructs think of it.

const FOLDER = join(__dirname, '..', '..', 'verdicts');
const lines = (name: string) =>
  readFileSync(join(FOLDER, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A cluster for objects whose own is not given. */
const PG = `
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: pg, namespace: default }
spec: { instances: 1, imageName: "ghcr.io/cloudnative-pg/postgresql:17.7", storage: { size: 1Gi }, externalClusters: [{ name: src, connectionParameters: { host: a } }] }
`;

function given(file: string): Manifest[] {
  const text = readFileSync(join(FOLDER, 'create', file), 'utf8');
  return manifestsOf(text.includes('kind: Cluster\n') ? text : `${text}${PG}`);
}

function isAccepted(manifest: Manifest): boolean {
  return admit(manifest).every(({ severity }) => severity !== 'error');
}

const accepted = lines('create.jsonl')
  .filter(({ documents }) => documents.every(({ verdict }: { verdict: string }) => verdict === 'accept'))
  .filter(({ documents }) => documents.some(({ kind }: { kind: string }) => kind !== 'Backup'))
  .map(({ file }) => String(file))
  // The verdicts are those of 1.28.0; an application is made for the newest operator.
  .filter((file) => given(file).every(isAccepted));

describe('an accepted manifest', () => {
  test('there are some', () => expect(accepted.length).toBeGreaterThan(50));

  test.each(accepted)('%s plans empty', (file) => {
    const model = adopted(given(file), 'default');
    // CNPG was told not to look at it, and its size is no size.
    expect(model.objects.length > 0).toBe(file !== '442-validation-disabled.yaml');
    expect(found(model)).toEqual([]);
  });
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
