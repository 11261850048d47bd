import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import type { Asked, Fault } from './support/fake-api-server';
import { measure } from './support/measure';
import { failsOver } from './support/operator';
import { INSTANCE_LABELS, Stage } from './support/stage';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.server.stop());

const CLUSTER = { 'cnpg-gitops/drill-cluster': 'shop/shop-db' };
const LABEL = { 'cnpg-gitops/drill': 'partition-20261120t090000' };
const OURS = { metadata: { namespace: 'shop', labels: LABEL, annotations: CLUSTER } };

function permission(word: string): void {
  stage.server.put('Namespace', 'shop', { metadata: { annotations: { 'cnpg-gitops/drills': word } } });
}

describe('permission', () => {
  test.each<[string, string | undefined, boolean, boolean]>([
    ['production', undefined, false, false],
    ['production', undefined, true, true],
    ['production', 'allowed', false, true],
    ['production', 'forbidden', true, false],
    ['kind-test', 'forbidden', false, false],
    ['kind-test', undefined, false, true],
    ['k3d-shop', undefined, false, true],
    ['minikube', undefined, false, true],
    ['mankind-production', undefined, false, false],
    ['minikube-production', undefined, false, false],
    ['kind-test', 'yes', true, false],
  ])('context %s, namespace %s, --yes %s: %s', async (context, word, yes, isPermitted) => {
    stage.context = context;
    if (word !== undefined) permission(word);
    const run = stage.run('backup', { yes, timeout: 1 });
    if (isPermitted) await expect(run).resolves.toMatchObject({ code: 1 });
    else {
      await expect(run).rejects.toThrow(UsageError);
      expect(stage.server.asked.every(({ method }) => method === 'GET')).toBe(true);
    }
  });

  test('says what to do', async () => {
    stage.context = 'production';
    await expect(stage.run('failover')).rejects.toThrow(
      /context production: nothing says that namespace shop is there for tests.*--yes.*cnpg-gitops\/drills: allowed/,
    );
  });

  test.each([
    ['drill', { drill: 'earthquake' }, /there is failover, node-loss, partition, restore, backup, latency, pool/],
    ['application', { application: 'shoes' }, /no application "shoes": there is shop/],
    ['cluster', { cluster: 'other' }, /no cluster "other": there is shop-db/],
    ['namespace', { namespace: 'elsewhere' }, /namespace "elsewhere": context kind-test has none/],
  ])('a wrong %s is told before anything is asked to change', async (_what, given, message) => {
    await expect(stage.run('failover', given)).rejects.toThrow(message);
    expect(stage.server.asked.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('one drill at a time', () => {
  const lock = (secondsAgo: number) =>
    stage.server.put('ConfigMap', 'cnpg-gitops-drill-shop-db', {
      ...OURS,
      data: { renewed: new Date(stage.clock.now() - secondsAgo * 1000).toISOString() },
    });

  test('refuses while another one renews its lock, and leaves its objects alone', async () => {
    lock(20);
    stage.server.put('NetworkPolicy', 'partition-20261120t090000', OURS);
    await expect(stage.run('failover')).rejects.toThrow(/is running \(partition-20261120t090000\)/);
    expect(stage.server.names('NetworkPolicy', 'ConfigMap')).toHaveLength(2);
  });

  test('takes a lock that is no longer renewed', async () => {
    lock(61);
    failsOver(stage, { seconds: 4 });
    expect((await stage.run('failover')).code).toBe(0);
  });

  test('refuses when another one was faster', async () => {
    stage.server.fault = ({ method, kind }) =>
      method === 'POST' && kind === 'ConfigMap' ? { code: 409, message: 'exists' } : undefined;
    await expect(stage.run('failover')).rejects.toThrow(/is running \(another one\)/);
  });

  test('renews its own', async () => {
    failsOver(stage, { seconds: 25 });
    await stage.run('failover');
    const renewals = stage.server.asked.filter(({ method, kind }) => method === 'PATCH' && kind === 'ConfigMap');
    expect(renewals.length).toBeGreaterThanOrEqual(4);
  });
});

describe('left-overs of a run that was killed', () => {
  beforeEach(() => {
    stage.server.put('NetworkPolicy', 'old', OURS);
    stage.server.put('Job', 'old', OURS);
    stage.server.put('Cluster', 'restore-1-before', OURS);
    stage.server.change('Pod', 'shop-db-2', {
      metadata: { labels: { ...LABEL, 'cnpg-gitops/partition': 'x' }, annotations: CLUSTER },
    });
    const taints = [
      { key: 'node.kubernetes.io/out-of-service', value: 'cnpg-gitops-drill', effect: 'NoExecute' },
      { key: 'dedicated', value: 'db', effect: 'NoSchedule' },
    ];
    stage.server.change('Node', 'node-1', {
      metadata: { labels: LABEL, annotations: CLUSTER },
      spec: { unschedulable: true, taints },
    });
    failsOver(stage, { seconds: 4 });
  });

  test('are removed and put back before the drill begins', async () => {
    const { report } = await stage.run('failover');
    expect(report.outcome).toBe('passed');
    expect(report.events[0]?.text).toBe(
      'left-overs of an earlier drill are removed: Pod shop-db-2, Node node-1, NetworkPolicy old, Job old, Cluster restore-1-before',
    );
    expect(stage.server.names('NetworkPolicy', 'Job', 'Cluster', 'ConfigMap')).toEqual(['Cluster/shop-db']);
    expect(stage.server.get('Pod', 'shop-db-2')?.metadata.labels).toEqual(INSTANCE_LABELS);
    expect(stage.server.get('Node', 'node-1')).toMatchObject({
      metadata: { labels: {}, annotations: {} },
      spec: { taints: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }] },
    });
    expect(stage.server.get('Node', 'node-1')?.spec).not.toHaveProperty('unschedulable');
    expect(stage.writer.drops).toBe(2);
  });

  test('of another cluster, and the cluster itself, are left alone', async () => {
    const other = { ...OURS.metadata, annotations: { 'cnpg-gitops/drill-cluster': 'shop/other-db' } };
    stage.server.put('Cluster', 'other-restore', { metadata: other });
    stage.server.change('Cluster', 'shop-db', { metadata: OURS.metadata });
    await stage.run('failover');
    expect(stage.server.names('Cluster')).toEqual(['Cluster/other-restore', 'Cluster/shop-db']);
  });

  test('that cannot be removed stop the drill', async () => {
    stage.server.fault = deny('DELETE', 'Job');
    await expect(stage.run('failover')).rejects.toThrow(
      /left-overs of an earlier drill cannot be removed: Job old: .*403 not yours/,
    );
    expect(stage.server.get('Pod', 'shop-db-1')).toBeDefined();
  });

  test('on nodes are nobody’s who may not see nodes', async () => {
    stage.server.fault = deny('GET', 'Node');
    const { report } = await stage.run('failover');
    expect(report.outcome).toBe('passed');
  });
});

function deny(method: string, kind: string): (asked: Asked) => Fault | undefined {
  return (asked) => (asked.method === method && asked.kind === kind ? { code: 403, message: 'not yours' } : undefined);
}

describe('errors of the API server', () => {
  test('403 before anything is changed is told as it is', async () => {
    stage.server.fault = deny('GET', 'Namespace');
    const run = stage.run('failover');
    await expect(run).rejects.toThrow('context kind-test: GET /api/v1/namespaces/shop: 403 not yours');
    await expect(run).rejects.toBeInstanceOf(UsageError);
  });

  test('403 for the fault itself is the result', async () => {
    stage.server.fault = deny('DELETE', 'Pod');
    const { code, report } = await stage.run('failover');
    expect(code).toBe(1);
    expect(report.failures).toEqual(['DELETE /api/v1/namespaces/shop/pods/shop-db-1: 403 not yours']);
    expect(measure(report, 'that are lost').value).toBe(0);
    expect(report.leftOvers).toEqual([]);
  });

  test('403 in the middle of the failover ends the waiting at once', async () => {
    const start = stage.clock.now();
    const isAfter = ({ kind }: Asked) => kind === 'Cluster' && stage.server.get('Pod', 'shop-db-1') === undefined;
    stage.server.fault = (asked) => (isAfter(asked) ? { code: 403, message: 'not yours' } : undefined);
    const { report } = await stage.run('failover');
    expect(report.failures[0]).toMatch(/403 not yours$/);
    expect(stage.clock.now() - start).toBeLessThan(20_000);
  });

  test.each<[string, Fault]>([
    ['500', { code: 500, message: 'etcd is away' }],
    ['429', { code: 429, message: 'too many requests' }],
    ['an answer that is cut off', 'cut'],
  ])('%s in the middle of the failover are waited out', async (_name, fault) => {
    failsOver(stage, { seconds: 8 });
    let count = 0;
    stage.server.fault = ({ method, kind }) => {
      const isOften = method === 'GET' && kind === 'Cluster' && !stage.writer.isUp && count++ % 2 === 0;
      return isOften ? fault : undefined;
    };
    const { code, report } = await stage.run('failover', { objectives: { seconds: 10 } });
    expect(count).toBeGreaterThan(5);
    expect({ code, failures: report.failures }).toEqual({ code: 0, failures: [] });
  });

  test('that never end are in the words of the failure', async () => {
    failsOver(stage, { seconds: 8 });
    const isFault = ({ kind }: Asked) => kind === 'Cluster' && stage.server.get('Pod', 'shop-db-1') === undefined;
    stage.server.fault = (asked) => (isFault(asked) ? { code: 500, message: 'etcd is away' } : undefined);
    const { report } = await stage.run('failover');
    expect(report.failures[0]).toMatch(
      /^no failover: .* not within 120 s; the last question failed: GET .*500 etcd is away$/,
    );
  });

  test.each([
    [4, [] as string[]],
    [
      5,
      [
        'ConfigMap cnpg-gitops-drill-shop-db: DELETE /api/v1/namespaces/shop/configmaps/cnpg-gitops-drill-shop-db: 409 conflict; by hand: kubectl --context kind-test delete configmaps cnpg-gitops-drill-shop-db -n shop',
      ],
    ],
  ])('%i conflicts while cleaning up', async (conflicts, leftOvers) => {
    failsOver(stage, { seconds: 4 });
    let left = conflicts;
    stage.server.fault = ({ method, kind }) =>
      method === 'DELETE' && kind === 'ConfigMap' && left-- > 0 ? { code: 409, message: 'conflict' } : undefined;
    const { code, report } = await stage.run('failover');
    expect(report.leftOvers).toEqual(leftOvers);
    expect(code).toBe(leftOvers.length === 0 ? 0 : 1);
  });
});

describe('interrupted', () => {
  test.each([['failover'], ['partition'], ['restore'], ['backup'], ['latency']])(
    '%s leaves nothing behind',
    async (name) => {
      stage.writer.archived = undefined;
      stage.server.put('Pod', 'writer', {
        metadata: { labels: { 'batch.kubernetes.io/job-name': 'partition-20261121t130000' } },
        status: { phase: 'Running' },
      });
      const time = () => stage.clock.now();
      const start = time();
      stage.server.logs.set('writer', () =>
        Array.from(
          { length: Math.floor((time() - start) / 100) },
          (_, row) => `ack ${row + 1} ${start + row * 100}\n`,
        ).join(''),
      );
      stage.server.afterChange = ({ method, kind }) => {
        if (method === 'POST' && kind === 'ConfigMap') stage.later(20, () => stage.stopping.abort());
      };
      const { code, report, console } = await stage.run(name);
      expect(code).toBe(130);
      expect(report).toMatchObject({ outcome: 'interrupted', failures: [], leftOvers: [] });
      expect(stage.server.names('ConfigMap', 'NetworkPolicy', 'Job', 'Backup', 'Cluster')).toEqual(['Cluster/shop-db']);
      expect(stage.server.get('Pod', 'shop-db-1')?.metadata.labels ?? {}).not.toHaveProperty('cnpg-gitops/partition');
      expect(stage.writer.isPrepared).toBe(false);
      expect(stage.writer.held).toBe(0);
      expect(console.out).toContain(`drill ${name}: interrupted`);
      expect(stage.clock.now() - start).toBeLessThan(25_000);
    },
  );
});
