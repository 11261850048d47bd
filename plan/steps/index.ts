import { Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Change, Procedure } from '../engine/change';
import type { ClusterChange, ProcedureFinder } from '../engine/procedure';
import { barmanToPlugin } from './barman-to-plugin';
import { dataChecksums } from './data-checksums';
import { imageAndParameters } from './image-and-parameters';
import { majorUpgrade } from './major-upgrade';
import { restoreAsNew } from './restore';
import { storageFirst } from './storage-first';

const FINDERS: readonly ProcedureFinder[] = [
  barmanToPlugin,
  dataChecksums,
  imageAndParameters,
  majorUpgrade,
  restoreAsNew,
  storageFirst,
];

/** The commits for every change that must not be a single one. */
export function proceduresFor(
  changes: readonly Change[],
  { objects, target }: Pick<ClusterChange, 'objects' | 'target'>,
): Procedure[] {
  return changes
    .filter(({ kind, action }) => kind === 'Cluster' && action !== 'delete')
    .flatMap((change) => {
      const namespace = change.namespace ?? 'default';
      const after = objects.after.get(Kind.CLUSTER, namespace, change.name);
      if (after === undefined) return [];
      const before = objects.before.get(Kind.CLUSTER, namespace, change.name);
      const object = `Cluster ${namespaceOf(after)}/${change.name}`;
      return FINDERS.flatMap((find) => find({ change, object, before, after, changes, objects, target }) ?? []);
    });
}
