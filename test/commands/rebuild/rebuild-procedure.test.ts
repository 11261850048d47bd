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

it('several clusters are spoken of as several, and one as one', () => {
  const several = rebuildSteps({
    ...LOST,
    gitops: 'argocd',
    clusters: [...LOST.clusters, { name: 'stock-db', namespace: 'stock' }],
    rebuilds: [
      ...LOST.rebuilds,
      { name: 'stock-db', from: 'stock-db-r2', to: 'stock-db-r3', on: Instant.parse('2026-11-20T00:00:00Z') },
    ],
  });
  for (const text of [
    'shop-db and stock-db would be created before their archives are read',
    'shop-db-r2 and stock-db-r3 are the new archives',
    'and these are gone',
    'way back of shop-db: delete the Application',
    '--again --from shop-db --cluster shop-db;',
    'way back of stock-db: delete the Application',
    '--again --from stock-db-r2 --cluster stock-db;',
    'kubectl cnpg backup shop-db -n shop, kubectl cnpg backup stock-db -n stock, with the method',
  ]) {
    expect(several).toContain(text);
  }
  const one = rebuildSteps({ ...LOST, gitops: 'argocd' });
  expect(one).toContain('shop-db would be created before its archive is read');
  expect(one).toContain('shop-db-r2 is the new archive');
});
