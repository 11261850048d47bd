import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runPlan } from '../../../commands/plan/plan';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { applicationOf } from '../support/application';
import { captured } from '../support/console';

// Which versions a plan is made for, where it reads manifests.

const NOW = new Date('2026-03-01T00:00:00Z');
const chart = (version: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec: {chart: {spec: {chart: cloudnative-pg, version: ${version}}}}
`;
/** A recovery from a running server, which the webhook of 1.28.0 refuses. */
const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db, namespace: shop}
spec:
  instances: 1
  storage: {size: 1Gi}
  bootstrap: {recovery: {source: old}}
  externalClusters: [{name: old, connectionParameters: {host: old}}]
`;

async function plan(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  const root = temporaryFolder();
  const [base, target] = [join(root, 'before'), join(root, 'after')];
  writeFiles(base, before);
  writeFiles(target, after);
  const console = captured();
  const applications = async () => [applicationOf('shop', [])];
  await runPlan({ output: 'json', applications, root, outdir: 'dist', now: NOW, console, base, target });
  const { changes }: { changes: { kind: string; impact: string }[] } = JSON.parse(console.output.out);
  return { impact: changes.find(({ kind }) => kind === 'Cluster')?.impact, said: console.output.err };
}

const SAID = 'judged for CloudNativePG';

test('is made for what the manifests install after the change', async () => {
  const old = { 'cnpg.yaml': chart('0.27.0') };
  const refused = await plan(old, { 'cnpg.yaml': chart('0.27.0'), 'db.yaml': CLUSTER });
  expect(refused).toEqual({
    impact: 'rejected',
    said: `${SAID} 1.28.0: HelmRelease cnpg-system/cnpg, chart 0.27.0\n`,
  });
  const taken = await plan(old, { 'cnpg.yaml': chart('0.29.0'), 'db.yaml': CLUSTER });
  expect(taken.impact).not.toBe('rejected');
  expect(taken.said).toBe(`${SAID} 1.30.0: HelmRelease cnpg-system/cnpg, chart 0.29.0\n`);
});

test('is made for what they install before it, where they install nothing after it', async () => {
  const { said } = await plan({ 'cnpg.yaml': chart('0.28.2') }, { 'db.yaml': CLUSTER });
  expect(said).toBe(`${SAID} 1.29.1: HelmRelease cnpg-system/cnpg, chart 0.28.2\n`);
});

test('says nothing where neither side installs anything', async () => {
  expect((await plan({ 'db.yaml': CLUSTER }, { 'db.yaml': CLUSTER })).said).toBe('');
});
