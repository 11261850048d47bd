import { DRILL_LABEL } from '../../values/cnpg/drill';

/** `<namespace>/<cluster>` that a drill is for: a drill of another cluster leaves the object alone. */
export const DRILL_CLUSTER_ANNOTATION = 'cnpg-gitops/drill-cluster';

/** What a drill's objects carry; the value of the label is the drill's id. What a killed run left is found by it. */
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
