/** Annotation of a Cluster that says why its minimum version of TLS is below the operator's own. */
export const TLS_REASON_ANNOTATION = 'cnpg-gitops/tls-minimum-version';
