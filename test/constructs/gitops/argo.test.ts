import { describe, expect, it } from 'vitest';
import {
  ArgoApplication,
  type ArgoApplicationProps,
  ArgoProject,
  type ArgoProjectProps,
  Duration,
  Schedule,
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
            syncOptions: ['ServerSideApply=true', 'FailOnSharedResource=true', 'SkipDryRunOnMissingResource=true'],
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
      namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      syncOptions: ['ApplyOutOfSyncOnly=true'],
      notifications: { 'on-database-degraded': { slack: ['dba', 'shop'], pagerduty: 'shop' } },
      annotations: { team: 'orders' },
      spec: { revisionHistoryLimit: 3, info: [{ name: 'url', value: 'x' }] },
    });
    const [app] = manifests;
    expect(app?.metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
      'argocd.argoproj.io/sync-wave': '-30',
      'notifications.argoproj.io/subscribe.on-database-degraded.pagerduty': 'shop',
      'notifications.argoproj.io/subscribe.on-database-degraded.slack': 'dba;shop',
      team: 'orders',
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
        managedNamespaceMetadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
        syncOptions: [
          'ServerSideApply=true',
          'FailOnSharedResource=true',
          'SkipDryRunOnMissingResource=true',
          'CreateNamespace=true',
          'PruneLast=true',
          'RespectIgnoreDifferences=true',
          'ApplyOutOfSyncOnly=true',
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

describe('an application refuses', () => {
  const SLASH = 'annotation "notifications.argoproj.io/subscribe.on/x.slack"';
  it.each<[Partial<ArgoApplicationProps>, string]>([
    [{ namespaceLabels: { a: 'b' } }, 'namespaceLabels without createNamespace'],
    [{ notifications: { 'on/x': { slack: 'dba' } } }, SLASH],
    [{ notifications: { [`on-${'x'.repeat(60)}`]: { slack: 'dba' } } }, 'subscribe.on-xxx'],
    [{ notifications: { 'on-x': { slack: [] } } }, 'notifications of on-x by slack: give recipients'],
    [{ notifications: { 'on-x': { slack: 'dba;shop' } } }, 'each without a semicolon'],
  ])('%o', (props, message) => expect(() => application(props)).toThrow(message));
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

  it('has windows in five fields, and may warn of what nobody holds', () => {
    const manifests = project({
      syncWindows: [
        { kind: 'deny', opens: Schedule.weekly({ on: ['MON', 'FRI'], hour: 8 }), duration: Duration.hours(10) },
        {
          kind: 'allow',
          opens: Schedule.parse('0 30 22 * * *'),
          duration: Duration.minutes(90),
          timeZone: 'Europe/Berlin',
          applications: ['*-api'],
          manualSync: false,
        },
      ],
      warnOfOrphansBut: [{ group: '', kind: 'Secret', name: 'aws-*' }],
    });
    expect(at(manifests[0], 'spec.syncWindows')).toEqual([
      {
        kind: 'deny',
        schedule: '0 8 * * MON,FRI',
        duration: '10h',
        timeZone: 'UTC',
        applications: ['*'],
        manualSync: true,
        description: 'five fields, from the minute on: deny for 10 hours',
      },
      {
        kind: 'allow',
        schedule: '30 22 * * *',
        duration: '1h30m',
        timeZone: 'Europe/Berlin',
        applications: ['*-api'],
        manualSync: false,
        description: 'five fields, from the minute on: allow for 90 minutes',
      },
    ]);
    expect(at(manifests[0], 'spec.orphanedResources')).toEqual({
      warn: true,
      ignore: [{ group: '', kind: 'Secret', name: 'aws-*' }],
    });
    expect(refused(manifests)).toEqual([]);
  });

  it('warns of everything that nobody holds', () => {
    expect(at(project({ warnOfOrphansBut: [] })[0], 'spec.orphanedResources')).toEqual({ warn: true });
  });

  it.each([
    [Schedule.daily({ hour: 8, second: 30 }), Duration.hours(1), 'opens "30 0 8 * * *": Argo CD reads five fields'],
    [Schedule.cron('@daily'), Duration.hours(1), 'opens "@daily": Argo CD reads five fields'],
    [Schedule.daily({ hour: 8 }), Duration.hours(0), 'give a duration above zero'],
  ])('has no window at %s for %s', (opens, duration, message) => {
    expect(() => project({ syncWindows: [{ kind: 'deny', opens, duration }] })).toThrow(message);
  });
});
