import { Kind } from '../../manifests/object/kinds';
import { isProtected, PROTECTIONS } from '../engine/keepers';
import type { Transition } from '../engine/transition';

/** The protection against pruning, by Argo CD, Flux or Helm. */
export const protection: Transition = {
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE, Kind.NAMESPACE, Kind.DATABASE, 'PersistentVolumeClaim'],
  paths: ['metadata.annotations'],
  judge({ path }, { before, after }) {
    if (!PROTECTIONS.some((key) => path[2] === key) || !isProtected(before) || isProtected(after)) return undefined;
    const reason =
      'the protection against pruning goes: from the next sync on, taking the object out of git deletes it, and the data with it';
    return { impact: 'none', reason };
  },
};
