/** Annotation of a Cluster that says why its minimum version of TLS is below the operator's own. */
export const TLS_REASON_ANNOTATION = 'cnpg-gitops/tls-minimum-version';

/** Label by which the operator notices that a Secret has changed: without it a renewed certificate is not loaded. */
export const RELOAD_LABEL = 'cnpg.io/reload';
