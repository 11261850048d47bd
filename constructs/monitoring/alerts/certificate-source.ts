/**
 * Who reports until when certificates are valid. CNPG keeps the dates of its own in the status of the Cluster, in a form that no exporter
 * reads, and serves no metric of them.
 * - `x509-certificate-exporter`: it reads the Secrets of the cluster, whoever made them
 * - `certManager`: names of the Certificates that cert-manager keeps for the cluster
 * @see https://github.com/enix/x509-certificate-exporter
 * @see https://cert-manager.io/docs/devops-tips/prometheus-metrics/
 */
export type CertificateSource = 'x509-certificate-exporter' | { readonly certManager: readonly string[] };
