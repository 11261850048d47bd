// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at } from '../../manifests/object/manifest';
import { judgedFolder } from '../commands/validate/support';
import { temporaryFolder, writeFiles } from '../manifests/support/folder';

const CORPUS = join(__dirname, '../corpus');
const FLUX_OF_ANOTHER = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: other, namespace: flux-system}
spec: {interval: 10m, path: ./other, prune: false, targetNamespace: shop, sourceRef: {kind: GitRepository, name: flux-system}}
`;
const AUTO = { render: 'auto', allowNetwork: false } as const;

async function rendered(name: string, more: Record<string, string> = {}) {
  const folder = temporaryFolder();
  cpSync(join(CORPUS, name), folder, { recursive: true });
  writeFiles(folder, more);
  return judgedFolder(folder, AUTO);
}

describe('kustomize', () => {
  it('says what each overlay makes, at the place of its source', async () => {
    const { documents, errors } = await rendered('overlays');
    const clusters = documents.filter(({ manifest }) => manifest?.kind === 'Cluster');
    expect(clusters.map(({ manifest }) => at(manifest, 'spec.instances'))).toEqual([1, 3]);
    expect(clusters.map(({ file }) => file?.endsWith('/base/cluster.yaml'))).toEqual([true, true]);
    expect(errors).toEqual([]);
  });

  it('judges what a patch makes', async () => {
    const patch = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg}\nspec: {instances: 0}\n';
    const { errors } = await rendered('overlays', { 'overlays/dev/small.yaml': patch });
    expect(errors).toEqual(['schema-range spec.instances']);
  });

  it('says what nobody can build: its patches, and its files, unless git leaves them out', async () => {
    const patch = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pgg}\nspec: {instances: 1}\n';
    const { errors, violations } = await rendered('overlays', { 'overlays/dev/small.yaml': patch });
    expect(errors).toEqual(['root-broken null']);
    expect(violations.find(({ rule }) => rule === 'root-broken')).toMatchObject({
      file: expect.stringMatching(/overlays\/dev\/kustomization\.yaml$/),
      message: expect.stringContaining('no matches for Id Cluster.v1.postgresql.cnpg.io/pgg'),
    });
    const missing = { 'a/kustomization.yaml': 'resources: [b.yaml]\n' };
    const broken = async (more: Record<string, string>) => {
      const folder = temporaryFolder();
      writeFiles(folder, { ...missing, ...more });
      execFileSync('git', ['init', '-q'], { cwd: folder });
      return (await judgedFolder(folder, AUTO)).errors;
    };
    expect(await broken({})).toEqual(['root-broken null']);
    expect(await broken({ '.gitignore': 'b.yaml\n' })).toEqual([]);
    // Where somebody else is applied, nobody may apply it.
    const other = { 'flux.yaml': FLUX_OF_ANOTHER, 'other/a.yaml': patch.replace('1}', '1, storage: {size: 5Gi}}') };
    expect(await broken(other)).toEqual([]);
  });

  it('knows the patches of a Flux Kustomization, in a folder without a kustomization, too', async () => {
    const patches = '[{target: {kind: Cluster, name: pg}, patch: "- {op: replace, path: /spec/instances, value: 0}"}]';
    const flux = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: others, namespace: flux-system}
spec: {interval: 10m, path: ./others, prune: false, sourceRef: {kind: GitRepository, name: flux-system}, patches: ${patches}}
`;
    const { errors } = await rendered('flux-force', { 'clusters/prod/databases.yaml': flux });
    expect(errors).toEqual(['schema-range spec.instances']);
  });

  it('knows two objects of one name by their namespaces', async () => {
    const flux = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: databases, namespace: flux-system}
spec:
  interval: 10m
  path: ./databases
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
  patches: [{target: {kind: ScheduledBackup}, patch: "- {op: add, path: /spec/suspend, value: false}"}]
`;
    const { documents } = await rendered('flux-force', { 'clusters/prod/databases.yaml': flux });
    const stores = documents.filter(({ manifest }) => manifest?.kind === 'ObjectStore');
    const places = stores.map(({ manifest, file }) => [manifest?.metadata.namespace, file?.split('/').at(-2)]);
    expect(places.length).toBeGreaterThan(1);
    expect(places.filter(([namespace, folder]) => namespace !== folder)).toEqual([]);
  });

  it('renames with a prefix, and generated names carry a hash', async () => {
    const kustomization = 'namePrefix: x-\nnamespace: shop\nresources: [cluster.yaml, store.yaml, backup.yaml]\n';
    const { objects, errors } = await rendered('overlays', { 'base/kustomization.yaml': kustomization });
    expect(objects).toContain('Cluster shop/x-pg');
    // kustomize knows no names in fields of CNPG.
    expect(errors).toContain('cluster-missing spec.cluster.name');
  });
});

describe('helm', () => {
  it('renders a chart as the release that installs it', async () => {
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: shop}
spec:
  chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}
  values: {enabled: true, instances: 2, schedule: "0 2 * * *"}
`;
    const { objects, errors } = await rendered('own-chart', { 'apps/shop.yaml': release });
    expect(objects).toEqual(['Cluster shop/shop-pg', 'HelmRelease shop/shop', 'ScheduledBackup shop/shop']);
    expect(errors).toContain('scheduled-backup-six-fields spec.schedule');
  });

  it('is who deletes the Cluster of a chart, and Flux is who uninstalls it', async () => {
    const files = {
      'apps/shop.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: shop}
spec: {chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}, values: {enabled: true, instances: 2}}
`,
      'flux/apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {interval: 10m, path: ./apps, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
`,
    };
    const { warnings } = await rendered('own-chart', files);
    expect(warnings).toContain('helm-release-keep Cluster shop/shop-pg');
    expect(warnings).not.toContain('flux-prune-protection Cluster shop/shop-pg');
  });

  it('follows an app of apps to the databases of its Applications', async () => {
    const { objects, errors, infos } = await rendered('app-of-apps');
    expect(objects).toEqual([
      'Application argocd/bank',
      'Application argocd/manifests',
      'Application argocd/root',
      'Application argocd/shop',
      'Cluster bank-prod/bank-db',
      'Cluster shop-prod/shop-db',
      'Pooler shop-prod/shop',
    ]);
    // The Pooler finds the Cluster that a chart of an Application of a chart makes.
    expect(errors).toEqual(['schema-range spec.instances', 'schema-range spec.instances']);
    expect(infos.filter((info) => /^(?:helm-template|root-not-rendered|cluster-missing)/.test(info))).toEqual([]);
  });

  it('renders a chart in the root of a repository', async () => {
    const { infos } = await rendered('chart-in-root');
    expect(infos.filter((info) => info.startsWith('root-not-rendered'))).toEqual([]);
  });

  it('renders a chart of nobody with its own values', async () => {
    const { objects, infos } = await rendered('own-chart');
    expect(objects).toEqual(['ScheduledBackup shop']);
    expect(infos.filter((info) => info.startsWith('helm-template'))).toEqual(['helm-template loose/template.yaml']);
  });
});

describe('flux', () => {
  const flux = (more: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: shop, namespace: flux-system}
spec:
  interval: 10m
  path: ./shop
  prune: false
  sourceRef: {kind: GitRepository, name: flux-system}
  ${more}
`;
  const cluster = (spec: string, more = '') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg${more}}
spec: {${spec}}
`;
  const judged = async (files: Record<string, string>) => {
    const folder = temporaryFolder();
    writeFiles(folder, files);
    const { documents, ...found } = await judgedFolder(folder, AUTO);
    const manifests = documents.flatMap(({ manifest }) => manifest ?? []);
    return {
      ...found,
      cluster: manifests.find(({ kind }) => kind === 'Cluster'),
      left: readdirSync(join(folder, 'shop')),
    };
  };

  it('replaces variables as bash would, which nobody else does here', async () => {
    const { cluster: made, left } = await judged({
      'flux.yaml': flux('postBuild: {substitute: {LEVEL: INFO, COUNT: "3"}}'),
      'shop/a.yaml': cluster('instances: "${COUNT}", logLevel: "${LEVEL,,}", description: "$${COUNT}"'),
    });
    expect(made?.spec).toEqual({ instances: 3, logLevel: 'info', description: '${COUNT}' });
    expect(left).toEqual(['a.yaml']);
  });

  it('finds an object whose name is a variable in its file', async () => {
    const { violations } = await judged({
      'flux.yaml': flux('targetNamespace: shop\n  postBuild: {substitute: {APP: web}}'),
      'shop/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
      'shop/b.yaml': cluster('instances: 0, storage: {size: 5Gi}').replace('name: pg', 'name: "${APP}-db"'),
      'shop/c.yaml': cluster('instances: 1, storage: {size: 5Gi}').replace('name: pg', 'name: "${APP}-copy"'),
    });
    const [said] = violations.filter(({ rule }) => rule === 'schema-range');
    expect(said).toMatchObject({ name: 'web-db', file: expect.stringMatching(/shop\/b\.yaml$/) });
  });

  it('replaces nothing where it knows no variable, and keeps what a ConfigMap may say', async () => {
    const shop = { 'shop/a.yaml': cluster('instances: 3, logLevel: "${LEVEL:=info}"') };
    const patch = 'patches: [{target: {kind: Cluster}, patch: "- {op: replace, path: /spec/instances, value: 2}"}]';
    const none = await judged({ 'flux.yaml': flux(`${patch}\n  postBuild: {substitute: {}}`), ...shop });
    expect(none.cluster?.spec).toEqual({ instances: 2, logLevel: '${LEVEL:=info}' });
    const from = 'postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}';
    const elsewhere = await judged({ 'flux.yaml': flux(`${patch}\n  ${from}`), ...shop });
    expect(elsewhere.cluster?.spec).toEqual({ instances: 2, logLevel: '${LEVEL:=info}' });
    const off = await judged({
      'flux.yaml': flux(`${patch}\n  postBuild: {substitute: {LEVEL: debug}}`),
      'shop/a.yaml': cluster(
        'instances: 3, logLevel: "${LEVEL:=info}"',
        ', annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}',
      ),
    });
    expect(off.cluster?.spec).toEqual({ instances: 2, logLevel: '${LEVEL:=info}' });
  });

  it('puts its prefix in the place of the one in the folder, as kustomize-controller does', async () => {
    const { objects, cluster: made } = await judged({
      'flux.yaml': flux('namePrefix: x-\n  targetNamespace: shop\n  commonMetadata: {labels: {team: a}}'),
      'shop/kustomization.yaml': 'namePrefix: y-\nnamespace: other\nresources: [a.yaml]\n',
      'shop/a.yaml': cluster('instances: 3'),
    });
    expect(objects).toContain('Cluster shop/x-pg');
    expect(made?.metadata.labels).toMatchObject({ team: 'a' });
  });

  it('says what it cannot build', async () => {
    const { violations } = await judged({
      'flux.yaml': flux('components: [../none]'),
      'shop/a.yaml': cluster('instances: 3'),
    });
    const [said] = violations.filter(({ rule }) => rule === 'root-broken');
    expect(said?.message).toMatch(/flux cannot build Kustomization flux-system\/shop: .*none/);
  });
});
