import { show } from '../../../manifests/object/json';
import { at, record, text } from '../../../manifests/object/manifest';
import type { ClusterView } from './cluster-view';
import { bareQuantity, isZero, quantityOf } from './quantity';
import type { ClusterRule, Tell } from './webhook-rule';

type Storages = (cluster: ClusterView) => readonly (readonly [path: string, storage: unknown])[];

const dataVolume: Storages = (cluster) => [['spec.storage.size', cluster.get('storage')]];
const walVolume: Storages = (cluster) =>
  cluster.has('walStorage') ? [['spec.walStorage.size', cluster.get('walStorage')]] : [];
const tablespaceVolumes: Storages = (cluster) =>
  cluster.list('tablespaces').map((entry, index) => {
    return [`spec.tablespaces[${index}].storage.size`, record(entry).storage] as const;
  });

/** Sizes of volumes. */
export const storageRules: readonly ClusterRule[] = [
  ...sizes('cluster-storage-size', 'storage.size', dataVolume),
  ...sizes('cluster-wal-storage-size', 'walStorage.size', walVolume),
  ...sizes('cluster-tablespace-size', 'The storage.size of a tablespace', tablespaceVolumes),
  {
    id: 'cluster-ephemeral-volume',
    says: 'ephemeralVolumeSource excludes a limit on temporary data',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has('ephemeralVolumeSource') || !cluster.has('ephemeralVolumesSizeLimit.temporaryData')) return;
      const message = 'is set together with ephemeralVolumesSizeLimit.temporaryData, which limits a different volume';
      tell('spec.ephemeralVolumeSource', message, 'remove one of them');
    },
  },
];

function sizes(id: string, name: string, storages: Storages): ClusterRule[] {
  const each =
    (check: (path: string, storage: unknown, tell: Tell) => void): ClusterRule['check'] =>
    (cluster, tell) => {
      for (const [path, storage] of storages(cluster)) check(path, storage, tell);
    };
  return [
    {
      id,
      says: `${name} is a quantity of Kubernetes`,
      on: 'both',
      check: each((path, storage, tell) => {
        const size = text(record(storage).size) ?? '';
        if (size === '' || bareQuantity(size) !== undefined) return;
        tell(path, `${show(size)} is not a Kubernetes quantity`, 'write it as 10Gi (Gi, not GB)');
      }),
    },
    {
      id: `${id}-missing`,
      says: `${name} is set, there or in the claim template`,
      on: 'both',
      check: each((path, storage, tell) => {
        if ((text(record(storage).size) ?? '') !== '') return;
        const request = quantityOf(at(storage, 'pvcTemplate.resources.requests.storage'));
        if (request !== undefined && !isZero(request)) return;
        tell(path, 'is missing', 'write a size such as 10Gi, or a storage request in pvcTemplate');
      }),
    },
  ];
}
