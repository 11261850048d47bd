import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest } from '../../manifests/object/manifest';
import { isProtected, PROTECTIONS } from '../engine/keepers';
import type { Transition } from '../engine/transition';

/** The protection against pruning, by Argo CD, Flux or Helm. */
export const protection: Transition = {
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE, Kind.NAMESPACE, Kind.DATABASE, Kind.DATABASE_ROLE, 'PersistentVolumeClaim'],
  paths: ['metadata.annotations', 'metadata.labels'],
  judge({ path }, { before, after }) {
    if (!PROTECTIONS.some((key) => path[2] === key) || !isProtected(before) || isProtected(after)) return undefined;
    const what = groupKindOf(after) === Kind.DATABASE_ROLE ? roleLoss(after) : 'deletes it and its data';
    const reason = `the protection against pruning is removed: from the next sync on, removing the object from git ${what}`;
    return { impact: 'none', reason };
  },
};

function roleLoss(role: Manifest): string {
  const isDropped = at(role, 'spec.databaseRoleReclaimPolicy') === 'delete';
  return isDropped ? 'drops the role' : 'deletes it; the role remains in PostgreSQL, unmanaged';
}
