/** The ConfigMap and the Secret that the operator reads, in its own manifest and in its chart. */
export const OPERATOR_CONFIG = 'cnpg-controller-manager-config';

/** How the operator reads an option: a value that it cannot read counts as the default. */
export type OptionKind = 'text' | 'number' | 'flag';

/**
 * The options of the operator, from its manual and its source (1.28 to 1.30, and what older ones had). Others are ignored without a word.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/operator_conf/#available-options
 */
export const OPERATOR_OPTIONS: Readonly<Record<string, OptionKind>> = {
  CERTIFICATE_DURATION: 'number',
  CLUSTERS_ROLLOUT_DELAY: 'number',
  CREATE_ANY_SERVICE: 'flag',
  DRAIN_TAINTS: 'text',
  ENABLE_AZURE_PVC_UPDATES: 'flag',
  ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'flag',
  EXPIRING_CHECK_THRESHOLD: 'number',
  INCLUDE_PLUGINS: 'text',
  INHERITED_ANNOTATIONS: 'text',
  INHERITED_LABELS: 'text',
  INSTANCES_ROLLOUT_DELAY: 'number',
  KUBERNETES_CLUSTER_DOMAIN: 'text',
  METRICS_CERT_DIR: 'text',
  MONITORING_QUERIES_CONFIGMAP: 'text',
  MONITORING_QUERIES_SECRET: 'text',
  NAMESPACED: 'flag',
  OPERATOR_IMAGE_NAME: 'text',
  OPERATOR_NAMESPACE: 'text',
  PGBOUNCER_IMAGE_NAME: 'text',
  PLUGIN_SOCKET_DIR: 'text',
  POD_DEBUG: 'flag',
  POSTGRES_IMAGE_NAME: 'text',
  PULL_SECRET_NAME: 'text',
  STANDBY_TCP_USER_TIMEOUT: 'number',
  WATCH_NAMESPACE: 'text',
  WEBHOOK_CERT_DIR: 'text',
};

/** Whether an option has a value that the operator can read. */
export function isReadable(kind: OptionKind, value: string): boolean {
  if (kind === 'text') return true;
  return kind === 'number'
    ? /^[+-]?\d+$/.test(value)
    : /^(?:1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value);
}
