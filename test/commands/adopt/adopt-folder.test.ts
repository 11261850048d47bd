// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adoptElsewhere } from '../../../commands/adopt/adopt-elsewhere';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

// A folder is adopted as it is applied: of what else lies in it, adopt says why it is left out.

const cluster = (spec = 'storage: {size: 20Gi}', metadata = ', namespace: shop') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db${metadata}}
spec: {instances: 2, imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie", ${spec}}
`;

async function adopted(files: Record<string, string>, source = 'given') {
  const root = temporaryFolder();
  writeFiles(root, Object.fromEntries(Object.entries(files).map(([name, text]) => [`given/${name}`, text])));
  writeFiles(root, { '.git/HEAD': '' });
  const console = captured();
  const request = { sources: [join(root, source)], root, now: new Date('2026-11-28'), console, name: 'shop' };
  const code = await adoptElsewhere(request);
  return { root, code, ...console.output };
}

const PATCHED = {
  'kustomization.yaml': 'namespace: shop\nresources: [cluster.yaml]\n',
  'cluster.yaml': cluster('storage: {size: 20Gi}', ''),
};

test('has the namespace of its kustomization: nothing else names one', async () => {
  const { code, out } = await adopted(PATCHED);
  expect(code).toBe(0);
  expect(out).toContain('1 object in the words of constructs');
  await expect(adopted({ 'cluster.yaml': PATCHED['cluster.yaml'] })).rejects.toThrow(/no object names its namespace/);
});

test('leaves out what is no manifest, and names it', async () => {
  const { code, out } = await adopted({
    'db.yaml': cluster(),
    'values.yaml': 'replicas: 3\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'chart/values.yaml': 'a: 1\n',
    'broken.yaml': 'a: [',
    'web/ingress.yaml': 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: [\n',
  });
  expect(code).toBe(0);
  expect(out).toMatch(/values.yaml: values of a Helm chart/);
  expect(out).toMatch(/Chart.yaml, .*values.yaml: part of the Helm chart/);
  expect(out).toMatch(/broken.yaml: no Kubernetes object/);
  expect(out).toMatch(/ingress.yaml: it cannot be read: /);
});

test('ends where a manifest of a database cannot be read', async () => {
  const broken = { 'db.yaml': cluster(), 'b.yaml': 'apiVersion: postgresql.cnpg.io/v1\nkind: Pooler\nmetadata: [\n' };
  await expect(adopted(broken)).rejects.toThrow(/b.yaml:\d+: /);
  await expect(adopted({ 'values.yaml': 'replicas: 3\n' }, 'given/values.yaml')).rejects.toThrow(/values.yaml:1: /);
});

test('without a database says what could not be read', async () => {
  const kustomization = 'resources: ["https://example.com/db.yaml"]\n';
  await expect(adopted({ 'kustomization.yaml': kustomization })).rejects.toThrow(
    /^there is no object of CloudNativePG to adopt\n[\s\S]*example.com\/db.yaml needs the network/,
  );
});

test('of an overlay whose base is in another folder says which tool can read it', async () => {
  const files = {
    'base/db.yaml': cluster(),
    'dev/kustomization.yaml': 'namespace: dev\nresources: [../base/db.yaml]\n',
  };
  const PATH = process.env.PATH;
  process.env.PATH = temporaryFolder();
  await expect(adopted(files, 'given/dev')).rejects.toThrow(
    /base\/db.yaml is not among the files; put kustomize, kubectl or flux into PATH/,
  );
  process.env.PATH = PATH;
});

describe('a chart that nobody installs', () => {
  const PATH = process.env.PATH;
  beforeEach(() => {
    const tools = temporaryFolder();
    // Helm, which prints a database of the name of the release.
    const program = `console.log(${JSON.stringify(cluster())}.replace('shop-db', process.argv[3] + '-db'))`;
    writeFiles(tools, { helm: `#!${process.execPath}\n${program}` });
    chmodSync(join(tools, 'helm'), 0o755);
    process.env.PATH = tools;
  });
  afterEach(() => {
    process.env.PATH = PATH;
  });
  const CHART = {
    'helm/pg/Chart.yaml': 'apiVersion: v2\nname: pg\nversion: 1.0.0\n',
    'helm/pg/templates/a.yaml': '{{ .Values.a }}\n',
  };
  const source = '{repoURL: "https://example.com/p.git", targetRevision: HEAD, path: given/helm/pg}';
  const destination = '{server: "https://kubernetes.default.svc", namespace: shop}';
  const RELEASE = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: hr, namespace: argocd}
spec: {project: default, source: ${source}, destination: ${destination}}
`;
  const SET = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: all, namespace: argocd}
spec:
  generators: [{clusters: {}}]
  template: {metadata: {name: '{{name}}'}, spec: {project: default, source: ${source}, destination: ${destination}}}
`;

  test('is no database: who installs it is named', async () => {
    await expect(adopted(CHART, 'given/helm/pg')).rejects.toThrow(/given\/helm\/pg is a Helm chart.* alone\. Adopt /);
    const files = { ...CHART, 'argocd/hr.yaml': RELEASE, 'argocd/set.yaml': SET };
    await expect(adopted(files, 'given/helm/pg')).rejects.toThrow(
      /What installs it: release hr \(given\/argocd\/hr.yaml\), ApplicationSet all \(given\/argocd\/set.yaml\)\. Adopt what is applied, .*: helm template RELEASE /,
    );
  });

  test('is left out beside databases, and adopted where it is installed', async () => {
    const beside = await adopted({ ...CHART, 'db.yaml': cluster() });
    expect(beside.out).toMatch(/1 object in the words of constructs/);
    expect(beside.out).toMatch(/helm\/pg\/Chart.yaml: .*helm\/pg is a Helm chart, and no database is made of/);
    const installed = await adopted({ ...CHART, 'argocd/hr.yaml': RELEASE });
    expect(installed.out).toContain('Cluster hr-db ');
  });
});

test('of several environments is refused', async () => {
  const files = {
    'base/kustomization.yaml': 'resources: [db.yaml]\n',
    'base/db.yaml': cluster(),
    'dev/kustomization.yaml': 'resources: [../base]\n',
    'prod/kustomization.yaml': 'resources: [../base]\ncommonLabels: {a: b}\n',
  };
  await expect(adopted(files)).rejects.toThrow(
    /Cluster shop\/shop-db is declared for several environments: given\/dev, given\/prod\. Adopt one/,
  );
});

describe('a value that a variable fills in', () => {
  test('is no wrong quantity: nothing can be adopted before it is known', async () => {
    const open = cluster('storage: {size: "${SIZE}"}, postgresql: {parameters: {max_connections: "${MAX}"}}');
    await expect(adopted({ 'db.yaml': open })).rejects.toThrow(
      /^Cluster shop\/shop-db: spec.storage.size is "\$\{SIZE\}"\nCluster shop\/shop-db: spec.postgresql.parameters.max_connections is "\$\{MAX\}"\nFlux, envsubst/,
    );
    await expect(adopted({ 'db.yaml': open }, 'given/db.yaml')).rejects.toThrow(
      /adopt what is applied|Adopt what is applied/,
    );
  });

  test('is the value that Flux fills in, where that is known', async () => {
    const { code, root } = await adopted({
      'flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: db, namespace: flux-system}
spec: {interval: 10m, path: ./given/db, prune: false, sourceRef: {kind: GitRepository, name: x}, postBuild: {substitute: {SIZE: 7Gi}}}
`,
      'db/db.yaml': cluster('storage: {size: "${SIZE}"}'),
    });
    expect(code).toBe(0);
    expect(readFileSync(join(root, 'apps/shop/config.ts'), 'utf8')).toContain('7Gi');
    expect(existsSync(join(root, 'apps/shop/objects.json'))).toBe(false);
  });
});
