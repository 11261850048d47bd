import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HEALTHY } from '../../../commands/drill/cluster-state';
import { WriterError } from '../../../commands/drill/writer-port';
import { measure } from './support/measure';
import { failsOver } from './support/operator';
import { Stage } from './support/stage';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.server.stop());

describe('failover', () => {
  test('measures the gap, counts no lost row, and names the new primary', async () => {
    failsOver(stage, { seconds: 8 });
    const { code, report, console } = await stage.run('failover', { objectives: { seconds: 30 } });
    expect(code).toBe(0);
    expect(report).toMatchObject({ outcome: 'passed', failures: [], leftOvers: [] });
    const gap = measure(report, 'longest gap');
    expect(gap).toMatchObject({ unit: 's', limit: 30, met: true });
    expect(gap.value).toBeGreaterThanOrEqual(7.9);
    expect(gap.value).toBeLessThan(8.5);
    expect(measure(report, 'that are lost')).toMatchObject({ value: 0, met: true });
    expect(report.facts).toEqual({
      'primary before': 'shop-db-1',
      'primary after': 'shop-db-2',
      timeline: '1 → 2',
      'restore calls': 'none in the logs of the instances since the fault',
    });
    expect(stage.server.asked).toContainEqual(
      expect.objectContaining({ method: 'DELETE', kind: 'Pod', name: 'shop-db-1' }),
    );
    expect(console.out).toContain('drill failover: passed');
    expect(stage.writer.held).toBe(0);
  });

  test('tells what the operator did, in its order', async () => {
    failsOver(stage, { seconds: 8 });
    const { report, page, picture } = await stage.run('failover');
    const cluster = report.events.filter(({ lane }) => lane === 'cluster').map(({ text }) => text);
    expect(cluster).toEqual([
      'phase: Failing over',
      'target primary: pending',
      'ready instances: 2 of 3',
      'target primary: shop-db-2',
      'current primary: shop-db-2',
      'timeline: 1 → 2',
      `phase: ${HEALTHY}`,
      'ready instances: 3 of 3',
    ]);
    expect(page).toContain('![Timeline of the drill](failover-20261121t130000.svg)');
    expect(page).toMatch(/\| longest gap between acknowledged writes \| 8\.\d+ s \| {2}\| {2}\|/);
    expect(picture).toContain('current primary: shop-db-2</text>');
    expect(picture).toMatch(/8\.\d\d s without writes/);
  });

  test('fails when it takes longer than the objective', async () => {
    failsOver(stage, { seconds: 40 });
    const { code, report } = await stage.run('failover', { objectives: { seconds: 30 } });
    expect(code).toBe(1);
    expect(report.outcome).toBe('failed');
    expect(measure(report, 'longest gap').met).toBe(false);
    expect(report.failures).toEqual([]);
  });

  test('fails when no instance is promoted', async () => {
    stage.server.afterChange = ({ method, kind }) => {
      if (method === 'DELETE' && kind === 'Pod') stage.writer.isUp = false;
    };
    const { code, report } = await stage.run('failover', { objectives: { seconds: 30 } });
    expect(code).toBe(1);
    expect(report.failures[0]).toBe('no failover: a primary other than shop-db-1: not within 120 s');
    expect(report.failures[1]).toMatch(/^whether acknowledged rows are lost is not known: .*connection refused$/);
    expect(measure(report, 'that are lost')).toMatchObject({ value: null, met: false });
    expect(measure(report, 'longest gap').value).toBeGreaterThan(120);
    expect(report.leftOvers).toEqual([
      expect.stringMatching(/^schema cnpg_gitops_drill: connection refused; the next drill drops it, or: kubectl /),
    ]);
  });

  test('fails when the old primary comes back in place of another', async () => {
    stage.server.afterChange = ({ method, kind }) => {
      if (method !== 'DELETE' || kind !== 'Pod') return;
      stage.writer.isUp = false;
      stage.later(20, () => {
        stage.writer.isUp = true;
      });
    };
    const { report } = await stage.run('failover');
    expect(report.failures).toEqual(['no failover: a primary other than shop-db-1: not within 120 s']);
    expect(measure(report, 'that are lost').value).toBe(0);
    expect(measure(report, 'longest gap').value).toBeCloseTo(20, 0);
  });

  test('fails when an acknowledged row is gone', async () => {
    failsOver(stage, { seconds: 8 });
    stage.writer.unlucky = [3, 7];
    const { code, report } = await stage.run('failover');
    expect(code).toBe(1);
    expect(measure(report, 'that are lost')).toMatchObject({ value: 2, met: false });
    expect(report.failures).toEqual(['acknowledged rows are lost: 3, 7']);
  });

  test('fails when the instances do not come back, and still tells the gap', async () => {
    failsOver(stage, { seconds: 8, heals: false });
    const { report } = await stage.run('failover', { objectives: { seconds: 30 } });
    expect(report.failures).toEqual(['all instances are ready again: not within 120 s; Cluster shop-db: Failing over']);
    expect(measure(report, 'longest gap').met).toBe(true);
  });

  test.each([
    [{ spec: { instances: 1 }, status: { readyInstances: 1 } }, /has 1 instance: there is none that could take over/],
    [{ status: { readyInstances: 2 } }, /not healthy before the drill: 2 of 3 instances/],
    [{ status: { phase: 'Upgrading cluster' } }, /its phase is "Upgrading cluster"/],
    [{ status: { targetPrimary: 'shop-db-3' } }, /not healthy before the drill/],
  ])('breaks nothing where it could not be survived: %j', async (change, message) => {
    stage.server.change('Cluster', 'shop-db', change);
    const { code, report } = await stage.run('failover');
    expect(code).toBe(1);
    expect(report.failures[0]).toMatch(message);
    expect(stage.server.get('Pod', 'shop-db-1')).toBeDefined();
  });

  test('breaks nothing when writes fail before the fault', async () => {
    stage.writer.commit = () => Promise.reject(new WriterError('permission denied'));
    const { report } = await stage.run('failover');
    expect(report.failures).toEqual([
      '10 rows are committed before the fault: not within 120 s; the last row was refused: permission denied',
    ]);
    expect(stage.server.get('Pod', 'shop-db-1')).toBeDefined();
  });

  test('cleans up after a mistake of its own, and does not hide it', async () => {
    stage.writer.commit = () => Promise.reject(new TypeError('a mistake'));
    await expect(stage.run('failover')).rejects.toThrow('a mistake');
    expect(stage.server.names('ConfigMap')).toEqual([]);
    expect(stage.writer.isPrepared).toBe(false);
  });
});
