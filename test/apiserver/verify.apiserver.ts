import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiObjectProps } from 'cdk8s';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { manifestsOf } from '../../commands/applications/application-tree';
import { planLive } from '../../commands/plan/live';
import { kubeconfigClient } from '../../commands/plan/live-client';
import type { Comparison } from '../../commands/verify/comparison';
import { drift } from '../../commands/verify/drift';
import { verify } from '../../commands/verify/verify';
import { isKustomization, type Manifest } from '../../manifests/object/manifest';
import { applicationOf } from '../commands/support/application';
import { captured } from '../commands/support/console';
import { ApiServer } from './support/api-server';
import { target } from './support/target';

// What is declared against what a real API server keeps: its defaults, its owners of fields, the schemas of statuses.

const NAMESPACE = 'verified';
const ARGO = { manager: 'argocd-controller' };
const server = new ApiServer(inject('apiServer'));
const CNPG = 'postgresql.cnpg.io/v1';
const PLUGIN = 'barman-cloud.cloudnative-pg.io';
const IMAGE = 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie';

const cluster = (parameters: Readonly<Record<string, string>>): ApiObjectProps => ({
  apiVersion: CNPG,
  kind: 'Cluster',
  metadata: { name: 'db', annotations: { 'cnpg-gitops/objectives': '{"pitrWindow":"7d"}' } },
  spec: {
    instances: 3,
    imageName: IMAGE,
    storage: { size: '1Gi' },
    postgresql: { parameters, synchronous: { method: 'any', number: 1 } },
    plugins: [{ name: PLUGIN, isWALArchiver: true, parameters: { barmanObjectName: 'store' } }],
  },
});
const SCHEDULE = { schedule: '0 0 2 * * *', cluster: { name: 'db' }, method: 'plugin' };
const REST: readonly ApiObjectProps[] = [
  {
    apiVersion: CNPG,
    kind: 'ScheduledBackup',
    metadata: { name: 'daily' },
    spec: { ...SCHEDULE, pluginConfiguration: { name: PLUGIN } },
  },
  {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: 'store' },
    spec: { configuration: { destinationPath: 's3://bucket/', s3Credentials: { inheritFromIAMRole: true } } },
  },
];
const OWNED = { shared_buffers: '256MB', work_mem: '8MB' };

function application(parameters: Readonly<Record<string, string>> = OWNED) {
  return applicationOf(NAMESPACE, [cluster(parameters), ...REST], { target });
}

const declared = (parameters = OWNED) =>
  manifestsOf(application(parameters)).filter((manifest) => !isKustomization(manifest));
const live = (kind: string, plural: string, name: string, group = CNPG) => ({
  ref: { apiVersion: group, kind, metadata: { name, namespace: NAMESPACE } } as Manifest,
  path: `/apis/${group}/namespaces/${NAMESPACE}/${plural}/${name}`,
});
const DB = live('Cluster', 'clusters', 'db');
const STORE = live('ObjectStore', 'objectstores', 'store', 'barmancloud.cnpg.io/v1');

function patch(path: string, body: object): Promise<void> {
  return server.send('PATCH', path, body, 'application/merge-patch+json');
}

async function found(given = application()): Promise<{ readonly code: number; readonly comparisons: Comparison[] }> {
  const console = captured();
  // A fortnight ahead of what the server calls now: the cluster is then older than its window.
  const now = new Date(Date.now() + 14 * 86_400_000);
  const request = { application: NAMESPACE, output: 'json', now, console } as const;
  const code = await verify([given], () => kubeconfigClient('verify', 'kind-apiserver'), request);
  return { code, comparisons: JSON.parse(console.output.out).comparisons };
}

const wrong = ({ comparisons }: { readonly comparisons: readonly Comparison[] }) =>
  comparisons.filter(({ state }) => state === 'wrong').map(({ check, running }) => `${check}: ${running}`);

async function statuses(): Promise<void> {
  const ago = (days: number) => new Date(Date.now() + (14 - days) * 86_400_000).toISOString().replace(/\.\d+/, '');
  const conditions = ['ContinuousArchiving', 'LastBackupSucceeded'].map((type) => ({
    ...{ type, status: 'True', reason: 'Fine', message: '' },
    lastTransitionTime: ago(8),
  }));
  const status = {
    phase: 'Cluster in healthy state',
    readyInstances: 3,
    image: IMAGE,
    currentPrimary: 'db-1',
    targetPrimary: 'db-1',
    conditions,
    certificates: { expirations: { 'db-ca': `${ago(-60).replace('T', ' ').replace('Z', '')} +0000 UTC` } },
  };
  await patch(`${DB.path}/status`, { status });
  const window = { firstRecoverabilityPoint: ago(9), lastSuccessfulBackupTime: ago(0.5) };
  await patch(`${STORE.path}/status`, { status: { serverRecoveryWindow: { db: window } } });
}

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

beforeAll(async () => {
  writeFileSync(join(folder, 'config'), server.config.exportConfig());
  vi.stubEnv('KUBECONFIG', join(folder, 'config'));
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  for (const number of [1, 2, 3]) {
    const labels = { 'cnpg.io/cluster': 'db', 'cnpg.io/podRole': 'instance' };
    const metadata = { name: `db-${number}`, namespace: NAMESPACE, labels };
    const spec = { containers: [{ name: 'postgres', image: IMAGE }] };
    await server.apply({ apiVersion: 'v1', kind: 'Pod', metadata, spec });
  }
});
beforeEach(async () => {
  for (const manifest of declared()) {
    await server.remove(manifest);
    expect(await server.apply(manifest, ARGO)).toMatchObject({ message: '' });
  }
  await statuses();
});

describe('against a real API server', () => {
  test('what was applied is as declared, and nothing is written', async () => {
    const before = await server.read(DB.ref);
    const result = await found();
    expect(wrong(result)).toEqual([]);
    expect(result.code).toBe(0);
    expect((await server.read(DB.ref)).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
  });

  test('statuses are read as the schemas have them', async () => {
    await patch(`${DB.path}/status`, { status: { readyInstances: 1, phase: 'Failing over' } });
    const lastFailedBackupTime = new Date(Date.now() + 14 * 86_400_000 - 60_000).toISOString().replace(/\.\d+/, '');
    await patch(`${STORE.path}/status`, { status: { serverRecoveryWindow: { db: { lastFailedBackupTime } } } });
    expect(wrong(await found())).toEqual([
      'instances: 1 ready',
      'phase: Failing over',
      'synchronous standbys: 0 ready',
      expect.stringContaining('one failed at'),
    ]);
  });

  test.each<[string, object, string[]]>([
    ['changed by hand', { spec: { instances: 2 } }, ['spec.instances']],
    [
      'removed by hand',
      { spec: { postgresql: { parameters: { work_mem: null } } } },
      ['spec.postgresql.parameters.work_mem'],
    ],
    ['added by others', { metadata: { annotations: { 'example.com/note': 'mine' } } }, []],
  ])('a field is %s', async (_, change, paths) => {
    await patch(DB.path, change);
    const differences = (await found()).comparisons.filter(
      ({ check, state }) => check === 'drift' && state === 'wrong',
    );
    expect(differences.map(({ running }) => running)).toEqual(paths.map((path) => `differs in ${path}`));
    await expectAsTheServerSays(declared());
  });

  test('a field that was applied and is no longer declared is a difference', async () => {
    const fewer = application({ shared_buffers: '256MB' });
    expect(wrong(await found(fewer))).toEqual(['drift: differs in spec.postgresql.parameters.work_mem']);
    await expectAsTheServerSays(manifestsOf(fewer).filter((manifest) => !isKustomization(manifest)));
  });

  test('an object is missing', async () => {
    await server.remove(STORE.ref);
    expect(wrong(await found())).toContain('drift: missing');
  });
});

/** The dry run of the server, which is asked for a write, finds the same. */
async function expectAsTheServerSays(manifests: readonly Manifest[]): Promise<void> {
  const client = await kubeconfigClient();
  const now = new Date();
  const asked = await planLive(client, manifests, { now, target });
  const comparisons = await drift(manifests, client, now, target);
  const paths = asked.changes.map(({ fields }) => `differs in ${fields.map(({ path }) => path).join(', ')}`);
  expect(comparisons.filter(({ state }) => state === 'wrong').map(({ running }) => running)).toEqual(paths);
}
