// Labels and annotations of CNPG's own that are written or read in more than one place.
// https://cloudnative-pg.io/documentation/1.28/labels_annotations/

/** Labels of the operator's pods, as its Helm chart and its manifest run it. */
export const OPERATOR_POD_LABELS = { 'app.kubernetes.io/name': 'cloudnative-pg' } as const;

/** Labels of the Barman Cloud plugin's pods, as its Helm chart runs it, and as its manifest does. */
export const PLUGIN_POD_LABELS = [
  { 'app.kubernetes.io/name': 'plugin-barman-cloud' },
  { app: 'barman-cloud' },
] as const;

/** Name of the Cluster, on everything that the operator makes for it. */
export const CLUSTER_LABEL = 'cnpg.io/cluster';

/** Name of the Pooler, on its pods. */
export const POOLER_LABEL = 'cnpg.io/poolerName';

/** What a pod of CNPG is: `instance` or `pooler`. */
export const POD_ROLE_LABEL = 'cnpg.io/podRole';

/** What an instance is: `primary` or `replica`. */
export const INSTANCE_ROLE_LABEL = 'cnpg.io/instanceRole';

/** Name of the instance, on its pod, its volumes and its jobs. */
export const INSTANCE_NAME_LABEL = 'cnpg.io/instanceName';

/** What a job of an instance does: `join`, `initdb`, `full-recovery`, … */
export const JOB_ROLE_LABEL = 'cnpg.io/jobRole';

/** Label by which the operator notices that a Secret or ConfigMap of somebody else has changed: without it, it goes on with what it read. */
export const RELOAD_LABEL = 'cnpg.io/reload';

/** Annotation of a Cluster, `on` or `off`: whether it rests, its volumes without pods. */
export const HIBERNATION_ANNOTATION = 'cnpg.io/hibernation';

/** Annotation of a Cluster, `disabled`: the operator leaves it alone. */
export const RECONCILIATION_ANNOTATION = 'cnpg.io/reconciliationLoop';

/** Annotation of a Cluster, a JSON list of names: the instances whose PostgreSQL is stopped. */
export const FENCING_ANNOTATION = 'cnpg.io/fencedInstances';

/** Annotation of a Cluster, `enabled`: CNPG throws WAL away instead of archiving it. */
export const SKIP_WAL_ANNOTATION = 'cnpg.io/skipWalArchiving';

/** Annotation of every kind of CNPG, `disabled`: its webhooks let anything through. */
export const VALIDATION_ANNOTATION = 'cnpg.io/validation';

/** Annotation of a Cluster: a JSON patch of the specs of its pods. */
export const POD_PATCH_ANNOTATION = 'cnpg.io/podPatch';

/** Annotation of a recovered Cluster that is to serve while nothing that its application renders leads to it: `unreached`. */
export const SERVING_ANNOTATION = 'cnpg-gitops/serving';

/**
 * Annotation of a recovered Cluster that is to serve while its application renders no client, neither of it nor of those in whose place it
 * serves: their names.
 */
export const SERVES_FOR_ANNOTATION = 'cnpg-gitops/serves-for';
