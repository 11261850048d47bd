import { isReplicaCluster } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Transition } from '../engine/transition';

/**
 * A cluster that becomes primary of its topology, or stops being it.
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
      return { impact: 'reload', reason: 'the role of the cluster stays; what it follows is configured again' };
    }
    if (is) {
      const reason =
        'demotion: the cluster stops taking writes and follows another one; PostgreSQL restarts, and the promotion token for the other side is in its status';
      return { impact: 'outage', reason };
    }
    const token = text(at(after, 'spec.replica.promotionToken')) ?? '';
    const how =
      token === ''
        ? 'without a promotion token it does not wait for the old primary: what that one has not sent is lost, and the old one must be made again'
        : 'with the promotion token it waits for all that the old primary wrote';
    return { impact: 'restart', reason: `promotion: the cluster takes writes from now on; ${how}` };
  },
};
