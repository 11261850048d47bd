import { expect, it } from 'vitest';
import { drillSteps } from '../../../commands/restore/procedure';
import { recoveriesFrom } from '../../../constructs/index';

const [recovery] = recoveriesFrom({
  recoveries: [{ name: 'look', of: 'shop-db', at: '2026-11-20T13:37:00Z', expires: '2026-11-28T00:00:00Z' }],
}).recoveries;

it('the end of a drill speaks of what applies it', () => {
  if (recovery === undefined) throw new Error('no recovery');
  const situation = { recovery, application: 'shop', namespace: 'shop-drill', file: 'apps/shop/recoveries.json' };
  const clients = { areHere: true, lasting: [], secret: undefined };
  const rest = { serving: 'shop-db', poolers: [], clients, operator: '1.30.0', bugs: [] };
  const flux = drillSteps({ ...situation, ...rest, gitops: 'flux' });
  expect(flux).toContain('Flux prunes it; after the last one: kubectl delete namespace shop-drill');
  expect(flux).not.toContain('argocd');
  expect(drillSteps({ ...situation, ...rest })).toContain(
    'after the last one: kubectl delete application shop-drill -n argocd, then kubectl delete namespace shop-drill',
  );
});
