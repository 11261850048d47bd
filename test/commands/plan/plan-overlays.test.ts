import { describe, expect, test } from 'vitest';
import { writeFiles } from '../../manifests/support/folder';
import { planned, standalonePlan } from './support';

// What `plan` says of kustomizations, Flux and charts where no tool may be asked: what can be read, and what could not be seen.

const cluster = (spec: string, metadata = '') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg${metadata}}
spec: {${spec}}
`;
const kustomization = (more = '') => `namespace: shop\nresources: [../../base]\npatches: [{path: patch.yaml}]\n${more}`;
const patch = (size: string) => cluster(`instances: 3, storage: {size: ${size}}`);
const OVERLAYS = {
  'base/kustomization.yaml': 'resources: [cluster.yaml]\n',
  'base/cluster.yaml': cluster('instances: 1, storage: {size: 1Gi}'),
  'overlays/dev/kustomization.yaml': kustomization(),
  'overlays/dev/patch.yaml': patch('10Gi'),
  'overlays/prod/kustomization.yaml': kustomization(),
  'overlays/prod/patch.yaml': patch('20Gi'),
};

describe('overlays', () => {
  test('are clusters of their own: what one patch changes is a change of that one', async () => {
    const { said, unseen } = await planned(OVERLAYS, { 'overlays/prod/patch.yaml': patch('30Gi') });
    expect(said).toEqual(['Cluster shop/pg on overlays/prod: spec.storage.size 20Gi → 30Gi none']);
    expect(unseen).toEqual([
      expect.stringMatching(
        /^overlays\/prod changed, and is read without kustomize.*--render never.*kustomize build FOLDER/,
      ),
    ]);
  });

  test('that override a field of the base do not change with it', async () => {
    const { code, said, unseen } = await planned(OVERLAYS, {
      'base/cluster.yaml': cluster('instances: 1, storage: {size: 100Mi}'),
    });
    expect({ code, said }).toEqual({ code: 0, said: [] });
    expect(unseen).toEqual([expect.stringMatching(/^overlays\/dev, overlays\/prod changed, and are read without/)]);
  });

  test('are never said not to change where something changed that only kustomize can read', async () => {
    const more = 'replacements: [{path: r.yaml}]\n';
    const { said, unseen } = await planned(OVERLAYS, {
      'overlays/dev/kustomization.yaml': kustomization(more),
      'overlays/dev/r.yaml': '[]\n',
    });
    expect(said).toEqual([]);
    expect(unseen).toEqual([expect.stringMatching(/only kustomize can read replacements of overlays\/dev/)]);
  });

  test('are not spoken of where nothing of them has changed', async () => {
    const other = { 'other/db.yaml': cluster('instances: 1, storage: {size: 1Gi}', ', namespace: other') };
    const after = { 'other/db.yaml': cluster('instances: 2, storage: {size: 1Gi}', ', namespace: other') };
    const { said, unseen } = await planned({ ...OVERLAYS, ...other }, after);
    expect(said).toEqual(['Cluster other/pg: spec.instances 1 → 2 reload']);
    expect(unseen).toEqual([]);
  });

  test('can be planned one by one, and what nobody has is refused', async () => {
    const after = { 'base/cluster.yaml': cluster('instances: 1, storage: {size: 1Gi}, logLevel: debug') };
    const both = await planned(OVERLAYS, after);
    expect(both.said).toEqual(
      ['dev', 'prod'].map((name) => `Cluster shop/pg on overlays/${name}: spec.logLevel info → debug restart`),
    );
    const one = await standalonePlan('--render', 'never', '--platform', 'overlays/prod');
    expect(one.said).toEqual(['Cluster shop/pg: spec.logLevel info → debug restart']);
    expect(await standalonePlan('--platform', 'west')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is overlays/dev, overlays/prod'),
    });
  });

  test('that could not be seen fail a limit', async () => {
    const after = { 'overlays/prod/patch.yaml': patch('30Gi') };
    expect((await planned(OVERLAYS, after)).code).toBe(0);
    expect((await planned(OVERLAYS, after, '--fail-on', 'outage')).code).toBe(3);
    expect((await planned(OVERLAYS, {}, '--fail-on', 'outage')).code).toBe(0);
  });

  test('of no database are no concern', async () => {
    const files = (image: string) => ({
      'web/kustomization.yaml': 'resources: [deployment.yaml]\npatches: [{path: patch.yaml}]\n',
      'web/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {}\n',
      'web/patch.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: ${image}}\n`,
      'grafana/kustomization.yaml': `helmCharts: [{name: grafana, version: ${image}.0.0, repo: https://example.com}]\n`,
    });
    expect((await planned(files('1'), files('2'))).unseen).toEqual([]);
  });
});

describe('Flux', () => {
  const flux = (size: string, count: number) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: db, namespace: flux-system}
spec:
  interval: 10m
  path: ./base
  prune: true
  targetNamespace: shop
  sourceRef: {kind: GitRepository, name: flux-system}
  postBuild: {substitute: {SIZE: ${size}}}
  patches: [{target: {kind: Cluster}, patch: "- {op: replace, path: /spec/instances, value: ${count}}"}]
`;
  const both = {
    'base/db.yaml': cluster(`instances: 1, storage: {size: "\${SIZE}"}`),
    'clusters/dev/db.yaml': flux('1Gi', 3),
    'clusters/prod/db.yaml': flux('10Gi', 3),
  };

  test('applies one folder to two clusters in two ways, from Kustomizations of one name', async () => {
    const { said } = await planned(both, { 'clusters/prod/db.yaml': flux('20Gi', 4) });
    expect(said.filter((line) => line.startsWith('Cluster'))).toEqual([
      'Cluster shop/pg on clusters/prod: spec.instances 3 → 4 reload',
      'Cluster shop/pg on clusters/prod: spec.storage.size 10Gi → 20Gi none',
    ]);
  });
});

describe('charts', () => {
  const chart = (size: string) => ({
    'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'charts/shop/templates/db.yaml':
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: {{ .Release.Name }}}\n',
    'charts/shop/values.yaml': `size: ${size}\n`,
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'charts/web/values.yaml': `size: ${size}\n`,
  });

  test('of the repository that were not rendered are named, if they have to do with databases', async () => {
    const { said, unseen } = await planned(chart('1Gi'), chart('2Gi'));
    expect(said).toEqual([]);
    expect(unseen).toEqual([
      expect.stringMatching(/^chart charts\/shop changed: .*--render never.*helm template charts\/shop/),
    ]);
    expect((await planned(chart('1Gi'), {})).unseen).toEqual([]);
  });

  const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: db, namespace: shop}
spec:
  interval: 10m
  chart: {spec: {chart: cluster, version: 0.3.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  valuesFrom: [{kind: ConfigMap, name: db}]
`;
  const values = (size: string) => `cluster: {storage: {size: ${size}}}`;
  const map = (size: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: db, namespace: shop}\ndata:\n  values.yaml: "${values(size)}"\n`;

  test("of CNPG's own are planned from the values in a ConfigMap, in files, too", async () => {
    const said = ['Cluster shop/db-cluster: spec.storage.size 10Gi → 20Gi none'];
    const found = await planned({ 'a.yaml': release, 'b.yaml': map('10Gi') }, { 'b.yaml': map('20Gi') });
    expect(found.said).toEqual(expect.arrayContaining(said));
    expect(
      found.plan.changes
        ?.flatMap(({ fields }) => fields)
        .map(({ reason }) => reason)
        .join(),
    ).not.toMatch('no PostgreSQL instance');
    const [before, after] = ['10Gi', '20Gi'].map((size) => `${release}---\n${map(size)}`);
    writeFiles(process.cwd(), { 'one.yaml': `${before}`, 'two.yaml': `${after}` });
    expect((await standalonePlan('--base', 'one.yaml', '--target', 'two.yaml')).said).toEqual(
      expect.arrayContaining(said),
    );
  });

  test("of CNPG's own are planned from the value files of an Application", async () => {
    const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: db, namespace: argocd}
spec:
  project: default
  destination: {namespace: shop, server: https://kubernetes.default.svc}
  sources:
  - {chart: cluster, repoURL: https://cloudnative-pg.github.io/charts, targetRevision: 0.3.1, helm: {valueFiles: [$values/argo/values.yaml]}}
  - {ref: values, repoURL: https://example.com/x.git, targetRevision: main}
`;
    const { said } = await planned(
      { 'a.yaml': application, 'argo/values.yaml': values('10Gi') },
      { 'argo/values.yaml': values('5Gi') },
    );
    expect(said).toContain('Cluster shop/db-cluster: spec.storage.size 10Gi → 5Gi rejected');
    const text = application.replace('helm: {', 'helm: {values: "a: 1", ');
    const mixed = await planned(
      { 'a.yaml': text, 'argo/values.yaml': values('10Gi') },
      { 'argo/values.yaml': values('5Gi') },
    );
    expect(mixed.unseen).toEqual([expect.stringMatching(/^a file with values of Application argocd\/db changed\./)]);
  });

  test("that depend on CNPG's own are planned from their values, and the rest is named", async () => {
    const umbrella = (size: string, enabled = true) => ({
      'charts/app/Chart.yaml':
        'apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n- {name: cluster, alias: db, version: 0.3.1, repository: https://cloudnative-pg.github.io/charts, condition: db.enabled}\n',
      'charts/app/values.yaml': `db: {enabled: ${enabled}, cluster: {storage: {size: ${size}}}}\n`,
    });
    const found = await planned(umbrella('10Gi'), umbrella('20Gi'));
    expect(found.said).toEqual(['Cluster /app-db: spec.storage.size 10Gi → 20Gi none']);
    expect(found.unseen).toEqual([expect.stringMatching(/^chart charts\/app changed: /)]);
    expect((await planned(umbrella('10Gi', false), umbrella('20Gi', false))).said).toEqual([]);
    const [on, off] = [true, false].map((enabled) => ({
      ...umbrella('10Gi'),
      'charts/app/values.yaml': `db: {backups: {enabled: ${enabled}, s3: {bucket: b}}}\n`,
    }));
    expect((await planned(on ?? {}, off ?? {})).said).toEqual([
      expect.stringMatching(/^Cluster \/app-db: spec\.backup .* data-loss$/),
    ]);
  });

  test('of values that nothing here names are named, if these are for a database', async () => {
    const files = (size: string) => ({
      ...chart('1Gi'),
      'charts/shop/values-prod.yaml': `size: ${size}\n`,
      'charts/web/values-prod.yaml': `size: ${size}\n`,
      'clusters/prod/values.yaml': values(size),
      'web/values.yaml': `replicas: ${size}\n`,
    });
    const { unseen } = await planned(files('1Gi'), files('2Gi'));
    expect(unseen.filter((each) => each.includes('nothing here says'))).toEqual([
      expect.stringMatching(
        /^charts\/shop\/values-prod.yaml changed, .*helm template CHART --values charts\/shop\/values-prod.yaml/,
      ),
      expect.stringMatching(/^clusters\/prod\/values.yaml changed/),
    ]);
  });

  test('templates outside of a chart are named if they change', async () => {
    const template = (more: string) => ({
      'loose/t.yaml': `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: {{ .Values.x }}}\n${more}`,
    });
    expect((await planned(template(''), template('spec: {}\n'))).unseen).toEqual([
      expect.stringMatching(/^loose\/t.yaml changed/),
    ]);
  });
});

describe('what cannot be read', () => {
  const broken = (more = '') => ({
    'db/broken.yaml': `kind: Foo\napiVersion: v1\nmetadata: [\n${more}`,
    'db/db.yaml': cluster('instances: 1', ', namespace: shop'),
  });

  test('and has not changed is left out, and named', async () => {
    const after = { 'db/db.yaml': cluster('instances: 2', ', namespace: shop') };
    const { code, said, err } = await planned(broken(), after);
    expect(code).toBe(0);
    expect(said).toContain('Cluster shop/pg: spec.instances 1 → 2 reload');
    expect(err).toMatch(/^db\/broken.yaml:4: not read, and the same on both sides: /);
  });

  test('and has changed ends the plan', async () => {
    const { code, err } = await planned(broken(), broken('# more\n'));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^db\/broken.yaml:5?4?: /) });
  });

  test('and is nobody’s manifest is no concern', async () => {
    const others = (more: string) => ({
      ...broken(),
      'misc/a.yaml': `a: [${more}`,
      'values.yaml': `b: ${more}\n`,
      'package.json': `{"a": ${more}}`,
    });
    expect((await planned(others('1'), others('2'))).code).toBe(0);
  });
});

test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])(
  'a kustomization is found by each name that kustomize looks for: %s',
  async (file) => {
    const before = {
      [`shop/${file}`]: 'namespace: shop\nresources: [c.yaml]\n',
      'shop/c.yaml': cluster('instances: 3, storage: {size: 1Gi}'),
    };
    const { said } = await planned(before, { 'shop/c.yaml': cluster('instances: 2, storage: {size: 1Gi}') });
    expect(said).toEqual([expect.stringMatching(/^Cluster shop\/pg: spec\.instances 3 → 2/)]);
  },
);
