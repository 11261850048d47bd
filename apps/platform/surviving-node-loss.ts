/** Labels of nodes and pods, as Kubernetes and the charts of CNPG have them. */
const HOST = 'kubernetes.io/hostname';
const NAME = 'app.kubernetes.io/name';

/**
 * Values of a chart of CNPG by which one of its pods is there after the loss of any node: two, never on one node where there are two
 * nodes. A spread, not anti-affinity: that would leave the second pending on a single node, and its Application progressing forever.
 * @param chart - the name that its pods carry as a label
 * @param nodes - how many there are: one pod for one node; from two on it rather stays pending than shares a node
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function survivingNodeLoss(chart: string, nodes: number | undefined): Readonly<Record<string, unknown>> {
  if (nodes === 1) return { replicaCount: 1 };
  return {
    replicaCount: 2,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        ...(nodes !== undefined && { minDomains: 2 }),
        topologyKey: HOST,
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { [NAME]: chart } },
        // Pods of the version before do not count: in a rolling update both new ones could end on one node.
        matchLabelKeys: ['pod-template-hash'],
      },
    ],
    // A pod of a lost node is replaced at once, not after five minutes.
    tolerations: ['unreachable', 'not-ready'].map((taint) => ({
      key: `node.kubernetes.io/${taint}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 0,
    })),
  };
}
