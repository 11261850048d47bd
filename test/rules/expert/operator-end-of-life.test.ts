import { describe, expect, it } from 'vitest';
import { operatorEndOfLife } from '../../../rules/expert/operator-end-of-life';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { cluster, table, unknownOperator, verdicts } from './support';
import { operator } from './support/argo';
import { application } from './support/gitops';

describe('operator-end-of-life', () => {
  const source = (targetRevision: unknown, chart = 'cloudnative-pg') => ({
    repoURL: 'https://example.com',
    chart,
    targetRevision,
  });

  it.each<[unknown, string, string | undefined]>([
    ['0.27.0', '2026-06-30T23:59:59Z', undefined],
    [
      '0.27.0',
      '2026-07-01T00:00:00Z',
      'chart 0.27.0 installs CloudNativePG 1.28, which has had no fixes since 2026-06-30',
    ],
    ['v0.27.1', '2026-07-15', 'chart v0.27.1 installs CloudNativePG 1.28, which has had no fixes since 2026-06-30'],
    ['0.28.x', '2026-07-15', undefined],
    ['0.28.x', '2026-09-30', 'chart 0.28.x installs CloudNativePG 1.29, which has had no fixes since 2026-09-29'],
    ['0.26.1', '2020-01-01', 'chart 0.26.1 installs an operator older than 1.28, which gets no more fixes'],
    ['0.29.0', '2030-01-01', undefined],
    ['*', '2030-01-01', undefined],
    [27, '2030-01-01', undefined],
  ])('judges chart %s at %s', (revision, now, message) => {
    const found = verdicts(operatorEndOfLife, [application({ source: source(revision) })], { now });
    expect(found.map((verdict) => verdict.message)).toEqual(message === undefined ? [] : [message]);
  });

  it.each<[string, string, string | undefined]>([
    ['1.25.1', '2026-01-01', 'the targeted CloudNativePG 1.25.1 is older than 1.28, and has no fixes any more'],
    ['1.27', '2026-01-01', 'the targeted CloudNativePG 1.27 is older than 1.28, and has no fixes any more'],
    ['1.28.0', '2026-06-30', undefined],
    ['1.28.0', '2026-07-01', 'the targeted CloudNativePG 1.28.0 has had no fixes since 2026-06-30'],
    ['1.29.2', '2026-09-29T12:00:00Z', undefined],
    ['1.29.2', '2026-09-30', 'the targeted CloudNativePG 1.29.2 has had no fixes since 2026-09-29'],
    ['1.30.2', '2030-01-01', undefined],
  ])('judges target %s at %s', (operator, now, message) => {
    const found = verdicts(operatorEndOfLife, [cluster({})], { now, target: { ...DEFAULT_TARGET, operator } });
    expect(found.map((verdict) => verdict.message)).toEqual(message === undefined ? [] : [message]);
  });

  it('finds the chart among several sources, and leaves other charts alone', () => {
    const sources = [source('0.27.0', 'plugin-barman-cloud'), source('0.27.0')];
    expect(verdicts(operatorEndOfLife, [application({ sources })])).toEqual([
      expect.objectContaining({ path: 'spec.sources[1].targetRevision' }),
    ]);
  });
});

table(operatorEndOfLife, [
  ['the target, before', [cluster({})], [], { now: '2026-06-30', target: { operator: '1.28.0' } }],
  [
    'the target, after',
    [cluster({})],
    ['the targeted CloudNativePG 1.28.0 has had no fixes since 2026-06-30'],
    { now: '2026-07-01', target: { operator: '1.28.0' } },
  ],
  [
    'a chart before all that are known',
    [cluster({})],
    ['the CloudNativePG of chart 0.26.0 is older than 1.28, and has no fixes any more'],
    { target: unknownOperator('older', 'chart 0.26.0') },
  ],
  [
    'a chart after one whose release has ended',
    [cluster({})],
    [],
    { now: '2030-01-01', target: unknownOperator('between', 'chart 0.27.9') },
  ],
  ['a maintained target', [cluster({})], [], { target: { operator: '1.30.0' } }],
  ['an Application that says it', [cluster({}), operator], ['chart 0.27.0 installs CloudNativePG 1.28']],
]);
