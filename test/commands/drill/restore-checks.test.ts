import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEALTHY } from '../../../commands/drill/cluster-state';
import type { DrillRequest } from '../../../commands/drill/drill';
import { type CheckResult, WriterError } from '../../../commands/drill/writer-port';
import { at } from '../../../manifests/object/manifest';
import { temporaryFolder } from '../../manifests/support/folder';
import { FakeWriter } from './support/fake-writer';
import { Stage } from './support/stage';

const ID = 'restore-20261121t130000';
const SQL = 'SELECT count(*) > 0 AS orders FROM orders; SELECT FROM customers LIMIT 1';
const HISTORY = 'evidence/drills/shop.jsonl';

let stage: Stage;
let after: FakeWriter;
let root: string;

beforeEach(async () => {
  stage = await Stage.set();
  root = temporaryFolder();
  for (const [name, rows] of [
    ['before', 100],
    ['after', 101],
  ] as const) {
    after = new FakeWriter(stage.clock);
    for (let row = 1; row <= rows; row++) after.stored.add(row);
    stage.others.set(`${ID}-${name}`, after);
  }
  stage.server.afterChange = ({ method, kind, body }) => {
    const name = String(at(body, 'metadata.name'));
    if (method !== 'POST' || kind !== 'Cluster') return;
    stage.later(5, () => stage.server.change('Cluster', name, { status: { phase: HEALTHY, readyInstances: 1 } }));
  };
});
afterEach(() => stage.server.stop());

/** A drill of a repository with a file of checks; the report is kept outside of it. */
function run(given: Partial<DrillRequest> = {}, drill = 'restore') {
  writeFileSync(join(root, 'checks.sql'), SQL);
  const writer = ({ cluster }: { readonly cluster: string }) =>
    stage.clock.holding(stage.others.get(cluster) ?? stage.writer);
  return stage.drill(drill, root, stage.clock, writer, { check: 'checks.sql', ...given });
}

function history(): {
  readonly outcome: string;
  readonly failures: string[];
  readonly facts: Record<string, string>;
}[] {
  return readFileSync(join(root, HISTORY), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const result = (column: string | undefined, ...values: readonly unknown[]): CheckResult => ({ column, values });

describe('checks of the application', () => {
  it('run once, in the recovered cluster that has the newest rows', async () => {
    after.checked = [result('orders', true), result(undefined, undefined)];
    expect(await run()).toBe(0);
    expect(after.checks).toEqual([SQL]);
    expect(stage.writer.checks).toEqual([]);
    expect(history()[0]?.facts.checks).toBe('2 of 2 of checks.sql hold');
  });

  it.each<[string, readonly CheckResult[] | WriterError, string]>([
    ['false', [result('orders', false)], 'check 1 (orders) of checks.sql: false'],
    ['one false of many', [result('orders', true, true, false)], 'check 1 (orders) of checks.sql: false'],
    ['NULL', [result('newest', null)], 'check 1 (newest) of checks.sql: null'],
    ['no row', [result('id', 7), result('id')], 'check 2 (id) of checks.sql: no row'],
    [
      'an error',
      new WriterError('relation "orders" does not exist'),
      'checks of checks.sql: relation "orders" does not exist',
    ],
  ])('fail the drill with %s', async (_, checked, failure) => {
    after.checked = checked;
    expect(await run()).toBe(1);
    expect(history()).toMatchObject([{ outcome: 'failed', failures: [failure] }]);
    expect(stage.server.names('Cluster')).toEqual(['Cluster/shop-db']);
  });

  it.each<[string, Partial<DrillRequest>, string, string]>([
    ['a file that is missing', { check: 'other.sql' }, 'restore', '--check "other.sql": ENOENT'],
    ['an empty file', { check: 'empty.sql' }, 'restore', '--check "empty.sql": the file is empty'],
    ['another drill', {}, 'failover', '--check "checks.sql": only the drill restore has a database to check'],
  ])('are refused before anything is made: %s', async (_, given, drill, message) => {
    writeFileSync(join(root, 'empty.sql'), ' \n');
    await expect(run(given, drill)).rejects.toThrow(message);
    expect(stage.server.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(existsSync(join(root, HISTORY))).toBe(false);
  });
});

describe('the history', () => {
  it('grows by a line a restore drill, and keeps what was there', async () => {
    mkdirSync(join(root, 'evidence/drills'), { recursive: true });
    writeFileSync(join(root, HISTORY), '{"outcome":"passed","failures":[],"facts":{}}\n');
    after.checked = [result('orders', false)];
    await run();
    expect(history().map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
    expect(history()[1]).toMatchObject({
      id: ID,
      drill: 'restore',
      application: 'shop',
      cluster: 'shop-db',
      started: '2026-11-21T13:00:00.000Z',
    });
    expect(stage.console.output.out).toContain(`history: ${HISTORY}\n`);
  });

  it('is not kept where nobody may write: the report is, and the drill has its own result', async () => {
    after.checked = [result('orders', true)];
    writeFileSync(join(root, 'evidence'), 'a file');
    expect(await run()).toBe(0);
    expect(stage.console.output.err).toContain(`${HISTORY} is not written: `);
    rmSync(join(root, 'evidence'));
    expect(existsSync(join(root, 'reports', `${ID}.json`))).toBe(true);
  });
});
