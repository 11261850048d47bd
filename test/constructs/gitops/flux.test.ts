import { App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import {
  FluxGitRepository,
  FluxHelmRelease,
  FluxHelmRepository,
  FluxKustomization,
  type Folder,
  Namespace,
  useGitOps,
} from '../../../constructs/index';
import { render } from '../support/render';

const git = (scope: Folder, url = 'https://git.example.com/a.git') =>
  new FluxGitRepository(scope, 'Git', { name: 'git', url, ref: { branch: 'main' } });

describe('refuses what Flux would refuse, or what floats', () => {
  it.each(['git@example.com:a.git', 'git.example.com/a'])('a repository at %s', (url) => {
    expect(() => render((folder) => git(folder, url))).toThrow(`url "${url}": Flux takes https:// and ssh:// only`);
  });

  it.each(['/dist/shop', '../shop', 'dist/../shop'])('the path %s', (path) => {
    expect(() =>
      render((folder) => new FluxKustomization(folder, 'It', { name: 'a', source: git(folder), path })),
    ).toThrow(`path "${path}"`);
  });

  it.each(['*', '1.x', '>=1.0.0', ''])('the chart version "%s"', (version) => {
    expect(() =>
      render((folder) => {
        const repository = new FluxHelmRepository(folder, 'Charts', { name: 'charts', url: 'https://a' });
        new FluxHelmRelease(folder, 'It', { name: 'a', repository, chart: 'b', version, targetNamespace: 'c' });
      }),
    ).toThrow(`chart b at "${version}" floats`);
  });
});

describe('protections without a platform', () => {
  const namespaceIn = (make: (app: App) => Chart) => {
    const app = new App();
    const chart = make(app);
    new Namespace(chart, 'It', { name: 'shop' });
    return chart.toJson()[0].metadata.annotations;
  };

  it('are those of Flux in a scope that is said to be its own', () => {
    const ofFlux = namespaceIn((app) => {
      useGitOps(app, 'flux');
      return new Chart(app, 'a');
    });
    expect(ofFlux).toEqual({
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      'kustomize.toolkit.fluxcd.io/force': 'disabled',
    });
  });

  it('are those of Argo CD elsewhere', () => {
    expect(Object.keys(namespaceIn((app) => new Chart(app, 'a')))).toEqual([
      'argocd.argoproj.io/sync-options',
      'argocd.argoproj.io/sync-wave',
    ]);
  });

  it('cannot be contradicted by an annotation', () => {
    const app = new App();
    useGitOps(app, 'flux');
    const annotations = { 'kustomize.toolkit.fluxcd.io/prune': 'enabled' };
    const chart = new Chart(app, 'a');
    expect(() => new Namespace(chart, 'It', { name: 'shop', annotations })).toThrow(
      'use `protection` or `wave` instead',
    );
  });
});
