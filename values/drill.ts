/** Label of a Cluster that was recovered to be looked at, not to be kept. */
export const DRILL_LABEL = 'cnpg-gitops/drill';

/** Annotation with the instant from which on a drill is to be removed. */
export const EXPIRES_ANNOTATION = 'cnpg-gitops/expires';
