import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf } from '../../manifests/object/manifest';
import { runningClusters } from '../engine/applied-clusters';
import { namesOf } from '../engine/object-names';
import { rollingUpdateOf } from '../engine/rollout';
import type { Transition } from '../engine/transition';

/** A new image in a catalog rolls all clusters that use it, at the same time. What it does to each is a change of that Cluster. */
export const catalog: Transition = {
  kinds: [Kind.IMAGE_CATALOG, Kind.CLUSTER_IMAGE_CATALOG],
  paths: ['spec.images'],
  judge({ path, after }, context) {
    const key = path[2];
    const major = typeof key === 'object' ? key.entry.major : undefined;
    const { kind } = context.after;
    const users = runningClusters(context).filter((cluster) => {
      const from = at(cluster, 'spec.imageCatalogRef');
      if (at(from, 'name') !== context.name || at(from, 'kind') !== kind) return false;
      if (kind === 'ImageCatalog' && namespaceOf(cluster) !== context.namespace) return false;
      return major === undefined || `${at(from, 'major')}` === major;
    });
    if (users.length === 0) return undefined;
    if (after === undefined) {
      return {
        impact: 'ignored',
        reason: `${namesOf(users)} no longer finds an image: its pods keep running, but CNPG does not reconcile it, not even a failover. Restore the image`,
      };
    }
    return rollingUpdateOf(users, 'the image changes for all clusters at once');
  },
};
