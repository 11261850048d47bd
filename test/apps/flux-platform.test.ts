import { describe, expect, it } from 'vitest';
import { parametricPortal } from '../../apps/parametric-portal/chart';
import { phoenixGuardian } from '../../apps/phoenix-guardian/chart';
import { config as aws } from '../../apps/platforms/aws/config';
import { platformApplication } from '../../apps/platforms/platform-application';
import { renderApplications } from '../../commands/applications/render-applications';
import { type Application, fluxHealth, type GitOps, ProductionDatabase, recoveriesFrom } from '../../constructs/index';
import { at, list, type Manifest, record } from '../../manifests/object/manifest';
import { judgedFolder } from '../commands/validate/support';
import { SHOP } from '../constructs/support/production-database';
import { temporaryFolder, writeFiles } from '../manifests/support/folder';
import { Built } from './support/applications';
import { forEngine } from './support/engines';
import { platformOf, TEST_PLATFORM } from './support/test-platform';

// Both applications and both platforms, as Argo CD and as Flux apply them.

const ARGO = /^(argocd\.|notifications\.)?argoproj\.io\//;
const FLUX = /\.toolkit\.fluxcd\.io\//;
const KEPT = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled', 'kustomize.toolkit.fluxcd.io/force': 'disabled' };

function render(applications: readonly Application[]) {
  return renderApplications({ applications, root: temporaryFolder(), outdir: 'dist', now: new Date('2026-11-21') });
}

const built = (gitops: GitOps) => forEngine(gitops).map((application) => new Built(application));
const manifestsOf = (all: readonly Built[]) => all.flatMap(({ placed }) => placed.map(({ manifest }) => manifest));
const argo = built('argocd');
const flux = built('flux');

/** Without what an engine reads. */
function plain(manifest: Manifest): object {
  const annotations = Object.entries(record(manifest.metadata.annotations)).filter(
    ([key]) => !ARGO.test(key) && !FLUX.test(key),
  );
  return { ...manifest, metadata: { ...manifest.metadata, annotations: Object.fromEntries(annotations) } };
}

function enginesOf({ apiVersion, metadata }: Manifest): string[] {
  const names = [apiVersion, ...Object.keys(record(metadata.annotations))];
  return [
    ...(names.some((name) => ARGO.test(name)) ? ['argo'] : []),
    ...(names.some((name) => FLUX.test(name)) ? ['flux'] : []),
  ];
}

describe('the same databases', () => {
  it.each([0, 1])('object by object: %i', (i) => {
    const [one, other] = [argo[i], flux[i]].map((each) => each?.placed ?? []);
    expect(other?.map(({ manifest }) => plain(manifest))).toEqual(one?.map(({ manifest }) => plain(manifest)));
    expect(other?.map(({ file }) => file)).toEqual(one?.map(({ file }) => file));
  });

  it('with the charts, versions and values of the same operators', () => {
    for (const [one, other] of [
      [argo[2], flux[2]],
      [argo[3], flux[3]],
    ]) {
      for (const name of ['cert-manager', 'external-secrets', 'cnpg', 'plugin-barman-cloud']) {
        const source = one?.value(`Application ${name}`, 'spec.source');
        const release = other?.object(`HelmRelease ${name}`);
        expect({
          chart: at(release, 'spec.chart.spec.chart'),
          version: at(release, 'spec.chart.spec.version'),
          namespace: at(release, 'spec.targetNamespace'),
          releaseName: at(release, 'spec.releaseName'),
          values: at(release, 'spec.values'),
          url: other?.value(`HelmRepository ${at(release, 'spec.chart.spec.sourceRef.name')}`, 'spec.url'),
        }).toEqual({
          chart: at(source, 'chart'),
          version: at(source, 'targetRevision'),
          namespace: one?.value(`Application ${name}`, 'spec.destination.namespace'),
          releaseName: at(source, 'helm.releaseName'),
          values: at(source, 'helm.valuesObject'),
          url: at(source, 'repoURL'),
        });
      }
    }
  });
});

describe('protections', () => {
  it('are those of the engine in use, and nothing is of the other one', () => {
    expect([...new Set(manifestsOf(argo).flatMap(enginesOf))]).toEqual(['argo']);
    expect([...new Set(manifestsOf(flux).flatMap(enginesOf))]).toEqual(['flux']);
  });

  it('are on the same objects', () => {
    const names = (all: readonly Built[], isKept: (annotations: object) => boolean) =>
      manifestsOf(all.slice(0, 2)).flatMap(({ kind, metadata }) =>
        isKept(record(metadata.annotations)) ? [`${kind} ${metadata.name}`] : [],
      );
    const kept = names(flux, (annotations) =>
      Object.entries(KEPT).every(([key, value]) => Reflect.get(annotations, key) === value),
    );
    expect(kept).toEqual(names(argo, (annotations) => 'argocd.argoproj.io/sync-options' in annotations));
    expect(new Set(kept.map((name) => name.split(' ')[0]))).toEqual(
      new Set(['Cluster', 'ExternalSecret', 'ObjectStore', 'Password']),
    );
  });

  it('are on all namespaces and on the operators', () => {
    const all = manifestsOf(flux.slice(2)).filter(({ kind }) => ['Namespace', 'HelmRelease'].includes(kind));
    expect(all.map(({ kind }) => kind).filter((kind) => kind === 'Namespace')).toHaveLength(8);
    for (const { metadata } of all) expect(metadata.annotations).toEqual(KEPT);
  });
});

describe.each([flux[2], flux[3]])('the Kustomizations of $application.name', (platform) => {
  const all = platform?.placed.map(({ manifest }) => manifest) ?? [];
  const ofKind = (kind: string) =>
    all.filter((each) => each.kind === kind && each.apiVersion.includes('toolkit.fluxcd.io'));
  const waitsFor = (each: Manifest) => list(at(each, 'spec.dependsOn')).map((other) => String(record(other).name));
  const chainOf = (kind: string, name: string, seen: readonly string[] = []): string[] => {
    if (seen.includes(name)) throw new Error(`${[...seen, name].join(' waits for ')}`);
    const found = ofKind(kind).find(({ metadata }) => metadata.name === name);
    if (found === undefined) throw new Error(`no ${kind} ${name}`);
    return waitsFor(found).flatMap((other) => [other, ...chainOf(kind, other, [...seen, name])]);
  };

  it('wait for the one that has the namespaces and is ready with its operators, and never in a circle', () => {
    const names = ofKind('Kustomization').map(({ metadata }) => String(metadata.name));
    expect(names).toHaveLength(3);
    for (const name of names) expect(chainOf('Kustomization', name)).toEqual(name === 'platform' ? [] : ['platform']);
    const own = platform?.object('Kustomization platform');
    const releases = ofKind('HelmRelease').map(({ metadata }) => metadata.name);
    const checked = list(at(own, 'spec.healthChecks')).map((check) => record(check).name);
    expect([...checked].sort()).toEqual([...releases].sort());
    // It applies itself, and would wait for itself.
    expect(at(own, 'spec.wait')).toBe(false);
    expect(chainOf('HelmRelease', 'plugin-barman-cloud')).toEqual(['cnpg', 'external-secrets', 'cert-manager']);
    const namespaces = ofNamespaces(all);
    for (const each of ofKind('HelmRelease')) expect(namespaces).toContain(at(each, 'spec.targetNamespace'));
  });

  it('apply every folder once, from the repository that is there', () => {
    const paths = ofKind('Kustomization').map((each) => at(each, 'spec.path'));
    const folders = [
      platform,
      ...flux.slice(0, 2).filter(({ application }) => application.platform?.name === platform?.application.name),
    ];
    const rendered = folders.flatMap(
      (each) => each?.files.map((file) => `./dist/${file.replace(/\/[^/]+$/, '')}`) ?? [],
    );
    expect([...paths].sort()).toEqual([...new Set(rendered)].sort());
    for (const each of ofKind('Kustomization')) {
      expect(at(each, 'spec.sourceRef')).toEqual({
        kind: 'GitRepository',
        name: ofKind('GitRepository')[0]?.metadata.name,
      });
    }
  });

  it('prune, leave a database where it is, and wait for health', () => {
    for (const each of ofKind('Kustomization')) {
      const name = String(each.metadata.name);
      expect(at(each, 'spec.prune')).toBe(true);
      expect(at(each, 'spec.force')).toBeUndefined();
      expect(at(each, 'spec.deletionPolicy')).toBe(name.endsWith('-api') ? undefined : 'Orphan');
      if (name === 'platform') continue;
      expect(at(each, 'spec.wait')).toBe(true);
      expect(at(each, 'spec.healthCheckExprs')).toEqual(name.endsWith('-database') ? fluxHealth() : undefined);
    }
  });
});

function ofNamespaces(all: readonly Manifest[]): unknown[] {
  return all.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
}

it('no rule finds an error or a warning that Argo CD does not have, too', () => {
  const found = (gitops: GitOps) =>
    render(forEngine(gitops))
      .violations.filter(({ severity }) => severity !== 'info')
      .map(({ rule, severity }) => `${severity} ${rule}`);
  expect(found('argocd')).toEqual([]);
  expect(found('flux')).toEqual([]);
});

it('validate finds in the folder of a platform what is accepted there, and nothing else', async () => {
  const folder = temporaryFolder();
  const files = [...render(forEngine('flux')).output.files].filter(([file]) => /aws|phoenix/.test(file));
  writeFiles(folder, Object.fromEntries(files.map(([file, text]) => [`dist/${file}`, text])));
  const { violations, objects } = await judgedFolder(folder, { render: 'never', allowNetwork: false });
  expect(objects).toContain('Cluster phoenix-guardian/phoenix-guardian-db');
  const found = violations.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
  expect(found.sort()).toEqual(phoenixGuardian.suppressions.map(({ rule }) => rule).sort());
});

it('one platform may have Flux while the other has Argo CD', () => {
  const [portal, guardian, cluster, cloud] = forEngine('argocd');
  const [, ofFlux, , cloudOfFlux] = forEngine('flux');
  const mixed = [portal, ofFlux, cluster, cloudOfFlux].flatMap((each) => each ?? []);
  expect([guardian, cloud]).not.toContain(undefined);
  expect(render(mixed).violations.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

it('a copy to look at goes with its Kustomization; its namespace stays until somebody deletes it', () => {
  const platform = { ...TEST_PLATFORM, gitops: 'flux' } as const;
  const look = { name: 'look', of: 'shop-db', at: '2026-11-20T13:37:00Z', expires: '2026-11-28T00:00:00Z' };
  const shop = ProductionDatabase.application({
    ...SHOP,
    platform,
    recoveries: recoveriesFrom({ recoveries: [look] }),
  });
  const own = new Built(platformOf([shop], platform));
  expect(own.value('Kustomization shop-drill', 'spec.deletionPolicy')).toBeUndefined();
  expect(own.value('Kustomization shop-drill', 'spec.prune')).toBe(true);
  expect(own.object('Namespace shop-drill').metadata.annotations).toEqual(KEPT);
});

it('says that Argo CD would send the notifications', () => {
  const config = { ...aws, platform: { ...aws.platform, gitops: 'flux' as const } };
  expect(() => new Built(platformApplication(config, []))).toThrow('notifications are sent by Argo CD');
});

it('refuses an engine that it does not know', () => {
  const platform = { ...TEST_PLATFORM, gitops: 'fluxcd' } as never;
  expect(() => render([{ ...parametricPortal, platform }])).toThrow('"fluxcd"');
});
