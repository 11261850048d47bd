import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { judgedFolder } from './support';

// The Cluster that CNPG's chart makes, where a chart of the repository depends on it.

const CHART = `apiVersion: v2
name: shop
version: 1.0.0
dependencies: [{name: cluster, version: 0.3.1, repository: "https://cloudnative-pg.github.io/charts", condition: cluster.enabled}]
`;
const VALUES = `cluster:
  version: {postgresql: "17.7"}
  cluster:
    resources: {limits: {memory: 1Gi}}
    postgresql: {parameters: {shared_buffers: 2GB}}
`;
const FILES = { 'charts/shop/Chart.yaml': CHART, 'charts/shop/values.yaml': VALUES };
const PATH = 'values.cluster.cluster.postgresql.parameters.shared_buffers';

async function judged(files: Record<string, string>) {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return judgedFolder(folder, { render: 'never', allowNetwork: false });
}

const application = (helm: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  project: shop
  source: {repoURL: https://example.com/gitops.git, path: charts/shop, targetRevision: HEAD, helm: ${helm}}
  destination: {server: https://kubernetes.default.svc, namespace: shop}
`;

const release = (values: string, more = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: shop}
spec:
  interval: 1h
  chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}
  values: ${values}
  ${more}
`;

describe('values of a chart around it', () => {
  it('are judged where they are all', async () => {
    const { errors, violations } = await judged(FILES);
    expect(errors).toEqual([`memory-limit ${PATH}`]);
    expect(violations.find(({ rule }) => rule === 'backup-missing')).toMatchObject({
      path: 'values.cluster.backups.enabled',
      kind: 'Values',
      name: 'shop',
      file: expect.stringMatching(/charts\/shop\/values\.yaml$/),
    });
    expect((await judged({ ...FILES, 'app.yaml': application('{releaseName: shop}') })).errors).toEqual([
      `memory-limit ${PATH}`,
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['by another file', { 'charts/shop/values-prod.yaml': 'cluster: {}\n' }],
    ['by a file elsewhere', { 'envs/prod/values.yaml': 'cluster: {}\n' }],
    ['by a Secret', { 'release.yaml': release('{}', 'valuesFrom: [{kind: Secret, name: a}]') }],
  ])('are not where they may be overridden: %s', async (_, more) => {
    const { errors } = await judged({ ...FILES, ...more });
    expect(errors.filter((each) => each.startsWith('memory'))).toEqual([]);
  });

  const parameters = (buffers: string) =>
    `{cluster: {cluster: {postgresql: {parameters: {shared_buffers: ${buffers}}}}}}`;
  const below = (path: string) => [`memory-limit ${path}.cluster.cluster.postgresql.parameters.shared_buffers`];
  const naming = (files: string[]) => ({
    'charts/shop/values-prod.yaml': `${parameters('3GB')}\n`,
    'release.yaml': release('{}').replace(
      'chart: ./charts/shop,',
      `chart: ./charts/shop, valuesFiles: [${files.map((file) => `charts/shop/${file}`)}],`,
    ),
  });
  it.each<[string, Record<string, string>, string[]]>([
    ['that are right', { 'app.yaml': application(`{valuesObject: ${parameters('256MB')}}`) }, []],
    [
      'that change nothing of it',
      { 'app.yaml': application('{valuesObject: {cluster: {cluster: {instances: 5}}}}') },
      below('spec.source.helm.valuesObject'),
    ],
    [
      'of a file that is named',
      {
        'app.yaml': application('{valueFiles: [values.yaml, values-prod.yaml]}'),
        'charts/shop/values-prod.yaml': `${parameters('3GB')}\n`,
      },
      below('spec.source.helm.valuesObject'),
    ],
    ['of a HelmRelease', { 'release.yaml': release(parameters('3GB')) }, below('spec.values')],
    ['of a HelmRelease that are right', { 'release.yaml': release(parameters('256MB')) }, []],
    ['of files that a HelmRelease names', naming(['values.yaml', 'values-prod.yaml']), below('spec.values')],
    ['of files that lack those of the chart', naming(['values-prod.yaml']), []],
    ['of files that are not all there', naming(['values.yaml', 'values-prod.yaml', 'values-eu.yaml']), []],
    ['that switch it off', { 'release.yaml': release('{cluster: {enabled: false}}') }, []],
  ])('are judged with those of what installs it: %s', async (_, more, expected) => {
    const { errors } = await judged({ ...FILES, ...more });
    expect(errors.filter((each) => each.startsWith('memory'))).toEqual(expected);
  });

  it('are not where they switch the chart off', async () => {
    const off = VALUES.replace('cluster:\n', 'cluster:\n  enabled: false\n');
    expect((await judged({ ...FILES, 'charts/shop/values.yaml': off })).errors).toEqual([]);
  });
});
