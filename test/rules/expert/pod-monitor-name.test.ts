import { describe, expect, it } from 'vitest';
import { podMonitorName } from '../../../rules/expert/pod-monitor-name';
import { cluster, verdicts } from './support';

describe('pod-monitor-name', () => {
  const monitor = (name: string, namespace = 'shop') => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, namespace },
  });

  it.each([
    ['1.28.0', 1],
    ['1.27.3', 1],
    ['1.28.1', 0],
    ['1.30.0', 0],
  ])('with operator %s finds %i', (operator, count) => {
    expect(verdicts(podMonitorName, [cluster({}), monitor('shop-db')], { target: { operator } })).toHaveLength(count);
  });

  it('takes the name of a cluster in another namespace', () => {
    const target = { operator: '1.28.0' };
    expect(verdicts(podMonitorName, [cluster({}), monitor('shop-db', 'other')], { target })).toEqual([]);
  });
});
