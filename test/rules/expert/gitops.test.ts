import { describe, expect, it } from 'vitest';
import { argoPruneProtection } from '../../../rules/expert/argo-prune-protection';
import { backupOwnerSelf } from '../../../rules/expert/backup-owner-self';
import { operatorEndOfLife } from '../../../rules/expert/operator-end-of-life';
import { secretValue } from '../../../rules/expert/secret-value';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { cluster, objectStore, scheduledBackup, verdicts } from './support';

const application = (spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'a', namespace: 'argocd' },
  spec,
});

describe('argo-prune-protection', () => {
  const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
  const annotated = (annotations: object) => ({
    ...cluster({}),
    metadata: { name: 'shop-db', namespace: 'shop', annotations },
  });

  it.each<[string, object, string]>([
    ['nothing', { 'argocd.argoproj.io/sync-wave': '0' }, 'may prune and delete this Cluster'],
    ['deletion allowed', { [SYNC_OPTIONS]: 'Prune=false' }, 'may delete this Cluster'],
    ['pruning allowed', { [SYNC_OPTIONS]: 'Prune=true, Delete=false' }, 'may prune this Cluster'],
  ])('warns of %s', (_, annotations, message) => {
    expect(verdicts(argoPruneProtection, [annotated(annotations)])).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) }),
    ]);
  });

  it.each([
    'Prune=false,Delete=false',
    'Delete=confirm , Prune=confirm',
    'ServerSideApply=true,Prune=false,Delete=confirm',
  ])('takes %s', (options) => {
    expect(verdicts(argoPruneProtection, [annotated({ [SYNC_OPTIONS]: options })])).toEqual([]);
  });

  it('holds for all kinds that hold state as soon as Argo CD is in the run, and for nobody else', () => {
    const state = [
      cluster({}),
      objectStore('b', 'shop'),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ];
    expect(verdicts(argoPruneProtection, [...state, application({})])).toHaveLength(3);
    expect(verdicts(argoPruneProtection, state)).toEqual([]);
  });
});

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

describe('secret-value', () => {
  const secret = (content: object) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', namespace: 'shop' },
    ...content,
  });

  it('names the keys and never the values', () => {
    const found = verdicts(secretValue, [
      secret({ data: { password: 'aHVudGVyMg==' }, stringData: { user: 'hunter2' } }),
    ]);
    expect(found.map(({ path }) => path)).toEqual(['data', 'stringData']);
    expect(found[0]?.message).toContain('the values of password');
    expect(JSON.stringify(found)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  it.each([{}, { data: {} }, { type: 'kubernetes.io/service-account-token' }])('takes %j', (content) => {
    expect(verdicts(secretValue, [secret(content)])).toEqual([]);
  });
});

describe('backup-owner-self', () => {
  it.each([
    ['self', 1],
    ['cluster', 0],
    ['none', 0],
    [undefined, 0],
  ])('with owner %s finds %i', (backupOwnerReference, count) => {
    expect(
      verdicts(backupOwnerSelf, [scheduledBackup({ ...(backupOwnerReference && { backupOwnerReference }) })]),
    ).toHaveLength(count);
  });
});
