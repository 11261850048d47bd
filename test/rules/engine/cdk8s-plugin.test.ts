import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Validation } from 'cdk8s-cli/plugins';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CnpgValidation, type ValidationContext } from '../../../rules/engine/cdk8s-plugin';

const ROOT = join(__dirname, '../../..');

// Compiles only while the plugin is what the CLI calls.
new CnpgValidation() satisfies Validation;

function schedule(text: string) {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'daily', namespace: 'shop' },
    spec: {
      schedule: text,
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      cluster: { name: 'db' },
    },
  };
}

async function validate(objects: readonly unknown[], properties?: ConstructorParameters<typeof CnpgValidation>[0]) {
  const violations: Parameters<ValidationContext['report']['addViolation']>[0][] = [];
  const statuses: string[] = [];
  await new CnpgValidation(properties).validate({
    manifests: ['dist/a.k8s.yaml'],
    parseManifest: () => [null, ...objects],
    report: { addViolation: (violation) => violations.push(violation), submit: (status) => statuses.push(status) },
  });
  return { violations, statuses };
}

describe('CnpgValidation', () => {
  it('reports rule, message, fix, object and field, and fails', async () => {
    const { violations, statuses } = await validate([schedule('0 2 * * *')]);
    expect(statuses).toEqual(['failure']);
    expect(violations).toContainEqual({
      ruleName: 'scheduled-backup-six-fields',
      recommendation: expect.stringMatching(/^"0 2 \* \* \*" has five fields/),
      fix: expect.stringContaining('"0 0 2 * * *"'),
      violatingResources: [{ resourceName: 'daily', locations: ['spec.schedule'], manifestPath: 'dist/a.k8s.yaml' }],
    });
  });

  it('succeeds with warnings, and says nothing of kinds that it does not know', async () => {
    const thing = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } };
    expect(await validate([thing])).toEqual({ violations: [], statuses: ['success'] });
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'b' },
      stringData: { a: 'b' },
    };
    expect((await validate([secret])).violations.map(({ ruleName }) => ruleName)).toContain('secret-value');
  });

  it('takes suppressions, a target and a day', async () => {
    const suppressions = [
      { rule: 'scheduled-backup-six-fields', object: 'ScheduledBackup shop/daily', reason: 'a test' },
      { rule: 'secret-value', object: 'Secret a', reason: 'not needed' },
    ];
    const { violations } = await validate([schedule('0 2 * * *')], { suppressions, target: { operator: '1.28.1' } });
    const rules = violations.map(({ ruleName, recommendation }) => [ruleName, recommendation.startsWith('warning: ')]);
    expect(rules).not.toContainEqual(['scheduled-backup-six-fields', false]);
    expect(rules).toContainEqual(['suppression-unused', false]);
    expect(() => new CnpgValidation({ now: 'soon' })).toThrow('"soon" is not a date');
  });
});

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
    spawnSync(process.execPath, [tsc, ...args], { cwd: ROOT });
  }, 120_000);

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
