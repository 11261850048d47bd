import { expect, it } from 'vitest';
import { rebuildSteps } from '../../../commands/rebuild/rebuild-procedure';
import { Instant } from '../../../values/time/instant';

const LOST = {
  application: 'shop',
  platform: 'lab',
  file: 'apps/shop/recoveries.json',
  clusters: [{ name: 'shop-db', namespace: 'shop' }],
  rebuilds: [{ name: 'shop-db', from: 'shop-db', to: 'shop-db-r2', on: Instant.parse('2026-11-20T00:00:00Z') }],
  operator: '1.30.0',
  missing: [],
};

it.each([
  ['flux', 'Flux', 'Kustomization'],
  ['argocd', 'Argo CD', 'Application'],
  [undefined, 'Argo CD', 'Application'],
] as const)('a platform of %s comes back by %s', (gitops, engine, applier) => {
  const printed = rebuildSteps({ ...LOST, gitops });
  expect(printed).toContain(`no commit: let ${engine} apply the platform, and then the application`);
  expect(printed).toContain(`the commit is on the branch that ${engine} follows`);
  expect(printed).toContain(`and then the ${applier}s, the databases before what connects to them`);
  expect(printed).toContain(`way back: delete the ${applier}, then the Cluster`);
});
