import { ApiObject, type App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { renderApplications } from '../../../commands/applications/render-applications';
import { runPlan } from '../../../commands/plan/plan';
import type { PlanRequest } from '../../../commands/plan/plan-request';
import { type Application, DEFAULT_TARGET, Folder } from '../../../constructs/index';
import type { Plan } from '../../../plan';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

const NOW = new Date('2026-03-01T00:00:00Z');
const SPEC = { project: 'databases', destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' } };

/** What both platforms have under the same names: an operator, and the Application of a folder. */
function platformOf(name: string, chart: string, folder: string): Application {
  return {
    name,
    platform: { name, target: DEFAULT_TARGET, nodes: 1, storageClasses: [] },
    suppressions: [],
    build(app: App) {
      const own = new Folder(app, `platforms/${name}`, { namespace: 'argocd' });
      const repoURL = 'https://x';
      const sources = {
        cnpg: { repoURL, chart: 'cloudnative-pg', targetRevision: chart },
        database: { repoURL, path: `dist/${folder}` },
      };
      for (const [id, source] of Object.entries(sources)) {
        const metadata = { name: id };
        new ApiObject(own, id, {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata,
          spec: { ...SPEC, source },
        });
      }
    },
  };
}

function database(name: string, platform: string): Application {
  return {
    name,
    platform: { name: platform, target: DEFAULT_TARGET, nodes: 1, storageClasses: [] },
    suppressions: [],
    build(app: App) {
      new ApiObject(new Folder(app, `${name}/database`, { namespace: 'shop' }), 'Cluster', {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        metadata: { name: `${name}-db` },
        spec: { instances: 1, storage: { size: '1Gi' } },
      });
    },
  };
}

const repository = (k3s: string, aws: string): Application[] => [
  database('one', 'k3s'),
  database('two', 'aws'),
  platformOf('k3s', k3s, 'one/database'),
  platformOf('aws', aws, 'two/database'),
];

/** A repository with what these applications make, whatever is found in it. */
function written(applications = repository('0.27.0', '0.29.0')): string {
  const root = temporaryFolder();
  const { output } = renderApplications({ applications, root, outdir: 'dist', now: NOW });
  writeFiles(root, Object.fromEntries([...output.files].map(([name, text]) => [`dist/${name}`, text])));
  return root;
}

async function run(root: string, request: Partial<PlanRequest> = {}): Promise<string> {
  const console = captured();
  const applications = async () => repository('0.27.1', '0.29.0');
  await runPlan({ base: 'dist', output: 'json', applications, root, outdir: 'dist', now: NOW, console, ...request });
  return console.output.out;
}

describe('a plan of several platforms', () => {
  test('upgrades the clusters of one only', async () => {
    const { changes, upgrades } = JSON.parse(await run(written())) as Plan;
    expect(changes).toMatchObject([{ kind: 'Application', name: 'cnpg', platform: 'k3s', impact: 'restart' }]);
    expect(upgrades).toMatchObject([{ product: 'operator', platform: 'k3s', from: '1.28.0', to: '1.28.1' }]);
    expect(upgrades?.[0]?.effects.map(({ object }) => object)).toEqual(['Cluster shop/one-db']);
    const text = await run(written(), { output: 'text' });
    expect(text).toContain('~ Application argocd/cnpg on k3s  restart');
    expect(text).toContain('operator 1.28.0 → 1.28.1, installed by Application argocd/cnpg on k3s  restart');
  });

  test('may be of one alone', async () => {
    const root = written();
    expect((JSON.parse(await run(root, { platform: 'k3s' })) as Plan).changes).toHaveLength(1);
    expect((JSON.parse(await run(root, { platform: 'aws' })) as Plan).changes).toEqual([]);
    await expect(run(root, { platform: 'gcp' })).rejects.toThrow('no platform "gcp": there is aws, k3s');
  });

  test('of what was written before there were platforms takes all together', async () => {
    const { platform: _, ...alone } = database('one', 'k3s');
    const { changes } = JSON.parse(await run(written([alone]))) as Plan;
    expect(changes.filter(({ kind, action }) => kind === 'Cluster' && action !== 'create')).toEqual([]);
    expect(changes.find(({ name }) => name === 'two-db')).toMatchObject({ action: 'create' });
  });
});
