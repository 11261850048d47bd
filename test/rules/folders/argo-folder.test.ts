import { expect, it } from 'vitest';
import { synth } from '../../../commands/synth/synth';
import type { Application } from '../../../constructs/index';
import { applicationOf, scheduledBackup } from '../../commands/support/application';
import { captured } from '../../commands/support/console';
import { temporaryFolder } from '../../manifests/support/folder';

// What Argo CD does with folders, Applications and projects.

function said(
  path: string,
  kinds?: readonly object[],
  given: Partial<Application> = {},
  destinations?: readonly object[],
): string {
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: { project: 'shop', source: { repoURL: 'https://git.example.com/shop.git', path }, destination: {} },
  };
  const project = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: { ...(kinds && { namespaceResourceWhitelist: kinds }), ...(destinations && { destinations }) },
  };
  const console = captured();
  const applications = [
    applicationOf('shop', [scheduledBackup()], given),
    applicationOf('argo', [application, project]),
  ];
  synth({ applications, root: temporaryFolder(), outdir: 'dist', now: new Date(0), quiet: true, console });
  return console.output.err;
}

it.each(['dist/shop/api', 'dist/shop/data', 'dist/other'])('refuses %s', (path) => {
  expect(said(path)).toContain(`"${path}" is not rendered by any application`);
});

it.each(['dist/shop/database', 'dist/shop', 'elsewhere/shop'])('takes %s', (path) => {
  expect(said(path)).not.toContain('argo-folder-missing');
});

it('says which folder no Application applies, if there are any Applications', () => {
  expect(said('dist/argo/database')).toContain('no Application applies dist/shop/database');
  expect(said('dist/shop')).not.toContain('no Application applies dist/shop/database');
  expect(said('elsewhere/shop')).not.toContain('no Application applies');
});

it.each([
  ['one kind of a group', [{ group: 'postgresql.cnpg.io', kind: 'Cluster' }]],
  ['another group', [{ group: 'example.com', kind: '*' }]],
  ['none', []],
])('refuses what the project of its folder does not allow: %s', (_, kinds) => {
  expect(said('dist/shop/database', kinds)).toContain('does not allow ScheduledBackup of postgresql.cnpg.io');
});

it.each([
  ['all', undefined],
  ['all of a group', [{ group: 'postgresql.cnpg.io', kind: '*' }]],
  ['this kind', [{ group: 'postgresql.cnpg.io', kind: 'ScheduledBackup' }]],
])('takes what it allows: %s', (_, kinds) => {
  expect(said('dist/shop/database', kinds)).not.toContain('does not allow');
});

it.each([
  ['./dist/shop/database', ''],
  ['dist/shop/database', ''],
  ['./dist/shop/data', '"dist/shop/data" is not rendered by any application'],
])('reads a Kustomization of Flux: %s', (path, expected) => {
  const kustomization = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'shop', namespace: 'flux-system' },
    spec: { path, sourceRef: { kind: 'GitRepository', name: 'shop' } },
  };
  const console = captured();
  const applications = [applicationOf('shop', [scheduledBackup()]), applicationOf('elsewhere', [kustomization])];
  synth({ applications, root: temporaryFolder(), outdir: 'dist', now: new Date(0), quiet: true, console });
  const unapplied = 'no Application applies dist/shop/database, and no Kustomization of Flux';
  if (expected === '') expect(console.output.err).not.toContain(unapplied);
  else expect(console.output.err).toContain(expected);
  expect(console.output.err.includes('argo-folder-missing')).toBe(expected !== '');
});

it('can be accepted, for the first object of the folder', () => {
  const accepted = { rule: 'argo-folder-unapplied', object: 'ScheduledBackup shop/daily', reason: 'applied by hand' };
  expect(said('dist/argo/database', undefined, { suppressions: [accepted] })).toBe('');
  expect(said('dist/shop', undefined, { suppressions: [accepted] })).toContain('suppresses nothing');
});

it.each([
  ['another', ['shpo']],
  ['a longer one', ['shop-*', 'ashop']],
  ['all but this one', ['*', '!shop']],
  ['none', []],
])('refuses a namespace where the project of its folder allows %s', (_, namespaces) => {
  const destinations = namespaces.map((namespace) => ({ namespace, server: 'https://kubernetes.default.svc' }));
  expect(said('dist/shop/database', undefined, {}, destinations)).toContain(
    'and not "shop": Argo CD refuses the whole sync',
  );
});

it.each([
  ['it', ['other', 'shop']],
  ['a pattern', ['sh*']],
  ['what only Argo CD can read', ['{shop,other}']],
])('takes a namespace where the project allows %s', (_, namespaces) => {
  const destinations = namespaces.map((namespace) => ({ namespace }));
  expect(said('dist/shop/database', undefined, {}, destinations)).not.toContain('Argo CD refuses');
});
