// Where the parts of CNPG listen.
// https://cloudnative-pg.io/documentation/1.28/security/#exposed-ports

/** PostgreSQL and PgBouncer, in their pods and on every service. */
export const POSTGRES_PORT = 5432;
/** Status of an instance: the operator asks for it, and each primary asks the others before it believes itself cut off. */
export const STATUS_PORT = 8000;
/** Metrics of an instance. */
export const METRICS_PORT = 9187;
/** Metrics of PgBouncer. */
export const POOLER_METRICS_PORT = 9127;
/** Admission webhooks of the operator. */
export const WEBHOOK_PORT = 9443;
/** Metrics of the operator. */
export const OPERATOR_METRICS_PORT = 8080;
/** The Barman Cloud plugin, called by the operator alone: instances talk to the sidecar in their own pod. */
export const PLUGIN_PORT = 9090;
