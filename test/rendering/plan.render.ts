import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { changed, committed, standalonePlan } from '../commands/plan/support';
import { temporaryFolder, writeFiles } from '../manifests/support/folder';

// What the real kustomize and Helm make of both sides of a plan.

const cluster = (spec: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg}
spec: {${spec}}
`;
const overlay = (more = '') => `namespace: shop\nresources: [../../base]\npatches: [{path: patch.yaml}]\n${more}`;
const OVERLAYS = {
  'base/kustomization.yaml': 'resources: [cluster.yaml]\n',
  'base/cluster.yaml': cluster('instances: 3, storage: {size: 1Gi}'),
  'overlays/dev/kustomization.yaml': overlay(),
  'overlays/dev/patch.yaml': cluster('storage: {size: 10Gi}'),
  'overlays/prod/kustomization.yaml': overlay(),
  'overlays/prod/patch.yaml': cluster('storage: {size: 20Gi}'),
};

const { PATH: path, TMPDIR: temporary } = process.env;
afterEach(() => {
  process.env.PATH = path;
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
});

async function planned(before: Record<string, string>, after: Record<string, string>, ...args: string[]) {
  changed(before, after);
  const temporary = temporaryFolder();
  process.env.TMPDIR = temporary;
  const found = await standalonePlan(...args);
  expect(readdirSync(temporary)).toEqual([]);
  return found;
}

describe('kustomize', () => {
  test('says what a patch changes, and in which cluster', async () => {
    const { said, unseen } = await planned(OVERLAYS, { 'overlays/prod/patch.yaml': cluster('storage: {size: 30Gi}') });
    expect(said).toEqual(['Cluster shop/pg on overlays/prod: spec.storage.size 20Gi → 30Gi none']);
    expect(unseen).toEqual([]);
  });

  test('says that nothing changes where every overlay says something else', async () => {
    const { plan } = await planned(OVERLAYS, { 'base/cluster.yaml': cluster('instances: 3, storage: {size: 100Mi}') });
    expect(plan).toEqual({ changes: [], worst: 'none' });
  });

  test('says what a change of a generator does', async () => {
    const before = {
      'kustomization.yaml':
        'namespace: shop\nresources: [db.yaml]\nconfigMapGenerator: [{name: q, files: [q.yaml], options: {disableNameSuffixHash: true}}]\n',
      'db.yaml': cluster(
        'instances: 3, storage: {size: 1Gi}, monitoring: {customQueriesConfigMap: [{name: q, key: q.yaml}]}',
      ),
      'q.yaml': 'a: {query: "select 1"}',
    };
    const removed = { 'kustomization.yaml': 'namespace: shop\nresources: [db.yaml]\n' };
    expect((await planned(before, removed)).said).toEqual(['delete ConfigMap shop/q']);
    const changed = await planned(before, { 'q.yaml': 'a: {query: "select 2"}' });
    expect(changed.said).toEqual([expect.stringContaining('ConfigMap shop/q: data[q.yaml] a: {query: "select 1"} → ')]);
    expect(changed.unseen).toEqual([]);
  });

  test('reads components, replacements, prefixes and files that are no YAML', async () => {
    const more = `components: [../../components/ha]
configMapGenerator: [{name: sizes, envs: [sizes.env], options: {disableNameSuffixHash: true}}]
replacements:
- source: {kind: ConfigMap, name: sizes, fieldPath: data.SIZE}
  targets: [{select: {kind: Cluster}, fieldPaths: [spec.storage.size]}]
`;
    const component = (instances: number) =>
      `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: x-\npatches: [{target: {kind: Cluster}, patch: "- {op: replace, path: /spec/instances, value: ${instances}}"}]\n`;
    const before = {
      ...OVERLAYS,
      'overlays/prod/kustomization.yaml': overlay(more),
      'overlays/prod/sizes.env': 'SIZE=40Gi\n',
      'components/ha/kustomization.yaml': component(3),
    };
    const { said } = await planned(before, {
      'overlays/prod/sizes.env': 'SIZE=50Gi\n',
      'components/ha/kustomization.yaml': component(5),
    });
    expect(said).toEqual([
      'Cluster shop/x-pg: spec.instances 3 → 5 reload',
      'Cluster shop/x-pg: spec.storage.size 40Gi → 50Gi none',
      'ConfigMap shop/x-sizes: data.SIZE 40Gi → 50Gi none',
    ]);
  });

  test('is asked about a folder whose base is outside of it', async () => {
    const after = { 'base/cluster.yaml': cluster('instances: 3, storage: {size: 1Gi}, logLevel: debug') };
    const { said } = await planned(OVERLAYS, after, '--target', 'overlays/prod');
    expect(said).toEqual([expect.stringMatching(/^Cluster shop\/pg: spec.logLevel info → debug/)]);
  });

  test('is not asked about what is the same on both sides', async () => {
    const other = (size: string) => ({ 'other/a.yaml': cluster(`instances: 3, storage: {size: ${size}}`) });
    const root = temporaryFolder();
    const called = join(root, 'called');
    writeFiles(root, { 'bin/kustomize': `#!/bin/sh\necho "$@" >> ${called}\nexit 1\n` });
    chmodSync(join(root, 'bin/kustomize'), 0o755);
    process.env.PATH = [join(root, 'bin'), path].join(delimiter);
    const { said } = await planned({ ...OVERLAYS, ...other('1Gi') }, other('2Gi'));
    expect(said).toEqual(['Cluster /pg: spec.storage.size 1Gi → 2Gi none']);
    expect(existsSync(called)).toBe(false);
    await planned(OVERLAYS, { 'overlays/prod/patch.yaml': cluster('storage: {size: 30Gi}') });
    expect(existsSync(called)).toBe(true);
  });

  test('that cannot build what is there now changes nothing, and that is said', async () => {
    const { said, unseen } = await planned(OVERLAYS, { 'overlays/dev/patch.yaml': 'a: [' });
    expect(said).toEqual([]);
    expect(unseen).toEqual([
      expect.stringMatching(/^overlays\/dev changed: kustomize cannot build overlays\/dev: .*nothing of it changes$/),
    ]);
  });

  test('compares two folders', async () => {
    const root = temporaryFolder();
    const files = (folder: string, size: string) =>
      Object.fromEntries(
        Object.entries({ ...OVERLAYS, 'overlays/prod/patch.yaml': cluster(`storage: {size: ${size}}`) }).map(
          ([name, text]) => [`${folder}/${name}`, text],
        ),
      );
    committed(root, { ...files('old', '20Gi'), ...files('new', '30Gi') });
    const { said } = await standalonePlan('--base', 'old', '--target', 'new');
    expect(said).toEqual([
      expect.stringMatching(/^Cluster shop\/pg on .*overlays\/prod: spec.storage.size 20Gi → 30Gi none$/),
    ]);
  });
});

describe('Helm', () => {
  const chart = (more = '') => ({
    'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'charts/shop/templates/_names.tpl': '{{- define "name" -}}{{ .Release.Name }}-pg{{- end -}}\n',
    'charts/shop/templates/db.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: {{ include "name" . }}}
spec: {instances: {{ .Values.instances }}, storage: {size: {{ .Values.size }}}${more}}
`,
    'charts/shop/values.yaml': 'instances: 3\nsize: 10Gi\n',
  });
  const release = (values: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: shop}
spec:
  interval: 10m
  chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}
  values: {${values}}
`;
  const application = (parameter: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  project: default
  destination: {namespace: shop, server: https://kubernetes.default.svc}
  source:
    repoURL: https://example.com/x.git
    path: charts/shop
    targetRevision: main
    helm: {parameters: [{name: size, value: ${parameter}}]}
`;
  const shown = (lines: readonly string[]) => lines.filter((line) => line.startsWith('Cluster'));

  test('says what other values of a HelmRelease do', async () => {
    const before = { ...chart(), 'apps/shop.yaml': release('size: 10Gi') };
    const { said, unseen } = await planned(before, { 'apps/shop.yaml': release('size: 5Gi') });
    expect(shown(said)).toEqual(['Cluster shop/shop-pg: spec.storage.size 10Gi → 5Gi rejected']);
    expect(unseen).toEqual([]);
  });

  test('says what parameters of an Application do', async () => {
    const before = { ...chart(), 'apps/shop.yaml': application('10Gi') };
    const { said } = await planned(before, { 'apps/shop.yaml': application('20Gi') });
    expect(shown(said)).toEqual(['Cluster shop/shop-pg: spec.storage.size 10Gi → 20Gi none']);
  });

  test('says what another template does, and values beside it that nobody installs', async () => {
    const { said } = await planned({ ...chart(), 'apps/shop.yaml': release('size: 1Gi') }, chart(', logLevel: debug'));
    expect(shown(said)).toEqual([expect.stringMatching(/^Cluster shop\/shop-pg: spec.logLevel info → debug/)]);
    const own = await planned(chart(), { 'charts/shop/values.yaml': 'instances: 2\nsize: 10Gi\n' });
    expect(shown(own.said)).toEqual(['Cluster /shop-pg: spec.instances 3 → 2 none']);
  });

  test('that fails on one side deletes nothing', async () => {
    const { said, unseen } = await planned(
      { ...chart(), 'apps/shop.yaml': release('size: 1Gi') },
      { 'charts/shop/templates/db.yaml': '{{ fail "no" }} cnpg.io' },
    );
    expect(said).toEqual([]);
    expect(unseen).toEqual([
      expect.stringMatching(/^HelmRelease shop\/shop, or its chart charts\/shop, changed: helm template fails: /),
    ]);
  });
});
