import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { judgedFolder } from './support';

// What only generators and charts know of what is applied: it is followed, or it is said that it was not.

const SCHEDULE = (name: string) => `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: ${name}}
spec: {schedule: "0 2 * * *", immediate: true, cluster: {name: pg}}
`;
const NEVER = { render: 'never', allowNetwork: false } as const;

it('says in one line of how many charts of applications nothing is seen, and that nothing is missed', async () => {
  const release = (name: string, chart: string) =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: ${name}, namespace: shop}\nspec: {chart: {spec: {chart: ${chart}, sourceRef: {kind: HelmRepository, name: charts}}}}\n`;
  const repository =
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: {name: charts, namespace: shop}\nspec: {url: "https://example.com/charts"}\n';
  const about = async (chart: string) => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.yaml': release('a', chart), 'b.yaml': release('b', chart), 'c.yaml': repository });
    const { violations } = await judgedFolder(folder, NEVER);
    return violations.filter(({ rule }) => rule === 'root-not-rendered').map(({ message }) => message);
  };
  expect(await about('web')).toEqual([
    'the network has charts that name nothing of CloudNativePG, and are not looked into: chart web (2 releases)',
  ]);
  expect(await about('cluster')).toHaveLength(2);
});

describe('what cannot be seen is said once, and how it can be seen', () => {
  const said = async (files: Record<string, string>) => {
    const folder = temporaryFolder();
    writeFiles(folder, files);
    const { violations } = await judgedFolder(folder, NEVER);
    const about = violations.filter(({ rule }) => ['helm-template', 'root-not-rendered'].includes(rule));
    return about.map(({ message, fix }) => `${message}; ${fix}`);
  };
  const set = (generators: string, source: string) => ({
    'set.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: all, namespace: argocd}
spec:
  generators: [${generators}]
  template: {metadata: {name: "{{name}}"}, spec: {project: a, source: {repoURL: "https://example.com/a.git", ${source}}, destination: {namespace: a}}}
`,
  });
  const DIRECTORIES = '{git: {directories: [{path: db/*}]}}';
  const LIST = '{list: {elements: [{name: db}]}}';

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'folders of clusters',
      set('{clusters: {}}', 'path: "db/{{name}}"'),
      /only its generators know .* folder db\/\{\{name\}\}.*appset generate/,
    ],
    ['charts of clusters', set('{clusters: {}}', 'chart: cluster'), /only its generators know .* chart cluster/],
    [
      'a chart of the repository',
      { ...set('{clusters: {}}', 'path: app'), 'app/Chart.yaml': 'name: app\n' },
      /only its generators know .* chart app/,
    ],
    ['what an element does not name', set(LIST, 'path: "db/{{region}}"'), /folder db\/\{\{region\}\}/],
    [
      'an umbrella chart',
      { 'app/Chart.yaml': 'name: app\ndependencies: [{name: cluster}]\n' },
      /in turn was not followed: chart cluster; run helm dependency update/,
    ],
    [
      'charts of kustomize',
      { 'kustomization.yaml': 'helmCharts: [{name: cluster}]\n' },
      /chart cluster needs the network; pass --allow-network/,
    ],
    [
      'values elsewhere',
      {
        'a.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec: {chart: {spec: {chart: ./app, sourceRef: {kind: GitRepository, name: a}}}, valuesFrom: [{kind: Secret, name: s}]}\n',
        'app/Chart.yaml': 'name: app\n',
      },
      /some values of its chart .*helm template \S+\/app --values/,
    ],
    [
      'values in the place of those of the chart',
      {
        'a.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec: {chart: {spec: {chart: ./app, valuesFiles: [app/prod.yaml], sourceRef: {kind: GitRepository, name: a}}}}\n',
        'app/Chart.yaml': 'name: app\n',
        'app/values.yaml': 'a: 1\n',
        'app/prod.yaml': 'a: 2\n',
      },
      /its valuesFiles take the place of the values.yaml of its chart/,
    ],
    [
      'what only a tool can read, where no tool has spoken',
      { 'kustomization.yaml': 'namePrefix: a-\nresources: [set.yaml]\n', ...set(LIST, 'path: x') },
      /only kustomize can read namePrefix .*; put kustomize, kubectl or flux into PATH/,
    ],
  ])('of %s', async (_, files, message) => {
    expect((await said(files)).filter((each) => message.test(each))).toHaveLength(1);
  });

  it.each([
    ['of directories in git', DIRECTORIES, 'path: "{{path}}"'],
    ['of a list', LIST, 'path: "db/{{name}}"'],
    ['of CNPG', '{clusters: {}}', 'chart: cloudnative-pg'],
  ])('and nothing is said of an ApplicationSet %s', async (_, generators, source) => {
    expect(await said({ ...set(generators, source), 'db/db/a.yaml': SCHEDULE('a') })).toEqual([]);
  });
});

describe('an app of apps', () => {
  const application = (name: string, path: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}, namespace: argocd}
spec: {project: a, source: {repoURL: "https://example.com/a.git", path: ${path}, targetRevision: main}, destination: {namespace: ${name}}}
`;
  const CHART = { 'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n' };
  const TEMPLATE = { 'apps/templates/a.yaml': `{{- if .Values.a }}\n${application('db', 'db')}{{- end }}\n` };
  const FOLDER = { 'db/a.yaml': SCHEDULE('daily') };

  async function judgedBy(program: string, files: Record<string, string>) {
    const [folder, tools] = [temporaryFolder(), temporaryFolder()];
    writeFiles(folder, files);
    writeFiles(tools, { helm: `#!${process.execPath}\n${program}` });
    chmodSync(join(tools, 'helm'), 0o755);
    const helm = join(tools, 'helm');
    return judgedFolder(folder, { ...NEVER, render: 'auto', tools: { kustomize: undefined, helm, flux: undefined } });
  }

  it('is followed: what its chart makes applies folders, and is asked for once', async () => {
    const calls = join(temporaryFolder(), 'calls');
    const program = `require('node:fs').appendFileSync(${JSON.stringify(calls)}, '.');
console.log(${JSON.stringify(application('db', 'db'))});`;
    const { objects } = await judgedBy(program, { ...CHART, ...FOLDER, 'root.yaml': application('root', 'apps') });
    expect(objects).toEqual(['Application argocd/db', 'Application argocd/root', 'ScheduledBackup db/daily']);
    expect(readFileSync(calls, 'utf8')).toBe('.');
  });

  it('has variables of its values in what it makes, which nobody knows', async () => {
    const made = SCHEDULE('daily').replace('"0 2 * * *"', `"$${'{SCHEDULE}'}"`);
    const { objects, errors } = await judgedBy(`console.log(${JSON.stringify(made)});`, { ...CHART });
    expect([objects, errors]).toEqual([['ScheduledBackup daily'], []]);
    const wrong = await judgedBy(`console.log(${JSON.stringify(SCHEDULE('daily'))});`, { ...CHART });
    expect(wrong.errors).toEqual(['scheduled-backup-six-fields spec.schedule']);
  });

  it('that installs itself ends', async () => {
    const itself = `console.log(${JSON.stringify(application('root', 'apps'))});`;
    const { objects, infos } = await judgedBy(itself, { ...CHART, 'root.yaml': application('root', 'apps') });
    expect(objects).toEqual(['Application argocd/root']);
    expect(infos.filter((info) => info.startsWith('root-not-rendered'))).toEqual([]);
  });

  it('that makes another each time is followed a few times, and says so', async () => {
    const other = `const [, name] = process.argv.slice(2);
console.log(${JSON.stringify(application('NAME', 'apps'))}.replaceAll('NAME', name + 'x'));`;
    const { objects, violations } = await judgedBy(other, { ...CHART, 'root.yaml': application('root', 'apps') });
    expect(objects).toContain('Application argocd/rootxxx');
    const said = violations.filter(({ rule }) => rule === 'root-not-rendered');
    expect(said.map(({ message }) => message)).toEqual([expect.stringMatching(/are followed 5 times/)]);
  });

  it('without Helm is said to be one', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { ...CHART, ...TEMPLATE, ...FOLDER, 'root.yaml': application('root', 'apps') });
    const { objects, violations } = await judgedFolder(folder, NEVER);
    expect(objects).toEqual(['Application argocd/root', 'ScheduledBackup daily']);
    const [said] = violations.filter(({ rule }) => rule === 'helm-template');
    expect(said?.message).toMatch(/what it installs in turn was not followed: Application$/);
    expect(said?.fix).toMatch(/helm into PATH/);
  });
});
