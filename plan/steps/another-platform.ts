import { objectName } from '../../manifests/object/identity';
import type { Change, Procedure } from '../engine/change';
import { OLD_LEAVES } from './beside';

/**
 * Clusters that leave one Kubernetes cluster and appear in another one, empty.
 * @see https://cloudnative-pg.io/documentation/1.28/replica_cluster/#distributed-topology
 */
export function platformMoves(changes: readonly Change[]): Procedure[] {
  const clusters = changes.filter(({ kind }) => kind === 'Cluster');
  return clusters
    .filter(({ action }) => action === 'create')
    .flatMap((to) => {
      const from = clusters.find((each) => each.action === 'delete' && objectName(each) === objectName(to));
      return from === undefined || from.platform === to.platform ? [] : [move(objectName(to), from, to)];
    });
}

function move(object: string, { platform: from }: Change, { platform: to }: Change): Procedure {
  return {
    object,
    ...(to !== undefined && { platform: to }),
    reason: `an object of ${from} is not one of ${to}: there it starts as bootstrap says, while the one with the data goes`,
    steps: [
      {
        commit: `on ${to}: the namespace, an ObjectStore of the same location, and the Secrets that it, the cluster and its clients read; git does not hold them`,
        wait: 'they exist, and the operator and the plugin of the same versions run',
      },
      {
        commit: `on ${to} only: the Cluster as a replica of the one on ${from}: bootstrap.recovery from its archive, replica.source, and a serverName of its own; ${from} remains as it is`,
        wait: `it is healthy, and has the last rows of ${from}`,
      },
      {
        commit: `on ${from}: clients stop writing, and replica.primary names the Cluster of ${to}`,
        wait: 'its status has the demotionToken',
      },
      {
        commit: `on ${to}: replica.primary names it, with the promotionToken; clients, DNS and addresses outside lead there`,
        wait: 'it accepts writes, the application works, and a base backup is completed',
      },
      {
        commit: `on ${from}: the Cluster is removed, with an acknowledgement of exactly that in the source`,
        wait: `${OLD_LEAVES}. The old archive stays for as long as its recovery window`,
      },
    ],
  };
}
