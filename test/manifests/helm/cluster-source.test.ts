import { describe, expect, it } from 'vitest';
import { clusterValuesIn, installedCharts } from '../../../manifests/helm/installed-charts';
import { valuesClusters } from '../../../manifests/helm/values-clusters';
import type { Manifest } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';

const MIRROR = 'https://harbor.example.com/chartrepo/mirror';
const repository = (url: string): Manifest => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'HelmRepository',
  metadata: { name: 'charts', namespace: 'flux-system' },
  spec: { url },
});
const release = (values: object, name = 'charts'): Manifest => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'db', namespace: 'shop' },
  spec: {
    chart: { spec: { chart: 'cluster', sourceRef: { kind: 'HelmRepository', name, namespace: 'flux-system' } } },
    values,
  },
});
const oci = (url: string): Manifest[] => [
  {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'charts', namespace: 'flux-system' },
    spec: { url },
  },
  {
    ...release({}),
    spec: { chartRef: { kind: 'OCIRepository', name: 'charts', namespace: 'flux-system' }, values: {} },
  },
];
const application = (repoURL: string, valuesObject: object): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'db', namespace: 'argocd' },
  spec: { source: { chart: 'cluster', repoURL, helm: { valuesObject } } },
});
const k3s = (repo: string, valuesContent: string): Manifest => ({
  apiVersion: 'helm.cattle.io/v1',
  kind: 'HelmChart',
  metadata: { name: 'db', namespace: 'kube-system' },
  spec: { chart: 'cluster', repo, valuesContent },
});
const kustomization = (repo: string, valuesInline: object): Manifest => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  metadata: { name: 'db' },
  helmCharts: [{ name: 'cluster', repo, valuesInline }],
});
const GIANT_SWARM = { cluster: { instances: 1, storage: { size: '10GB' } }, global: { connectivity: {} } };

describe('a chart "cluster" is that of CNPG', () => {
  it.each<[string, readonly Manifest[]]>([
    ['by the address of its repository', [repository('https://cloudnative-pg.github.io/charts'), release({})]],
    ['by the name of its repository, which is elsewhere', [release({}, 'cnpg')]],
    ['by the address of its artifact', oci('oci://ghcr.io/cloudnative-pg/charts/cluster')],
    ['by its values, of a mirror', [repository(MIRROR), release({ cluster: { instances: 3 } })]],
    ['by its values, of a repository that is elsewhere', [release({ type: 'postgresql' })]],
    ['in an Application', [application('ghcr.io/cloudnative-pg/charts', {})]],
    ['in an Application, by its values', [application(MIRROR, { backups: { enabled: true } })]],
    ['in a HelmChart of K3s', [k3s('https://cloudnative-pg.github.io/charts', '')]],
    ['in a HelmChart of K3s, by its values', [k3s(MIRROR, 'version: {postgresql: "17"}')]],
  ])('%s', (_, manifests) => {
    const installer = manifests.at(-1) as Manifest;
    const index = new Index(manifests);
    expect(installedCharts(installer, index).map(({ chart }) => chart)).toEqual(['cluster']);
    expect(valuesClusters(installer, index)).toHaveLength(1);
  });

  it('in a kustomization', () => {
    const given = kustomization('https://cloudnative-pg.github.io/charts', {});
    expect(clusterValuesIn(given, new Index([given]))).toHaveLength(1);
  });
});

describe('a chart "cluster" is that of somebody else', () => {
  it.each<[string, readonly Manifest[]]>([
    [
      'in a catalog of Kubernetes clusters',
      [repository('https://giantswarm.github.io/cluster-catalog'), release(GIANT_SWARM)],
    ],
    ['in a registry', oci('oci://gsoci.azurecr.io/charts/giantswarm/cluster')],
    [
      'of another database',
      [repository('https://mongodb.github.io/helm-charts'), release({ replicaSet: {}, mode: 'x' })],
    ],
    ['without a sign of CNPG', [release({ cluster: { storage: { size: '10GB' } } })]],
    ['in an Application', [application('https://giantswarm.github.io/cluster-catalog', GIANT_SWARM)]],
    ['in a HelmChart of K3s', [k3s(MIRROR, 'members: 3')]],
    ['in a kustomization', [kustomization('https://giantswarm.github.io/cluster-catalog', GIANT_SWARM)]],
  ])('%s', (_, manifests) => {
    const installer = manifests.at(-1) as Manifest;
    const index = new Index(manifests);
    expect(installedCharts(installer, index)).toEqual([]);
    expect(valuesClusters(installer, index)).toEqual([]);
    expect(clusterValuesIn(installer, index)).toEqual([]);
  });
});
