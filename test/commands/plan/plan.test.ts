import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { runPlan } from '../../../commands/plan/plan';
import type { PlanRequest } from '../../../commands/plan/plan-request';
import { synth } from '../../../commands/synth/synth';
import { DEFAULT_TARGET, Folder } from '../../../constructs';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { applicationOf, scheduledBackup } from '../support/application';
import { captured } from '../support/console';

const NOW = new Date('2026-03-01T00:00:00Z');
const before = applicationOf('shop', [scheduledBackup()]);
const after = applicationOf('shop', [scheduledBackup({ schedule: '0 0 3 * * *' })]);

function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' }).trim();
}

/** A repository with the output of `before` on main, and one further commit on a branch. */
function repository(): string {
  const root = temporaryFolder();
  git(root, 'init', '--quiet');
  synth({ applications: [before], root, outdir: 'dist', now: NOW, quiet: true, console: captured() });
  git(root, 'add', '.');
  git(root, 'commit', '--quiet', '-m', 'main');
  git(root, 'checkout', '--quiet', '-b', 'topic');
  synth({
    applications: [applicationOf('shop', [])],
    root,
    outdir: 'dist',
    now: NOW,
    quiet: true,
    console: captured(),
  });
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'topic');
  return root;
}

async function run(root: string, request: Partial<PlanRequest> = {}) {
  const console = captured();
  const applications = async () => [after];
  const code = await runPlan({ output: 'json', applications, root, outdir: 'dist', now: NOW, console, ...request });
  return { code, ...console.output };
}

const actions = (out: string) =>
  (JSON.parse(out) as { changes: { action: string; name: string }[] }).changes.map(
    ({ action, name }) => `${action} ${name}`,
  );

describe('the base', () => {
  test('is the merge base with the default branch', async () => {
    const { out } = await run(repository());
    expect(actions(out)).toEqual(['update daily']);
    expect(JSON.parse(out)).toMatchObject({
      worst: 'none',
      changes: [
        {
          kind: 'ScheduledBackup',
          namespace: 'shop',
          fields: [{ path: 'spec.schedule', before: '0 0 2 * * *', after: '0 0 3 * * *', impact: 'none' }],
        },
      ],
    });
  });

  test('is a ref', async () => {
    const root = repository();
    expect(actions((await run(root, { base: 'HEAD' })).out)).toEqual(['create daily']);
    expect(actions((await run(root, { base: 'HEAD~1' })).out)).toEqual(['update daily']);
    expect(actions((await run(root, { base: git(root, 'rev-parse', 'main') })).out)).toEqual(['update daily']);
  });

  test('is a folder or a file', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'old/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n', 'old/notes.txt': 'x' });
    expect(actions((await run(root, { base: 'old' })).out)).toEqual(['delete a', 'create daily']);
    expect(actions((await run(root, { base: 'old/a.yaml', target: `${root}/old` })).out)).toEqual([]);
  });

  test('without its output folder is empty, and that is said', async () => {
    const root = temporaryFolder();
    git(root, 'init', '--quiet');
    git(root, 'commit', '--quiet', '--allow-empty', '-m', 'empty');
    const { out, err } = await run(root, { base: 'HEAD' });
    expect(actions(out)).toEqual(['create daily']);
    expect(err).toBe('there is no dist/ at HEAD: everything counts as new\n');
  });

  test.each([
    ['no-such-ref', /no such file or folder, and no such commit/],
    ['--output=/tmp/x', /no such commit/],
  ])('%s is refused', async (base, message) => {
    await expect(run(repository(), { base })).rejects.toThrow(message);
  });

  test('outside of a repository must be named', async () => {
    await expect(run(temporaryFolder())).rejects.toThrow(
      /^this folder is in no git repository: name what to compare with/,
    );
  });
});

describe('the target', () => {
  test('is not rendered where it is a file', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' });
    const applications = () => Promise.reject(new Error('rendered'));
    const { code, out } = await run(root, { base: 'a.yaml', target: `${root}/a.yaml`, applications, output: 'text' });
    expect({ code, out }).toEqual({ code: 0, out: 'no changes\n' });
  });

  test('that cannot be read ends the plan: what is missing would count as deleted', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'a.yaml': 'apiVersion: v1\nkind: [\n' });
    await expect(run(root, { base: 'a.yaml', target: `${root}/a.yaml` })).rejects.toMatchObject({ name: 'UsageError' });
    await expect(run(root, { base: 'a.yaml', target: 'nowhere' })).rejects.toThrow(/no such file/);
  });
});

describe('the exit code', () => {
  const CLUSTER = (size: string) =>
    `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: a}\nspec: {instances: 3, storage: {size: ${size}}}\n`;

  test.each([
    ['data-loss', 0],
    ['rejected', 3],
    ['restart', 3],
    [undefined, 0],
  ])('--fail-on %s: %i', async (failOn, code) => {
    const root = temporaryFolder();
    writeFiles(root, { 'a.yaml': CLUSTER('2Gi'), 'b.yaml': CLUSTER('1Gi') });
    expect((await run(root, { base: 'a.yaml', target: `${root}/b.yaml`, failOn })).code).toBe(code);
  });

  test('without changes is 0, whatever it is to fail on', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'a.yaml': CLUSTER('2Gi') });
    expect((await run(root, { base: 'a.yaml', target: `${root}/a.yaml`, failOn: 'none' })).code).toBe(0);
  });

  test('a word that is not an impact is refused', async () => {
    await expect(run(temporaryFolder(), { failOn: 'downtime' })).rejects.toThrow(/one of none, reload/);
  });
});

describe('an output folder that is not what the source makes', () => {
  const said = (root: string, request: Partial<PlanRequest> = {}) => run(root, { base: 'HEAD', ...request });

  test('fails a plan of what is committed: what is applied is the folder', async () => {
    const { code, out } = await said(repository());
    expect(code).toBe(1);
    expect(JSON.parse(out).unseen).toEqual([
      expect.stringMatching(
        /^dist\/ is not what the source makes: dist\/shop\/.*; dist\/ is what is applied, and it differs: .*npm run synth, and commit$/,
      ),
    ]);
    expect(actions(out)).toEqual(['create daily']);
  });

  test('was edited by hand and committed', async () => {
    const root = repository();
    const fresh = { applications: async () => [applicationOf('shop', [])], output: 'text' } as const;
    expect(await said(root, fresh)).toMatchObject({ code: 0, out: 'no changes\n' });
    const [file = ''] = git(root, 'ls-files', 'dist').split('\n');
    writeFiles(root, { [file]: `${readFileSync(join(root, file), 'utf8')}# by hand\n` });
    git(root, 'commit', '--quiet', '-am', 'by hand');
    const { code, out } = await said(root, fresh);
    expect(code).toBe(1);
    expect(out).toContain(`dist/ is not what the source makes: ${file}`);
    expect(out).toMatch(/no changes in what could be seen\n$/);
    git(root, 'revert', '--no-edit', 'HEAD');
    writeFiles(root, { 'dist/shop/by-hand.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' });
    expect(await said(root, fresh)).toMatchObject({ code: 1, out: expect.stringContaining('dist/shop/by-hand.yaml') });
  });

  test('is yet to be written while somebody edits the source', async () => {
    const root = repository();
    writeFiles(root, { 'apps/shop/config.ts': 'export {};\n' });
    const { code, err } = await said(root);
    expect(code).toBe(0);
    expect(err).toMatch(/^dist\/ is not what the source makes: .*; run npm run synth before you commit\n$/);
  });

  test('is said nothing about where the folder itself is compared', async () => {
    expect(await said(repository(), { base: 'dist' })).toMatchObject({ code: 0, err: '' });
  });
});

test('as Markdown', async () => {
  const { out } = await run(repository(), { output: 'markdown' });
  expect(out).toContain('| Impact | Action | Object | Why |');
});

describe('several platforms', () => {
  const onPlatform = (name: string) => {
    const platform = { name, target: DEFAULT_TARGET, nodes: 1, storageClasses: [] };
    const metadata = { name: 'cnpg', namespace: 'argocd' };
    const spec = { source: { chart: 'cloudnative-pg', targetRevision: '0.27.0' } };
    return applicationOf(name, [], {
      platform,
      build(app) {
        new ApiObject(new Folder(app, `platforms/${name}`), 'Operator', {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata,
          spec,
        });
      },
    });
  };
  const applications = async () => ['east', 'west'].map(onPlatform);

  test('one of them can be planned alone', async () => {
    const root = repository();
    expect(actions((await run(root, { applications })).out).sort()).toEqual([
      'create cnpg',
      'create cnpg',
      'delete daily',
    ]);
    expect(actions((await run(root, { applications, platform: 'west' })).out)).toEqual(['create cnpg']);
    await expect(run(root, { applications, platform: 'north' })).rejects.toThrow('there is east, west');
  });

  test('a live cluster is one of them', async () => {
    await expect(run(repository(), { applications, base: 'cluster' })).rejects.toThrow(
      '--base cluster: which of the platforms east, west is it? Add --platform',
    );
  });
});
