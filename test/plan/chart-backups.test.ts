import { expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { object, planOf, release as releaseOf } from './objects';

// `backups` in the values of CNPG's chart `cluster`.

type Json = Readonly<Record<string, unknown>>;

const release = (backups: Json, more: Json = {}) => releaseOf({ backups, ...more });
const S3 = { provider: 's3', s3: { bucket: 'b', path: '/db' } };
const planned = (before: Manifest, after: Manifest, ...others: Manifest[]) =>
  planOf([before, ...others], [after, ...others]);
const ofCluster = (before: Manifest, after: Manifest, ...others: Manifest[]) =>
  planned(before, after, ...others).changes.find(({ kind }) => kind === 'Cluster')?.fields ?? [];

test.each([
  ['in the operator', {}, 'spec.backup'],
  ['by the plugin', { method: 'plugin' }, 'spec.plugins'],
])('that are switched off end the archive: %s', (_, how, path) => {
  const [on, off] = [true, false].map((enabled) => release({ ...S3, ...how, enabled }));
  if (on === undefined || off === undefined) throw new Error('two');
  const plan = planned(on, off);
  expect(plan.worst).toBe('data-loss');
  expect(plan.changes.map(({ kind, impact }) => [kind, impact])).toEqual([
    ['Cluster', 'data-loss'],
    ['HelmRelease', 'none'],
  ]);
  const loss = {
    path: expect.stringMatching(new RegExp(`^${path.replace('.', '\\.')}`)),
    impact: 'data-loss',
    reason: expect.stringMatching(
      /^nothing written from now on can be restored: nothing archives the WAL of Cluster shop/,
    ),
  };
  expect(ofCluster(on, off)).toContainEqual(expect.objectContaining(loss));
  // Whatever is stored elsewhere.
  expect(ofCluster(on, off, object('ObjectStore', {}, { name: 'other' }))).toContainEqual(
    expect.objectContaining(loss),
  );
  // What is switched on loses nothing.
  expect(planned(off, on).worst).toBe(path === 'spec.plugins' ? 'rolling-update' : 'none');
  expect(planned(on, on).worst).toBe('none');
});

test('that nobody needs, and those of another method', () => {
  const disposable = { cluster: { annotations: { 'cnpg-gitops/disposable': 'filled every night' } } };
  const [on, off] = [true, false].map((enabled) => release({ ...S3, enabled }, disposable));
  expect(planned(on as Manifest, off as Manifest).worst).toBe('none');
  const plugin = release({ ...S3, enabled: true, method: 'plugin' });
  expect(ofCluster(release({ ...S3, enabled: true }), plugin).map(({ impact }) => impact)).not.toContain('data-loss');
});

test('another place is another archive, and a shorter retention deletes', () => {
  const with_ = (more: Json) => release({ ...S3, enabled: true, ...more });
  expect(ofCluster(with_({}), with_({ s3: { bucket: 'c', path: '/db' } }))).toContainEqual(
    expect.objectContaining({
      path: 'spec.backup.barmanObjectStore.destinationPath',
      before: 's3://b/db',
      after: 's3://c/db',
      impact: 'replace',
    }),
  );
  expect(ofCluster(with_({}), with_({ retentionPolicy: '7d' }))).toEqual([
    expect.objectContaining({ path: 'spec.backup.retentionPolicy', before: '30d', impact: 'data-loss' }),
  ]);
  const stores = [
    [{ provider: 'google', google: { bucket: 'b', path: '/db' } }, 'gs://b/db'],
    [{ provider: 'azure', azure: { storageAccount: 'a', containerName: 'c' } }, 'https://a.blob.core.windows.net/c/'],
    [{ destinationPath: 's3://own/path' }, 's3://own/path'],
  ] as const;
  for (const [values, after] of stores) {
    const found = ofCluster(with_({}), with_(values));
    expect(found).toContainEqual(
      expect.objectContaining({ path: 'spec.backup.barmanObjectStore.destinationPath', after }),
    );
    expect(found.map(({ impact }) => impact)).not.toContain('rejected');
  }
});

test('that are switched off keep the content of the archive, which is said once', () => {
  const [on, off] = [true, false].map((enabled) => release({ ...S3, enabled })) as [Manifest, Manifest];
  const [said = ''] = ofCluster(on, off).map(({ reason }) => reason);
  expect(said.match(/content of the archive remains/gi)).toHaveLength(1);
});

test('of another major get another path: the chart has no value for a server name', () => {
  const of = (major: string, path = '/db') =>
    release({ provider: 's3', s3: { bucket: 'b', path }, enabled: true }, { version: { postgresql: major } });
  const [before, after] = [of('17.7'), of('18.1')];
  const reasons = ofCluster(before, after).map(({ reason }) => reason);
  const shared = /The path of the archive remains s3:\/\/b\/db, .* Change it to another one below backups/;
  expect(reasons).toContainEqual(expect.stringMatching(shared));
  // As Helm renders it.
  const made = (major: string, path: string) =>
    object(
      'Cluster',
      {
        imageName: `ghcr.io/cloudnative-pg/postgresql:${major}`,
        backup: { barmanObjectStore: { destinationPath: `s3://b${path}` } },
      },
      { name: 'shop-cluster' },
    );
  const steps = (path: string) =>
    JSON.stringify(planOf([before, made('17.7', '/db')], [of('18.1', path), made('18.1', path)]).steps);
  expect(steps('/db')).toContain('the new image and another path of the archive, in this same commit');
  expect(steps('/db')).not.toContain('shop-cluster-v18');
  expect(steps('/db-v18')).toContain('image and path of the archive (s3://b/db-v18) change together');
});
