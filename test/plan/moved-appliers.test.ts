import { describe, expect, test } from 'vitest';
import type { Applier } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import { plan } from '../../plan';
import { cluster, NOW } from './objects';

// What a change of the object that applies a database does to it: another Kubernetes cluster, another repository.

type Json = Record<string, unknown>;

const application = (more: Json): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'db', namespace: 'argocd' },
  spec: {
    project: 'default',
    destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
    source: { repoURL: 'https://example.com/a.git', path: 'db', targetRevision: 'HEAD' },
    syncPolicy: { automated: { prune: true } },
    ...more,
  },
});
const kustomization = (more: Json): Manifest => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'db', namespace: 'flux-system' },
  spec: { path: './db', prune: true, sourceRef: { kind: 'GitRepository', name: 'own' }, ...more },
});
const repository = (name: string, url: string): Manifest => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name, namespace: 'flux-system' },
  spec: { url },
});
const release = (more: Json): Manifest => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'db', namespace: 'shop' },
  spec: { chart: { spec: { chart: 'cluster', sourceRef: { kind: 'HelmRepository', name: 'cnpg' } } }, ...more },
});

interface Given {
  readonly before: Manifest;
  readonly after: Manifest;
  readonly others?: readonly Manifest[];
  /** @default - its Cluster stays in git */
  readonly isGone?: boolean;
  /** @default - it applies one */
  readonly isEmpty?: boolean;
}

/** Impacts and reasons by object. */
function said({ before, after, others = [], isGone = false, isEmpty = false }: Given) {
  const db = cluster();
  const engine: Applier['engine'] = before.kind === 'Application' ? 'Argo CD' : 'Flux';
  const appliers = new Map<Manifest, Applier>(isEmpty ? [] : [[db, { engine, manifest: before }]]);
  const own = isEmpty ? [] : [db];
  const { changes } = plan([before, ...own, ...others], [after, ...(isGone ? [] : own), ...others], {
    now: NOW,
    appliers,
  });
  return Object.fromEntries(
    changes.map(({ kind, impact, fields }) => [kind, `${impact}: ${fields.map(({ reason }) => reason).join('; ')}`]),
  );
}
const destination = (to: Json) => application({ destination: { ...to, namespace: 'shop' } });

describe('another Kubernetes cluster', () => {
  const EAST = { kubeConfig: { secretRef: { name: 'east' } } };

  test.each([
    ['an Application by name', application({}), destination({ name: 'east' }), 'Application'],
    ['a Kustomization', kustomization({}), kustomization(EAST), 'Kustomization'],
    ['a Kustomization, back again', kustomization(EAST), kustomization({}), 'Kustomization'],
  ])('has another, empty database: %s', (_, before, after, kind) => {
    const found = said({ before, after });
    expect(found[kind]).toMatch(/^replace: Cluster shop\/shop-db is made on .*another, empty database; what is on /);
  });

  test('of a release of the chart', () => {
    const found = said({ before: release({}), after: release(EAST), isEmpty: true });
    expect(found.HelmRelease).toMatch(/^replace: Cluster shop\/db-cluster is made on the Kubernetes cluster of Secret/);
  });

  test('may be the same one, where one side has its address and the other one its name', () => {
    const [before, after] = [destination({ server: 'https://east.example.com' }), destination({ name: 'east' })];
    expect(said({ before, after }).Application).toMatch(/^unknown: unless these are one Kubernetes cluster/);
  });

  test('is none where it is written in another way, and where no database is applied', () => {
    const after = destination({ name: 'in-cluster' });
    expect(said({ before: application({}), after }).Application).toMatch(/^none: it is its own Kubernetes cluster/);
    const east = destination({ name: 'east' });
    expect(said({ before: application({}), after: east, isEmpty: true }).Application).toMatch(/^none/);
  });
});

test('a database that an Application applies in turn goes where that says', () => {
  const child: Manifest = { ...application({}), metadata: { name: 'child', namespace: 'argocd' } };
  const [before, after, db] = [application({}), destination({ name: 'east' }), cluster()];
  const by = (manifest: Manifest): Applier => ({ engine: 'Argo CD', manifest });
  const appliers = new Map([[db, by(child)] as const, [child, by(before)] as const]);
  const { changes } = plan([before, child, db], [after, child, db], { now: NOW, appliers });
  expect(changes[0]?.fields[0]).toMatchObject({
    impact: 'unknown',
    reason: expect.stringMatching(/^what applies Cluster shop\/shop-db is made on Kubernetes cluster east/),
  });
});

describe('another repository', () => {
  const from = (repoURL: string) => application({ source: { repoURL, path: 'db', targetRevision: 'HEAD' } });

  test('was not read: whether it has the Cluster is unknown', () => {
    const found = said({ before: application({}), after: from('https://example.com/b.git'), isGone: true });
    expect(found.Application).toMatch(/^unknown: what is applied comes from another repository/);
    expect(found.Cluster).toMatch(/^unknown: .* which was not read: if that does not have this object, it is pruned/);
  });

  test('is one of several sources', () => {
    const several = (repoURL: string) =>
      application({ source: undefined, sources: [{ repoURL, path: 'db' }, { repoURL: 'https://example.com/values' }] });
    const [before, after] = ['https://example.com/a', 'https://example.com/b'].map(several) as [Manifest, Manifest];
    const found = said({ before, after, isGone: true });
    expect(found.Cluster).toMatch(/^unknown/);
    expect(found.Application).toMatch(/^unknown/);
    expect(said({ before, after: several('https://example.com/a.git'), isGone: true }).Cluster).toMatch(/^data-loss/);
    // One less is none from elsewhere.
    const less = application({ source: undefined, sources: [{ repoURL: 'https://example.com/values' }] });
    expect(said({ before, after: less, isGone: true }).Cluster).toMatch(/^data-loss/);
  });

  test('is none where its address is written in another way: what leaves git is pruned', () => {
    const found = said({ before: application({}), after: from('git@example.com:a'), isGone: true });
    expect(found.Application).toMatch(/^none/);
    expect(found.Cluster).toMatch(/^data-loss/);
  });

  test('of Flux has another address, and not only another name', () => {
    const after = kustomization({ sourceRef: { kind: 'GitRepository', name: 'other' } });
    const of = (url: string) => ({
      before: kustomization({}),
      after,
      isGone: true,
      others: [repository('own', 'https://example.com/a'), repository('other', url)],
    });
    expect(said(of('https://example.com/b')).Cluster).toMatch(/^unknown/);
    expect(said(of('https://example.com/b')).Kustomization).toMatch(/^unknown/);
    expect(said(of('ssh://git@example.com/a')).Cluster).toMatch(/^data-loss/);
    expect(said(of('ssh://git@example.com/a')).Kustomization).toMatch(/^none/);
  });
});
