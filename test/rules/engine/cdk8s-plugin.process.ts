import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from './schedule';

const ROOT = join(__dirname, '../../..');

describe('cdk8s synth with the plugin', () => {
  const project = mkdtempSync(join(tmpdir(), 'cnpg-gitops-plugin-'));
  const modules = join(project, 'node_modules');

  // The package as it is installed, compiled from what is tested here.
  beforeAll(() => {
    const own = join(modules, 'cnpg-gitops');
    mkdirSync(own, { recursive: true });
    for (const name of ['package.json', 'imports', 'node_modules']) symlinkSync(join(ROOT, name), join(own, name));
    for (const name of ['cdk8s', 'constructs']) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const args = ['-p', 'tsconfig.build.json', '--outDir', join(own, 'build'), '--incremental', 'false'];
    execFileSync(process.execPath, [tsc, ...args], { cwd: ROOT });
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  function synth(text: string) {
    const validations = [
      {
        package: './node_modules/cnpg-gitops/build/rules/engine/cdk8s-plugin.js',
        version: '0.1.0',
        class: 'CnpgValidation',
      },
    ];
    const app = `const { App, Chart, ApiObject } = require('cdk8s');
const app = new App();
new ApiObject(new Chart(app, 'shop'), 'Daily', ${JSON.stringify(schedule(text))});
app.synth();
`;
    writeFileSync(join(project, 'main.js'), app);
    writeFileSync(join(project, 'cdk8s.yaml'), dump({ language: 'typescript', app: 'node main.js', validations }));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth'],
      { cwd: project, encoding: 'utf8', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' } },
    );
    return { status, output: stdout + stderr };
  }

  it('prints the report, with the construct, and fails where a manifest is wrong', () => {
    const { status, output } = synth('0 2 * * *');
    expect(output).toMatch(/scheduled-backup-six-fields[\s\S]*Construct Path: shop\/Daily[\s\S]*spec\.schedule/);
    expect(status).toBe(2);
  });

  it('succeeds where nothing is', () => {
    const { status, output } = synth('0 0 2 * * *');
    expect(output).toMatch(/Validations ended succesfully/);
    expect(status).toBe(0);
  });
});
