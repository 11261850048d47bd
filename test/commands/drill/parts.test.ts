import { EventEmitter } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../commands/drill/clock';
import { declaredObjectives } from '../../../commands/drill/declared-objectives';
import { parseDrillObjectives } from '../../../commands/drill/drill-objectives';
import { interruption } from '../../../commands/drill/interruption';
import { readAttempts } from '../../../commands/drill/job-load';
import { type Attempt, longestGap, lostRows } from '../../../commands/drill/outage';
import { percentile, readHistogram } from '../../../commands/drill/percentiles';
import { podBehind } from '../../../commands/drill/service-pod';
import { shell } from '../../../commands/drill/shell';
import { kubeClient } from '../../../commands/kube/kube-client';
import { KubeError } from '../../../commands/kube/kube-port';
import { FakeApiServer } from './support/fake-api-server';

const acked = (row: number, at: number): Attempt => ({ row, at, acknowledged: true });
const refused = (row: number, at: number): Attempt => ({ row, at, acknowledged: false });

describe('the longest gap', () => {
  test.each([
    [
      'between two rows',
      [acked(1, 0), acked(2, 10), refused(3, 20), acked(4, 90), acked(5, 100)],
      100,
      { from: 10, to: 90 },
    ],
    ['that never ends', [acked(1, 0), acked(2, 10), refused(3, 20)], 500, { from: 10, to: 500 }],
    ['of a single row', [acked(1, 5)], 9, { from: 5, to: 9 }],
    ['without any row', [refused(1, 5)], 9, undefined],
    ['the first of two that are equal', [acked(1, 0), acked(2, 10), acked(3, 20)], 20, { from: 0, to: 10 }],
  ])('%s', (_what, attempts, end, expected) => {
    expect(longestGap(attempts, end)).toEqual(expected);
  });

  test('is never shorter than any time between two rows, nor longer than all', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 2 }), (times) => {
        const sorted = [...times].sort((a, b) => a - b);
        const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
        const gap = longestGap(
          sorted.map((at, row) => acked(row, at)),
          last,
        );
        const length = (gap?.to ?? 0) - (gap?.from ?? 0);
        expect(length).toBeLessThanOrEqual(last - first);
        for (const [index, at] of sorted.entries())
          expect(length).toBeGreaterThanOrEqual((sorted[index + 1] ?? at) - at);
      }),
    );
  });
});

test('lost rows were acknowledged and are not there', () => {
  expect(lostRows([acked(1, 0), acked(2, 1), refused(3, 2), refused(4, 3), acked(5, 4)], [1, 3])).toEqual([2, 5]);
});

test('the log of the writer: a line that is still being written is left out', () => {
  expect(readAttempts('ack 1 100\nerr 2 200\nnoise\nack 3 3')).toEqual([acked(1, 100), refused(2, 200)]);
});

describe('percentiles', () => {
  const histogram = readHistogram('starting\nlatency 99 50\nlatency 49 940\nlatency 800 10\n');
  test.each([
    [0, 5],
    [50, 5],
    [94, 5],
    [94.1, 10],
    [99, 10],
    [99.1, 80.1],
    [100, 80.1],
  ])('%d', (percent, expected) => {
    expect(percentile(histogram, percent)).toBe(expected);
  });

  test('of nothing', () => {
    expect(percentile([], 50)).toBeNull();
  });
});

describe('--objective', () => {
  test.each([
    [undefined, {}],
    ['30s', { seconds: 30 }],
    ['1m30s', { seconds: 90 }],
    ['500ms', { seconds: 0.5 }],
    ['p99=50ms', { latency: { '99': 50 } }],
    ['p95=20ms, p99.9=1s', { latency: { '95': 20, '99.9': 1000 } }],
  ])('%s', (text, expected) => {
    expect(parseDrillObjectives(text)).toEqual(expected);
  });

  test.each(['30', 'soon', '0s', '-3s', 'p99', 'p99=', 'p100=3ms', '99=3ms', 'p99=50ms,', ''])(
    '"%s" is refused',
    (text) => {
      expect(() => parseDrillObjectives(text)).toThrow(/--objective ".*": write a duration such as 30s/);
    },
  );

  test.each([
    ['failover', { seconds: 30, restoreCallSeconds: 0.5 }],
    ['node-loss', { seconds: 60, restoreCallSeconds: 0.5 }],
    ['partition', {}],
    ['latency', { latency: { '99': 40 } }],
    ['restore', {}],
  ] as const)('what a Cluster promises of %s', (drill, expected) => {
    const platform = { restoreCallMilliseconds: 500 };
    const rto = { podLoss: '30s', nodeLoss: '1m' };
    const promised = JSON.stringify({ rto, latency: { p99Milliseconds: 40 }, platform });
    const metadata = { name: 'db', annotations: { 'cnpg-gitops/objectives': promised } };
    const cluster = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata };
    expect(declaredObjectives(drill, cluster)).toEqual(expected);
    expect(declaredObjectives(drill, { ...cluster, metadata: { name: 'db' } })).toEqual({});
  });
});

describe('a service leads to', () => {
  const slice = (endpoints: unknown) => ({
    metadata: { labels: { 'kubernetes.io/service-name': 'db-rw' } },
    ports: [{ port: 5432 }],
    endpoints,
  });
  const endpoint = (name: string, ready?: boolean) => ({ conditions: { ready }, targetRef: { name } });

  test.each([
    [[endpoint('db-2', true), endpoint('db-1', false)], 'db-2'],
    [[endpoint('db-2', true), endpoint('db-1', true)], 'db-1'],
    [[endpoint('db-3')], 'db-3'],
    [[endpoint('db-1', false)], undefined],
    [[], undefined],
    [null, undefined],
  ])('%j: %s', async (endpoints, pod) => {
    const server = await FakeApiServer.start();
    server.put('EndpointSlice', 'x', slice(endpoints));
    const found = podBehind(kubeClient(server.kubeconfig()), 'shop', 'db-rw');
    if (pod === undefined) await expect(found).rejects.toThrow('service db-rw leads to no pod that is ready');
    else expect(await found).toEqual({ pod, port: 5432 });
    await server.stop();
  });
});

describe('the client', () => {
  const ref = { kind: 'Pod', name: 'db-1', namespace: 'shop' } as const;

  test('does not wait forever', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const config = new KubeConfig();
    const { port } = silent.address() as AddressInfo;
    config.loadFromClusterAndUser(
      { name: 'x', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: 'x' },
    );
    const error = await kubeClient(config, 100)
      .read(ref)
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(KubeError);
    expect(error).toMatchObject({ isTransient: true, message: expect.stringContaining('nothing within 0.1 s') });
    silent.close();
  });

  test('sends manifests as they are, and knows what is not there', async () => {
    const server = await FakeApiServer.start();
    const client = kubeClient(server.kubeconfig());
    const ingress = [{ from: [{ podSelector: {} }] }];
    const metadata = { name: 'deny', namespace: 'shop' };
    await client.create({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { ingress } });
    expect(server.get('NetworkPolicy', 'deny')?.spec).toEqual({ ingress });
    expect(await client.read(ref)).toBeUndefined();
    await expect(client.delete(ref)).resolves.toBeUndefined();
    await expect(client.patch(ref, {})).rejects.toMatchObject({ code: 404, isTransient: false });
    await server.stop();
  });
});

describe('commands of the user', () => {
  test('know the node', async () => {
    await expect(shell('test "$NODE" = node-1', { NODE: 'node-1' })).resolves.toBeUndefined();
  });
  test('that fail are a failure of the drill', async () => {
    await expect(shell('exit 3', {})).rejects.toThrow('the command "exit 3" ended with 3');
  });
});

test('a clock that is interrupted wakes at once', async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort();
  await expect(sleeping).rejects.toThrow();
  await expect(systemClock.sleep(1)).resolves.toBeUndefined();
});

describe('Ctrl-C', () => {
  test.each(['SIGINT', 'SIGTERM'])('%s ends the drill early; the next one ends the process', (name) => {
    const process = new EventEmitter();
    const { signal } = interruption(process);
    expect(signal.aborted).toBe(false);
    expect(process.emit(name)).toBe(true);
    expect(signal.aborted).toBe(true);
    expect(process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')).toBe(0);
  });

  test('is nobody’s any more afterwards', () => {
    const process = new EventEmitter();
    interruption(process).release();
    expect(process.emit('SIGINT')).toBe(false);
  });
});
