import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster } from './objects';
import { type Json, made, said } from './said';

describe('what pods and volumes of a Cluster use', () => {
  const used = (of: (value: string) => Manifest, ...others: Manifest[]) =>
    said([of('a'), ...others], [of('b'), ...others], [of('b')]);
  const scoped = (apiVersion: string, kind: string, more: (value: string) => Json) => (value: string) => ({
    apiVersion,
    kind,
    metadata: { name: 'x' },
    ...more(value),
  });
  const storage = scoped('storage.k8s.io/v1', 'StorageClass', (value) => ({ mountOptions: [value] }));
  const priority = scoped('scheduling.k8s.io/v1', 'PriorityClass', (description) => ({ description }));
  const snapshots = scoped('snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass', (deletionPolicy) => ({
    deletionPolicy,
  }));
  const store = scoped('external-secrets.io/v1', 'ClusterSecretStore', (server) => ({
    spec: { provider: { server } },
  }));
  const quota = (namespace: string) => (value: string) =>
    made('v1', 'ResourceQuota', 'x', { spec: { hard: { pods: value } } }, namespace);
  const limits = (value: string) => made('v1', 'LimitRange', 'x', { spec: { limits: [value] } });
  const fetched = (kind: string) =>
    made('external-secrets.io/v1', 'ExternalSecret', 'own', { spec: { secretStoreRef: { name: 'x', kind } } });
  const reading = cluster({ superuserSecret: { name: 'own' } });

  test.each<[string, (value: string) => Manifest, Manifest[], RegExp]>([
    [
      'a storage class',
      storage,
      [cluster({ storage: { storageClass: 'x' } })],
      /names it: volumes that are there stay/,
    ],
    ['a priority', priority, [cluster({ priorityClassName: 'x' })], /names it: it counts for pods/],
    [
      'a snapshot class',
      snapshots,
      [cluster({ backup: { volumeSnapshot: { walClassName: 'x' } } })],
      /takes its snapshots with it/,
    ],
    ['a quota of its namespace', quota('shop'), [cluster()], /is in its namespace: pods that run stay/],
    ['limits of its namespace', limits, [cluster()], /in its namespace: pods that run stay/],
    ['a store of Secrets', store, [reading, fetched('ClusterSecretStore')], /reads a Secret that is fetched from it/],
  ])('%s', (_, of, others, reason) => {
    expect(used(of, ...others)?.reason).toMatch(/^Cluster shop\/shop-db /);
    expect(used(of, ...others)?.reason).toMatch(reason);
  });

  test.each<[string, (value: string) => Manifest, Manifest[]]>([
    ['another storage class', storage, [cluster({ storage: { storageClass: 'y' } })]],
    ['a priority of others', priority, [cluster()]],
    ['a snapshot class of others', snapshots, [cluster({ backup: { volumeSnapshot: { className: 'y' } } })]],
    ['a quota of another namespace', quota('bank'), [cluster()]],
    ['a store of a namespace', store, [reading, fetched('SecretStore')]],
    ['a store of a Secret that no Cluster reads', store, [cluster(), fetched('ClusterSecretStore')]],
  ])('%s is not', (_, of, others) => {
    expect(used(of, ...others)?.reason).toBe('no Cluster of this change uses it');
  });

  test.each([
    ['storage.k8s.io/v1', 'StorageClass', 'reclaimPolicy'],
    ['scheduling.k8s.io/v1', 'PriorityClass', 'value'],
  ])('what is immutable in a class is refused: %s %s %s', (apiVersion, kind, field) => {
    expect(used(scoped(apiVersion, kind, (value) => ({ [field]: value })))).toMatchObject({ impact: 'rejected' });
  });
});
