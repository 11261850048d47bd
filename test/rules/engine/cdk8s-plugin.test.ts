import type { Validation } from 'cdk8s-cli/plugins';
import { describe, expect, it } from 'vitest';
import { CnpgValidation, type ValidationContext } from '../../../rules/engine/cdk8s-plugin';
import { schedule } from './schedule';

// Compiles only while the plugin is what the CLI calls.
new CnpgValidation() satisfies Validation;

async function validate(
  objects: readonly unknown[],
  properties?: ConstructorParameters<typeof CnpgValidation>[0],
  file = 'dist/a.k8s.yaml',
) {
  const violations: Parameters<ValidationContext['report']['addViolation']>[0][] = [];
  const statuses: string[] = [];
  await new CnpgValidation(properties).validate({
    manifests: [file],
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

  it('leaves out what synth writes for validate', async () => {
    const accepted = [{ suppressions: [] }];
    expect((await validate(accepted)).statuses).toEqual(['failure']);
    expect(await validate(accepted, {}, 'dist/cnpg-gitops.yaml')).toEqual({ violations: [], statuses: ['success'] });
  });

  it('succeeds with warnings, and says nothing of kinds that it does not know', async () => {
    const thing = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } };
    expect(await validate([thing])).toEqual({ violations: [], statuses: ['success'] });
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'b' },
      stringData: { password: 'b' },
    };
    expect((await validate([secret])).violations.map(({ ruleName }) => ruleName)).toContain('secret-value');
  });

  it('asks the whole ruleset: objectives, safeguards, drills and folders too', async () => {
    const cluster = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: {
        name: 'db',
        namespace: 'shop',
        labels: { 'cnpg-gitops/drill': 'restore' },
        annotations: { 'cnpg-gitops/objectives': '{"zones":3}', 'cnpg-gitops/compliance': '{}' },
      },
      spec: { instances: 3, storage: { size: '10Gi' } },
    };
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: { project: 'shop', source: { repoURL: 'https://git.example.com/shop.git', path: 'dist/shop' } },
    };
    const { violations } = await validate([cluster, application], {}, 'dist/argo/a.k8s.yaml');
    const rules = violations.map(({ ruleName }) => ruleName);
    for (const rule of ['objective-zones', 'compliance-invalid', 'drill-expired', 'argo-folder-missing']) {
      expect(rules).toContain(rule);
    }
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
