import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HEALTHY } from '../../../commands/drill/cluster-state';
import type { DrillSettings } from '../../../commands/drill/drill-run';
import { list, record } from '../../../manifests/object/manifest';
import type { Asked } from './support/fake-api-server';
import { isCut, writesInside } from './support/job-writer';
import { measure } from './support/measure';
import { failsOver } from './support/operator';
import { INSTANCE_LABELS, Stage } from './support/stage';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.server.stop());

const SETTINGS: DrillSettings = {
  stopNode: 'stop',
  cordonFirst: false,
  nodeIsOff: false,
  operatorNamespace: 'cnpg-system',
  pgbench: { scale: 1, clients: 2, seconds: 10 },
};

describe('node-loss', () => {
  const isCordoned = ({ method, kind, body }: Asked) =>
    method === 'PATCH' && kind === 'Node' && record(record(body).spec).unschedulable === true;

  test('stops the node of the primary, then cordons it, and puts everything back', async () => {
    failsOver(stage, { seconds: 25, on: isCordoned });
    const { code, report } = await stage.run('node-loss', {
      settings: { ...SETTINGS, startNode: 'start' },
      objectives: { seconds: 30 },
    });
    expect({ code, failures: report.failures }).toEqual({ code: 0, failures: [] });
    expect(report.facts).toMatchObject({ node: 'node-1', 'primary after': 'shop-db-2' });
    expect(stage.commands).toEqual(['stop node-1', 'start node-1']);
    const told = report.events.map(({ text }) => text).filter((text) => text.startsWith('node '));
    expect(told).toEqual(['node node-1 is stopped: stop', 'node node-1 is cordoned', 'node node-1 is started: start']);
    expect(stage.server.get('Node', 'node-1')?.spec).toEqual({ taints: [] });
    expect(stage.server.get('Node', 'node-1')?.metadata.labels).toEqual({});
  });

  test('cordons first where that is asked for', async () => {
    failsOver(stage, { seconds: 25, on: isCordoned });
    const { report } = await stage.run('node-loss', { settings: { ...SETTINGS, cordonFirst: true } });
    const told = report.events.map(({ text }) => text).filter((text) => text.startsWith('node '));
    expect(told).toEqual(['node node-1 is cordoned', 'node node-1 is stopped: stop']);
  });

  test.each([
    [false, []],
    [true, [{ key: 'node.kubernetes.io/out-of-service', value: 'cnpg-gitops-drill', effect: 'NoExecute' }]],
  ])('declares the node off only when told so: %s', async (nodeIsOff, taints) => {
    failsOver(stage, { seconds: 25, on: isCordoned });
    stage.server.change('Node', 'node-1', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } });
    await stage.run('node-loss', { settings: { ...SETTINGS, nodeIsOff } });
    const given = stage.server.asked
      .filter(({ method, kind }) => method === 'PATCH' && kind === 'Node')
      .flatMap(({ body }) => list(record(record(body).spec).taints));
    expect(given).toEqual(taints);
  });

  describe('while the node controller adds taints of its own', () => {
    const OFF = { key: 'node.kubernetes.io/out-of-service', value: 'cnpg-gitops-drill', effect: 'NoExecute' };
    const taint = (key: string) => ({ key: `node.kubernetes.io/${key}`, effect: 'NoExecute' });
    const taintsIn = ({ method, kind, body }: Asked) =>
      method === 'PATCH' && kind === 'Node' ? record(record(body).spec).taints : undefined;
    /** Each between the drill's reading and its writing. */
    const addsBeforeWrites = (keys: readonly (string | undefined)[]) => {
      const left = [...keys];
      stage.server.fault = (asked) => {
        const key = taintsIn(asked) === undefined ? undefined : left.shift();
        const taints = list(record(stage.server.get('Node', 'node-1')?.spec).taints);
        if (key !== undefined) stage.server.change('Node', 'node-1', { spec: { taints: [...taints, taint(key)] } });
        return undefined;
      };
    };
    const run = () => stage.run('node-loss', { settings: { ...SETTINGS, nodeIsOff: true } });

    beforeEach(() => {
      failsOver(stage, { seconds: 25, on: isCordoned });
      stage.server.change('Node', 'node-1', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } });
    });

    test('keeps them', async () => {
      addsBeforeWrites(['not-ready', undefined, 'unreachable']);
      const { report } = await run();
      const [early, late] = [taint('not-ready'), taint('unreachable')];
      const written = stage.server.asked.map(taintsIn).filter((taints) => taints !== undefined);
      expect(written).toEqual([[OFF], [early, OFF], [early], [early, late]]);
      expect(stage.server.get('Node', 'node-1')?.spec).toEqual({ taints: [early, late] });
      expect(report.leftOvers).toEqual([]);
    });

    test('gives up after a few times, and says so', async () => {
      addsBeforeWrites(Array.from({ length: 1000 }, (_, index) => `of-others-${index}`));
      const { report } = await run();
      expect(report.failures[0]).toMatch(/^node node-1 is not ready: not within 120 s; .* 409 /);
      expect(report.leftOvers).toEqual([
        expect.stringMatching(
          /^Node node-1: PATCH \/api\/v1\/nodes\/node-1: 409 Node node-1 has been modified; by hand: kubectl --context kind-test uncordon node-1 && /,
        ),
      ]);
    });
  });

  test('never declares a node off that is ready', async () => {
    failsOver(stage, { seconds: 25, on: isCordoned });
    const { report } = await stage.run('node-loss', { settings: { ...SETTINGS, nodeIsOff: true } });
    expect(report.failures[0]).toBe('node node-1 is not ready: not within 120 s');
    expect(JSON.stringify(stage.server.asked)).not.toContain('out-of-service');
  });

  test('needs a command that stops the node', async () => {
    await expect(stage.run('node-loss', { settings: { ...SETTINGS, stopNode: undefined } })).rejects.toThrow(
      '--stop-node',
    );
    expect(stage.server.names('ConfigMap')).toEqual([]);
  });

  test('leaves a node alone that somebody has cordoned', async () => {
    stage.server.change('Node', 'node-1', { spec: { unschedulable: true } });
    const { report } = await stage.run('node-loss', { settings: SETTINGS });
    expect(report.failures).toEqual(['node node-1 is already cordoned: it is under maintenance']);
    expect(stage.server.get('Node', 'node-1')?.spec).toEqual({ unschedulable: true });
    expect(stage.commands).toEqual([]);
  });
});

describe('partition', () => {
  beforeEach(() => writesInside(stage));

  test('cuts the primary off under a policy that denies all, and connects it again before the end', async () => {
    let cut: unknown;
    failsOver(stage, {
      seconds: 22,
      on: (asked) => {
        if (!isCut(asked)) return false;
        cut = stage.server.get('NetworkPolicy', 'partition-20261121t130000')?.spec;
        return true;
      },
    });
    const { code, report } = await stage.run('partition', { objectives: { seconds: 30 } });
    expect({ code, failures: report.failures }).toEqual({ code: 0, failures: [] });
    expect(cut).toEqual({
      podSelector: { matchLabels: { 'cnpg-gitops/partition': 'partition-20261121t130000' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [],
    });
    const gap = measure(report, 'longest gap');
    expect(gap.value).toBeGreaterThan(21);
    expect(gap.value).toBeLessThan(24);
    const texts = report.events.map(({ text }) => text);
    expect(texts.indexOf('pod shop-db-1 is connected again')).toBeLessThan(texts.indexOf(`phase: ${HEALTHY}`));
    expect(stage.server.get('Pod', 'shop-db-1')?.metadata.labels).toEqual(INSTANCE_LABELS);
  });

  test('reconnects it when no instance is promoted', async () => {
    const { report } = await stage.run('partition');
    expect(report.failures).toEqual(['no failover: a primary other than shop-db-1: not within 120 s']);
    expect(stage.server.get('Pod', 'shop-db-1')?.metadata.labels).toEqual(INSTANCE_LABELS);
    expect(stage.server.names('NetworkPolicy')).toEqual([]);
  });

  test.each([
    ['would keep the pod connected', { 'cnpg.io/cluster': 'shop-db' }, undefined, [{}], true],
    ['leaves the drill’s label out', undefined, 'DoesNotExist', [{}], false],
    ['allows nothing anyway', { 'cnpg.io/cluster': 'shop-db' }, undefined, [], false],
    ['is of other pods', { app: 'api' }, undefined, [{}], false],
  ])('a policy that %s', async (_what, matchLabels, operator, ingress, isRefused) => {
    failsOver(stage, { seconds: 5, on: isCut });
    const matchExpressions = operator === undefined ? [] : [{ key: 'cnpg-gitops/partition', operator }];
    stage.server.put('NetworkPolicy', 'database', {
      spec: { podSelector: { matchLabels, matchExpressions }, ingress },
    });
    const { report } = await stage.run('partition');
    if (!isRefused) expect(report.failures).toEqual([]);
    else {
      expect(report.failures[0]).toMatch(
        /^NetworkPolicy database: it would keep pod shop-db-1 connected; add \{key: cnpg-gitops\/partition/,
      );
      expect(stage.server.asked.some(isCut)).toBe(false);
    }
    expect(stage.server.names('NetworkPolicy')).toEqual(['NetworkPolicy/database']);
  });
});

describe('pool', () => {
  const poolerPod = (name: string, status = 'True') =>
    stage.server.put('Pod', name, {
      metadata: { labels: { 'cnpg.io/poolerName': 'shop-pool' } },
      status: { conditions: [{ type: 'Ready', status }] },
    });

  beforeEach(() => {
    stage.server.put('Pooler', 'shop-pool', { spec: { cluster: { name: 'shop-db' }, type: 'rw' } });
    stage.server.put('Pooler', 'other', { spec: { cluster: { name: 'other-db' }, type: 'rw' } });
    poolerPod('pool-a');
    poolerPod('pool-b');
    stage.server.afterChange = ({ method, kind }) => {
      if (method !== 'DELETE' || kind !== 'Pod') return;
      stage.writer.isUp = false;
      stage.later(2, () => {
        stage.writer.isUp = true;
      });
      // Until the kubelet has ended it, the pod is in every list, and may still be ready.
      poolerPod('pool-a');
      stage.later(5, () => stage.server.objects.delete('Pod/pool-a'));
      stage.later(6, () => poolerPod('pool-c', 'False'));
      stage.later(9, () => poolerPod('pool-c'));
    };
  });

  test('deletes a pod of the pooler and waits for another', async () => {
    const { code, report } = await stage.run('pool', { objectives: { seconds: 5 } });
    expect({ code, failures: report.failures }).toEqual({ code: 0, failures: [] });
    expect(report.facts).toEqual({
      pooler: 'shop-pool',
      'pods before': 'pool-a, pool-b',
      'pods after': 'pool-b, pool-c',
    });
    expect(measure(report, 'longest gap').value).toBeCloseTo(2, 0);
  });

  test.each<[string, string | undefined, RegExp]>([
    ['a name that is not there', 'other', /of Cluster shop-db there is shop-pool; name one with --pooler/],
    ['no name where there are two', undefined, /there is shop-pool, shop-pool-2; name one/],
  ])('refuses %s', async (_what, pooler, message) => {
    if (pooler === undefined)
      stage.server.put('Pooler', 'shop-pool-2', { spec: { cluster: { name: 'shop-db' }, type: 'rw' } });
    await expect(stage.run('pool', { settings: { ...SETTINGS, pooler } })).rejects.toThrow(message);
  });
});
