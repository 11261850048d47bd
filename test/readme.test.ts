import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { validate } from '../rules';

// What the README shows must be true as pasted.

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const project = mkdtempSync(join(tmpdir(), 'cnpg-gitops-readme-'));

afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the database of the README compiles and renders as pasted', () => {
  const snippet = /```ts\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
  for (const folder of ['constructs', 'manifests', 'values', 'imports', 'node_modules']) {
    symlinkSync(join(ROOT, folder), join(project, folder));
  }
  mkdirSync(join(project, 'apps', 'shop'), { recursive: true });
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
  expect(kinds.sort()).toEqual(['Cluster', 'Kustomization', 'ObjectStore', 'ScheduledBackup']);
  // What the README says that synth warns of; of the operator itself its Application is warned, which is not here.
  const ofOperator = ['operator-vulnerability', 'operator-end-of-life'];
  const manifests = objects.filter(({ kind }: { kind: string }) => kind !== 'Kustomization');
  const violations = validate(manifests);
  const warned = violations.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
  expect(warned.filter((rule) => !ofOperator.includes(rule))).toEqual(Array(4).fill('operator-known-bug'));
});

test('every command of the table is a script, and every script of the command line is in the table', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const shown = [...README.matchAll(/^\| `npm (?:run (?:-s )?)?([\w:]+)/gm)].map(([, name = '']) => name);
  for (const name of shown) expect(Object.keys(scripts)).toContain(name);
  const commands = Object.entries<string>(scripts).filter(([, line]) => line.includes('build/main.js'));
  for (const [name] of commands.filter(([name]) => name !== 'docs:rules')) expect(shown).toContain(name);
});

test('every link to a page of ours leads somewhere', () => {
  for (const [, path = ''] of README.matchAll(/\]\((?!http)([^)#]+)/g)) {
    expect(() => readFileSync(join(ROOT, path)), path).not.toThrow();
  }
});
