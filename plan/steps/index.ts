import { Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Change, Procedure } from '../engine/change';
import type { ClusterChange, ProcedureFinder } from '../engine/procedure';
import { anotherArchive, movedStore } from './another-archive';
import { barmanToPlugin } from './barman-to-plugin';
import { dataChecksums } from './data-checksums';
import { imageAndParameters } from './image-and-parameters';
import { majorUpgrade } from './major-upgrade';
import { newCluster } from './new-cluster';
import { newVolumes } from './new-volumes';
import { rebuilt } from './rebuilt';
import { restoreAsNew } from './restore';
import { storageFirst } from './storage-first';

const FINDERS: readonly ProcedureFinder[] = [
  anotherArchive,
  barmanToPlugin,
  dataChecksums,
  imageAndParameters,
  majorUpgrade,
  newCluster,
  newVolumes,
  rebuilt,
  restoreAsNew,
  storageFirst,
];

/** The commits for every change that must not be a single one. */
export function proceduresFor(
  changes: readonly Change[],
  { objects, target, renames }: Pick<ClusterChange, 'objects' | 'target' | 'renames'>,
): Procedure[] {
  const stores = changes.filter(({ kind, action }) => kind === 'ObjectStore' && action === 'update');
  const clusters = changes
    .filter(({ kind, action }) => kind === 'Cluster' && action !== 'delete')
    .flatMap((change) => {
      const namespace = change.namespace ?? 'default';
      const after = objects.after.get(Kind.CLUSTER, namespace, change.name);
      if (after === undefined) return [];
      const before = objects.before.get(Kind.CLUSTER, namespace, change.name);
      const object = `Cluster ${namespaceOf(after)}/${change.name}`;
      return FINDERS.flatMap(
        (find) => find({ change, object, before, after, changes, renames, objects, target }) ?? [],
      );
    });
  return [...clusters, ...stores.flatMap((change) => movedStore(change, objects) ?? [])];
}
