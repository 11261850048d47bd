import { isReplicaCluster } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Transition } from '../engine/transition';

/**
 * A cluster that becomes the primary of its topology, or stops being it.
 * @see https://cloudnative-pg.io/documentation/1.28/replica_cluster/
 */
export const replica: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.replica'],
  judge(_difference, { before, after, name }) {
    const [was, is] = [before, after].map((side) =>
      isReplicaCluster({ ...side, metadata: { ...side.metadata, name } }),
    );
    if (was === is) {
      return { impact: 'reload', reason: 'the role of the cluster does not change; its source is reconfigured' };
    }
    if (is) {
      const reason =
        'demotion: the cluster stops accepting writes and follows another one; PostgreSQL restarts, and the promotion token for the other side is in its status';
      return { impact: 'outage', reason };
    }
    const token = text(at(after, 'spec.replica.promotionToken')) ?? '';
    const how =
      token === ''
        ? 'without a promotion token it does not wait for the old primary: what the old primary has not sent is lost, and it must be created again'
        : 'with the promotion token it waits for everything that the old primary wrote';
    return { impact: 'restart', reason: `promotion: the cluster accepts writes from now on; ${how}` };
  },
};
