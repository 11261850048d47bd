import { describe, expect, it } from 'vitest';
import {
  ArgoApplication,
  type ArgoApplicationProps,
  ArgoProject,
  type ArgoProjectProps,
} from '../../../constructs/index';
import { at, only, refused, render } from '../support/render';

const least: ArgoApplicationProps = {
  name: 'shop-database',
  project: 'shop',
  source: { repoUrl: 'https://git.example.com/shop.git', path: 'dist/shop/database', targetRevision: 'main' },
  destination: { namespace: 'shop' },
};
const application = (props: Partial<ArgoApplicationProps> = {}) =>
  render((folder) => new ArgoApplication(folder, 'App', { ...least, ...props }));
const retry = { limit: 10, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } };

describe('an application', () => {
  it('applies a folder without ever deleting a database', () => {
    const manifests = application();
    expect(manifests).toEqual([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: {
          name: 'shop-database',
          namespace: 'argocd',
          annotations: {
            'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
            'argocd.argoproj.io/manifest-generate-paths': '.',
          },
        },
        spec: {
          project: 'shop',
          source: { repoURL: 'https://git.example.com/shop.git', path: 'dist/shop/database', targetRevision: 'main' },
          destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
          revisionHistoryLimit: 10,
          syncPolicy: {
            automated: { prune: false, selfHeal: true, allowEmpty: false },
            syncOptions: ['ServerSideApply=true', 'FailOnSharedResource=true'],
            retry,
          },
        },
      },
    ]);
    expect(refused(manifests)).toEqual([]);
  });

  it('installs a chart, with everything that can be said', () => {
    const manifests = application({
      source: {
        repoUrl: 'https://charts.example.com',
        chart: 'operator',
        version: '0.27.0',
        values: { a: { b: true } },
      },
      destination: { cluster: { name: 'edge' }, namespace: 'cnpg-system' },
      wave: -30,
      prune: true,
      createNamespace: true,
      ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
      syncOptions: ['PruneLast=true'],
      spec: { revisionHistoryLimit: 3, info: [{ name: 'url', value: 'x' }] },
    });
    const [app] = manifests;
    expect(app?.metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
      'argocd.argoproj.io/sync-wave': '-30',
    });
    expect(app?.spec).toEqual({
      project: 'shop',
      source: {
        repoURL: 'https://charts.example.com',
        chart: 'operator',
        targetRevision: '0.27.0',
        helm: { releaseName: 'shop-database', valuesObject: { a: { b: true } } },
      },
      destination: { name: 'edge', namespace: 'cnpg-system' },
      ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
      revisionHistoryLimit: 3,
      info: [{ name: 'url', value: 'x' }],
      syncPolicy: {
        automated: { prune: true, selfHeal: true, allowEmpty: false },
        syncOptions: [
          'ServerSideApply=true',
          'FailOnSharedResource=true',
          'CreateNamespace=true',
          'RespectIgnoreDifferences=true',
          'PruneLast=true',
        ],
        retry,
      },
    });
    expect(refused(manifests)).toEqual([]);
  });

  it.each(['', '0.27', '0.27.x', '>=0.27.0', 'latest', '*'])('refuses a chart at "%s"', (version) => {
    const source = { repoUrl: 'https://charts.example.com', chart: 'operator', version };
    expect(() => application({ source })).toThrow(`chart operator at "${version}" floats`);
  });

  it.each(['0.27.0', 'v1.21.1', '1.0.0-rc.1'])('takes a chart at "%s"', (version) => {
    const source = { repoUrl: 'https://charts.example.com', chart: 'operator', version, releaseName: 'cnpg' };
    const [app] = application({ source });
    expect(at(app, 'spec.source.targetRevision')).toBe(version);
    expect(at(app, 'spec.source.helm.releaseName')).toBe('cnpg');
  });
});

describe('a project', () => {
  const project = (props: Partial<ArgoProjectProps> = {}) =>
    render(
      (folder) =>
        new ArgoProject(folder, 'Project', {
          name: 'shop',
          description: 'The shop',
          sourceRepos: ['https://git.example.com/shop.git'],
          destinations: [{ namespace: 'shop' }],
          ...props,
        }),
    );

  it('allows nothing of the cluster by default', () => {
    expect(project()).toEqual([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name: 'shop', namespace: 'argocd' },
        spec: {
          description: 'The shop',
          sourceRepos: ['https://git.example.com/shop.git'],
          destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'shop' }],
        },
      },
    ]);
    expect(refused(project())).toEqual([]);
  });

  it('allows what it is told, without empty lists', () => {
    const manifests = project({
      clusterResources: [{ group: '', kind: 'Namespace' }],
      namespaceResources: [],
      wave: -40,
      spec: { orphanedResources: { warn: true } },
    });
    expect(only(manifests, 'AppProject').metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-40' });
    expect(at(manifests[0], 'spec.clusterResourceWhitelist')).toEqual([{ group: '', kind: 'Namespace' }]);
    expect(at(manifests[0], 'spec.namespaceResourceWhitelist')).toBeUndefined();
    expect(at(manifests[0], 'spec.orphanedResources')).toEqual({ warn: true });
  });
});
