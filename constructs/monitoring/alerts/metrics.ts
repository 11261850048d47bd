/** Who serves a metric, and to whom an alert that misses it points. */
export type MetricSource =
  | 'instances'
  | 'backup plugin'
  | 'custom queries'
  | 'poolers'
  | 'rules'
  | 'operator'
  | 'kubelet'
  | 'kube-state-metrics'
  | 'external-secrets'
  | 'cert-manager'
  | 'x509-certificate-exporter';

/** What is known of a metric. */
export interface Metric {
  readonly source: MetricSource;
  readonly type: 'counter' | 'gauge';
  /** Labels of its own, beside those that the scrape or the rule adds. */
  readonly labels: readonly string[];
}

/** Labels that a scrape adds, or that the source puts on everything. */
export const SCRAPE_LABELS: Readonly<Record<MetricSource, readonly string[]>> = {
  instances: ['namespace', 'pod'],
  'backup plugin': ['namespace', 'pod'],
  'custom queries': ['namespace', 'pod'],
  poolers: ['namespace', 'pod'],
  rules: ['namespace', 'cluster'],
  operator: ['namespace', 'pod'],
  kubelet: ['namespace'],
  'kube-state-metrics': ['namespace'],
  // Scraped without `honorLabels`, which is their charts' default, the namespace of the object becomes `exported_namespace`.
  'external-secrets': ['namespace', 'exported_namespace'],
  'cert-manager': ['namespace', 'exported_namespace'],
  'x509-certificate-exporter': [],
};

function metrics<const Names extends string>(
  source: MetricSource,
  type: Metric['type'],
  table: Readonly<Record<Names, readonly string[]>>,
): Readonly<Record<Names, Metric>> {
  const entries = Object.entries<readonly string[]>(table).map(([name, labels]) => [name, { source, type, labels }]);
  return Object.fromEntries(entries) as Record<Names, Metric>;
}

/**
 * Every metric that an alert or a dashboard may speak of: an expression over a name that nothing serves is silent forever. CNPG 1.28's exporter and its
 * default queries, the Barman Cloud plugin 0.11, PgBouncer through CNPG's exporter, and what Kubernetes clusters usually run.
 * @see https://cloudnative-pg.io/documentation/1.28/monitoring/
 * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/observability/
 */
export const METRICS = {
  ...metrics('instances', 'gauge', {
    cnpg_collector_up: ['cluster'],
    cnpg_collector_last_collection_error: [],
    cnpg_collector_pg_wal: ['value'],
    cnpg_collector_pg_wal_archive_status: ['value'],
    cnpg_collector_wal_bytes: ['stats_reset'],
    // Of the methods that the operator itself runs, volume snapshots among them. With the plugin they stay at zero.
    cnpg_collector_last_available_backup_timestamp: [],
    cnpg_collector_last_failed_backup_timestamp: [],
    cnpg_last_error: [],
    cnpg_backends_total: ['datname', 'usename', 'application_name', 'state'],
    cnpg_backends_max_tx_duration_seconds: ['datname', 'usename', 'application_name', 'state'],
    cnpg_backends_waiting_total: [],
    cnpg_pg_database_size_bytes: ['datname'],
    cnpg_pg_database_xid_age: ['datname'],
    cnpg_pg_database_mxid_age: ['datname'],
    cnpg_pg_postmaster_start_time: [],
    cnpg_pg_replication_lag: [],
    cnpg_pg_replication_in_recovery: [],
    cnpg_pg_replication_is_wal_receiver_up: [],
    cnpg_pg_replication_streaming_replicas: [],
    cnpg_pg_replication_slots_pg_wal_lsn_diff: ['slot_name', 'slot_type', 'database'],
    cnpg_pg_stat_archiver_last_archived_time: [],
    cnpg_pg_stat_archiver_last_failed_time: [],
    cnpg_pg_stat_replication_replay_diff_bytes: ['usename', 'application_name', 'client_addr', 'client_port'],
  }),
  ...metrics('instances', 'counter', {
    cnpg_pg_stat_archiver_archived_count: [],
    cnpg_pg_stat_archiver_failed_count: [],
    cnpg_pg_stat_database_blks_hit: ['datname'],
    cnpg_pg_stat_database_blks_read: ['datname'],
    cnpg_pg_stat_database_deadlocks: ['datname'],
    cnpg_pg_stat_database_temp_bytes: ['datname'],
    cnpg_pg_stat_database_xact_commit: ['datname'],
    cnpg_pg_stat_database_xact_rollback: ['datname'],
    // PostgreSQL 16 and older.
    cnpg_pg_stat_bgwriter_checkpoints_req: [],
    cnpg_pg_stat_bgwriter_checkpoints_timed: [],
    // PostgreSQL 17 and newer.
    cnpg_pg_stat_checkpointer_checkpoints_req: [],
    cnpg_pg_stat_checkpointer_checkpoints_timed: [],
  }),
  // The plugin's sidecar reports the status of the ObjectStore through the exporter of each instance: the same value from all of them.
  ...metrics('backup plugin', 'gauge', {
    barman_cloud_cloudnative_pg_io_first_recoverability_point: [],
    barman_cloud_cloudnative_pg_io_last_available_backup_timestamp: [],
    barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp: [],
  }),
  ...metrics('custom queries', 'gauge', { cnpg_synchronous_standbys_attached: [] }),
  ...metrics('poolers', 'gauge', {
    cnpg_pgbouncer_up: [],
    cnpg_pgbouncer_lists_used_clients: [],
    cnpg_pgbouncer_pools_cl_waiting: ['database', 'user'],
    cnpg_pgbouncer_pools_maxwait: ['database', 'user'],
    cnpg_pgbouncer_pools_maxwait_us: ['database', 'user'],
    cnpg_pgbouncer_pools_sv_active: ['database', 'user'],
    cnpg_pgbouncer_pools_sv_idle: ['database', 'user'],
    cnpg_pgbouncer_pools_sv_login: ['database', 'user'],
    cnpg_pgbouncer_pools_sv_tested: ['database', 'user'],
    cnpg_pgbouncer_pools_sv_used: ['database', 'user'],
    // Counters in all but the type that CNPG's exporter gives them.
    cnpg_pgbouncer_stats_total_query_count: ['database'],
    cnpg_pgbouncer_stats_total_query_time: ['database'],
    cnpg_pgbouncer_stats_total_wait_time: ['database'],
    cnpg_pgbouncer_stats_total_xact_count: ['database'],
    cnpg_pgbouncer_stats_total_xact_time: ['database'],
  }),
  ...metrics('rules', 'gauge', {
    'cluster:postgres_primaries:count': [],
    'cluster:postgres_writable:bool': [],
    'cluster:postgres_unavailable:ratio_rate5m': [],
    'cluster:postgres_unavailable:ratio_rate30m': [],
    'cluster:postgres_unavailable:ratio_rate1h': [],
    'cluster:postgres_unavailable:ratio_rate2h': [],
    'cluster:postgres_unavailable:ratio_rate6h': [],
    'cluster:postgres_unavailable:ratio_rate1d': [],
    'cluster:postgres_unavailable:ratio_rate3d': [],
  }),
  // Of the controller runtime that CNPG is built on: it tells no Cluster, and there is no metric of a Cluster's phase.
  ...metrics('operator', 'counter', { controller_runtime_reconcile_errors_total: ['controller'] }),
  ...metrics('kubelet', 'gauge', {
    kubelet_volume_stats_available_bytes: ['persistentvolumeclaim'],
    kubelet_volume_stats_capacity_bytes: ['persistentvolumeclaim'],
  }),
  ...metrics('kube-state-metrics', 'gauge', {
    kube_persistentvolumeclaim_created: ['persistentvolumeclaim'],
    kube_deployment_status_replicas_available: ['deployment'],
  }),
  ...metrics('external-secrets', 'gauge', { externalsecret_status_condition: ['name', 'condition', 'status'] }),
  ...metrics('cert-manager', 'gauge', { certmanager_certificate_expiration_timestamp_seconds: ['name'] }),
  ...metrics('x509-certificate-exporter', 'gauge', { x509_cert_not_after: ['secret_namespace', 'secret_name'] }),
} as const satisfies Readonly<Record<string, Metric>>;

/** The name of a metric that exists. */
export type MetricName = keyof typeof METRICS;
