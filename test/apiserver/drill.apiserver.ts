import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubernetesObject } from '@kubernetes/client-node';
import { App } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Clock, systemClock } from '../../commands/drill/clock';
import type { DrillReport } from '../../commands/drill/drill-report';
import { pgbenchJob, writerJob } from '../../commands/drill/jobs';
import { kubeClient } from '../../commands/kube/kube-client';
import { KubeError, type KubePort } from '../../commands/kube/kube-port';
import { addDrillSchedule } from '../../constructs/drills/drill-schedule';
import { Folder, Schedule } from '../../constructs/index';
import { isolationPolicy, partitionPolicy } from '../../manifests/drills/drill-policies';
import { at } from '../../manifests/object/manifest';
import { FakeWriter } from '../commands/drill/support/fake-writer';
import { measure } from '../commands/drill/support/measure';
import { INSTANCE_LABELS, LIVE_CLUSTER, runDrillOf, SHOP_SETTINGS } from '../commands/drill/support/stage';
import { captured } from '../commands/support/console';
import { cluster } from '../constructs/support/cluster';
import { manifestsOf } from '../constructs/support/render';
import { ApiServer } from './support/api-server';
import { Operator } from './support/operator';

const server = new ApiServer(inject('apiServer'));
let namespace: string;
let operator: Operator;
let writer: FakeWriter;
let folder: string;
let count = 0;

const create = (object: object) => server.objects.create(object as KubernetesObject);

beforeEach(async () => {
  namespace = `shop-${++count}`;
  folder = await mkdtemp(join(tmpdir(), 'drill-'));
  writer = new FakeWriter(systemClock);
  operator = new Operator(server, namespace, writer);
  await create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const { spec, status } = LIVE_CLUSTER;
  await create({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'shop-db', namespace },
    spec,
  });
  await operator.status('Cluster', 'shop-db', { ...status, instances: 3 });
  for (const number of [1, 2, 3]) {
    const metadata = { name: `shop-db-${number}`, namespace, labels: INSTANCE_LABELS };
    await create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { containers: [{ name: 'postgres', image: 'postgres' }] },
    });
  }
  operator.start();
});
afterEach(async () => {
  await operator.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Time five times as fast where a drill only waits. */
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 100), signal),
};

async function drill(name: string, kube = kubeClient(server.config)): Promise<DrillReport> {
  const config = server.config;
  const world = { config, clock, kube, writer: () => writer, shell: async () => {} };
  const given = { namespace, console: captured(), settings: SHOP_SETTINGS, timeout: 20 };
  await runDrillOf(name, folder, world, given);
  const file = (await readdir(join(folder, 'reports'))).find((each) => each.endsWith('.json')) ?? '';
  return JSON.parse(await readFile(join(folder, 'reports', file), 'utf8')) as DrillReport;
}

async function names(apiVersion: string, kind: string): Promise<string[]> {
  const { items } = await server.objects.list(apiVersion, kind, namespace);
  return items.flatMap(({ metadata }) => metadata?.name ?? []).filter((name) => name !== 'kube-root-ca.crt');
}

async function expectNothingLeft(): Promise<void> {
  expect(await names('v1', 'ConfigMap')).toEqual([]);
  expect(await names('batch/v1', 'Job')).toEqual([]);
  expect(await names('networking.k8s.io/v1', 'NetworkPolicy')).toEqual([]);
  expect(await names('postgresql.cnpg.io/v1', 'Backup')).toEqual([]);
  expect(await names('postgresql.cnpg.io/v1', 'Cluster')).toEqual(['shop-db']);
}

describe('against a real API server', () => {
  test('failover', async () => {
    const report = await drill('failover');
    expect({ failures: report.failures, leftOvers: report.leftOvers }).toEqual({ failures: [], leftOvers: [] });
    expect(report.facts['primary after']).toBe('shop-db-2');
    expect(measure(report, 'longest gap').value).toBeGreaterThan(0.5);
    await expectNothingLeft();
  });

  test('backup', async () => {
    const report = await drill('backup');
    expect({ failures: report.failures, facts: report.facts }).toMatchObject({ failures: [], facts: { backup: 'b1' } });
    await expectNothingLeft();
  });

  test('restore: the CRD takes the recovered clusters, strictly', async () => {
    const report = await drill('restore');
    // One table represents all three clusters: each side finds the rows that were written last.
    expect(report.failures.join()).toContain('rows with checksum');
    expect(operator.recovered).toHaveLength(2);
    for (const cluster of operator.recovered)
      expect(at(cluster, 'spec.bootstrap.recovery.recoveryTarget.targetTime')).toMatch(
        /^[\d-]{10} [\d:]{8}\.\d{6}\+00$/,
      );
    await expectNothingLeft();
  });

  test('restore that cannot work ends early, with the Job that failed', async () => {
    await operator.stop();
    const job = { name: 'recovery', namespace, labels: {} as Record<string, string> };
    const kube = kubeClient(server.config);
    const failing: KubePort = {
      ...kube,
      async create(manifest) {
        await kube.create(manifest);
        const { name = '' } = manifest.metadata;
        if (manifest.kind !== 'Cluster' || !name.endsWith('-before')) return;
        const template = {
          spec: { restartPolicy: 'Never', containers: [{ name: 'full-recovery', image: 'postgres' }] },
        };
        const metadata = { ...job, labels: { 'cnpg.io/cluster': name } };
        await create({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template } });
        const condition = {
          status: 'True',
          reason: 'BackoffLimitExceeded',
          lastTransitionTime: '2026-11-21T13:00:00Z',
        };
        const conditions = ['FailureTarget', 'Failed'].map((type) => ({ ...condition, type }));
        const status = { failed: 4, startTime: '2026-11-21T13:00:00Z', conditions };
        const path = `/apis/batch/v1/namespaces/${namespace}/jobs/recovery/status`;
        await server.send('PATCH', path, { status }, 'application/merge-patch+json');
      },
    };
    const { failures, leftOvers } = await drill('restore', failing);
    expect(failures).toEqual([
      expect.stringMatching(
        /-before is recovered: given up after \d+ s: Job recovery failed \(BackoffLimitExceeded\)$/,
      ),
    ]);
    expect(leftOvers).toEqual([]);
    await kube.delete({ kind: 'Job', name: 'recovery', namespace });
    await expectNothingLeft();
  });

  test('an API server that is away for a while is waited for in the end', async () => {
    const real = kubeClient(server.config);
    let until = 0;
    let isDeleted = false;
    const away: KubePort = Object.fromEntries(
      Object.entries(real).map(([name, value]) => [
        name,
        typeof value !== 'function'
          ? value
          : async (...given: readonly unknown[]) => {
              if (Date.now() < until) throw new KubeError('it does not answer');
              const result: unknown = await Reflect.apply(value, real, given);
              if (name === 'delete' && !isDeleted) {
                isDeleted = true;
                until = Date.now() + 27_000;
              }
              return result;
            },
      ]),
    ) as never;
    const report = await drill('failover', away);
    expect(report.failures.join()).toContain('it does not answer');
    expect(report.leftOvers).toEqual([]);
    await expectNothingLeft();
  }, 90_000);

  test('a switchover is asked for in the status, which the CRD takes', async () => {
    await operator.stop();
    const status = {
      targetPrimary: 'shop-db-2',
      targetPrimaryTimestamp: '2026-11-21T13:00:00.000000Z',
      phase: 'Switchover in progress',
      phaseReason: 'Switching over to shop-db-2',
    };
    const kube = kubeClient(server.config);
    const ref = { kind: 'Cluster', name: 'shop-db', namespace } as const;
    await kube.patch(ref, { status }, 'status');
    expect(at(await kube.read(ref), 'status')).toMatchObject({ ...status, currentPrimary: 'shop-db-1' });
    expect(await kube.list('Service', namespace, 'cnpg.io/pluginName=x')).toEqual([]);
    expect(await kube.list('Event', namespace, '')).toEqual([]);
  });

  test('partition that cannot write still puts everything back', async () => {
    const report = await drill('partition');
    // No kubelet starts the writer's pod.
    expect(report.failures).toEqual(['10 rows are committed before the fault: not within 20 s']);
    await expectNothingLeft();
  });

  test('what a killed run left is found by its label', async () => {
    const metadata = {
      namespace,
      labels: { 'cnpg-gitops/drill': 'old' },
      annotations: { 'cnpg-gitops/drill-cluster': `${namespace}/shop-db` },
    };
    await create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...metadata, name: 'cnpg-gitops-drill-shop-db' },
      data: { renewed: '2020-01-01T00:00:00Z' },
    });
    await create({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { ...metadata, name: 'old-before' },
      spec: { instances: 1, storage: { size: '1Gi' } },
    });
    const report = await drill('backup');
    expect(report.events[0]?.text).toBe(
      'left-overs of an earlier drill are removed: Cluster old-before, ConfigMap cnpg-gitops-drill-shop-db',
    );
    await expectNothingLeft();
  });

  test('manifests of drills are accepted', async () => {
    const origin = { id: 'drill-1', namespace, cluster: 'shop-db' };
    const database = { image: 'postgres', host: 'shop-db-rw', database: 'shop', user: 'shop', secret: 'shop-db-app' };
    const load = { scale: 1, clients: 1, seconds: 1 };
    const client = kubeClient(server.config);
    for (const manifest of [
      partitionPolicy(origin),
      isolationPolicy(origin, 'drill-1-before', 'cnpg-system'),
      pgbenchJob(origin, database, load),
    ]) {
      await client.create(manifest);
    }
    await expect(client.create(writerJob(origin, database))).rejects.toMatchObject({ code: 409 });
    const weekly = Schedule.weekly({ on: 'MON', hour: 3 });
    const app = new App();
    addDrillSchedule(app, 'shop', cluster(new Folder(app, 'shop/database', { namespace }), { instances: 3 }), {
      command: { image: 'drills:1', drills: { failover: weekly, partition: weekly } },
      pgbench: { schedule: weekly, ...load },
    });
    const scheduled = manifestsOf(app).filter(({ kind }) => kind !== 'Cluster');
    for (const manifest of scheduled) await create(manifest);
    expect(await names('batch/v1', 'CronJob')).toHaveLength(3);
  });
});
