import { expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { object, planOf } from './objects';

// Who prunes what leaves git: an Application for its namespace that still exists, with a project that allows its kind.

const argo = (spec: object) => [
  object('Application', { project: 'p', destination: { namespace: 'shop' }, ...spec }, { name: 'shop-api' }),
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'p', namespace: 'argocd' },
    spec: { namespaceResourceWhitelist: [{ group: 'apps', kind: '*' }] },
  },
];

test('and only one with a project that allows the kind', () => {
  const reasonOf = (removed: Manifest) =>
    planOf([removed, ...argo({})], argo({})).changes.flatMap(({ fields }) => fields.map(({ reason }) => reason))[0];
  expect(reasonOf(object('Deployment', {}))).toMatch(/^Application shop\/shop-api prunes nothing/);
  expect(reasonOf(object('Service', {}))).toMatch(/^everything that connects/);
});

test('an Application that goes in the same commit prunes nothing either', () => {
  const pruning = argo({ syncPolicy: { automated: { prune: true } } });
  const schedule = object('ScheduledBackup', { cluster: { name: 'shop-db' } });
  const [gone] = planOf([object('Deployment', {}), ...pruning], []).changes.filter(({ kind }) => kind === 'Deployment');
  expect(gone?.fields[0]?.reason).toMatch(/^Application shop\/shop-api leaves git, too, and what it applied remains/);
  const kept = planOf([object('Deployment', {}), ...pruning], pruning).changes[0];
  expect(kept?.fields[0]?.reason).toMatch(/^its pods are deleted/);
  expect(planOf([schedule, ...pruning], []).changes.find(({ kind }) => kind === 'ScheduledBackup')).toMatchObject({
    fields: [{ reason: expect.stringMatching(/no more backups/) }],
  });
});
