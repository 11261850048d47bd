import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applications } from '../apps';
import { manifestsOf } from '../commands/applications/application-tree';

/** What a project of the stock CLI starts with; ts-node needs a compiler that is written in JavaScript. */
const PACKAGES = ['ts-node@10.9.2', 'typescript@5.9.3', 'cdk8s@2.70.106', 'constructs@10.8.1', 'cdk8s-cli@2.207.60'];
const CHART = `import { ApiObject, ApiObjectProps, App, Chart } from 'cdk8s';
import { readFileSync } from 'fs';
const app = new App();
const chart = new Chart(app, 'all');
const objects: ApiObjectProps[] = JSON.parse(readFileSync('objects.json', 'utf8'));
objects.forEach((object, i) => new ApiObject(chart, 'o' + i, object));
app.synth();
`;

/** A project as `cdk8s init` makes one, with the objects of this repository in one chart. */
export function makeStockProject(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'objects.json'), JSON.stringify(applications.flatMap(manifestsOf)));
  writeFileSync(join(folder, 'main.ts'), CHART);
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: npx ts-node main.ts\n');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { target: 'es2022', module: 'commonjs', strict: true, types: ['node'] } }),
  );
  if (existsSync(join(folder, 'node_modules', 'ts-node'))) return;
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  const types = `@types/node@${versionOf('@types/node')}`;
  const install = ['install', '--silent', '--no-audit', '--no-fund', '--save-exact', ...PACKAGES, types];
  const { status, stderr } = spawnSync('npm', install, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the peer could not be installed: ${stderr}`);
}

function versionOf(name: string): string {
  return JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version;
}

const LEFT_OUT = new Set(['.git', '.local', 'build', 'coverage', 'node_modules', 'test']);

/** This repository with all its packages, before npm calls the scripts with which `npm ci` ends: nothing is compiled. */
export function makeFreshClone(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync('.')) {
    if (!LEFT_OUT.has(name)) cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
}
