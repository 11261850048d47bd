import { describe, expect, test } from 'vitest';
import { cluster, impacts, object, parameters, planOf } from './objects';

type Fields = Record<string, unknown>;

const SAME: readonly (readonly [what: string, a: Fields, b: Fields])[] = [
  ['a quantity', { storage: { size: '1Gi' } }, { storage: { size: '1024Mi' } }],
  ['a number of cores', { resources: { requests: { cpu: 1 } } }, { resources: { requests: { cpu: '1000m' } } }],
  ['a size of a parameter', parameters({ work_mem: '2GB' }), parameters({ work_mem: '2048MB' })],
  ['a time of a parameter', parameters({ checkpoint_timeout: '5min' }), parameters({ checkpoint_timeout: '300s' })],
  ['a switch', parameters({ log_checkpoints: 'on' }), parameters({ log_checkpoints: 'true' })],
  ['what the operator sets anyway', parameters({ wal_receiver_timeout: '5s' }), parameters({})],
  ['what the schema sets anyway', { stopDelay: 1800, primaryUpdateStrategy: 'unsupervised' }, {}],
  ['a duration', { monitoring: { metricsQueriesTTL: '1m30s' } }, { monitoring: { metricsQueriesTTL: '90s' } }],
  [
    'the order of the environment',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    },
    {
      env: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' },
      ],
    },
  ],
  ['a null', { walStorage: null }, {}],
];

const DIFFERENT: readonly (readonly [what: string, a: Fields, b: Fields, path: string])[] = [
  ['another size', { storage: { size: '1Gi' } }, { storage: { size: '1G' } }, 'spec.storage.size'],
  [
    'a parameter in another unit',
    parameters({ work_mem: '2GB' }),
    parameters({ work_mem: '2MB' }),
    'spec.postgresql.parameters.work_mem',
  ],
  ['an environment with two of a name', { env: [{ name: 'A' }, { name: 'A' }] }, { env: [{ name: 'A' }] }, 'spec.env'],
  ['the order of rules', hba('a', 'b'), hba('b', 'a'), 'spec.postgresql.pg_hba'],
  [
    'one of several',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    },
    {
      env: [
        { name: 'A', value: '3' },
        { name: 'B', value: '2' },
      ],
    },
    'spec.env[name=A].value',
  ],
];

function hba(...lines: string[]): Fields {
  return { postgresql: { pg_hba: lines.map((line) => `host ${line} all all trust`) } };
}

describe('equal by meaning', () => {
  test.each(SAME)('%s', (_what, a, b) => {
    expect(planOf([cluster(a)], [cluster(b)]).changes).toEqual([]);
    expect(planOf([cluster(b)], [cluster(a)]).changes).toEqual([]);
  });

  test.each([
    ['ObjectStore', { retentionPolicy: '14d' }, { retentionPolicy: '2w' }],
    ['ScheduledBackup', { schedule: '@daily' }, { schedule: '0 0  0 * * *' }],
    ['Deployment', { replicas: 1, template: {} }, { template: {} }],
    [
      'Service',
      { ports: [{ name: 'a', port: 80 }] },
      { ports: [{ name: 'a', port: 80, targetPort: 80, protocol: 'TCP' }] },
    ],
  ])('%s %j', (kind, a, b) => {
    expect(planOf([object(kind, a)], [object(kind, b)]).changes).toEqual([]);
  });

  test('the time of a recovery in another zone', () => {
    const until = (targetTime: string) =>
      cluster({ bootstrap: { recovery: { backup: { name: 'b' }, recoveryTarget: { targetTime } } } });
    expect(planOf([until('2026-01-01T12:00:00Z')], [until('2026-01-01T14:00:00+02:00')]).changes).toEqual([]);
    expect(planOf([until('2026-01-01T12:00:00Z')], [until('2026-01-01 12:00:00.000000+00')]).changes).toEqual([]);
    expect(planOf([until('2026-01-01T12:00:00Z')], [until('2026-01-01T12:00:01Z')]).worst).toBe('ignored');
  });

  test('what the server and tools remember', () => {
    const live = cluster(
      {},
      {
        uid: 'u',
        resourceVersion: '12',
        creationTimestamp: '2026-01-01T00:00:00Z',
        managedFields: [{ manager: 'argocd' }],
        finalizers: ['x'],
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          'argocd.argoproj.io/tracking-id': 'x',
        },
      },
    );
    expect(planOf([{ ...live, status: { phase: 'Cluster in healthy state' } }], [cluster()]).changes).toEqual([]);
  });
});

describe('different', () => {
  test.each(DIFFERENT)('%s', (_what, a, b, path) => {
    expect(Object.keys(impacts(cluster(a), cluster(b)))).toContain(path);
  });

  test('init containers run in their order', () => {
    const pod = (...names: string[]) =>
      object('Deployment', { template: { spec: { initContainers: names.map((name) => ({ name })) } } });
    expect(Object.keys(impacts(pod('a', 'b'), pod('b', 'a')))).toContain('spec.template.spec.initContainers');
  });
});
