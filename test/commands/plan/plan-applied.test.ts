import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommands } from '../../../commands/cli/run-commands';
import { STANDALONE_COMMANDS } from '../../../commands/cli/standalone-commands';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

// `plan` of the npm package compares what will be applied: on both sides, and nothing else of the repository.

const cluster = (instances: number) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db}
spec: {instances: ${instances}, storage: {size: 1Gi}}
`;
const REPOSITORY = {
  '.github/workflows/ci.yaml': 'on: push\njobs: {a: {runs-on: b, steps: []}}\n',
  'values.yaml': 'replicas: 3\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/templates/db.yaml': 'metadata: {name: {{ .Release.Name }}}\n',
  'db/kustomization.yaml': 'namespace: shop\nresources: [cluster.yaml]\n',
  'db/cluster.yaml': cluster(3),
};

const home = process.cwd();
let root: string;
beforeEach(() => {
  root = temporaryFolder();
  process.chdir(root);
  writeFiles(root, REPOSITORY);
  commit();
});
afterEach(() => process.chdir(home));

function commit(): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'as it is');
}

async function plan(): Promise<{ code: number; err: string; changes: unknown[] }> {
  const console = captured();
  const args = ['plan', '--base', 'HEAD', '--output', 'json'];
  const code = await runCommands(args, STANDALONE_COMMANDS, { console });
  return { code, err: console.output.err, changes: console.output.out ? JSON.parse(console.output.out).changes : [] };
}

test('nothing changes where nothing has changed', async () => {
  expect(await plan()).toEqual({ code: 0, err: '', changes: [] });
});

test('a link is what it leads to on both sides, and one that leads nowhere is nothing', async () => {
  mkdirSync(join(root, 'linked'));
  symlinkSync('../db/cluster.yaml', join(root, 'linked', 'cluster.yaml'));
  symlinkSync('../nowhere.yaml', join(root, 'linked', 'gone.yaml'));
  commit();
  expect(await plan()).toEqual({ code: 0, err: '', changes: [] });
  rmSync(join(root, 'linked', 'cluster.yaml'));
  expect((await plan()).changes).toMatchObject([{ kind: 'Cluster', name: 'db', action: 'delete' }]);
});

test('the object has the namespace of its kustomization', async () => {
  writeFiles(root, { 'db/cluster.yaml': cluster(1), 'values.yaml': 'replicas: 1\n' });
  const { err, changes } = await plan();
  expect(err).toBe('');
  expect(changes).toMatchObject([{ kind: 'Cluster', namespace: 'shop', name: 'db', action: 'update' }]);
});

test('what no kustomization names any more is deleted', async () => {
  writeFiles(root, { 'db/kustomization.yaml': 'namespace: shop\nresources: []\n' });
  expect((await plan()).changes).toMatchObject([{ kind: 'Cluster', namespace: 'shop', action: 'delete' }]);
});

test('an object that cannot be read ends the plan', async () => {
  writeFiles(root, {
    'db/cluster.yaml': 'kind: Cluster\napiVersion: postgresql.cnpg.io/v1\nspec: {a: 1, a: 2}\nmetadata: [\n',
  });
  expect(await plan()).toMatchObject({ code: 2, err: expect.stringContaining('db/cluster.yaml:') });
});

test('a folder that cnpg-gitops.yaml excludes is excluded in the commit, too', async () => {
  writeFiles(root, { 'cnpg-gitops.yaml': 'exclude: [db]\n' });
  expect(await plan()).toMatchObject({ code: 0, changes: [] });
});
