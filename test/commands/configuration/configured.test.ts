import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configured } from '../../../commands/configuration/configured';
import { validateSources } from '../../../commands/validate/validate';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

const NOW = new Date('2026-03-01T00:00:00Z');
const cluster = (name: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${name}, namespace: shop}
spec: {instances: 3, storage: {size: 1Gi}}
`;
/** A recovery from a running server, which the webhook of 1.28.0 refuses. */
const RECOVERY = cluster('db').replace(
  '1Gi}',
  '1Gi}, bootstrap: {recovery: {source: old}}, externalClusters: [{name: old, connectionParameters: {host: old.example.com, user: postgres}}]',
);
const accept = (name: string, more = '') =>
  `suppressions:\n- {rule: backup-missing, object: Cluster shop/${name}, reason: filled every night${more}}\n`;

const home = process.cwd();
let root: string;
beforeEach(() => {
  root = temporaryFolder();
  mkdirSync(join(root, '.git'));
  process.chdir(root);
});
afterEach(() => process.chdir(home));

interface Printed {
  readonly rule: string;
  readonly file: string;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly message: string;
}

async function validate(...sources: string[]) {
  const console = captured();
  const code = await validateSources({ sources, output: 'json', now: NOW, console });
  const found: Printed[] = JSON.parse(console.output.out);
  return { code, found, of: (rule: string) => found.filter((each) => each.rule === rule) };
}

const missing = async (...sources: string[]) =>
  (await validate(...sources)).of('backup-missing').map(({ name }) => name);

describe('suppressions', () => {
  test('accept a finding, wherever the file is between the root of the repository and what is judged', async () => {
    writeFiles(root, { 'a/b/db.yaml': cluster('db'), 'a/b/other.yaml': cluster('other') });
    expect(await missing('a/b')).toEqual(['db', 'other']);
    writeFiles(root, { 'cnpg-gitops.yaml': accept('db') });
    for (const source of ['.', 'a', 'a/b', 'a/b/db.yaml']) expect(await missing(source)).not.toContain('db');
    writeFiles(root, { 'a/b/cnpg-gitops.yaml': accept('other') });
    for (const source of ['.', 'a', 'a/b', 'a/b/other.yaml']) expect(await missing(source)).toEqual([]);
  });

  test('of a folder above the repository count for nothing', async () => {
    writeFiles(root, { 'cnpg-gitops.yaml': accept('db'), 'repository/db.yaml': cluster('db') });
    mkdirSync(join(root, 'repository/.git'));
    expect(await missing('repository')).toEqual(['db']);
  });

  test('that nothing needs are errors, at their line, where all was judged that they may be for', async () => {
    writeFiles(root, { 'cnpg-gitops.yaml': `# ours\n${accept('gone')}`, 'a/db.yaml': cluster('db') });
    const { code, of } = await validate('.');
    expect(code).toBe(1);
    expect(of('suppression-unused')).toMatchObject([
      { file: 'cnpg-gitops.yaml', path: 'suppressions[0]', message: expect.stringContaining('suppresses nothing') },
    ]);
    const console = captured();
    await validateSources({ sources: ['.'], output: 'text', now: NOW, console });
    expect(console.output.out).toContain('cnpg-gitops.yaml:3:3  suppressions[0]  suppression-unused');
    for (const source of ['a', 'a/db.yaml']) expect((await validate(source)).of('suppression-unused')).toEqual([]);
  });

  test('accept one of the objects that overlays make of a base, and say nothing of the others', async () => {
    const files = { 'base/kustomization.yaml': 'resources: [db.yaml]\n', 'base/db.yaml': cluster('db') };
    const overlay = (namespace: string) => `resources: [../../base]\nnamespace: ${namespace}\n`;
    writeFiles(root, {
      ...files,
      'overlays/prod/kustomization.yaml': overlay('prod'),
      'overlays/test/kustomization.yaml': overlay('test'),
    });
    const left = async () => (await validate('.')).of('backup-missing').map(({ namespace }) => namespace);
    expect(await left()).toEqual(['prod', 'test']);
    for (const [accepted, other] of [
      ['prod', 'test'],
      ['test', 'prod'],
    ]) {
      writeFiles(root, { 'cnpg-gitops.yaml': accept('db').replace('shop/', `${accepted}/`) });
      expect(await left()).toEqual([other]);
      expect((await validate('.')).of('suppression-unused')).toEqual([]);
    }
    writeFiles(root, { 'cnpg-gitops.yaml': accept('db').replace('shop/', '*/') });
    expect(await left()).toEqual([]);
    writeFiles(root, { 'cnpg-gitops.yaml': accept('db').replace('shop/', 'p*/') });
    expect(await left()).toEqual(['test']);
    writeFiles(root, { 'cnpg-gitops.yaml': accept('*').replace('shop/', '*/') });
    expect(await left()).toEqual(['prod', 'test']);
    expect((await validate('.')).of('suppression-pattern')).toMatchObject([{ path: 'suppressions[0]' }]);
  });

  test('that have expired say so, and accept nothing', async () => {
    writeFiles(root, { 'cnpg-gitops.yaml': accept('db', ', expires: 2026-02-28'), 'db.yaml': cluster('db') });
    const { of } = await validate('.');
    expect(of('suppression-expired')[0]?.message).toContain('expired on 2026-02-28');
    expect(of('backup-missing')).toHaveLength(1);
  });

  test('name a rule that exists', async () => {
    writeFiles(root, {
      'cnpg-gitops.yaml': accept('db').replace('backup-missing', 'backup'),
      'db.yaml': cluster('db'),
    });
    expect((await validate('db.yaml')).of('suppression-unknown-rule')).toHaveLength(1);
  });
});

describe('what is judged', () => {
  test('is what the file names, from its folder, where the command line names nothing', async () => {
    writeFiles(root, {
      'cnpg-gitops.yaml': 'paths: [a, b/two.yaml]',
      'a/one.yaml': cluster('one'),
      'b/two.yaml': cluster('two'),
      'b/three.yaml': cluster('three'),
      'b/deep/x.yaml': 'a: 1',
    });
    expect(await missing()).toEqual(['one', 'two']);
    process.chdir(join(root, 'b/deep'));
    const { found } = await validate();
    expect(found.filter(({ rule }) => rule === 'backup-missing').map(({ file }) => file)).toEqual([
      '../../a/one.yaml',
      '../two.yaml',
    ]);
  });

  test('is named by somebody', async () => {
    await expect(validate()).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('paths') });
  });

  test('is not what the file excludes, and what the command line names', async () => {
    writeFiles(root, {
      'cnpg-gitops.yaml': 'exclude: ["**/tests", ./vendor/, "*.tmp.yaml"]',
      'a/tests/one.yaml': cluster('one'),
      'vendor/two.yaml': cluster('two'),
      'b.tmp.yaml': cluster('three'),
      'a/four.yaml': cluster('four'),
      'vendored/five.yaml': cluster('five'),
    });
    expect(await missing('.')).toEqual(['four', 'five']);
    expect(await missing('a')).toEqual(['four']);
    expect(await missing('a/tests/one.yaml', 'vendor')).toEqual(['one', 'two']);
  });

  test('is never the file itself', async () => {
    writeFiles(root, { 'a/cnpg-gitops.yaml': 'profile: home' });
    expect((await validate('.')).found).toEqual([]);
  });
});

test('everything else is what the nearest file says above all that is judged', async () => {
  writeFiles(root, { 'cnpg-gitops.yaml': 'target: {operator: 1.28.0}', 'db.yaml': cluster('db') });
  writeFiles(root, {
    'a/cnpg-gitops.yaml': 'target: {operator: 1.29.1, kubernetes: "1.35"}\nprofile: regulated\nrender: never',
    'a/b.yaml': cluster('b'),
  });
  const silent = { render: 'auto', allowNetwork: false, profile: 'home' };
  const above = { target: { operator: '1.28.0' }, ...silent };
  expect(await configured(['a'])).toMatchObject({
    ...{ target: { operator: '1.29.1', kubernetes: '1.35' }, render: 'never', profile: 'regulated' },
  });
  expect(await configured(['a/b.yaml', 'db.yaml'])).toMatchObject(above);
  expect(await configured(['-'])).toMatchObject(above);
});

test('the command line wins over the versions of the file', async () => {
  writeFiles(root, { 'cnpg-gitops.yaml': 'target: {operator: 1.30.0}', 'db.yaml': RECOVERY });
  expect((await validate('db.yaml')).code).toBe(0);
  const console = captured();
  const target = { operator: '1.28.0' };
  expect(await validateSources({ sources: ['db.yaml'], output: 'text', now: NOW, console, target })).toBe(1);
});
