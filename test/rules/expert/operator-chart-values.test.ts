import { describe, expect, it } from 'vitest';
import { operatorChartValues } from '../../../rules/expert/operator-chart-values';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

const found = (values: object, version = '0.29.0') =>
  verdicts(operatorChartValues, [helmRelease('cloudnative-pg', values, version)]).map(({ path, fix }) => [path, fix]);

describe('operator-chart-values', () => {
  it.each<[object, string, string]>([
    [{ replicaCount: 0 }, 'replicaCount', 'set replicaCount: 1'],
    [{ webhook: { validating: { create: false } } }, 'webhook.validating.create', 'set it to true'],
    [{ replicas: 1, toleration: [] }, 'toleration', 'write tolerations'],
    [{ monitoring: { enabled: true } }, 'monitoring.enabled', 'write monitoring.podMonitorEnabled'],
    [{ 'cloudnative-pg': { replicaCount: 2 } }, 'cloudnative-pg', 'move it one level up'],
  ])('reports %j', (values, path, fix) => {
    expect(found(values)).toEqual([[`spec.values.${path}`, fix]]);
  });

  it.each<object>([
    {},
    { replicaCount: 2, crds: { create: true }, monitoring: { podMonitorEnabled: true }, topologySpreadConstraints: [] },
    // What may be new in a chart, or belongs to a wrapper, is not judged.
    { extraObjects: [], global: {} },
  ])('takes %j', (values) => {
    expect(found(values)).toEqual([]);
  });

  it('says nothing of a chart that is not known', () => {
    expect(found({ replicaCount: 0 }, '0.40.0')).toEqual([]);
    expect(found({ replicaCount: 0 }, '0.18.0')).toEqual([]);
  });
});
