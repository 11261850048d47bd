import { Kind } from '../../manifests/object/kinds';
import { isProtected, PROTECTIONS } from '../engine/keepers';
import type { Transition } from '../engine/transition';

/** The protection against pruning, by Argo CD, Flux or Helm. */
export const protection: Transition = {
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE, Kind.NAMESPACE, Kind.DATABASE, 'PersistentVolumeClaim'],
  paths: ['metadata.annotations', 'metadata.labels'],
  judge({ path }, { before, after }) {
    if (!PROTECTIONS.some((key) => path[2] === key) || !isProtected(before) || isProtected(after)) return undefined;
    const reason =
      'the protection against pruning is removed: from the next sync on, removing the object from git deletes it and its data';
    return { impact: 'none', reason };
  },
};
