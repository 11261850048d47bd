import { describe, expect, test } from 'vitest';
import { writeFiles } from '../../manifests/support/folder';
import { application } from '../support/argo';
import { gitIn, planned, reasonsOf } from './support';

// What nobody in the repository applies: it is neither lost nor made by a change of the repository.

const cluster = (name: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${name}, namespace: shop}
spec: {instances: 3, storage: {size: 1Gi}}
`;
const argo = (path: string, source = '') =>
  `${application('apps', path, { source })}  syncPolicy: {automated: {prune: true}}\n`;

const without = (path: string) => (root: string) => void gitIn(root, 'rm', '--quiet', '-r', path);

describe('a folder that goes', () => {
  const files = { 'argocd/apps.yaml': argo('apps'), 'apps/db.yaml': cluster('db'), 'legacy/db.yaml': cluster('db') };

  test('is no certain loss where an Application still applies the same from another one', async () => {
    const { plan } = await planned(files, without('legacy'));
    expect(plan.worst).toBe('unknown');
    expect(plan.changes?.[0]?.fields[0]?.reason).toMatch(
      /^nothing in the repository applied this copy, and it has one/,
    );
  });

  test('is lost where somebody applies it from elsewhere, and that is said', async () => {
    const { plan, err } = await planned({ ...files, 'legacy/db.yaml': cluster('old') }, without('legacy'));
    expect(plan.worst).toBe('data-loss');
    expect(err).toMatch(
      /^legacy is gone, and nothing in the repository applied it: what is planned of it happens only/m,
    );
  });

  test('is not gone where an Application applies it from now on', async () => {
    const old = { ...files, 'legacy/db.yaml': cluster('old') };
    const taken = argo('legacy').replace('name: apps', 'name: legacy');
    const { err } = await planned(old, (root) => writeFiles(root, { 'argocd/legacy.yaml': taken }));
    expect(err).not.toMatch(/is gone/);
  });

  test('is lost where an Application applied it', async () => {
    expect(
      (await planned({ ...files, 'apps/other.yaml': cluster('other') }, without('apps/other.yaml'))).plan,
    ).toMatchObject({ worst: 'data-loss' });
  });

  test('is lost where nothing in the repository tells who applies what', async () => {
    const { 'argocd/apps.yaml': _, ...untold } = files;
    expect((await planned({ ...untold, 'a.yaml': cluster('a') }, without('a.yaml'))).plan.worst).toBe('data-loss');
  });
});

describe('a folder that an Application leaves out', () => {
  const directory = (recurse: boolean) => argo('apps', `, directory: {recurse: ${recurse}, exclude: "old/*"}`);
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n';
  const files = { 'apps/map.yaml': map, 'apps/x/db.yaml': cluster('db'), 'apps/old/db.yaml': cluster('old') };
  const to = (recurse: boolean) => (root: string) => writeFiles(root, { 'argocd/apps.yaml': directory(recurse) });

  test('is not new, and has not changed, where the Application leaves out more', async () => {
    const { said, err, plan } = await planned({ ...files, 'argocd/apps.yaml': directory(true) }, to(false));
    expect(said.filter((line) => !line.startsWith('Application'))).toEqual(['delete Cluster shop/db']);
    expect(err).not.toMatch(/changed/);
    expect(plan.steps).toBeUndefined();
  });

  test('is not gone where the Application applies what is beside it', async () => {
    const { said } = await planned({ ...files, 'argocd/apps.yaml': directory(false) }, to(true));
    expect(said.filter((line) => !line.startsWith('Application'))).toEqual(['create Cluster shop/db']);
  });
});

describe('is not counted', () => {
  const CHART = 'repoURL: https://cloudnative-pg.github.io/charts, chart: cloudnative-pg, targetRevision: 0.28.0';
  const operator = application('cnpg', 'x').replace(/source: .*/, `source: {${CHART}}`);
  const upgrade = { 'argocd/cnpg.yaml': operator.replace('0.28.0', '0.29.0') };
  const files = {
    'argocd/cnpg.yaml': operator,
    'argocd/apps.yaml': argo('apps'),
    'apps/db.yaml': cluster('db'),
    'archive/db.yaml': cluster('old'),
  };
  const concerned = (plan: Awaited<ReturnType<typeof planned>>['plan']) =>
    plan.upgrades?.map(({ effects, notes }) => [
      [...new Set(effects.map(({ object }) => object))],
      notes.filter((note) => note.startsWith('nothing in the repository applies')),
    ]);

  test('where the operator is upgraded, and that is said', async () => {
    const { plan } = await planned(files, upgrade);
    const note =
      'nothing in the repository applies Cluster shop/old: not counted here. Where it runs, the same holds for it';
    expect(concerned(plan)).toEqual([[['Cluster shop/db'], [note]]]);
    expect(reasonsOf(plan, 'Application')).toEqual([expect.not.stringContaining('shop/old')]);
  });

  test('but where an Application applies the same from another folder, or nothing tells who applies what', async () => {
    const { plan } = await planned({ ...files, 'archive/db.yaml': cluster('db') }, upgrade);
    expect(concerned(plan)).toEqual([[['Cluster shop/db'], []]]);
    const { 'argocd/apps.yaml': _, ...untold } = files;
    const all = await planned(untold, upgrade);
    expect(concerned(all.plan)?.[0]?.[0]).toEqual(['Cluster shop/db', 'Cluster shop/old']);
  });

  test('where the image of a catalog changes', async () => {
    const catalog = (tag: string) => `apiVersion: postgresql.cnpg.io/v1
kind: ImageCatalog
metadata: {name: pg, namespace: shop}
spec: {images: [{major: 17, image: 'ghcr.io/cloudnative-pg/postgresql:${tag}'}]}
`;
    const by = (name: string) =>
      cluster(name).replace(
        'spec: {',
        'spec: {imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: pg, major: 17}, ',
      );
    const before = {
      ...files,
      'apps/pg.yaml': catalog('17.5'),
      'apps/db.yaml': by('db'),
      'archive/db.yaml': by('old'),
    };
    const { plan } = await planned(before, { 'apps/pg.yaml': catalog('17.6') });
    expect(reasonsOf(plan, 'ImageCatalog')).toEqual([expect.stringContaining('Cluster shop/db (3 instances)')]);
  });
});
