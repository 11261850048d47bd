import { clustersReadingSecret } from '../../manifests/cnpg/named-by-clusters';
import { storageClassesOf } from '../../manifests/cnpg/storage-classes';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, namespaceOf, record } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { namesOf } from './object-names';
import { secretOf } from './secret-makers';

/** What CNPG and the pods of a Cluster use beside what is CNPG's own: which Clusters do, and what that means. */
interface Use {
  readonly usersOf: (manifest: Manifest, index: Index) => readonly Manifest[];
  readonly words: string;
}

/** Those that say it themselves. */
function clustersThat(use: (cluster: Manifest, manifest: Manifest) => boolean): Use['usersOf'] {
  return (manifest, index) => index.all(Kind.CLUSTER).filter((cluster) => use(cluster, manifest));
}

const LIMITING: Use = {
  usersOf: clustersThat((cluster, manifest) => namespaceOf(cluster) === namespaceOf(manifest)),
  words:
    'is in its namespace: pods that run stay, and those that are made from now on are refused where they exceed it',
};
const USES: ReadonlyMap<string, Use> = new Map([
  ['LimitRange', LIMITING],
  ['ResourceQuota', LIMITING],
  [
    'scheduling.k8s.io/PriorityClass',
    {
      usersOf: clustersThat((cluster, { metadata }) => at(cluster, 'spec.priorityClassName') === metadata.name),
      words: 'names it: it counts for pods that are made from now on',
    },
  ],
  [
    'snapshot.storage.k8s.io/VolumeSnapshotClass',
    {
      usersOf: clustersThat((cluster, { metadata }) => snapshotClassesOf(cluster).includes(metadata.name)),
      words: 'takes its snapshots with it: it counts for those that are taken from now on',
    },
  ],
  [
    'storage.k8s.io/StorageClass',
    {
      usersOf: clustersThat((cluster, { metadata }) => storageClassesOf(cluster).includes(String(metadata.name))),
      words:
        'names it: volumes that are there stay as they were made, also in what becomes of them when they are deleted',
    },
  ],
  ...['ClusterSecretStore', 'SecretStore'].map((kind): [string, Use] => [
    `external-secrets.io/${kind}`,
    {
      usersOf: readersThrough,
      words: 'reads a Secret that is fetched from it: what is there stays until it is fetched anew',
    },
  ]),
]);

/** Which Clusters use an object, as a sentence; undefined if none is known to. */
export function usedText(manifest: Manifest, index: Index): string | undefined {
  const use = USES.get(groupKindOf(manifest));
  const clusters = use?.usersOf(manifest, index) ?? [];
  return use === undefined || clusters.length === 0 ? undefined : `${namesOf(clusters)} ${use.words}`;
}

/** Whether it is of a kind of which all users are known. */
export function isOfUsedKind(manifest: Manifest): boolean {
  return USES.has(groupKindOf(manifest));
}

function snapshotClassesOf(cluster: Manifest): unknown[] {
  const { className, walClassName, tablespaceClassName } = record(at(cluster, 'spec.backup.volumeSnapshot'));
  return [className, walClassName, ...Object.values(record(tablespaceClassName))];
}

function readersThrough(store: Manifest, index: Index): Manifest[] {
  const fetched = index.all(Kind.EXTERNAL_SECRET).filter((secret) => {
    const { name, kind = 'SecretStore' } = record(at(secret, 'spec.secretStoreRef'));
    const isHere = store.kind === 'ClusterSecretStore' || namespaceOf(secret) === namespaceOf(store);
    return name === store.metadata.name && kind === store.kind && isHere;
  });
  const readers = new Set(
    fetched.flatMap((secret) => clustersReadingSecret(namespaceOf(secret), secretOf(secret), index)),
  );
  return index.all(Kind.CLUSTER).filter((cluster) => readers.has(cluster));
}
