import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../../commands/check/check';
import { synth } from '../../../commands/synth/synth';
import { validateSources } from '../../../commands/validate/validate';
import type { Application, Suppression } from '../../../constructs/index';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { temporaryFolder } from '../../manifests/support/folder';
import { applicationOf } from '../support/application';
import { captured } from '../support/console';

// `validate dist` knows what the applications accept.

const NOW = new Date('2026-03-01T00:00:00Z');
const cluster = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'db' },
  spec: { instances: 3, storage: { size: '1Gi' } },
};
const ACCEPTED: Suppression = { rule: 'backup-missing', object: 'Cluster shop/db', reason: 'filled every night' };
const SHOP = applicationOf('shop', [cluster], { suppressions: [ACCEPTED] });

function written(...applications: Application[]) {
  const root = temporaryFolder();
  execFileSync('git', ['init', '--quiet', root]);
  const request = { applications, root, outdir: 'dist', now: NOW, console: captured() };
  expect(synth({ ...request, quiet: true })).toBe(0);
  expect(check(request)).toBe(0);
  const file = join(root, 'dist', 'cnpg-gitops.yaml');
  return { dist: join(root, 'dist'), file: existsSync(file) ? readFileSync(file, 'utf8') : undefined };
}

async function rulesIn(source: string, now = NOW): Promise<string[]> {
  const console = captured();
  await validateSources({ sources: [source], output: 'json', now, console });
  return JSON.parse(console.output.out).map(({ rule }: { rule: string }) => rule);
}

test('a finding that an application accepts is accepted in its output, in part and as a whole', async () => {
  const { dist } = written(SHOP);
  expect(await rulesIn(dist)).not.toContain('backup-missing');
  expect(await rulesIn(join(dist, 'shop'))).not.toContain('backup-missing');
  expect(await rulesIn(written(applicationOf('shop', [cluster])).dist)).toContain('backup-missing');
});

test('what expires there expires here', async () => {
  const { dist } = written(
    applicationOf('shop', [cluster], { suppressions: [{ ...ACCEPTED, expires: '2026-04-01' }] }),
  );
  expect(await rulesIn(dist)).not.toContain('backup-missing');
  const later = await rulesIn(dist, new Date('2026-04-01T00:00:00Z'));
  expect(later).toEqual(expect.arrayContaining(['backup-missing', 'suppression-expired']));
});

test('the versions are those of the applications, where they share them', () => {
  const target = { ...DEFAULT_TARGET, kubernetes: '1.33' };
  const bank = applicationOf('bank', []);
  expect(written(SHOP, bank).file).toContain(`kubernetes: "${DEFAULT_TARGET.kubernetes}"`);
  expect(written({ ...SHOP, target }, { ...bank, target }).file).toContain('kubernetes: "1.33"');
  expect(written({ ...SHOP, target }, bank).file).not.toContain('target');
});

test('there is no file where nothing is accepted', () => {
  expect(written(applicationOf('bank', [])).file).toBeUndefined();
});
