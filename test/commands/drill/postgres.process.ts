import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../commands/drill/clock';
import type { DrillReport } from '../../../commands/drill/drill-report';
import { lastWords } from '../../../commands/drill/last-words';
import { LiveWriters } from '../../../commands/drill/live-writers';
import { WriterError, type WriterPort } from '../../../commands/drill/writer-port';
import { kubeClient } from '../../../commands/kube/kube-client';
import { TestPostgres } from '../../support/postgres';
import { singleUserServer } from '../../support/template';
import { Forwarding } from './support/forwarding';
import { measure } from './support/measure';
import { failsOver } from './support/operator';
import { LIVE_CLUSTER, Stage } from './support/stage';

// PostgreSQL itself, behind port-forwards of an API server over real WebSockets.

const PLACE = { cluster: 'shop-db', service: 'shop-db-rw' };
const TARGET = { namespace: 'shop', cluster: 'shop-db', database: 'shop', owner: 'shop' };

let postgres: TestPostgres;
let socket: string;
let stage: Stage;
let forwarding: Forwarding;
let writers: LiveWriters;
let writer: WriterPort;

beforeAll(async () => {
  postgres = await TestPostgres.start();
  const session = await postgres.createDatabase('shop', 'shop');
  socket = join(session.host, '.s.PGSQL.5432');
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  stage = await Stage.set();
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  stage.server.put('Secret', 'shop-db-app', { data: { password: base64('secret') } });
  stage.server.put('Secret', 'shop-db-ca', { data: { 'ca.crt': base64('none') } });
  stage.server.put('Cluster', 'shop-db', LIVE_CLUSTER);
  serviceLeadsTo('shop-db-1');
  forwarding = new Forwarding(stage.server, { path: socket });
  // Far more than an answer takes, on a busy machine, too.
  writers = writersWith(30_000);
  writer = writers.to(PLACE);
});
afterEach(async () => {
  await writers.close();
  await stage.server.stop();
});

function writersWith(patience: number): LiveWriters {
  const config = stage.server.kubeconfig();
  return new LiveWriters(config, kubeClient(config), TARGET, false, patience);
}

function serviceLeadsTo(...pods: readonly string[]): void {
  stage.server.put('EndpointSlice', 'shop-db-rw-x', {
    metadata: { labels: { 'kubernetes.io/service-name': 'shop-db-rw' } },
    ports: [{ port: 5432 }],
    endpoints: pods.map((name) => ({ conditions: { ready: true }, targetRef: { kind: 'Pod', name } })),
  });
}

describe('the writer', () => {
  test('commits, counts and removes its rows', async () => {
    await writer.prepare();
    for (const row of [1, 2, 3]) await writer.commit(row);
    expect(await writer.rows()).toEqual([1, 2, 3]);
    const checksum = await writer.checksum();
    await writer.commit(4);
    expect(await writer.checksum()).not.toBe(checksum);
    await writer.prepare();
    expect(await writer.rows()).toEqual([]);
    await writer.drop();
    await expect(writer.rows()).rejects.toThrow(/relation "cnpg_gitops_drill.writes" does not exist/);
  });

  test('tells the time with its zone, and where the WAL is', async () => {
    expect(await writer.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(Math.abs(Date.parse(await writer.now()) - Date.now())).toBeLessThan(60_000);
    expect(await writer.walFile()).toMatch(/^[0-9A-F]{24}$/);
    expect(await writer.archivedWalFile()).toBeUndefined();
  });

  test('runs checks of the application, a result for each statement, and lets them write nothing', async () => {
    await writer.prepare();
    await writer.commit(1);
    const sql = `SELECT count(*) = 1 AS one, 'ignored' FROM cnpg_gitops_drill.writes; -- a comment
      SELECT row FROM cnpg_gitops_drill.writes WHERE row > 1;`;
    expect(await writer.check(sql, 30_000)).toEqual([
      { column: 'one', values: [true] },
      { column: 'row', values: [] },
    ]);
    await expect(writer.check('SELECT FROM nowhere', 30_000)).rejects.toThrow('relation "nowhere" does not exist');
    await expect(writer.check('DELETE FROM cnpg_gitops_drill.writes', 30_000)).rejects.toThrow(
      'cannot execute DELETE in a read-only transaction',
    );
    await expect(writer.check('SELECT pg_sleep(5)', 100)).rejects.toThrow(WriterError);
    expect(await writer.rows()).toEqual([1]);
  });

  test('hears that its connection is cut, and comes back with a new one', async () => {
    await writer.prepare();
    const session = await postgres.connect('postgres', 'shop');
    await session.query('BEGIN; LOCK TABLE cnpg_gitops_drill.writes IN ACCESS EXCLUSIVE MODE');
    const waiting = writer.commit(1);
    const refused = expect(waiting).rejects.toThrow(WriterError);
    await new Promise((resolve) => setTimeout(resolve, 300));
    forwarding.cut();
    await refused;
    await session.query('ROLLBACK');
    await writer.commit(2);
    expect(await writer.rows()).toContain(2);
  });

  test('gives up a statement that is not answered', async () => {
    await writer.prepare();
    const session = await postgres.connect('postgres', 'shop');
    await session.query('BEGIN; LOCK TABLE cnpg_gitops_drill.writes IN ACCESS EXCLUSIVE MODE');
    const impatient = writersWith(300);
    await expect(impatient.to(PLACE).commit(1)).rejects.toThrow(WriterError);
    await impatient.close();
    await session.query('ROLLBACK');
  });

  test('follows the service to another pod', async () => {
    await writer.prepare();
    serviceLeadsTo();
    await expect(writer.commit(1)).rejects.toThrow(WriterError);
    serviceLeadsTo('shop-db-2');
    await writer.commit(2);
    expect(forwarding.pods.at(0)).toBe('shop-db-1');
    expect(forwarding.pods.at(-1)).toBe('shop-db-2');
  });

  test('hears that nothing listens in the pod', async () => {
    forwarding.isRefused = true;
    await expect(writer.rows()).rejects.toThrow(WriterError);
  });

  test('misses a secret', async () => {
    stage.server.objects.delete('Secret/shop-db-app');
    await expect(writer.rows()).rejects.toThrow('Secret shop/shop-db-app has no key password');
  });
});

test('a whole failover: connections are cut, the service leads nowhere, then to the new primary', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drill-'));
  stage.useSystemClock();
  failsOver(stage, { seconds: 1.5, healsAfter: 0.5 });
  const follow = stage.server.afterChange;
  stage.server.afterChange = (asked) => {
    follow(asked);
    if (asked.method !== 'DELETE' || asked.kind !== 'Pod') return;
    serviceLeadsTo();
    forwarding.cut();
    setTimeout(() => serviceLeadsTo('shop-db-2'), 1500);
  };
  try {
    const code = await stage.drill('failover', folder, systemClock, (place) => writers.to(place), {
      objectives: { seconds: 30 },
    });
    const page = /report: (.*)\.md/.exec(stage.console.output.out)?.[1] ?? '';
    expect(page).toMatch(/failover-\d{8}t\d\d/);
    const report = JSON.parse(await readFile(`${page}.json`, 'utf8')) as DrillReport;
    expect({ code, failures: report.failures, leftOvers: report.leftOvers }).toEqual({
      code: 0,
      failures: [],
      leftOvers: [],
    });
    expect(measure(report, 'that are lost').value).toBe(0);
    expect(measure(report, 'longest gap').value).toBeGreaterThan(1.4);
    expect(forwarding.pods).toContain('shop-db-2');
    const session = await postgres.connect('postgres', 'shop');
    const { rows } = await session.query("SELECT 1 FROM pg_namespace WHERE nspname = 'cnpg_gitops_drill'");
    expect(rows).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the last words of a server that does not start are its own', async () => {
  const server = await singleUserServer();
  try {
    // What CNPG below 1.28.1 makes of an instant in UTC.
    const run = server.run([], { recovery_target_time: '2026-11-28 18:40:39.000000Z' });
    const stderr = await run.then(() => '', String);
    const words = 'FATAL: invalid value for parameter "recovery_target_time": "2026-11-28 18:40:39.000000Z"';
    expect(lastWords(stderr)).toBe(words);
    const lines = stderr.split('\n').map((msg) => JSON.stringify({ level: 'info', logger: 'pg_ctl', msg }));
    expect(lastWords([...lines, '{"level":"error","msg":"Error while restoring a backup"}'].join('\n'))).toBe(words);
  } finally {
    await server.remove();
  }
});
