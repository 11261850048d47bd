import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, type App } from 'cdk8s';
import { expect, test } from 'vitest';
import { renderApplications } from '../../../commands/applications/render-applications';
import { upgrade } from '../../../commands/upgrade/upgrade';
import { type Application, Folder, type Platform } from '../../../constructs/index';
import { chartFor } from '../../../values/cnpg/chart-versions';
import { temporaryFolder } from '../../manifests/support/folder';
import { captured } from '../support/console';

// The printed procedure is followed to the letter: what it says to take out is what synth would refuse, and nothing else.

const NOW = new Date('2026-11-28T00:00:00Z');
const FILE = 'apps/platforms/k3s/versions.json';
const SUPPRESSIONS = ['operator-end-of-life', 'operator-vulnerability'].map((rule) => ({
  rule,
  object: 'Application argocd/cnpg',
  reason: 'not yet',
}));

/** A repository of one platform, whose charts and target follow from the file. */
function repository(root: string, suppressions: Application['suppressions']): readonly Application[] {
  const target = JSON.parse(readFileSync(join(root, FILE), 'utf8')) as Platform['target'];
  const build = (app: App) => {
    const source = {
      repoURL: 'https://cloudnative-pg.github.io/charts',
      chart: 'cloudnative-pg',
      targetRevision: chartFor('cloudnative-pg', target.operator),
    };
    new ApiObject(new Folder(app, 'platforms/k3s', { namespace: 'argocd' }), 'Operator', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'cnpg' },
      spec: {
        project: 'p',
        source,
        destination: { server: 'https://kubernetes.default.svc', namespace: 'operators' },
        syncPolicy: { syncOptions: ['ServerSideApply=true'] },
      },
    });
    new ApiObject(new Folder(app, 'shop/database', { namespace: 'shop' }), 'Cluster', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'shop-db' },
      spec: { instances: 1, storage: { size: '1Gi' } },
    });
  };
  return [{ name: 'k3s', platform: { name: 'k3s', target, nodes: 1, storageClasses: [] }, suppressions, build }];
}

test('each run is one commit, and the last one arrives', () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'apps/platforms/k3s'), { recursive: true });
  writeFileSync(join(root, FILE), '{ "operator": "1.28.0", "plugin": "0.11.0", "kubernetes": "1.34" }\n');
  let suppressions: Application['suppressions'] = SUPPRESSIONS;
  const versions: string[] = [];
  for (let commit = 0; commit < 3; commit += 1) {
    const console = captured();
    const applications = repository(root, suppressions);
    const request = { product: 'operator', version: '1.30.0', platform: 'k3s', dryRun: false } as const;
    expect(upgrade(applications, { ...request, root, console, now: NOW })).toBe(0);
    const [, first = ''] = console.output.out.split(/^\d\. git commit/m);
    const fallen = suppressions.filter(({ rule, object }) => first.includes(`${rule} for ${object} (k3s)`));
    expect(unused(root, suppressions)).toEqual(fallen.map(({ rule }) => rule));
    suppressions = suppressions.filter((each) => !fallen.includes(each));
    expect(unused(root, suppressions)).toEqual([]);
    if (first !== '') expect(console.output.out).toContain('kubectl rollout status deployment -n operators');
    versions.push(readFileSync(join(root, FILE), 'utf8'));
  }
  expect(versions.map((text) => (JSON.parse(text) as Platform['target']).operator)).toEqual([
    expect.stringMatching(/^1\.29\.\d$/),
    '1.30.0',
    '1.30.0',
  ]);
  expect(versions[2]).toBe('{ "operator": "1.30.0", "plugin": "0.11.0", "kubernetes": "1.34" }\n');
  expect(suppressions).toEqual([]);
});

/** Rules of the suppressions that synth would refuse. */
function unused(root: string, suppressions: Application['suppressions']): string[] {
  const applications = repository(root, suppressions);
  const { output, violations } = renderApplications({ applications, root, outdir: 'dist', now: NOW });
  const { target } = applications[0]?.platform ?? {};
  expect(output.files.get('platforms/k3s/application.yaml')).toContain(
    chartFor('cloudnative-pg', `${target?.operator}`),
  );
  return violations
    .filter(({ rule }) => rule === 'suppression-unused')
    .map(({ message }) => /suppression of (\S+) /.exec(message)?.[1] ?? '');
}
