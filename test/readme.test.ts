import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { aws } from '../apps/platforms/aws/config';
import { k3s } from '../apps/platforms/k3s/config';
import { validateSources } from '../commands/validate/validate';
import { OPERATOR_RELEASES } from '../manifests/releases/operator-releases';
import { validate } from '../rules';
import { DEFAULT_TARGET } from '../values/cnpg/target';
import { captured } from './commands/support/console';
import { linkProblems, markdownPages } from './support/links';

// What the README and the first pages of the documentation show must be true as pasted.

const ROOT = join(__dirname, '..');
const page = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const README = page('README.md');
const project = mkdtempSync(join(tmpdir(), 'cnpg-gitops-readme-'));

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the README', () => {
  test('shows a finding as it is printed', async () => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
    const [, command, printed] = /```console\n\$ (.*)\n([\s\S]*?)```/.exec(README) ?? [];
    expect(command).toBe('npm run -s validate -- backup.yaml');
    writeFileSync(join(project, 'backup.yaml'), yaml);
    const console = captured();
    const file = join(project, 'backup.yaml');
    const code = await validateSources({ sources: [file], output: 'text', now: new Date(), console });
    expect(code).toBe(1);
    expect(console.output.out.replaceAll(file, 'backup.yaml')).toBe(printed);
  });

  test('names the supported versions', () => {
    const row = (name: string) => new RegExp(`^\\| ${name} \\| (.*) \\|$`, 'm').exec(README)?.[1];
    expect(row('CloudNativePG')).toContain(`${DEFAULT_TARGET.operator} by default`);
    expect(row('Barman Cloud plugin')).toContain(`${DEFAULT_TARGET.plugin} by default`);
    const others = OPERATOR_RELEASES.flatMap(({ schemas }) => schemas).filter(
      (each) => each !== DEFAULT_TARGET.operator,
    );
    for (const release of others) expect(row('CloudNativePG')).toContain(release);
    expect(row('Kubernetes')).toContain(`${DEFAULT_TARGET.kubernetes} by default`);
    const servers: { major: string }[] = JSON.parse(page('imports/parameters/sources.json'));
    const majors = [...new Set(servers.map(({ major }) => Number(major)))].sort();
    expect(row('PostgreSQL')).toBe(`${majors[0]} to ${majors.at(-1)}`);
    expect(row('Node')).toContain(JSON.parse(page('package.json')).engines.node.replace('>=', ''));
  });

  test('has fewer than 1,000 words', () => {
    expect(README.split(/\s+/).length).toBeLessThan(1_000);
  });
});

test('the database of docs/add-a-database.md compiles and renders as pasted', () => {
  const snippet = /```ts\n([\s\S]*?)```/.exec(page('docs/add-a-database.md'))?.[1] ?? '';
  for (const folder of ['constructs', 'manifests', 'values', 'imports', 'node_modules']) {
    symlinkSync(join(ROOT, folder), join(project, folder));
  }
  mkdirSync(join(project, 'apps', 'shop'), { recursive: true });
  for (const name of ['platforms', 'repository.ts']) symlinkSync(join(ROOT, 'apps', name), join(project, 'apps', name));
  writeFileSync(join(project, 'apps', 'shop', 'chart.ts'), snippet);
  const compilerOptions = { noEmit: false, preserveSymlinks: true, rootDir: '.', outDir: 'out' };
  const config = { extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: ['apps'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(project, 'package.json'), '{}');
  execFileSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', '.'], { cwd: project, stdio: 'inherit' });
  const script = `
    const { App } = require('cdk8s');
    const { shop } = require('./out/apps/shop/chart.js');
    const app = new App();
    shop.build(app);
    const objects = app.node.findAll().filter((construct) => construct.kind).map((object) => object.toJson());
    process.stdout.write(JSON.stringify(objects));`;
  const objects = JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: project, encoding: 'utf8' }));
  const kinds = objects.map(({ kind }: { kind: string }) => kind);
  const parts = [
    'Cluster',
    'Database',
    'ExternalSecret',
    'NetworkPolicy',
    'ObjectStore',
    'PodMonitor',
    'Pooler',
    'PrometheusRule',
  ];
  expect(kinds).toEqual(expect.arrayContaining([...parts, 'ScheduledBackup']));
  const manifests = objects.filter(({ kind }: { kind: string }) => kind !== 'Kustomization');
  const violations = validate(manifests, aws.target);
  const warned = violations.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
  expect(warned).toEqual([]);
  const onOld = validate(manifests, k3s.target).filter(({ rule }) => rule === 'operator-known-bug');
  expect(onOld.length).toBeGreaterThan(0);
});

test('every command in docs/commands.md is a script, and every script of the command line is there', () => {
  const scripts: Record<string, string> = JSON.parse(page('package.json')).scripts;
  const shown = [...page('docs/commands.md').matchAll(/^\| `npm (?:run (?:-s )?)?([\w:]+)/gm)].map(
    ([, name = '']) => name,
  );
  for (const name of shown) expect(Object.keys(scripts)).toContain(name);
  expect(new Set(shown).size).toBe(shown.length);
  const commands = Object.entries(scripts).filter(
    ([name, line]) => /run\.mjs (?!build)|^vitest/.test(line) || name === 'import',
  );
  for (const [name] of commands) expect(shown).toContain(name);
});

test('every page is in the index, once', () => {
  const index = page('docs/README.md');
  const pages = markdownPages('docs')
    .filter((path) => !/^docs\/(README\.md|runbooks\/Postgres|(?:rules|tasks)\/(?!README)|decisions\/\d)/.test(path))
    .map((path) => path.replace('docs/', ''));
  const listed = [...index.matchAll(/\]\(([^)#]+\.md)\)/g)]
    .map(([, path = '']) => path)
    .filter((path) => !path.startsWith('..'));
  expect(listed.sort()).toEqual(pages.sort());
});

test('every link leads to a page and a heading', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...markdownPages('docs')];
  expect(pages.flatMap((path) => linkProblems(path).map((link) => `${path}: ${link}`))).toEqual([]);
});
