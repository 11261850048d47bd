import { describe, expect, test } from 'vitest';
import type { Applier } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import { plan } from '../../plan';
import { cluster, NOW } from './objects';

// An Application with the finalizer takes what it applied with it: what keeps an object from being pruned does not keep it from that.

const application: Manifest = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop', namespace: 'argocd', finalizers: ['resources-finalizer.argocd.argoproj.io'] },
  spec: { source: { repoURL: 'https://example.com/a.git', path: 'db' }, syncPolicy: { automated: { prune: true } } },
};

/** Reasons by kind, where an Application goes with the Cluster that it applied. */
function reasonsWith(options: string, after: readonly Manifest[] = []) {
  const db = cluster({}, { annotations: { 'argocd.argoproj.io/sync-options': options } });
  const appliers = new Map<Manifest, Applier>([[db, { engine: 'Argo CD', manifest: application }]]);
  const { changes } = plan([application, db], after, { now: NOW, appliers });
  const removed = changes.filter(({ action }) => action === 'delete');
  return Object.fromEntries(removed.map(({ kind, fields }) => [kind, fields[0]?.reason]));
}

describe('a Cluster whose Application goes', () => {
  test('is deleted, although nobody would have pruned it', () => {
    const { Cluster, Application } = reasonsWith('Prune=false');
    expect(Cluster).toMatch(
      /^Application argocd\/shop leaves git, too, and deletes what it applied \(its finalizer\): Delete=false would keep it, Prune does not: /,
    );
    expect(Application).toMatch(/created, databases included \(Cluster shop\/shop-db\)$/);
    expect(reasonsWith('').Cluster).not.toContain('would keep it');
  });

  test.each([
    ['Prune=false,Delete=false', /^Argo CD leaves it in the cluster \(Delete=false\), unmanaged/],
    ['Delete=confirm', /^Argo CD asks before it deletes it \(Delete=confirm\)/],
  ])('is left, or asked about, with %s', (options, reason) => {
    const { Cluster, Application } = reasonsWith(options);
    expect(Cluster).toMatch(reason);
    expect(Application).toMatch(/that the Application created, but not Cluster shop\/shop-db, protected from that$/);
  });

  test('is not said to be deleted where it leaves git under another name, and Argo CD leaves it', () => {
    const { Cluster } = reasonsWith('Delete=false', [cluster({}, { name: 'other' })]);
    expect(Cluster).toMatch(/^objects are never renamed: this one leaves git and Cluster shop\/other is created/);
  });
});

describe('a Kustomization that goes', () => {
  const kustomization: Manifest = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'shop', namespace: 'flux-system' },
    spec: { path: './db', prune: true, sourceRef: { kind: 'GitRepository', name: 'own' } },
  };
  const reasonWith = (prune: string, after: readonly Manifest[] = []) => {
    const db = cluster({}, { annotations: { 'kustomize.toolkit.fluxcd.io/prune': prune } });
    const appliers = new Map<Manifest, Applier>([[db, { engine: 'Flux', manifest: kustomization }]]);
    const { changes } = plan([kustomization, db], after, { now: NOW, appliers });
    return changes.find(({ kind }) => kind === 'Kustomization')?.fields[0]?.reason;
  };

  test('takes its databases with it, and not those that Flux leaves', () => {
    expect(reasonWith('enabled')).toMatch(/\(prune: true\), databases included \(Cluster shop\/shop-db\)$/);
    expect(reasonWith('disabled')).toMatch(/\(prune: true\), but not Cluster shop\/shop-db, protected from that$/);
  });

  test('takes one with it that another one applies from now on, unless that is first', () => {
    expect(reasonWith('enabled', [cluster()])).toMatch(/: Cluster shop\/shop-db, too, unless who applies it now/);
  });
});
