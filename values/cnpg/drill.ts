/**
 * Label of what a drill makes, and of what is made for one: a Cluster that was recovered to be looked at, not to be kept, and the
 * ObjectStore through which it reads.
 */
export const DRILL_LABEL = 'cnpg-gitops/drill';

/** Annotation with the instant from which on a drill is to be removed. */
export const EXPIRES_ANNOTATION = 'cnpg-gitops/expires';

/**
 * Label of an instance that a drill cuts off. Network policies only add permissions, so each policy that selects instances has to leave
 * this label out of its selector: {@link NOT_PARTITIONED}.
 */
export const PARTITION_LABEL = 'cnpg-gitops/partition';

/** For the `matchExpressions` of a policy that selects instances. */
export const NOT_PARTITIONED = { key: PARTITION_LABEL, operator: 'DoesNotExist' } as const;

/** Label of a drill's pods that connect to the database, with the name of the Cluster: policies for its clients let them in. */
export const DRILL_CLIENT_LABEL = 'cnpg-gitops/drill-client';

/** Annotation of a Namespace: whether drills may run on its clusters, `allowed` or `forbidden`. */
export const PERMISSION_ANNOTATION = 'cnpg-gitops/drills';
