import { expect, test } from 'vitest';
import { byPlatform, type Filed } from '../../../manifests/argo/platforms';

function application(file: string, source: object, name = 'a'): Filed {
  const metadata = { name, namespace: 'argocd' };
  return { file, manifest: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata, spec: { source } } };
}

const OPERATOR = { chart: 'cloudnative-pg' };
const map = (file: string): Filed => ({
  file,
  manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' } },
});

function grouped(objects: readonly Filed[]) {
  return Object.fromEntries([...byPlatform(objects)].map(([name, own]) => [name, own.map(({ file }) => file)]));
}

test('one cluster has everything', () => {
  const objects = [
    application('dist/platform/a.yaml', OPERATOR),
    map('dist/shop/a.yaml'),
    map('x.yaml'),
    { file: null },
  ];
  expect(grouped(objects)).toEqual({ '': ['dist/platform/a.yaml', 'dist/shop/a.yaml', 'x.yaml', null] });
});

test.each(['', 'dist/', '/home/me/repository/dist/'])(
  'two clusters have what their Applications apply, below "%s"',
  (root) => {
    const objects = [
      application(`${root}platforms/east/a.yaml`, OPERATOR),
      application(`${root}platforms/east/applications/a.yaml`, { path: 'dist/shop/database' }),
      map(`${root}platforms/east/applications/b.yaml`),
      map(`${root}shop/database/a.yaml`),
      application(`${root}platforms/west/a.yaml`, OPERATOR),
      application(`${root}platforms/west/a.yaml`, { path: 'dist/shop/database-west' }),
      map(`${root}shop/database-west/a.yaml`),
      map(`${root}nobody/a.yaml`),
    ];
    const names = ['east', 'east', 'east', 'east', 'west', 'west', 'west', ''];
    const found = grouped(objects);
    for (const name of new Set(names)) {
      expect(found[name]).toEqual(objects.filter((_, i) => names[i] === name).map(({ file }) => file));
    }
  },
);

test('a cluster that Flux applies has what its Kustomizations apply, beside its HelmRelease of the operator', () => {
  const flux = (file: string, kind: string, group: string, spec: object): Filed => ({
    file,
    manifest: {
      apiVersion: `${group}.toolkit.fluxcd.io/v1`,
      kind,
      metadata: { name: 'a', namespace: 'flux-system' },
      spec,
    },
  });
  const release = (file: string) => flux(file, 'HelmRelease', 'helm', { chart: { spec: { chart: 'cloudnative-pg' } } });
  const objects = [
    application('dist/platforms/east/a.yaml', OPERATOR),
    application('dist/platforms/east/a.yaml', { path: 'dist/shop/database' }),
    map('dist/shop/database/a.yaml'),
    release('dist/platforms/west/a.yaml'),
    flux('dist/platforms/west/b.yaml', 'Kustomization', 'kustomize', { path: './dist/shop/database-west' }),
    map('dist/shop/database-west/a.yaml'),
  ];
  expect([...byPlatform(objects)].map(([name, own]) => [name, own.length])).toEqual([
    ['east', 3],
    ['west', 3],
  ]);
  // Alone in its folder, it is no cluster's home.
  const alone = [release('infrastructure/a/a.yaml'), release('infrastructure/b/a.yaml'), map('apps/a.yaml')];
  expect([...byPlatform(alone).keys()]).toEqual(['']);
});
