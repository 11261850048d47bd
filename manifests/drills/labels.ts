import { DRILL_LABEL } from '../../values/cnpg/drill';

/** The `<namespace>/<cluster>` that a drill is for. A drill of another cluster does not touch the object. */
export const DRILL_CLUSTER_ANNOTATION = 'cnpg-gitops/drill-cluster';

/** The label of a drill's objects, with the drill's id as its value. It identifies what a killed run left behind. */
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
