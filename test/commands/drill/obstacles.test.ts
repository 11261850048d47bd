import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HEALTHY } from '../../../commands/drill/cluster-state';
import { lastWords } from '../../../commands/drill/last-words';
import { at } from '../../../manifests/object/manifest';
import { FakeWriter } from './support/fake-writer';
import { failsOver } from './support/operator';
import { Stage } from './support/stage';

// A wait that is in vain ends early and says why; one that may still succeed goes on.

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.server.stop());

const ID = 'restore-20261121t130000';
const RECOVERED = `${ID}-before`;
const FATAL = 'invalid value for parameter "recovery_target_time": "2026-11-21 13:00:02.000000Z"';
const LOG = [
  '{"level":"info","ts":"2026-11-21T13:00:20Z","msg":"Starting up instance"}',
  `{"level":"info","logger":"pg_ctl","msg":"2026-11-21 13:00:21.100 UTC [38] FATAL:  ${FATAL.replaceAll('"', '\\"')}"}`,
  '{"level":"error","msg":"Error while restoring a backup","error":"exit status 1"}',
].join('\n');

const JOB = `${RECOVERED}-1-full-recovery`;
const labels = { 'cnpg.io/cluster': RECOVERED, 'batch.kubernetes.io/job-name': JOB };

/** What happens from the moment on that the recovered cluster is asked for: the clock moves only while a drill runs. */
function onRecovery(...happens: readonly (() => void)[]): void {
  stage.server.afterChange = ({ method, kind, body }) => {
    if (method !== 'POST' || kind !== 'Cluster' || at(body, 'metadata.name') !== RECOVERED) return;
    stage.server.change('Cluster', RECOVERED, { status: { phase: 'Setting up primary' } });
    for (const each of happens) each();
  };
}

/** Pods of the recovery job, one after another, as a Job makes them that never restarts a container. */
const failing =
  (times: number, logOf: (count: number) => string = () => LOG) =>
  () => {
    stage.server.put('Job', JOB, { metadata: { namespace: 'shop', labels } });
    for (let count = 1; count <= times; count++) {
      const pod = `${JOB}-${count}`;
      stage.server.logs.set(pod, () => logOf(count));
      const ended = { name: 'full-recovery', state: { terminated: { exitCode: 1 } } };
      const status = { phase: 'Failed', containerStatuses: [ended] };
      const metadata = { namespace: 'shop', labels, creationTimestamp: `2026-11-21T13:0${count}:00Z` };
      stage.later(10 * count, () => stage.server.put('Pod', pod, { metadata, status }));
    }
  };

const recovering = (seconds: number) => () => {
  for (const [point, rows] of [
    ['before', 100],
    ['after', 101],
  ] as const) {
    const writer = new FakeWriter(stage.clock);
    for (let row = 1; row <= rows; row++) writer.stored.add(row);
    stage.others.set(`${ID}-${point}`, writer);
    const status = { phase: HEALTHY, readyInstances: 1 };
    stage.later(seconds, () => stage.server.change('Cluster', `${ID}-${point}`, { status }));
  }
};

async function failureOf(drill: string): Promise<{ readonly failure: string | undefined; readonly seconds: number }> {
  const start = stage.clock.now();
  const { report } = await stage.run(drill);
  return { failure: report.failures[0], seconds: (stage.clock.now() - start) / 1000 };
}

describe('a recovery', () => {
  test('is given up after its pods end with the same FATAL three times, and quotes it', async () => {
    onRecovery(failing(4));
    const { failure, seconds } = await failureOf('restore');
    expect(failure).toMatch(
      /^cluster restore-20261121t130000-before is recovered: given up after \d+ s: 3 pods of Job /,
    );
    expect(failure).toContain(`FATAL: ${FATAL}`);
    expect(seconds).toBeLessThan(60);
    expect(stage.server.names('Cluster', 'ConfigMap', 'NetworkPolicy')).toEqual(['Cluster/shop-db']);
  });

  test('is given up immediately when its Job has failed permanently', async () => {
    const conditions = [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }];
    onRecovery(failing(1), () =>
      stage.later(20, () => stage.server.change('Job', JOB, { status: { conditions, failed: 1 } })),
    );
    const { failure } = await failureOf('restore');
    expect(failure).toContain(`Job ${RECOVERED}-1-full-recovery failed (BackoffLimitExceeded): FATAL: ${FATAL}`);
  });

  test('that fails twice, or each time otherwise, and then succeeds passes', async () => {
    onRecovery(failing(2), recovering(60));
    expect((await stage.run('restore')).report).toMatchObject({ outcome: 'passed' });
    await stage.server.stop();
    stage = await Stage.set();
    onRecovery(
      failing(4, (count) => LOG.replace('Z\\"', `Z${count}\\"`)),
      recovering(60),
    );
    expect((await stage.run('restore')).report).toMatchObject({ outcome: 'passed' });
  });

  test('that takes too long says what was seen last, also where logs may not be read', async () => {
    onRecovery(failing(2));
    stage.server.fault = ({ subresource }) => (subresource === 'log' ? { code: 403, message: 'no' } : undefined);
    const { failure } = await failureOf('restore');
    expect(failure).toBe(
      `cluster ${RECOVERED} is recovered: not within 120 s; 2 pods of Job ${RECOVERED}-1-full-recovery failed; Cluster ${RECOVERED}: Setting up primary`,
    );
  });

  test('says what events say, if they are of this wait and this cluster', async () => {
    onRecovery();
    const event = (name: string, object: string, seconds: number) =>
      stage.server.put('Event', name, {
        type: 'Warning',
        reason: 'ProvisioningFailed',
        message: `storageclass "${name}" not found`,
        involvedObject: { kind: 'PersistentVolumeClaim', name: object },
        lastTimestamp: new Date(stage.clock.now() + seconds * 1000).toISOString(),
      });
    event('early', `${RECOVERED}-1`, -60);
    event('fast', `${RECOVERED}-1`, 60);
    event('other', `${RECOVERED}er-1`, 70);
    const { failure } = await failureOf('restore');
    expect(failure).toContain(
      `PersistentVolumeClaim ${RECOVERED}-1: ProvisioningFailed, storageclass "fast" not found`,
    );
  });
});

describe('a pod', () => {
  function pod(status: object): void {
    stage.server.put('Pod', `${RECOVERED}-1`, {
      metadata: { namespace: 'shop', labels: { 'cnpg.io/cluster': RECOVERED } },
      status,
    });
  }
  const waiting = (reason: string, restartCount = 0) => ({
    containerStatuses: [{ name: 'postgres', restartCount, state: { waiting: { reason, message: `${reason}!` } } }],
  });

  test.each([
    [
      'an image that is not there',
      waiting('ImagePullBackOff'),
      /container postgres of pod .* does not start: ImagePullBackOff, ImagePullBackOff!/,
    ],
    ['a name of an image that is none', waiting('InvalidImageName'), /InvalidImageName/],
    ['a Secret that is missing', waiting('CreateContainerConfigError'), /CreateContainerConfigError/],
    [
      'a container that ends again and again',
      waiting('CrashLoopBackOff', 4),
      /container postgres of pod .* ended 4 times: FATAL: /,
    ],
  ])('with %s is given up', async (_what, status, message) => {
    onRecovery();
    pod(status);
    stage.server.logs.set(`${RECOVERED}-1`, () => LOG);
    const { failure, seconds } = await failureOf('restore');
    expect(failure).toMatch(/: given up after /);
    expect(failure).toMatch(message);
    expect(seconds).toBeLessThan(90);
  });

  test.each([
    ['pulls an image at the second try', waiting('ErrImagePull')],
    ['restarts', waiting('CrashLoopBackOff', 3)],
    [
      'waits for a node',
      { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' }] },
    ],
  ])('that %s for 40 s is waited for', async (_what, status) => {
    pod(status);
    onRecovery(recovering(60), () => stage.later(45, () => pod({})));
    expect((await stage.run('restore')).report).toMatchObject({ outcome: 'passed' });
  });

  test('that no node takes is named when the time is over', async () => {
    onRecovery();
    pod({ conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' }] });
    expect((await failureOf('restore')).failure).toContain(`pod ${RECOVERED}-1 is on no node: 0/3 nodes`);
  });
});

describe('other waits', () => {
  test('for a primary end when the operator says that there will be none', async () => {
    stage.server.afterChange = ({ method, kind }) => {
      if (method !== 'DELETE' || kind !== 'Pod') return;
      stage.writer.isUp = false;
      stage.status({
        phase: 'Cluster is unrecoverable and needs manual intervention',
        phaseReason: 'no volume is left',
      });
    };
    const { failure, seconds } = await failureOf('failover');
    expect(failure).toMatch(
      /^no failover: .* given up after 5 s: Cluster shop-db: Cluster is unrecoverable .*, no volume is left$/,
    );
    expect(seconds).toBeLessThan(150);
  });

  test('for a primary name the phase of a plugin that does not answer, and go on', async () => {
    const phase = 'Cluster cannot proceed to reconciliation due to an error while interacting with plugins';
    stage.server.afterChange = ({ method, kind }) => {
      if (method === 'DELETE' && kind === 'Pod') stage.status({ phase, phaseReason: 'connection refused' });
    };
    const { failure } = await failureOf('failover');
    expect(failure).toBe(
      `no failover: a primary other than shop-db-1: not within 120 s; Cluster shop-db: ${phase}, connection refused`,
    );
  });

  test('for instances take no Job for theirs that failed before the drill', async () => {
    failsOver(stage, { seconds: 8 });
    stage.server.put('Job', 'shop-db-4-join', {
      metadata: {
        namespace: 'shop',
        labels: { 'cnpg.io/cluster': 'shop-db' },
        creationTimestamp: '2026-03-01T00:00:00Z',
      },
      status: { conditions: [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }] },
    });
    expect((await stage.run('failover')).report).toMatchObject({ outcome: 'passed' });
  });

  test('for the archive say what the operator knows of it', async () => {
    stage.writer.archived = undefined;
    const conditions = [{ type: 'ContinuousArchiving', status: 'False', message: 'exit status 1: no such bucket' }];
    stage.status({ conditions });
    expect((await failureOf('restore')).failure).toMatch(/; WAL archiving fails: exit status 1: no such bucket$/);
  });

  test('for pgbench end with the image that is not there', async () => {
    stage.server.put('Pod', 'bench', {
      metadata: { namespace: 'shop', labels: { 'batch.kubernetes.io/job-name': 'latency-20261121t130000' } },
      status: {
        phase: 'Pending',
        containerStatuses: [{ name: 'drill', state: { waiting: { reason: 'ErrImageNeverPull' } } }],
      },
    });
    const { failure } = await failureOf('latency');
    expect(failure).toBe(
      'pgbench ends: given up after 5 s: container drill of pod bench does not start: ErrImageNeverPull',
    );
  });
});

describe('the last words of a log', () => {
  test.each([
    [LOG, `FATAL: ${FATAL}`],
    ['{"logger":"postgres","msg":"record","record":{"error_severity":"FATAL","message":"no"}}', 'FATAL: no'],
    [
      '2026-11-21 UTC [1] PANIC:  could not locate a valid checkpoint record',
      'PANIC: could not locate a valid checkpoint record',
    ],
    ['{"level":"error","msg":"a","error":"b"}\n{"level":"info","msg":"c"}', 'a: b'],
    ['pgbench: error: connection refused\n', 'error: connection refused'],
    ['{"level":"info","msg":"all is well"}\nnothing', undefined],
    ['', undefined],
    ['{"level":"error"}\n{broken', undefined],
  ])('%s', (log, words) => {
    expect(lastWords(log)).toBe(words);
  });

  test('are short', () => {
    expect(lastWords(`FATAL:  ${'x'.repeat(5000)}`)?.length).toBeLessThan(310);
  });
});
