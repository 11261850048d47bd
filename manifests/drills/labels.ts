/** Marks everything that a drill creates or changes; the value is the drill's id. What a killed run left is found by it. */
export const DRILL_LABEL = 'cnpg-gitops/drill';

/** `<namespace>/<cluster>` that a drill is for: a drill of another cluster leaves the object alone. */
export const DRILL_CLUSTER_ANNOTATION = 'cnpg-gitops/drill-cluster';

/**
 * On an instance that a drill cuts off. Network policies only add permissions, so each policy that selects instances has to leave this
 * label out of its selector (`key: cnpg-gitops/partition, operator: DoesNotExist`).
 */
export const PARTITION_LABEL = 'cnpg-gitops/partition';

/** On a Namespace: whether drills may run on its clusters. */
export const PERMISSION_ANNOTATION = 'cnpg-gitops/drills';

/** What a drill's objects carry. */
export interface DrillOrigin {
  readonly id: string;
  readonly namespace: string;
  readonly cluster: string;
}

export function drillMetadata(origin: DrillOrigin, name: string) {
  return {
    name,
    namespace: origin.namespace,
    labels: { [DRILL_LABEL]: origin.id },
    annotations: { [DRILL_CLUSTER_ANNOTATION]: `${origin.namespace}/${origin.cluster}` },
  };
}
