import { operatorReplicas, type Platform } from '../../constructs/index';

/** Labels of nodes and pods, as Kubernetes and the charts of CNPG have them. */
const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const NAME = 'app.kubernetes.io/name';

/**
 * Values of a chart of CNPG by which one of its pods is there after the loss of any node, or zone: two that never share one. On a single
 * node it is one pod: a second would stay pending, and its Application progressing forever.
 * @param chart - the name that its pods carry as a label
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export function survivingNodeLoss(chart: string, platform: Platform): Readonly<Record<string, unknown>> {
  const replicaCount = operatorReplicas(platform);
  if (replicaCount === 1) return { replicaCount };
  return {
    replicaCount,
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [HOST, ...((platform.zones ?? 1) > 1 ? [ZONE] : [])].map(
          (topologyKey) => ({
            topologyKey,
            labelSelector: { matchLabels: { [NAME]: chart } },
            // Pods of the version before do not count: in a rolling update on two nodes the new ones would have no place.
            matchLabelKeys: ['pod-template-hash'],
          }),
        ),
      },
    },
    // A pod of a lost node is replaced at once, not after five minutes.
    tolerations: ['unreachable', 'not-ready'].map((taint) => ({
      key: `node.kubernetes.io/${taint}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 0,
    })),
  };
}
