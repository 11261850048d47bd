import { describe, expect, it } from 'vitest';
import { ArgoApplication } from '../../../constructs/gitops/argo-application';
import { ArgoApplicationSet, type ArgoApplicationSetProps } from '../../../constructs/gitops/argo-application-set';
import { print } from '../../../manifests/files/print';
import { read } from '../../../manifests/files/read';
import { judge } from '../../../rules/engine/judge';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { at, only, refused, render } from '../support/render';

const IN_CLUSTER = 'https://kubernetes.default.svc';
const least: ArgoApplicationSetProps = {
  name: 'databases',
  project: 'databases',
  source: { repoUrl: 'https://git.example.com/shop.git', targetRevision: 'main' },
  fleet: 'dist/*/database',
};
const set = (props: Partial<ArgoApplicationSetProps> = {}) =>
  render((folder) => new ArgoApplicationSet(folder, 'Databases', { ...least, ...props }));

describe('a fleet by folders', () => {
  const manifests = set();

  it('is never cleaned up by anybody but a person', () => {
    const spec = manifests[0]?.spec;
    expect(manifests[0]?.metadata).toEqual({
      name: 'databases',
      namespace: 'argocd',
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    });
    expect(spec).toMatchObject({
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            repoURL: 'https://git.example.com/shop.git',
            revision: 'main',
            directories: [{ path: 'dist/*/database' }],
          },
        },
      ],
      ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy/automated'] }],
      syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: 'create-update' },
    });
    expect(at(manifests[0], 'spec.template.metadata.finalizers')).toBeUndefined();
    expect(refused(manifests)).toEqual([]);
    const now = new Date('2026-01-01');
    expect(
      judge(read(print(manifests), 'test.yaml'), { target: DEFAULT_TARGET, now }).filter(({ rule }) =>
        rule.startsWith('argo-'),
      ),
    ).toEqual([]);
  });

  it('makes what an Application of each folder would be', () => {
    const [single] = render(
      (folder) =>
        new ArgoApplication(folder, 'App', {
          name: 'shop-database',
          project: 'databases',
          source: { ...least.source, path: 'dist/shop/database' },
          destination: { namespace: 'shop' },
        }),
    );
    const filled = JSON.parse(
      JSON.stringify(at(manifests[0], 'spec.template'))
        .replaceAll('{{ index .path.segments 1 }}', 'shop')
        .replaceAll('{{ .path.path }}', 'dist/shop/database'),
    );
    expect(filled.spec).toEqual(single?.spec);
    expect(filled.metadata).toEqual({ name: 'shop-database', annotations: single?.metadata.annotations });
  });

  it.each([
    ['*', '{{ index .path.segments 0 }}'],
    ['deploy/dist/*/eu/database', '{{ index .path.segments 2 }}-eu-database'],
  ])('is named after %s', (fleet, name) => {
    expect(at(set({ fleet })[0], 'spec.template.metadata.name')).toBe(name);
  });

  it.each(['dist/shop', 'dist/*/*', 'dist/*-db', '/dist/*', 'dist/**/database', 'dist//*', ''])(
    'is not "%s"',
    (fleet) => expect(() => set({ fleet })).toThrow(`fleet "${fleet}"`),
  );
});

describe('a fleet by a list', () => {
  const shop = { name: 'shop', path: 'dist/shop', namespace: 'shop' };

  it('may span Kubernetes clusters', () => {
    const manifests = set({
      fleet: [shop, { ...shop, name: 'shop-eu', server: 'https://eu.example.com' }],
      notifications: { 'on-database-degraded': { slack: 'dba' } },
      wave: 5,
      createNamespace: true,
    });
    const manifest = only(manifests, 'ApplicationSet');
    expect(manifest.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-wave': '5' });
    expect(at(manifest, 'spec.generators')).toEqual([
      {
        list: {
          elements: [
            { ...shop, server: IN_CLUSTER },
            { ...shop, name: 'shop-eu', server: 'https://eu.example.com' },
          ],
        },
      },
    ]);
    expect(at(manifest, 'spec.template')).toMatchObject({
      metadata: {
        name: '{{ .name }}',
        annotations: { 'notifications.argoproj.io/subscribe.on-database-degraded.slack': 'dba' },
      },
      spec: {
        source: { path: '{{ .path }}' },
        destination: { server: '{{ .server }}', namespace: '{{ .namespace }}' },
        syncPolicy: { syncOptions: expect.arrayContaining(['CreateNamespace=true']) },
      },
    });
    expect(refused(manifests)).toEqual([]);
  });

  it.each([
    [[], 'fleet is empty'],
    [[shop, { ...shop, path: 'dist/other' }], 'fleet has name shop twice'],
    [[shop, { ...shop, name: 'other', server: IN_CLUSTER }], `fleet has path dist/shop for ${IN_CLUSTER} twice`],
  ])('is not %o', (fleet, message) => expect(() => set({ fleet })).toThrow(message));
});
