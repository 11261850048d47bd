import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommands } from '../../../commands/cli/run-commands';
import { STANDALONE_COMMANDS } from '../../../commands/cli/standalone-commands';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

// What `plan` of the npm package takes from cnpg-gitops.yaml: which files it compares, on both sides.

const cluster = (instances: number) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db, namespace: shop}
spec: {instances: ${instances}, storage: {size: 1Gi}}
`;
const other = (instances: number) => cluster(instances).replace('name: db', 'name: other');
const NO_MANIFEST = 'replicas: 3\n';

const home = process.cwd();
let root: string;
beforeEach(() => {
  root = temporaryFolder();
  process.chdir(root);
});
afterEach(() => process.chdir(home));

function commit(files: Record<string, string>): void {
  writeFiles(root, files);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'as it is');
}

async function plan(...args: string[]) {
  const console = captured();
  const code = await runCommands(['plan', '--output', 'json', ...args], STANDALONE_COMMANDS, { console });
  return { code, err: console.output.err, changes: console.output.out && JSON.parse(console.output.out).changes };
}

const CHANGE = [{ kind: 'Cluster', name: 'db', action: 'update' }];

test('the paths, where no target is named', async () => {
  commit({
    'cnpg-gitops.yaml': 'paths: [db, more]\n',
    'values.yaml': NO_MANIFEST,
    'db/db.yaml': cluster(1),
    'more/README.md': '',
  });
  writeFiles(root, { 'db/db.yaml': cluster(3) });
  expect(await plan('--base', 'HEAD')).toMatchObject({ code: 0, err: '', changes: CHANGE });
  process.chdir(join(root, 'db'));
  expect(await plan('--base', 'HEAD')).toMatchObject({ code: 0, err: '', changes: CHANGE });
});

test('several paths of the command line', async () => {
  commit({ 'values.yaml': NO_MANIFEST, 'a/db.yaml': cluster(1), 'b/x.json': '{}', 'c/other.yaml': other(1) });
  writeFiles(root, { 'a/db.yaml': cluster(3), 'c/other.yaml': other(2) });
  const { code, err, changes } = await plan('--target', 'a', 'c/other.yaml', '--base', 'HEAD');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(changes.map(({ name }: { name: string }) => name).sort()).toEqual(['db', 'other']);
  expect(await plan('--base', 'HEAD', '--target', 'a', '--target', 'README')).toMatchObject({ code: 2 });
});

test('what is left out, of the commit and of the folder', async () => {
  commit({
    'cnpg-gitops.yaml': 'exclude: ["**/values.yaml", charts]\n',
    'clusters/a/values.yaml': NO_MANIFEST,
    'charts/deep/Chart.yaml': NO_MANIFEST,
    'clusters/a/db.yaml': cluster(1),
  });
  writeFiles(root, { 'clusters/a/db.yaml': cluster(3) });
  for (const folder of ['', 'clusters', 'clusters/a']) {
    process.chdir(join(root, folder));
    expect(await plan('--base', 'HEAD', '--target', '.')).toMatchObject({ code: 0, err: '', changes: CHANGE });
  }
  const copy = temporaryFolder();
  execFileSync('git', ['clone', '--quiet', root, copy]);
  process.chdir(root);
  expect(await plan('--base', copy)).toMatchObject({ code: 0, err: '', changes: CHANGE });
});

test('without a file everything below the folder counts that will be applied', async () => {
  commit({ 'values.yaml': NO_MANIFEST, 'db.yaml': cluster(1) });
  expect(await plan('--base', 'HEAD')).toEqual({ code: 0, err: '', changes: [] });
  writeFiles(root, { 'db.yaml': cluster(3) });
  expect(await plan('--base', 'HEAD')).toMatchObject({ code: 0, err: '', changes: CHANGE });
});
