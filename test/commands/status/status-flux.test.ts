import { expect, it } from 'vitest';
import { status } from '../../../commands/status/status';
import { forEngine } from '../../apps/support/engines';
import { captured } from '../support/console';
import { fitting } from './support/fitting-cluster';

it('a platform of Flux needs Flux and the Secret for its repository, and the same operators; nothing of Argo CD', async () => {
  const all = forEngine('flux');
  const console = captured();
  const live = async () => fitting('aws', all, { Secret: [] });
  expect(await status(all, live, { platform: 'aws', console })).toBe(1);
  const lines = console.output.out.split('\n');
  expect(lines).toContain('MISSING  Flux: its Deployments');
  expect(lines).toContain('MISSING  Secret flux-system/databases-git');
  expect(lines).toContain('ok       cert-manager: its Deployments in cert-manager');
  expect(lines).toContain('ok       cloudnative-pg 1.30.0');
  expect(console.output.out).not.toContain('Argo CD');
});
