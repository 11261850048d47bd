import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { coveredBy, readRestoreCalls } from '../../../commands/drill/restore-calls';
import { measure } from './support/measure';
import { failsOver } from './support/operator';
import { INSTANCE_LABELS, Stage } from './support/stage';

const START = Date.parse('2026-11-21T13:00:00Z');
const iso = (seconds: number) => new Date(START + seconds * 1000).toISOString().replace('Z', '123456Z');

/** As the plugin's sidecar prints it. */
function line(msg: string, wal: string, from: number, to: number, more: object = {}): string {
  const times = { startTime: iso(from), endTime: iso(to), elapsedWalTime: to - from };
  return JSON.stringify({ level: 'info', ts: iso(to), msg, logging_pod: 'shop-db-2', walName: wal, ...times, ...more });
}

const found = (wal: string, from: number, to: number) => line('Restored WAL file', wal, from, to);
const missing = (wal: string, from: number, to: number) =>
  line('WAL file not found in the recovery object store', wal, from, to, { options: [] });
const completed = (wal: string, from: number, to: number) =>
  JSON.stringify({
    ts: iso(to),
    msg: 'WAL restore command completed (parallel)',
    walName: wal,
    startTime: iso(from),
    totalTime: to - from,
  });

describe('calls in a log', () => {
  test('a history file, a segment with two that are fetched ahead, one from the spool, one that fails', () => {
    const log = [
      missing('00000002.history', 1, 2.5),
      found('000000010000000000000007', 3, 4),
      found('000000010000000000000008', 3, 5),
      completed('000000010000000000000007', 2.9, 5),
      JSON.stringify({
        ts: iso(6),
        msg: 'Restored WAL file from spool (parallel)',
        walName: '000000010000000000000008',
      }),
      line('Failed restoring WAL file (Postgres might retry)', '000000010000000000000009', 7, 8, {
        error: 'exit status 2',
      }),
    ].join('\n');
    expect(readRestoreCalls(log).map(({ wal, from, to }) => [wal, (from - START) / 1000, (to - START) / 1000])).toEqual(
      [
        ['00000002.history', 1, 2.5],
        ['000000010000000000000007', 2.9, 5],
        ['000000010000000000000008', 6, 6],
        ['000000010000000000000009', 7, 8],
      ],
    );
  });

  test('other lines, broken lines and other forms of time', () => {
    const other = [
      '{"msg":"Archived WAL file","walName":"1"}',
      '{"msg":"Restored WAL file"',
      'plain text',
      '{"msg":"Restored WAL file","walName":"without a time"}',
      JSON.stringify({ msg: 'Restored WAL file', walName: 'epoch', startTime: START / 1000, elapsedWalTime: '850ms' }),
    ];
    expect(readRestoreCalls(other.join('\n'))).toEqual([{ wal: 'epoch', from: START, to: START + 850 }]);
  });

  test('overlapping ones cover a time once, and only what is within it', () => {
    const calls = [
      { from: 0, to: 10 },
      { from: 5, to: 12 },
      { from: 30, to: 60 },
    ];
    expect(coveredBy(calls, { from: 4, to: 40 })).toBe(8 + 10);
    expect(coveredBy(calls, { from: 13, to: 20 })).toBe(0);
    expect(coveredBy([], { from: 0, to: 1 })).toBe(0);
  });
});

describe('the report of a failover', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
    failsOver(stage, { seconds: 20 });
    for (const number of [2, 3]) {
      stage.server.put('Pod', `shop-db-${number}`, {
        metadata: { namespace: 'shop', labels: INSTANCE_LABELS },
        spec: { containers: [{ name: 'postgres' }], initContainers: [{ name: 'plugin-barman-cloud' }] },
      });
    }
    // The promoted one asks twice, for 5 and 4 seconds; the other one meanwhile and later; one call was before the fault.
    stage.server.logs.set('shop-db-2', () =>
      [found('0', -60, -59), missing('00000002.history', 3, 8), completed('1', 9, 13)].join('\n'),
    );
    stage.server.logs.set('shop-db-3', () => [missing('1', 12, 15), missing('2', 60, 62)].join('\n'));
  });
  afterEach(() => stage.server.stop());

  test('says how many calls there were, how long they took, and which share of the outage they are', async () => {
    const { report, page } = await stage.run('failover');
    expect(report.outcome).toBe('passed');
    expect(measure(report, 'calls of the promoted').value).toBe(2);
    expect(measure(report, 'calls of the others').value).toBe(2);
    // 3 to 8 and 9 to 15.
    expect(measure(report, 'part of the longest gap').value).toBeCloseTo(11, 5);
    const gap = measure(report, 'longest gap between').value ?? 0;
    expect(measure(report, 'share of the longest gap').value).toBeCloseTo((100 * 11) / gap, 5);
    expect(report.facts).toMatchObject({
      timeline: '1 → 2',
      'restore calls of shop-db-2': '2 in 9 s, 9 s of the longest gap',
      'restore calls of shop-db-3': '2 in 5 s, 3 s of the longest gap',
    });
    expect(page).toMatch(/\| share of the longest gap with restore calls \| 5\d\.\d+ % \|/);
  });

  test.each([
    [5, 'passed'],
    [4.9, 'failed'],
  ])('holds a call for a history file against the %d s that the proof assumes', async (limit, outcome) => {
    const { report } = await stage.run('failover', { objectives: { restoreCallSeconds: limit } });
    expect(measure(report, 'mean restore call').value).toBeCloseTo(5, 5);
    expect(report.outcome).toBe(outcome);
  });

  test('says when the logs may not be read', async () => {
    stage.server.fault = ({ subresource }) => (subresource === 'log' ? { code: 403, message: 'not yours' } : undefined);
    const { report } = await stage.run('failover');
    expect(report.outcome).toBe('passed');
    expect(report.facts['restore calls']).toMatch(/^not known: GET .*\/log: 403 not yours$/);
  });

  test('says that a timeline is not told, in place of the old one', async () => {
    stage.status({ timelineID: 7 });
    const { report } = await stage.run('failover');
    expect(report.facts.timeline).toBe("7 → not told by the Cluster's status within 60 s");
  });
});
