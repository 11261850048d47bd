import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { expect, test } from 'vitest';
import { k3s } from '../apps/platforms/k3s/config';
import { render } from '../manifests/files/render';
import { at, list, type Manifest, record, text } from '../manifests/object/manifest';
import { EXAMPLES } from './apps/support/examples';

// What dist/ needs and does not bring must be named where people look, in docs/install.md; `npm run status` finds it by itself.

const ROOT = join(__dirname, '..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

const manifests: Manifest[] = EXAMPLES.flatMap((application) => {
  const app = new App();
  application.build(app);
  return render(app).map(({ manifest }) => manifest);
});

function ofKind(kind: string): Manifest[] {
  return manifests.filter((manifest) => manifest.kind === kind);
}

const storageClasses = ofKind('Cluster').map((cluster) => text(at(cluster, 'spec.storage.storageClass')) ?? '');
const secretKeys = ofKind('ObjectStore').flatMap((store) =>
  Object.values(record(at(store, 'spec.configuration.s3Credentials'))).map(record),
);
const secrets = new Set(secretKeys.flatMap(({ name, key }) => [String(name), String(key)]));
const made = ofKind('ExternalSecret').map(({ metadata }) => metadata.name);
const passwords = ofKind('Cluster')
  .flatMap((cluster) => [
    ...list(at(cluster, 'spec.managed.roles')).map((role) => text(at(role, 'passwordSecret.name')) ?? ''),
    text(at(cluster, 'spec.bootstrap.initdb.secret.name')) ?? '',
  ])
  .filter((name) => name !== '');
const namespaces = ofKind('Namespace').map(({ metadata }) => metadata.name ?? '');

test('the page names every prerequisite', () => {
  const content = read('docs/install.md');
  for (const name of [...storageClasses, ...secrets, ...namespaces]) expect(content).toContain(name);
  for (const kind of ['podmonitors', 'prometheusrules']) expect(content).toContain(`${kind}.monitoring.coreos.com`);
  expect(storageClasses).toEqual(['local-path', 'gp3-encrypted']);
  expect(secrets.size).toBe(4);
});

test('mise sets up the node monitor that the platform says it has, and its folder', () => {
  const { gracePeriod, period, statusUpdateFrequency } = k3s.nodeMonitor;
  const script = read('mise.toml');
  expect(script).toContain(`node-monitor-grace-period=${gracePeriod.toSeconds()}s`);
  expect(script).toContain(`node-monitor-period=${period.toSeconds()}s`);
  expect(script).toContain(`'nodeStatusUpdateFrequency: ${statusUpdateFrequency.toSeconds()}s'`);
  expect(script).toContain(`nodeLeaseDurationSeconds: ${statusUpdateFrequency.toSeconds() * 4}'`);
  expect(script).toContain(`-k dist/platforms/${k3s.name}\n`);
});

test('every password is made by External Secrets', () => {
  expect(passwords).toHaveLength(4);
  expect(passwords.filter((name) => !made.includes(name))).toEqual([]);
});

test('every namespace that is used is made', () => {
  const operators = ofKind('Application').map((application) => at(application, 'spec.destination.namespace'));
  const made = [...namespaces, 'argocd', ...operators];
  for (const { metadata, kind } of manifests) {
    if (metadata.namespace !== undefined) expect(made, `${kind} ${metadata.name}`).toContain(metadata.namespace);
  }
});

test('whoever creates its namespace may do so', () => {
  const projects = new Map(ofKind('AppProject').map((project) => [project.metadata.name, project]));
  const creating = ofKind('Application').filter((application) =>
    list(at(application, 'spec.syncPolicy.syncOptions')).includes('CreateNamespace=true'),
  );
  expect(creating.length).toBeGreaterThan(0);
  for (const application of creating) {
    const kinds = list(at(projects.get(text(at(application, 'spec.project'))), 'spec.clusterResourceWhitelist'));
    expect(kinds, application.metadata.name).toContainEqual(expect.objectContaining({ group: '', kind: 'Namespace' }));
  }
});

test('every folder of dist is applied by exactly one Application, of a project that allows its kinds there', () => {
  const projects = new Map(ofKind('AppProject').map((project) => [project.metadata.name, project]));
  for (const { path, manifest } of renderedByPath()) {
    const owners = ofKind('Application').filter((owner) => foldersOf(owner).includes(`dist/${path}`));
    expect(owners, path).toHaveLength(1);
    const project = projects.get(text(at(owners[0], 'spec.project')));
    expect(allowed(project, manifest), `${manifest.kind} in ${path}`).toBe(true);
  }
});

test('every Application that points into dist points at a folder that is rendered', () => {
  const folders = new Set(renderedByPath().map(({ path }) => `dist/${path}`));
  const paths = ofKind('Application').flatMap((application) => text(at(application, 'spec.source.path')) ?? []);
  expect(paths).toHaveLength(6);
  for (const path of paths) expect(folders).toContain(path);
});

function renderedByPath() {
  return EXAMPLES.flatMap((application) => {
    const app = new App();
    application.build(app);
    return render(app);
  }).filter(({ manifest }) => !manifest.apiVersion.startsWith('kustomize.config.k8s.io/'));
}

/** Its folder, and the components that it adds to it. */
function foldersOf(application: Manifest): string[] {
  const path = text(at(application, 'spec.source.path'));
  const components = list(at(application, 'spec.source.kustomize.components'));
  return path === undefined ? [] : [path, ...components.map((component) => `${path}/${component}`)];
}

function allowed(project: Manifest | undefined, { apiVersion, kind, metadata }: Manifest): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const field = metadata.namespace === undefined ? 'clusterResourceWhitelist' : 'namespaceResourceWhitelist';
  const whitelist = at(project, `spec.${field}`);
  const kinds =
    field === 'namespaceResourceWhitelist' && whitelist === undefined ? [{ group: '*', kind: '*' }] : list(whitelist);
  const destinations = list(at(project, 'spec.destinations')).map((destination) => record(destination).namespace);
  return (
    kinds
      .map(record)
      .some((entry) => ['*', group].includes(`${entry.group}`) && ['*', kind].includes(`${entry.kind}`)) &&
    (metadata.namespace === undefined || destinations.includes(metadata.namespace))
  );
}
