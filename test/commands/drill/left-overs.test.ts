import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import type { Asked } from './support/fake-api-server';
import { isCut, writesInside } from './support/job-writer';
import { failsOver } from './support/operator';
import { SHOP_SETTINGS, Stage } from './support/stage';

// What stays when the world goes away half way, what is said of it, and who finds it.

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.server.stop());

const DRILL = 'partition-20261121t130000';

/** From the moment on that the primary is cut off, nothing answers for some seconds. */
function goesAway(seconds: number, database = seconds): void {
  let isAway = false;
  stage.server.fault = () => (isAway ? 'cut' : undefined);
  stage.server.afterChange = (asked: Asked) => {
    if (!isCut(asked)) return;
    stage.writer.isUp = false;
    isAway = true;
    stage.later(seconds, () => {
      isAway = false;
    });
    stage.later(database, () => {
      stage.writer.isUp = true;
    });
  };
}

function left(): string[] {
  const pod = stage.server.get('Pod', 'shop-db-1')?.metadata.labels ?? {};
  const marks = Object.keys(pod).filter((label) => label.startsWith('cnpg-gitops/'));
  return [...stage.server.names('ConfigMap', 'NetworkPolicy', 'Job', 'Backup'), ...marks];
}

describe('an API server that goes away half way', () => {
  beforeEach(() => writesInside(stage));

  test('and comes back within the time of a wait leaves nothing behind', async () => {
    goesAway(200, 130);
    const { report } = await stage.run('partition');
    expect(report.failures).toContainEqual(
      expect.stringMatching(/^no failover: .* not within 120 s; .*the last question failed: GET /),
    );
    expect(report.events.map(({ text }) => text)).toContain(
      'kind-test does not answer: it is asked for 120 s, so that everything is put back; Ctrl-C ends that',
    );
    expect(report.leftOvers).toEqual([]);
    expect(left()).toEqual([]);
    expect(stage.writer.isPrepared).toBe(false);
  });

  test('and does not come back: each thing that is left has its command, and the next drill removes it', async () => {
    goesAway(900);
    const { code, report, page } = await stage.run('partition');
    expect(code).toBe(1);
    const kubectl = 'kubectl --context kind-test';
    expect(report.leftOvers.map((each) => each.replace(/: GET .*?; /, ': …; '))).toEqual([
      `Pod shop-db-1: …; by hand: ${kubectl} label pod shop-db-1 -n shop cnpg-gitops/drill- cnpg-gitops/partition- && ${kubectl} annotate pod shop-db-1 -n shop cnpg-gitops/drill-cluster-`,
      `NetworkPolicy ${DRILL}: …; by hand: ${kubectl} delete networkpolicies.networking.k8s.io ${DRILL} -n shop`,
      `Job ${DRILL}: …; by hand: ${kubectl} delete jobs.batch ${DRILL} -n shop`,
      expect.stringContaining("-c postgres -- psql -d shop -c 'DROP SCHEMA IF EXISTS cnpg_gitops_drill CASCADE'"),
    ]);
    expect(page).toContain('## What is left');
    expect(left()).toHaveLength(5);

    await stage.clock.sleep(900_000);
    stage.server.afterChange = () => {};
    const next = await stage
      .drill('backup', '/tmp', stage.clock, () => stage.clock.holding(stage.writer), {
        report: '/dev/null/nowhere',
        timeout: 1,
      })
      .catch((error: unknown) => error);
    // The report has no place here; what counts is what it found.
    expect(String(next)).toContain('ENOTDIR');
    expect(stage.console.output.out).toMatch(
      /left-overs of an earlier drill are removed: Pod shop-db-1, NetworkPolicy .*, Job .*, ConfigMap cnpg-gitops-drill-shop-db/,
    );
    expect(left()).toEqual([]);
    expect(stage.writer.isPrepared).toBe(false);
  });

  test('is not waited for by who has pressed Ctrl-C', async () => {
    goesAway(900);
    const start = stage.clock.now();
    stage.server.beforeAnswer = () => {
      if (stage.clock.now() - start > 30_000) stage.stopping.abort();
    };
    const { code, report } = await stage.run('partition');
    expect(code).toBe(130);
    expect(report.leftOvers).toHaveLength(4);
    expect(Date.parse(report.ended) - start).toBeLessThan(120_000);
  });
});

test('rows that cannot be dropped keep the lock, by which the next drill finds them', async () => {
  failsOver(stage, { seconds: 8 });
  stage.writer.drop = () => Promise.reject(new Error('permission denied'));
  const { report } = await stage.run('failover');
  expect(report.leftOvers).toEqual([expect.stringMatching(/^schema cnpg_gitops_drill: permission denied; /)]);
  expect(left()).toEqual(['ConfigMap/cnpg-gitops-drill-shop-db']);
});

describe('nothing is made for a cluster that would answer no drill', () => {
  test.each([
    ['hibernated', { metadata: { annotations: { 'cnpg.io/hibernation': 'on' } } }, /is hibernated/],
    [
      'left alone',
      { metadata: { annotations: { 'cnpg.io/reconciliationLoop': 'disabled' } } },
      /not reconciled by the operator/,
    ],
    ['fenced', { metadata: { annotations: { 'cnpg.io/fencedInstances': '["shop-db-1"]' } } }, /has fenced instances/],
    ['being deleted', { metadata: { deletionTimestamp: '2026-11-21T12:00:00Z' } }, /is being deleted/],
    ['a replica', { spec: { replica: { enabled: true, source: 'other' } } }, /is a replica cluster/],
  ])('%s', async (_what, change, message) => {
    stage.server.change('Cluster', 'shop-db', change);
    for (const drill of ['failover', 'node-loss', 'partition', 'restore', 'backup', 'latency', 'pool']) {
      const run = stage.run(drill, { settings: { ...SHOP_SETTINGS, stopNode: 'stop' } });
      await expect(run).rejects.toThrow(message);
      await expect(run).rejects.toBeInstanceOf(UsageError);
    }
    expect(stage.server.asked.every(({ method }) => method === 'GET')).toBe(true);
    expect(stage.writer.isPrepared).toBe(false);
  });

  test('that is not there, under whatever name', async () => {
    stage.server.objects.delete('Cluster/shop-db');
    await expect(stage.run('failover')).rejects.toThrow(
      /Cluster shop\/shop-db: context kind-test has none with this name/,
    );
    expect(stage.server.asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  test.each([
    ['woken', { metadata: { annotations: { 'cnpg.io/hibernation': 'off', 'cnpg.io/fencedInstances': '[]' } } }],
    ['promoted', { spec: { replica: { enabled: false, source: 'other' } } }],
  ])('but for one that was %s', async (_what, change) => {
    stage.server.change('Cluster', 'shop-db', change);
    failsOver(stage, { seconds: 4 });
    expect((await stage.run('failover')).code).toBe(0);
  });
});

test('an unrelated ConfigMap with the name of the lock is left alone and reported', async () => {
  stage.server.put('ConfigMap', 'cnpg-gitops-drill-shop-db', { metadata: { namespace: 'shop' }, data: {} });
  await expect(stage.run('failover')).rejects.toThrow(
    /ConfigMap shop\/cnpg-gitops-drill-shop-db is there, and no drill made it: rename or remove it/,
  );
  expect(stage.server.names('ConfigMap')).toHaveLength(1);
});
