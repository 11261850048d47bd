import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HEALTHY } from '../../../commands/drill/cluster-state';
import { at } from '../../../manifests/object/manifest';
import { Instant } from '../../../values/time/instant';
import { FakeWriter } from './support/fake-writer';
import { measure } from './support/measure';
import { Stage } from './support/stage';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.server.stop());

describe('backup', () => {
  const ID = 'backup-20261121t130000';

  function ends(status: Readonly<Record<string, unknown>>): void {
    stage.server.afterChange = ({ method, kind }) => {
      if (method !== 'POST' || kind !== 'Backup') return;
      stage.later(2, () => stage.server.change('Backup', ID, { status: { phase: 'running' } }));
      stage.later(13, () => stage.server.change('Backup', ID, { status }));
    };
  }

  test('runs to completion, and the object is removed', async () => {
    ends({ phase: 'completed', backupName: 'backup-1', instanceID: { podName: 'shop-db-2' } });
    const { code, report } = await stage.run('backup', { objectives: { seconds: 60 } });
    expect(code).toBe(0);
    expect(measure(report, 'base backup').value).toBeCloseTo(13, 0);
    expect(report.facts).toEqual({ backup: 'backup-1', instance: 'shop-db-2' });
    expect(stage.server.names('Backup')).toEqual([]);
    const asked = stage.server.asked.find(({ method, kind }) => method === 'POST' && kind === 'Backup');
    expect(at(asked?.body, 'spec')).toEqual({
      cluster: { name: 'shop-db' },
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
    });
  });

  test('fails with the operator’s words', async () => {
    ends({ phase: 'failed', error: 'access denied to s3://shop' });
    const { code, report } = await stage.run('backup');
    expect(code).toBe(1);
    expect(report.failures).toEqual([`Backup ${ID} failed: access denied to s3://shop`]);
  });

  test('that never ends', async () => {
    const { report } = await stage.run('backup');
    expect(report.failures).toEqual([
      `Backup ${ID} is completed: not within 120 s; no phase: neither the operator nor the plugin has taken it`,
    ]);
    expect(stage.server.names('Backup')).toEqual([]);
  });

  test('of a cluster without an archive', async () => {
    stage.server.change('Cluster', 'shop-db', { spec: { plugins: [] } });
    const { report } = await stage.run('backup');
    expect(report.failures).toEqual(['Cluster shop-db has no plugin that archives']);
  });
});

describe('latency', () => {
  const ID = 'latency-20261121t130000';

  function ends(status: Readonly<Record<string, unknown>>, log: string): void {
    const labels = { 'batch.kubernetes.io/job-name': ID };
    stage.server.afterChange = ({ method, kind }) => {
      if (method !== 'POST' || kind !== 'Job') return;
      stage.server.put('Pod', 'bench', { metadata: { labels }, status: { phase: 'Pending' } });
      stage.later(12, () => {
        stage.server.change('Job', ID, { status });
        stage.server.put('Pod', 'bench', { metadata: { labels }, status: { phase: 'Succeeded' } });
      });
    };
    stage.server.logs.set('bench', () => log);
  }

  // 1000 transactions: 940 up to 5 ms, 50 up to 10 ms, 10 up to 80.1 ms.
  const LOG = 'tps = 100\nlatency 800 10\nlatency 49 940\nlatency 99 50\ndone\n';

  test.each([
    [{ '99': 50 }, 0, true],
    [{ '99.5': 50 }, 1, false],
  ])('holds percentiles against %j', async (limits, exit, met) => {
    ends({ succeeded: 1 }, LOG);
    const { code, report } = await stage.run('latency', { objectives: { latency: limits } });
    expect(code).toBe(exit);
    expect(measure(report, 'percentile 50').value).toBe(5);
    expect(measure(report, 'percentile 95').value).toBe(10);
    expect(measure(report, 'percentile 99').value).toBe(10);
    expect(measure(report, `percentile ${Object.keys(limits)[0]}`).met).toBe(met);
    expect(measure(report, 'transactions').value).toBe(100);
    expect(stage.server.names('Job')).toEqual([]);
  });

  test('uses the image, the service and the secret of the cluster', async () => {
    ends({ succeeded: 1 }, LOG);
    stage.server.change('Cluster', 'shop-db', { spec: { bootstrap: { initdb: { secret: { name: 'own-secret' } } } } });
    await stage.run('latency');
    const job = stage.server.asked.find(({ method, kind }) => method === 'POST' && kind === 'Job')?.body;
    const container = at(job, 'spec.template.spec.containers.0');
    expect(at(container, 'image')).toBe('postgres:of-the-pod');
    expect(at(container, 'env')).toEqual(
      expect.arrayContaining([
        { name: 'PGHOST', value: 'shop-db-rw' },
        { name: 'PGUSER', value: 'shop' },
        { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'own-secret', key: 'password' } } },
      ]),
    );
  });

  test('fails with the last words of pgbench', async () => {
    ends({ failed: 1 }, 'pgbench: starting\npgbench: error: connection refused\n');
    const { report } = await stage.run('latency');
    expect(report.failures).toEqual(['pgbench failed: pgbench: error: connection refused']);
  });
});

describe('restore', () => {
  const ID = 'restore-20261121t130000';
  const names = [`${ID}-before`, `${ID}-after`];

  /** Rows that each recovered cluster has. */
  function recovers(rows: Readonly<Record<string, number>>): void {
    for (const name of names) {
      const writer = new FakeWriter(stage.clock);
      for (let row = 1; row <= (rows[name] ?? 0); row++) writer.stored.add(row);
      stage.others.set(name, writer);
    }
    stage.server.afterChange = ({ method, kind, body }) => {
      const name = String(at(body, 'metadata.name'));
      if (method !== 'POST' || kind !== 'Cluster') return;
      stage.later(5, () => stage.server.change('Cluster', name, { status: { phase: 'Setting up primary' } }));
      stage.later(42, () => stage.server.change('Cluster', name, { status: { phase: HEALTHY, readyInstances: 1 } }));
    };
  }

  test('recovers to both sides of the marker, and finds the rows that were there', async () => {
    recovers({ [`${ID}-before`]: 100, [`${ID}-after`]: 101 });
    const { code, report } = await stage.run('restore', { objectives: { seconds: 60 } });
    expect({ code, failures: report.failures }).toEqual({ code: 0, failures: [] });
    expect(measure(report, 'before the marker').value).toBeCloseTo(42, 0);
    expect(report.facts['before the marker']).toContain('checksum sum of 100');
    expect(report.facts['after the marker']).toContain('checksum sum of 101');
    expect(stage.server.names('Cluster', 'NetworkPolicy')).toEqual(['Cluster/shop-db']);
  });

  test('asks for targets between the commits, without an archive of its own', async () => {
    recovers({ [`${ID}-before`]: 100, [`${ID}-after`]: 101 });
    await stage.run('restore');
    const made = stage.server.asked
      .filter(({ method, kind }) => method === 'POST' && kind === 'Cluster')
      .map(({ body }) => body);
    const times = made.map((cluster) =>
      Instant.parse(String(at(cluster, 'spec.bootstrap.recovery.recoveryTarget.targetTime')))
        .toDate()
        .getTime(),
    );
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(4000);
    for (const cluster of made) {
      expect(at(cluster, 'spec')).not.toHaveProperty('plugins');
      expect(at(cluster, 'spec.instances')).toBe(1);
      expect(at(cluster, 'spec.externalClusters')).toEqual([
        {
          name: 'origin',
          plugin: {
            name: 'barman-cloud.cloudnative-pg.io',
            parameters: { barmanObjectName: 'shop-backups', serverName: 'shop-db' },
          },
        },
      ]);
    }
  });

  test.each([
    [
      'a row too few',
      { [`${ID}-before`]: 99, [`${ID}-after`]: 101 },
      [/^before the marker: 99 rows with checksum sum of 99 are recovered, sum of 100 was written$/],
    ],
    [
      'the marker too early',
      { [`${ID}-before`]: 101, [`${ID}-after`]: 101 },
      [/checksum/, /^before the marker: the marker row is there$/],
    ],
    [
      'no marker',
      { [`${ID}-before`]: 100, [`${ID}-after`]: 100 },
      [/checksum/, /^after the marker: the marker row is missing$/],
    ],
  ])('fails with %s', async (_what, rows, messages) => {
    recovers(rows);
    const { code, report } = await stage.run('restore');
    expect(code).toBe(1);
    expect(report.failures).toHaveLength(messages.length);
    messages.forEach((message, index) => {
      expect(report.failures[index]).toMatch(message);
    });
  });

  test.each([
    [undefined, true],
    ['000000010000000000000004', true],
    ['000000010000000000000005', false],
    ['000000020000000000000005', false],
    ['000000020000000000000004', true],
  ])('waits for the archive: last file %s', async (archived, isStuck) => {
    recovers({ [`${ID}-before`]: 100, [`${ID}-after`]: 101 });
    stage.writer.archived = archived;
    const { report } = await stage.run('restore');
    expect(report.failures).toEqual(isStuck ? ['WAL file 000000010000000000000005 is archived: not within 120 s'] : []);
  });

  test('fails when a cluster never comes up, and removes it', async () => {
    const { report } = await stage.run('restore');
    expect(report.failures).toEqual([
      `cluster ${ID}-before is recovered: not within 120 s; Cluster ${ID}-before has no phase: does its operator run?`,
    ]);
    expect(stage.server.names('Cluster')).toEqual(['Cluster/shop-db']);
  });
});
