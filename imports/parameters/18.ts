import type { BooleanValue, ByteValue, MemoryValue, NumberValue, TimeValue } from './values';

/** What may be set of PostgreSQL 18 under CloudNativePG. Parameters of extensions that are not listed go by any name with a dot. */
export interface Parameters18 {
  /** Reload. @default ISO, MDY @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DATESTYLE */
  readonly DateStyle?: string;
  /** Reload. @default ISO, MDY @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DATESTYLE */
  readonly datestyle?: string;
  /** Reload. @default postgres @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-INTERVALSTYLE */
  readonly IntervalStyle?: 'postgres' | 'postgres_verbose' | 'sql_standard' | 'iso_8601';
  /** Reload. @default postgres @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-INTERVALSTYLE */
  readonly intervalstyle?: 'postgres' | 'postgres_verbose' | 'sql_standard' | 'iso_8601';
  /** Reload. @default GMT @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-TIMEZONE */
  readonly TimeZone?: string;
  /** Reload. @default GMT @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-TIMEZONE */
  readonly timezone?: string;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-ALLOW-IN-PLACE-TABLESPACES */
  readonly allow_in_place_tablespaces?: BooleanValue;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-APPLICATION-NAME */
  readonly application_name?: string;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-ARCHIVE-LIBRARY */
  readonly archive_library?: string;
  /** Reload. From 0 to 1073741823s. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-ARCHIVE-TIMEOUT */
  readonly archive_timeout?: TimeValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-compatible.html#GUC-ARRAY-NULLS */
  readonly array_nulls?: BooleanValue;
  /** Reload. From 0 to 2147483ms. @default 0 @see https://www.postgresql.org/docs/18/auth-delay.html */
  readonly 'auth_delay.milliseconds'?: TimeValue;
  /** Reload. From 1s to 10min. @default 1min @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-AUTHENTICATION-TIMEOUT */
  readonly authentication_timeout?: TimeValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_analyze'?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_buffers'?: BooleanValue;
  /** Reload. @default text @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_format'?: 'text' | 'xml' | 'json' | 'yaml';
  /** Reload. @default log @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_level'?: 'debug5' | 'debug4' | 'debug3' | 'debug2' | 'debug1' | 'info' | 'notice' | 'warning' | 'log' | 'debug';
  /** Reload. From -1 to 2147483647ms. @default -1 @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_min_duration'?: TimeValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_nested_statements'?: BooleanValue;
  /** Reload. From -1 to 2147483647B. @default -1 @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_parameter_max_length'?: ByteValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_settings'?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_timing'?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_triggers'?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_verbose'?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.log_wal'?: BooleanValue;
  /** Reload. From 0 to 1. @default 1 @see https://www.postgresql.org/docs/18/auto-explain.html */
  readonly 'auto_explain.sample_rate'?: NumberValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM */
  readonly autovacuum?: BooleanValue;
  /** Reload. From 0 to 100. @default 0.1 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-ANALYZE-SCALE-FACTOR */
  readonly autovacuum_analyze_scale_factor?: NumberValue;
  /** Reload. From 0 to 2147483647. @default 50 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-ANALYZE-THRESHOLD */
  readonly autovacuum_analyze_threshold?: NumberValue;
  /** Restart. From 100000 to 2000000000. @default 200000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-FREEZE-MAX-AGE */
  readonly autovacuum_freeze_max_age?: NumberValue;
  /** Reload. From 1 to 262143. @default 3 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-MAX-WORKERS */
  readonly autovacuum_max_workers?: NumberValue;
  /** Restart. From 10000 to 2000000000. @default 400000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-MULTIXACT-FREEZE-MAX-AGE */
  readonly autovacuum_multixact_freeze_max_age?: NumberValue;
  /** Reload. From 1s to 2147483s. @default 1min @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-NAPTIME */
  readonly autovacuum_naptime?: TimeValue;
  /** Reload. From -1 to 100ms. @default 2ms @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-COST-DELAY */
  readonly autovacuum_vacuum_cost_delay?: TimeValue;
  /** Reload. From -1 to 10000. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-COST-LIMIT */
  readonly autovacuum_vacuum_cost_limit?: NumberValue;
  /** Reload. From 0 to 100. @default 0.2 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-INSERT-SCALE-FACTOR */
  readonly autovacuum_vacuum_insert_scale_factor?: NumberValue;
  /** Reload. From -1 to 2147483647. @default 1000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-INSERT-THRESHOLD */
  readonly autovacuum_vacuum_insert_threshold?: NumberValue;
  /** Reload. From -1 to 2147483647. @default 100000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-MAX-THRESHOLD */
  readonly autovacuum_vacuum_max_threshold?: NumberValue;
  /** Reload. From 0 to 100. @default 0.2 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-SCALE-FACTOR */
  readonly autovacuum_vacuum_scale_factor?: NumberValue;
  /** Reload. From 0 to 2147483647. @default 50 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-THRESHOLD */
  readonly autovacuum_vacuum_threshold?: NumberValue;
  /** Reload. From -1 to 2147483647kB. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-AUTOVACUUM-WORK-MEM */
  readonly autovacuum_work_mem?: MemoryValue;
  /** Restart. From 1 to 262143. @default 16 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-AUTOVACUUM-WORKER-SLOTS */
  readonly autovacuum_worker_slots?: NumberValue;
  /** Reload. From 0 to 2MB. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-BACKEND-FLUSH-AFTER */
  readonly backend_flush_after?: MemoryValue;
  /** Reload. @default safe_encoding @see https://www.postgresql.org/docs/18/runtime-config-compatible.html#GUC-BACKSLASH-QUOTE */
  readonly backslash_quote?: 'safe_encoding' | 'on' | 'off' | '0' | '1' | 'false' | 'no' | 'true' | 'yes';
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-BACKTRACE-FUNCTIONS */
  readonly backtrace_functions?: string;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/basebackup-to-shell.html */
  readonly 'basebackup_to_shell.command'?: string;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/basebackup-to-shell.html */
  readonly 'basebackup_to_shell.required_role'?: string;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/basic-archive.html */
  readonly 'basic_archive.archive_directory'?: string;
  /** Reload. From 10ms to 10s. @default 200ms @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-BGWRITER-DELAY */
  readonly bgwriter_delay?: TimeValue;
  /** Reload. From 0 to 2MB. @default 512kB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-BGWRITER-FLUSH-AFTER */
  readonly bgwriter_flush_after?: MemoryValue;
  /** Reload. From 0 to 1073741823. @default 100 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-BGWRITER-LRU-MAXPAGES */
  readonly bgwriter_lru_maxpages?: NumberValue;
  /** Reload. From 0 to 10. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-BGWRITER-LRU-MULTIPLIER */
  readonly bgwriter_lru_multiplier?: NumberValue;
  /** Reload. @default hex @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-BYTEA-OUTPUT */
  readonly bytea_output?: 'escape' | 'hex';
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-CHECK-FUNCTION-BODIES */
  readonly check_function_bodies?: BooleanValue;
  /** Reload. From 0 to 1. @default 0.9 @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-CHECKPOINT-COMPLETION-TARGET */
  readonly checkpoint_completion_target?: NumberValue;
  /** Reload. From 0 to 2MB. @default 256kB @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-CHECKPOINT-FLUSH-AFTER */
  readonly checkpoint_flush_after?: MemoryValue;
  /** Reload. From 30s to 1d. @default 5min @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-CHECKPOINT-TIMEOUT */
  readonly checkpoint_timeout?: TimeValue;
  /** Reload. From 0 to 2147483647s. @default 30s @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-CHECKPOINT-WARNING */
  readonly checkpoint_warning?: TimeValue;
  /** Reload. From 0 to 2147483647ms. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-CLIENT-CONNECTION-CHECK-INTERVAL */
  readonly client_connection_check_interval?: TimeValue;
  /** Reload. @default SQL_ASCII @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-CLIENT-ENCODING */
  readonly client_encoding?: string;
  /** Reload. @default notice @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-CLIENT-MIN-MESSAGES */
  readonly client_min_messages?: 'debug5' | 'debug4' | 'debug3' | 'debug2' | 'debug1' | 'log' | 'notice' | 'warning' | 'error' | 'debug' | 'info';
  /** Reload. From 0 to 100000. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-COMMIT-DELAY */
  readonly commit_delay?: NumberValue;
  /** Reload. From 0 to 1000. @default 5 @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-COMMIT-SIBLINGS */
  readonly commit_siblings?: NumberValue;
  /** Restart. From 0 to 1GB. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-COMMIT-TIMESTAMP-BUFFERS */
  readonly commit_timestamp_buffers?: MemoryValue;
  /** Reload. @default auto @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-COMPUTE-QUERY-ID */
  readonly compute_query_id?: 'auto' | 'regress' | 'on' | 'off' | '0' | '1' | 'false' | 'no' | 'true' | 'yes';
  /** Reload. @default partition @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-CONSTRAINT-EXCLUSION */
  readonly constraint_exclusion?: 'partition' | 'on' | 'off' | '0' | '1' | 'false' | 'no' | 'true' | 'yes';
  /** Reload. @default 0.005 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-CPU-INDEX-TUPLE-COST */
  readonly cpu_index_tuple_cost?: NumberValue;
  /** Reload. @default 0.0025 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-CPU-OPERATOR-COST */
  readonly cpu_operator_cost?: NumberValue;
  /** Reload. @default 0.01 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-CPU-TUPLE-COST */
  readonly cpu_tuple_cost?: NumberValue;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-CREATEROLE-SELF-GRANT */
  readonly createrole_self_grant?: string;
  /** Reload. From 0 to 1. @default 0.1 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-CURSOR-TUPLE-FRACTION */
  readonly cursor_tuple_fraction?: NumberValue;
  /** Reload. From 1ms to 2147483647ms. @default 1s @see https://www.postgresql.org/docs/18/runtime-config-locks.html#GUC-DEADLOCK-TIMEOUT */
  readonly deadlock_timeout?: TimeValue;
  /** Reload. From 0 to 0. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-DEBUG-DISCARD-CACHES */
  readonly debug_discard_caches?: NumberValue;
  /** Restart. @default '' @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-DEBUG-IO-DIRECT */
  readonly debug_io_direct?: string;
  /** Reload. @default buffered @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-DEBUG-LOGICAL-REPLICATION-STREAMING */
  readonly debug_logical_replication_streaming?: 'buffered' | 'immediate';
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-DEBUG-PARALLEL-QUERY */
  readonly debug_parallel_query?: 'off' | 'on' | 'regress' | '0' | '1' | 'false' | 'no' | 'true' | 'yes';
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-DEBUG-PRETTY-PRINT */
  readonly debug_pretty_print?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-DEBUG-PRINT-PARSE */
  readonly debug_print_parse?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-DEBUG-PRINT-PLAN */
  readonly debug_print_plan?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-DEBUG-PRINT-REWRITTEN */
  readonly debug_print_rewritten?: BooleanValue;
  /** Reload. From 1 to 10000. @default 100 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-DEFAULT-STATISTICS-TARGET */
  readonly default_statistics_target?: NumberValue;
  /** Reload. @default heap @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DEFAULT-TABLE-ACCESS-METHOD */
  readonly default_table_access_method?: string;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DEFAULT-TABLESPACE */
  readonly default_tablespace?: string;
  /** Reload. @default pg_catalog.simple @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DEFAULT-TEXT-SEARCH-CONFIG */
  readonly default_text_search_config?: string;
  /** Reload. @default pglz @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DEFAULT-TOAST-COMPRESSION */
  readonly default_toast_compression?: 'pglz' | 'lz4';
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DEFAULT-TRANSACTION-DEFERRABLE */
  readonly default_transaction_deferrable?: BooleanValue;
  /** Reload. @default read committed @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DEFAULT-TRANSACTION-ISOLATION */
  readonly default_transaction_isolation?: 'serializable' | 'repeatable read' | 'read committed' | 'read uncommitted';
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DEFAULT-TRANSACTION-READ-ONLY */
  readonly default_transaction_read_only?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/release/12.0/ */
  readonly default_with_oids?: BooleanValue;
  /** Reload. @default $libdir @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-DYNAMIC-LIBRARY-PATH */
  readonly dynamic_library_path?: string;
  /** Restart. @default posix @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-DYNAMIC-SHARED-MEMORY-TYPE */
  readonly dynamic_shared_memory_type?: 'posix' | 'sysv' | 'mmap';
  /** Reload. From 8kB to 17179869176kB. @default 4GB @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-EFFECTIVE-CACHE-SIZE */
  readonly effective_cache_size?: MemoryValue;
  /** Reload. From 0 to 1000. @default 16 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-EFFECTIVE-IO-CONCURRENCY */
  readonly effective_io_concurrency?: NumberValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-ASYNC-APPEND */
  readonly enable_async_append?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-BITMAPSCAN */
  readonly enable_bitmapscan?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-DISTINCT-REORDERING */
  readonly enable_distinct_reordering?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-GATHERMERGE */
  readonly enable_gathermerge?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-GROUP-BY-REORDERING */
  readonly enable_group_by_reordering?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-HASHAGG */
  readonly enable_hashagg?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-HASHJOIN */
  readonly enable_hashjoin?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-INCREMENTAL-SORT */
  readonly enable_incremental_sort?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-INDEXONLYSCAN */
  readonly enable_indexonlyscan?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-INDEXSCAN */
  readonly enable_indexscan?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-MATERIAL */
  readonly enable_material?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-MEMOIZE */
  readonly enable_memoize?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-MERGEJOIN */
  readonly enable_mergejoin?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-NESTLOOP */
  readonly enable_nestloop?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-PARALLEL-APPEND */
  readonly enable_parallel_append?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-PARALLEL-HASH */
  readonly enable_parallel_hash?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-PARTITION-PRUNING */
  readonly enable_partition_pruning?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-PARTITIONWISE-AGGREGATE */
  readonly enable_partitionwise_aggregate?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-PARTITIONWISE-JOIN */
  readonly enable_partitionwise_join?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-PRESORTED-AGGREGATE */
  readonly enable_presorted_aggregate?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-SELF-JOIN-ELIMINATION */
  readonly enable_self_join_elimination?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-SEQSCAN */
  readonly enable_seqscan?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-SORT */
  readonly enable_sort?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-ENABLE-TIDSCAN */
  readonly enable_tidscan?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-compatible.html#GUC-ESCAPE-STRING-WARNING */
  readonly escape_string_warning?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-EVENT-TRIGGERS */
  readonly event_triggers?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-error-handling.html#GUC-EXIT-ON-ERROR */
  readonly exit_on_error?: BooleanValue;
  /** Reload. @default $system @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-EXTENSION-CONTROL-PATH */
  readonly extension_control_path?: string;
  /** Reload. From -15 to 3. @default 1 @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-EXTRA-FLOAT-DIGITS */
  readonly extra_float_digits?: NumberValue;
  /** Reload. @default copy @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-FILE-COPY-METHOD */
  readonly file_copy_method?: 'copy' | 'clone';
  /** Reload. @default posix_fallocate @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-FILE-EXTEND-METHOD */
  readonly file_extend_method?: 'posix_fallocate' | 'write_zeros';
  /** Reload. From 1 to 2147483647. @default 8 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-FROM-COLLAPSE-LIMIT */
  readonly from_collapse_limit?: NumberValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-FSYNC */
  readonly fsync?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-FULL-PAGE-WRITES */
  readonly full_page_writes?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-GEQO */
  readonly geqo?: BooleanValue;
  /** Reload. From 1 to 10. @default 5 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-GEQO-EFFORT */
  readonly geqo_effort?: NumberValue;
  /** Reload. From 0 to 2147483647. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-GEQO-GENERATIONS */
  readonly geqo_generations?: NumberValue;
  /** Reload. From 0 to 2147483647. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-GEQO-POOL-SIZE */
  readonly geqo_pool_size?: NumberValue;
  /** Reload. From 0 to 1. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-GEQO-SEED */
  readonly geqo_seed?: NumberValue;
  /** Reload. From 1.5 to 2. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-GEQO-SELECTION-BIAS */
  readonly geqo_selection_bias?: NumberValue;
  /** Reload. From 2 to 2147483647. @default 12 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-GEQO-THRESHOLD */
  readonly geqo_threshold?: NumberValue;
  /** Reload. From 0 to 2147483647. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-GIN-FUZZY-SEARCH-LIMIT */
  readonly gin_fuzzy_search_limit?: NumberValue;
  /** Reload. From 64kB to 2147483647kB. @default 4MB @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-GIN-PENDING-LIST-LIMIT */
  readonly gin_pending_list_limit?: MemoryValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-GSS-ACCEPT-DELEGATION */
  readonly gss_accept_delegation?: BooleanValue;
  /** Reload. From 1 to 1000. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-HASH-MEM-MULTIPLIER */
  readonly hash_mem_multiplier?: NumberValue;
  /** Reload. From 1 to 1000. @default 40 @see https://github.com/pgvector/pgvector/blob/master/README.md#query-options */
  readonly 'hnsw.ef_search'?: NumberValue;
  /** Reload. @default off @see https://github.com/pgvector/pgvector/blob/master/README.md#iterative-index-scans */
  readonly 'hnsw.iterative_scan'?: 'off' | 'relaxed_order' | 'strict_order';
  /** Reload. From 1 to 2147483647. @default 20000 @see https://github.com/pgvector/pgvector/blob/master/README.md#iterative-scan-options */
  readonly 'hnsw.max_scan_tuples'?: NumberValue;
  /** Reload. From 1 to 1000. @default 1 @see https://github.com/pgvector/pgvector/blob/master/README.md#iterative-scan-options */
  readonly 'hnsw.scan_mem_multiplier'?: NumberValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-HOT-STANDBY-FEEDBACK */
  readonly hot_standby_feedback?: BooleanValue;
  /** Restart. From 0 to 2147483647kB. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-HUGE-PAGE-SIZE */
  readonly huge_page_size?: MemoryValue;
  /** Restart. @default try @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-HUGE-PAGES */
  readonly huge_pages?: 'off' | 'on' | 'try' | '0' | '1' | 'false' | 'no' | 'true' | 'yes';
  /** Reload. @default warning @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-ICU-VALIDATION-LEVEL */
  readonly icu_validation_level?: 'disabled' | 'debug5' | 'debug4' | 'debug3' | 'debug2' | 'debug1' | 'log' | 'notice' | 'warning' | 'error' | 'debug' | 'info';
  /** Reload. From 0 to 2147483647ms. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT */
  readonly idle_in_transaction_session_timeout?: TimeValue;
  /** Reload. From 0 to 2147483647s. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-IDLE-REPLICATION-SLOT-TIMEOUT */
  readonly idle_replication_slot_timeout?: TimeValue;
  /** Reload. From 0 to 2147483647ms. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-IDLE-SESSION-TIMEOUT */
  readonly idle_session_timeout?: TimeValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-IGNORE-CHECKSUM-FAILURE */
  readonly ignore_checksum_failure?: BooleanValue;
  /** Restart. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-IGNORE-INVALID-PAGES */
  readonly ignore_invalid_pages?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-IGNORE-SYSTEM-INDEXES */
  readonly ignore_system_indexes?: BooleanValue;
  /** Reload. From 8kB to 1MB. @default 128kB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-IO-COMBINE-LIMIT */
  readonly io_combine_limit?: MemoryValue;
  /** Restart. From 8kB to 1MB. @default 128kB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-IO-MAX-COMBINE-LIMIT */
  readonly io_max_combine_limit?: MemoryValue;
  /** Restart. From -1 to 1024. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-IO-MAX-CONCURRENCY */
  readonly io_max_concurrency?: NumberValue;
  /** Restart. @default worker @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-IO-METHOD */
  readonly io_method?: 'sync' | 'worker' | 'io_uring';
  /** Reload. From 1 to 32. @default 3 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-IO-WORKERS */
  readonly io_workers?: NumberValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/isn.html */
  readonly 'isn.weak'?: BooleanValue;
  /** Reload. @default off @see https://github.com/pgvector/pgvector/blob/master/README.md#iterative-index-scans */
  readonly 'ivfflat.iterative_scan'?: 'off' | 'relaxed_order';
  /** Reload. From 1 to 32768. @default 32768 @see https://github.com/pgvector/pgvector/blob/master/README.md#iterative-scan-options */
  readonly 'ivfflat.max_probes'?: NumberValue;
  /** Reload. From 1 to 32768. @default 1 @see https://github.com/pgvector/pgvector/blob/master/README.md#query-options-1 */
  readonly 'ivfflat.probes'?: NumberValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-JIT */
  readonly jit?: BooleanValue;
  /** Reload. @default 100000 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-JIT-ABOVE-COST */
  readonly jit_above_cost?: NumberValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-JIT-DEBUGGING-SUPPORT */
  readonly jit_debugging_support?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-JIT-DUMP-BITCODE */
  readonly jit_dump_bitcode?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-JIT-EXPRESSIONS */
  readonly jit_expressions?: BooleanValue;
  /** Reload. @default 500000 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-JIT-INLINE-ABOVE-COST */
  readonly jit_inline_above_cost?: NumberValue;
  /** Reload. @default 500000 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-JIT-OPTIMIZE-ABOVE-COST */
  readonly jit_optimize_above_cost?: NumberValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-JIT-PROFILING-SUPPORT */
  readonly jit_profiling_support?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-JIT-TUPLE-DEFORMING */
  readonly jit_tuple_deforming?: BooleanValue;
  /** Reload. From 1 to 2147483647. @default 8 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-JOIN-COLLAPSE-LIMIT */
  readonly join_collapse_limit?: NumberValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-KRB-CASEINS-USERS */
  readonly krb_caseins_users?: BooleanValue;
  /** Reload. @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-KRB-SERVER-KEYFILE */
  readonly krb_server_keyfile?: string;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-LC-MESSAGES */
  readonly lc_messages?: string;
  /** Reload. @default C @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-LC-MONETARY */
  readonly lc_monetary?: string;
  /** Reload. @default C @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-LC-NUMERIC */
  readonly lc_numeric?: string;
  /** Reload. @default C @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-LC-TIME */
  readonly lc_time?: string;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-compatible.html#GUC-LO-COMPAT-PRIVILEGES */
  readonly lo_compat_privileges?: BooleanValue;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-LOCAL-PRELOAD-LIBRARIES */
  readonly local_preload_libraries?: string;
  /** Reload. From 0 to 2147483647ms. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-LOCK-TIMEOUT */
  readonly lock_timeout?: TimeValue;
  /** Reload. From -1 to 2147483647ms. @default 10min @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-AUTOVACUUM-MIN-DURATION */
  readonly log_autovacuum_min_duration?: TimeValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-CHECKPOINTS */
  readonly log_checkpoints?: BooleanValue;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-CONNECTIONS */
  readonly log_connections?: string;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-DISCONNECTIONS */
  readonly log_disconnections?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-DURATION */
  readonly log_duration?: BooleanValue;
  /** Reload. @default default @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-ERROR-VERBOSITY */
  readonly log_error_verbosity?: 'terse' | 'default' | 'verbose';
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-LOG-EXECUTOR-STATS */
  readonly log_executor_stats?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-HOSTNAME */
  readonly log_hostname?: BooleanValue;
  /** Reload. @default %m [%p]  @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-LINE-PREFIX */
  readonly log_line_prefix?: string;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-LOCK-FAILURES */
  readonly log_lock_failures?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-LOCK-WAITS */
  readonly log_lock_waits?: BooleanValue;
  /** Reload. From -1 to 2147483647ms. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-MIN-DURATION-SAMPLE */
  readonly log_min_duration_sample?: TimeValue;
  /** Reload. From -1 to 2147483647ms. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-MIN-DURATION-STATEMENT */
  readonly log_min_duration_statement?: TimeValue;
  /** Reload. @default error @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-MIN-ERROR-STATEMENT */
  readonly log_min_error_statement?: 'debug5' | 'debug4' | 'debug3' | 'debug2' | 'debug1' | 'info' | 'notice' | 'warning' | 'error' | 'log' | 'fatal' | 'panic' | 'debug';
  /** Reload. @default warning @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-MIN-MESSAGES */
  readonly log_min_messages?: 'debug5' | 'debug4' | 'debug3' | 'debug2' | 'debug1' | 'info' | 'notice' | 'warning' | 'error' | 'log' | 'fatal' | 'panic' | 'debug';
  /** Reload. From -1 to 1073741823B. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-PARAMETER-MAX-LENGTH */
  readonly log_parameter_max_length?: ByteValue;
  /** Reload. From -1 to 1073741823B. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-PARAMETER-MAX-LENGTH-ON-ERROR */
  readonly log_parameter_max_length_on_error?: ByteValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-LOG-PARSER-STATS */
  readonly log_parser_stats?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-LOG-PLANNER-STATS */
  readonly log_planner_stats?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-RECOVERY-CONFLICT-WAITS */
  readonly log_recovery_conflict_waits?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-REPLICATION-COMMANDS */
  readonly log_replication_commands?: BooleanValue;
  /** Reload. From 0 to 2147483647ms. @default 10s @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-STARTUP-PROGRESS-INTERVAL */
  readonly log_startup_progress_interval?: TimeValue;
  /** Reload. @default none @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-STATEMENT */
  readonly log_statement?: 'none' | 'ddl' | 'mod' | 'all';
  /** Reload. From 0 to 1. @default 1 @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-STATEMENT-SAMPLE-RATE */
  readonly log_statement_sample_rate?: NumberValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-LOG-STATEMENT-STATS */
  readonly log_statement_stats?: BooleanValue;
  /** Reload. From -1 to 2147483647kB. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-TEMP-FILES */
  readonly log_temp_files?: MemoryValue;
  /** Reload. @default GMT @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-TIMEZONE */
  readonly log_timezone?: string;
  /** Reload. From 0 to 1. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-TRANSACTION-SAMPLE-RATE */
  readonly log_transaction_sample_rate?: NumberValue;
  /** Reload. From 64kB to 2147483647kB. @default 64MB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-LOGICAL-DECODING-WORK-MEM */
  readonly logical_decoding_work_mem?: MemoryValue;
  /** Reload. From 0 to 1000. @default 16 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAINTENANCE-IO-CONCURRENCY */
  readonly maintenance_io_concurrency?: NumberValue;
  /** Reload. From 64kB to 2147483647kB. @default 64MB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAINTENANCE-WORK-MEM */
  readonly maintenance_work_mem?: MemoryValue;
  /** Restart. From 0 to 262143. @default 10 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-ACTIVE-REPLICATION-ORIGINS */
  readonly max_active_replication_origins?: NumberValue;
  /** Restart. From 1 to 262143. @default 100 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-MAX-CONNECTIONS */
  readonly max_connections?: NumberValue;
  /** Restart. From 64 to 2147483647. @default 1000 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAX-FILES-PER-PROCESS */
  readonly max_files_per_process?: NumberValue;
  /** Restart. From 10 to 2147483647. @default 64 @see https://www.postgresql.org/docs/18/runtime-config-locks.html#GUC-MAX-LOCKS-PER-TRANSACTION */
  readonly max_locks_per_transaction?: NumberValue;
  /** Restart. From 0 to 262143. @default 4 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-LOGICAL-REPLICATION-WORKERS */
  readonly max_logical_replication_workers?: NumberValue;
  /** Restart. From 64 to 2147483647. @default 1048576 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAX-NOTIFY-QUEUE-PAGES */
  readonly max_notify_queue_pages?: NumberValue;
  /** Reload. From 0 to 1024. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-PARALLEL-APPLY-WORKERS-PER-SUBSCRIPTION */
  readonly max_parallel_apply_workers_per_subscription?: NumberValue;
  /** Reload. From 0 to 1024. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAX-PARALLEL-MAINTENANCE-WORKERS */
  readonly max_parallel_maintenance_workers?: NumberValue;
  /** Reload. From 0 to 1024. @default 8 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAX-PARALLEL-WORKERS */
  readonly max_parallel_workers?: NumberValue;
  /** Reload. From 0 to 1024. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAX-PARALLEL-WORKERS-PER-GATHER */
  readonly max_parallel_workers_per_gather?: NumberValue;
  /** Reload. From 0 to 2147483647. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-locks.html#GUC-MAX-PRED-LOCKS-PER-PAGE */
  readonly max_pred_locks_per_page?: NumberValue;
  /** Reload. From -2147483648 to 2147483647. @default -2 @see https://www.postgresql.org/docs/18/runtime-config-locks.html#GUC-MAX-PRED-LOCKS-PER-RELATION */
  readonly max_pred_locks_per_relation?: NumberValue;
  /** Restart. From 10 to 2147483647. @default 64 @see https://www.postgresql.org/docs/18/runtime-config-locks.html#GUC-MAX-PRED-LOCKS-PER-TRANSACTION */
  readonly max_pred_locks_per_transaction?: NumberValue;
  /** Restart. From 0 to 262143. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAX-PREPARED-TRANSACTIONS */
  readonly max_prepared_transactions?: NumberValue;
  /** Restart. From 0 to 262143. @default 10 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-REPLICATION-SLOTS */
  readonly max_replication_slots?: NumberValue;
  /** Reload. From -1 to 2147483647MB. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE */
  readonly max_slot_wal_keep_size?: MemoryValue;
  /** Reload. From 100kB to 2147483647kB. @default 100kB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAX-STACK-DEPTH */
  readonly max_stack_depth?: MemoryValue;
  /** Reload. From -1 to 2147483647ms. @default 30s @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-STANDBY-ARCHIVE-DELAY */
  readonly max_standby_archive_delay?: TimeValue;
  /** Reload. From -1 to 2147483647ms. @default 30s @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-STANDBY-STREAMING-DELAY */
  readonly max_standby_streaming_delay?: TimeValue;
  /** Reload. From 0 to 262143. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-SYNC-WORKERS-PER-SUBSCRIPTION */
  readonly max_sync_workers_per_subscription?: NumberValue;
  /** Restart. From 0 to 262143. @default 10 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-MAX-WAL-SENDERS */
  readonly max_wal_senders?: NumberValue;
  /** Reload. From 2MB to 2147483647MB. @default 1GB @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-MAX-WAL-SIZE */
  readonly max_wal_size?: MemoryValue;
  /** Restart. From 0 to 262143. @default 8 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MAX-WORKER-PROCESSES */
  readonly max_worker_processes?: NumberValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-MD5-PASSWORD-WARNINGS */
  readonly md5_password_warnings?: BooleanValue;
  /** Restart. From 0 to 2147483647MB. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MIN-DYNAMIC-SHARED-MEMORY */
  readonly min_dynamic_shared_memory?: MemoryValue;
  /** Reload. From 0 to 5726623056kB. @default 512kB @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-MIN-PARALLEL-INDEX-SCAN-SIZE */
  readonly min_parallel_index_scan_size?: MemoryValue;
  /** Reload. From 0 to 5726623056kB. @default 8MB @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-MIN-PARALLEL-TABLE-SCAN-SIZE */
  readonly min_parallel_table_scan_size?: MemoryValue;
  /** Reload. From 2MB to 2147483647MB. @default 80MB @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-MIN-WAL-SIZE */
  readonly min_wal_size?: MemoryValue;
  /** Restart. From 128kB to 1GB. @default 256kB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MULTIXACT-MEMBER-BUFFERS */
  readonly multixact_member_buffers?: MemoryValue;
  /** Restart. From 128kB to 1GB. @default 128kB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-MULTIXACT-OFFSET-BUFFERS */
  readonly multixact_offset_buffers?: MemoryValue;
  /** Restart. From 128kB to 1GB. @default 128kB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-NOTIFY-BUFFERS */
  readonly notify_buffers?: MemoryValue;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-OAUTH-VALIDATOR-LIBRARIES */
  readonly oauth_validator_libraries?: string;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-PARALLEL-LEADER-PARTICIPATION */
  readonly parallel_leader_participation?: BooleanValue;
  /** Reload. @default 1000 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-PARALLEL-SETUP-COST */
  readonly parallel_setup_cost?: NumberValue;
  /** Reload. @default 0.1 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-PARALLEL-TUPLE-COST */
  readonly parallel_tuple_cost?: NumberValue;
  /** Reload. @default scram-sha-256 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-PASSWORD-ENCRYPTION */
  readonly password_encryption?: 'md5' | 'scram-sha-256';
  /** Reload. From 0 to 2147483647B. @default 8B @see https://www.postgresql.org/docs/18/passwordcheck.html */
  readonly 'passwordcheck.min_password_length'?: ByteValue;
  /** Reload. @default on @see https://github.com/EnterpriseDB/pg_failover_slots/blob/master/README.md#configuration-options */
  readonly 'pg_failover_slots.drop_extra_slots'?: BooleanValue;
  /** Reload. @default postgres @see https://github.com/EnterpriseDB/pg_failover_slots/blob/master/README.md#configuration-options */
  readonly 'pg_failover_slots.maintenance_db'?: string;
  /** Belongs to the operator. */
  readonly 'pg_failover_slots.primary_dsn'?: never;
  /** Belongs to the operator. */
  readonly 'pg_failover_slots.standby_slot_names'?: never;
  /** Reload. From -1 to 100. @default -1 @see https://github.com/EnterpriseDB/pg_failover_slots/blob/master/README.md#configuration-options */
  readonly 'pg_failover_slots.standby_slots_min_confirmed'?: NumberValue;
  /** Reload. @default name_like:% @see https://github.com/EnterpriseDB/pg_failover_slots/blob/master/README.md#configuration-options */
  readonly 'pg_failover_slots.synchronize_slot_names'?: string;
  /** Reload. @default 1min @see https://github.com/EnterpriseDB/pg_failover_slots/blob/master/README.md#configuration-options */
  readonly 'pg_failover_slots.worker_nap_time'?: TimeValue;
  /** Restart. @default on @see https://www.postgresql.org/docs/18/pgprewarm.html */
  readonly 'pg_prewarm.autoprewarm'?: BooleanValue;
  /** Reload. From 0 to 2147483s. @default 5min @see https://www.postgresql.org/docs/18/pgprewarm.html */
  readonly 'pg_prewarm.autoprewarm_interval'?: TimeValue;
  /** Restart. From 100 to 1073741823. @default 5000 @see https://www.postgresql.org/docs/18/pgstatstatements.html */
  readonly 'pg_stat_statements.max'?: NumberValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/pgstatstatements.html */
  readonly 'pg_stat_statements.save'?: BooleanValue;
  /** Reload. @default top @see https://www.postgresql.org/docs/18/pgstatstatements.html */
  readonly 'pg_stat_statements.track'?: 'none' | 'top' | 'all';
  /** Reload. @default off @see https://www.postgresql.org/docs/18/pgstatstatements.html */
  readonly 'pg_stat_statements.track_planning'?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/pgstatstatements.html */
  readonly 'pg_stat_statements.track_utility'?: BooleanValue;
  /** Reload. From 0 to 1. @default 0.3 @see https://www.postgresql.org/docs/18/pgtrgm.html */
  readonly 'pg_trgm.similarity_threshold'?: NumberValue;
  /** Reload. From 0 to 1. @default 0.5 @see https://www.postgresql.org/docs/18/pgtrgm.html */
  readonly 'pg_trgm.strict_word_similarity_threshold'?: NumberValue;
  /** Reload. From 0 to 1. @default 0.6 @see https://www.postgresql.org/docs/18/pgtrgm.html */
  readonly 'pg_trgm.word_similarity_threshold'?: NumberValue;
  /** Reload. @default none @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log'?: string;
  /** Reload. @default on @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_catalog'?: BooleanValue;
  /** Reload. @default off @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_client'?: BooleanValue;
  /** Reload. @default log @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_level'?: 'debug5' | 'debug4' | 'debug3' | 'debug2' | 'debug1' | 'info' | 'notice' | 'warning' | 'log' | 'debug';
  /** Reload. @default off @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_parameter'?: BooleanValue;
  /** Reload. From 0 to 1073741823B. @default 0 @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_parameter_max_size'?: ByteValue;
  /** Reload. @default off @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_relation'?: BooleanValue;
  /** Reload. @default off @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_rows'?: BooleanValue;
  /** Reload. @default on @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_statement'?: BooleanValue;
  /** Reload. @default off @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.log_statement_once'?: BooleanValue;
  /** Reload. @default '' @see https://github.com/pgaudit/pgaudit/blob/main/README.md#settings */
  readonly 'pgaudit.role'?: string;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/pgcrypto.html */
  readonly 'pgcrypto.builtin_crypto_enabled'?: 'on' | 'off' | 'fips';
  /** Reload. @default auto @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-PLAN-CACHE-MODE */
  readonly plan_cache_mode?: 'auto' | 'force_generic_plan' | 'force_custom_plan';
  /** Reload. @default on @see https://www.postgresql.org/docs/18/plpgsql.html */
  readonly 'plpgsql.check_asserts'?: BooleanValue;
  /** Reload. @default none @see https://www.postgresql.org/docs/18/plpgsql.html */
  readonly 'plpgsql.extra_errors'?: string;
  /** Reload. @default none @see https://www.postgresql.org/docs/18/plpgsql.html */
  readonly 'plpgsql.extra_warnings'?: string;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/plpgsql.html */
  readonly 'plpgsql.print_strict_params'?: BooleanValue;
  /** Reload. @default error @see https://www.postgresql.org/docs/18/plpgsql.html */
  readonly 'plpgsql.variable_conflict'?: 'error' | 'use_variable' | 'use_column';
  /** Reload. From 0 to 2147s. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-POST-AUTH-DELAY */
  readonly post_auth_delay?: TimeValue;
  /** Reload. @see https://www.postgresql.org/docs/18/postgres-fdw.html */
  readonly 'postgres_fdw.application_name'?: string;
  /** Reload. From 0 to 1min. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-PRE-AUTH-DELAY */
  readonly pre_auth_delay?: TimeValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-compatible.html#GUC-QUOTE-ALL-IDENTIFIERS */
  readonly quote_all_identifiers?: BooleanValue;
  /** Reload. @default 4 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-RANDOM-PAGE-COST */
  readonly random_page_cost?: NumberValue;
  /** Reload. @default fsync @see https://www.postgresql.org/docs/18/runtime-config-error-handling.html#GUC-RECOVERY-INIT-SYNC-METHOD */
  readonly recovery_init_sync_method?: 'fsync' | 'syncfs';
  /** Reload. @default try @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-RECOVERY-PREFETCH */
  readonly recovery_prefetch?: 'off' | 'on' | 'try' | '0' | '1' | 'false' | 'no' | 'true' | 'yes';
  /** Reload. From 0.001 to 1000000. @default 10 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-RECURSIVE-WORKTABLE-FACTOR */
  readonly recursive_worktable_factor?: NumberValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-REMOVE-TEMP-FILES-AFTER-CRASH */
  readonly remove_temp_files_after_crash?: BooleanValue;
  /** Restart. From 0 to 262143. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-RESERVED-CONNECTIONS */
  readonly reserved_connections?: NumberValue;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-RESTRICT-NONSYSTEM-RELATION-KIND */
  readonly restrict_nonsystem_relation_kind?: string;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-ROW-SECURITY */
  readonly row_security?: BooleanValue;
  /** Reload. From 1 to 2147483647. @default 4096 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-SCRAM-ITERATIONS */
  readonly scram_iterations?: NumberValue;
  /** Reload. @default "$user", public @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-SEARCH-PATH */
  readonly search_path?: string;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-SEND-ABORT-FOR-CRASH */
  readonly send_abort_for_crash?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-SEND-ABORT-FOR-KILL */
  readonly send_abort_for_kill?: BooleanValue;
  /** Reload. @default 1 @see https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-SEQ-PAGE-COST */
  readonly seq_page_cost?: NumberValue;
  /** Restart. From 128kB to 1GB. @default 256kB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-SERIALIZABLE-BUFFERS */
  readonly serializable_buffers?: MemoryValue;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-SESSION-PRELOAD-LIBRARIES */
  readonly session_preload_libraries?: string;
  /** Reload. @default origin @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE */
  readonly session_replication_role?: 'origin' | 'replica' | 'local';
  /** Restart. From 128kB to 8589934584kB. @default 128MB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-SHARED-BUFFERS */
  readonly shared_buffers?: MemoryValue;
  /** Restart. @default mmap @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-SHARED-MEMORY-TYPE */
  readonly shared_memory_type?: 'sysv' | 'mmap';
  /** Reload. @default HIGH:MEDIUM:+3DES:!aNULL @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-SSL-CIPHERS */
  readonly ssl_ciphers?: string;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-SSL-CRL-DIR */
  readonly ssl_crl_dir?: string;
  /** Reload. @default X25519:prime256v1 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-SSL-GROUPS */
  readonly ssl_groups?: string;
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-SSL-MAX-PROTOCOL-VERSION */
  readonly ssl_max_protocol_version?: '' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  /** Reload. @default TLSv1.2 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-SSL-MIN-PROTOCOL-VERSION */
  readonly ssl_min_protocol_version?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-SSL-TLS13-CIPHERS */
  readonly ssl_tls13_ciphers?: string;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-compatible.html#GUC-STANDARD-CONFORMING-STRINGS */
  readonly standard_conforming_strings?: BooleanValue;
  /** Reload. From 0 to 2147483647ms. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-STATEMENT-TIMEOUT */
  readonly statement_timeout?: TimeValue;
  /** Reload. @default cache @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-STATS-FETCH-CONSISTENCY */
  readonly stats_fetch_consistency?: 'none' | 'cache' | 'snapshot';
  /** Restart. From 0 to 1GB. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-SUBTRANSACTION-BUFFERS */
  readonly subtransaction_buffers?: MemoryValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-SUMMARIZE-WAL */
  readonly summarize_wal?: BooleanValue;
  /** Restart. From 0 to 262143. @default 3 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-SUPERUSER-RESERVED-CONNECTIONS */
  readonly superuser_reserved_connections?: NumberValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-SYNC-REPLICATION-SLOTS */
  readonly sync_replication_slots?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-compatible.html#GUC-SYNCHRONIZE-SEQSCANS */
  readonly synchronize_seqscans?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT */
  readonly synchronous_commit?: 'local' | 'remote_write' | 'remote_apply' | 'on' | 'off' | '0' | '1' | 'false' | 'no' | 'true' | 'yes';
  /** Reload. From 0 to 2147483647. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-TCP-KEEPALIVES-COUNT */
  readonly tcp_keepalives_count?: NumberValue;
  /** Reload. From 0 to 2147483647s. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-TCP-KEEPALIVES-IDLE */
  readonly tcp_keepalives_idle?: TimeValue;
  /** Reload. From 0 to 2147483647s. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-TCP-KEEPALIVES-INTERVAL */
  readonly tcp_keepalives_interval?: TimeValue;
  /** Reload. From 0 to 2147483647ms. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-connection.html#GUC-TCP-USER-TIMEOUT */
  readonly tcp_user_timeout?: TimeValue;
  /** Reload. From 800kB to 8589934584kB. @default 8MB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-TEMP-BUFFERS */
  readonly temp_buffers?: MemoryValue;
  /** Reload. From -1 to 2147483647kB. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-TEMP-FILE-LIMIT */
  readonly temp_file_limit?: MemoryValue;
  /** Reload. @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-TIMEZONE-ABBREVIATIONS */
  readonly timezone_abbreviations?: string;
  /** Restart. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-TRACE-CONNECTION-NEGOTIATION */
  readonly trace_connection_negotiation?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-TRACE-NOTIFY */
  readonly trace_notify?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-TRACE-SORT */
  readonly trace_sort?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-TRACK-ACTIVITIES */
  readonly track_activities?: BooleanValue;
  /** Restart. From 100B to 1MB. @default 1kB @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-TRACK-ACTIVITY-QUERY-SIZE */
  readonly track_activity_query_size?: ByteValue;
  /** Restart. @default off @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-TRACK-COMMIT-TIMESTAMP */
  readonly track_commit_timestamp?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-TRACK-COST-DELAY-TIMING */
  readonly track_cost_delay_timing?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-TRACK-COUNTS */
  readonly track_counts?: BooleanValue;
  /** Reload. @default none @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-TRACK-FUNCTIONS */
  readonly track_functions?: 'none' | 'pl' | 'all';
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-TRACK-IO-TIMING */
  readonly track_io_timing?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-statistics.html#GUC-TRACK-WAL-IO-TIMING */
  readonly track_wal_io_timing?: BooleanValue;
  /** Restart. From 0 to 1GB. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-TRANSACTION-BUFFERS */
  readonly transaction_buffers?: MemoryValue;
  /** Reload. From 0 to 2147483647ms. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-TRANSACTION-TIMEOUT */
  readonly transaction_timeout?: TimeValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-compatible.html#GUC-TRANSFORM-NULL-EQUALS */
  readonly transform_null_equals?: BooleanValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-UPDATE-PROCESS-TITLE */
  readonly update_process_title?: BooleanValue;
  /** Reload. From 0 to 16GB. @default 2MB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-VACUUM-BUFFER-USAGE-LIMIT */
  readonly vacuum_buffer_usage_limit?: MemoryValue;
  /** Reload. From 0 to 100ms. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-COST-DELAY */
  readonly vacuum_cost_delay?: TimeValue;
  /** Reload. From 1 to 10000. @default 200 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-COST-LIMIT */
  readonly vacuum_cost_limit?: NumberValue;
  /** Reload. From 0 to 10000. @default 20 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-COST-PAGE-DIRTY */
  readonly vacuum_cost_page_dirty?: NumberValue;
  /** Reload. From 0 to 10000. @default 1 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-COST-PAGE-HIT */
  readonly vacuum_cost_page_hit?: NumberValue;
  /** Reload. From 0 to 10000. @default 2 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-COST-PAGE-MISS */
  readonly vacuum_cost_page_miss?: NumberValue;
  /** Reload. From 0 to 2100000000. @default 1600000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-FAILSAFE-AGE */
  readonly vacuum_failsafe_age?: NumberValue;
  /** Reload. From 0 to 1000000000. @default 50000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-FREEZE-MIN-AGE */
  readonly vacuum_freeze_min_age?: NumberValue;
  /** Reload. From 0 to 2000000000. @default 150000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-FREEZE-TABLE-AGE */
  readonly vacuum_freeze_table_age?: NumberValue;
  /** Reload. From 0 to 1. @default 0.03 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-MAX-EAGER-FREEZE-FAILURE-RATE */
  readonly vacuum_max_eager_freeze_failure_rate?: NumberValue;
  /** Reload. From 0 to 2100000000. @default 1600000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-MULTIXACT-FAILSAFE-AGE */
  readonly vacuum_multixact_failsafe_age?: NumberValue;
  /** Reload. From 0 to 1000000000. @default 5000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-MULTIXACT-FREEZE-MIN-AGE */
  readonly vacuum_multixact_freeze_min_age?: NumberValue;
  /** Reload. From 0 to 2000000000. @default 150000000 @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-MULTIXACT-FREEZE-TABLE-AGE */
  readonly vacuum_multixact_freeze_table_age?: NumberValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-vacuum.html#GUC-VACUUM-TRUNCATE */
  readonly vacuum_truncate?: BooleanValue;
  /** Restart. From -1 to 2097144kB. @default -1 @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-BUFFERS */
  readonly wal_buffers?: MemoryValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-COMPRESSION */
  readonly wal_compression?: 'pglz' | 'on' | 'off' | 'lz4' | 'zstd' | '0' | '1' | 'false' | 'no' | 'true' | 'yes';
  /** Reload. @default '' @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-WAL-CONSISTENCY-CHECKING */
  readonly wal_consistency_checking?: string;
  /** Restart. From 64kB to 1073741823B. @default 512kB @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-DECODE-BUFFER-SIZE */
  readonly wal_decode_buffer_size?: ByteValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-INIT-ZERO */
  readonly wal_init_zero?: BooleanValue;
  /** Reload. From 0 to 2147483647MB. @default 0 @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-WAL-KEEP-SIZE */
  readonly wal_keep_size?: MemoryValue;
  /** Restart. @default replica @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-LEVEL */
  readonly wal_level?: 'minimal' | 'replica' | 'logical' | 'archive' | 'hot_standby';
  /** Restart. @default off @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-LOG-HINTS */
  readonly wal_log_hints?: BooleanValue;
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-WAL-RECEIVER-CREATE-TEMP-SLOT */
  readonly wal_receiver_create_temp_slot?: BooleanValue;
  /** Reload. From 0 to 2147483s. @default 10s @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-WAL-RECEIVER-STATUS-INTERVAL */
  readonly wal_receiver_status_interval?: TimeValue;
  /** Reload. From 0 to 2147483647ms. @default 1min @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-WAL-RECEIVER-TIMEOUT */
  readonly wal_receiver_timeout?: TimeValue;
  /** Reload. @default on @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-RECYCLE */
  readonly wal_recycle?: BooleanValue;
  /** Reload. From 1ms to 2147483647ms. @default 5s @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-WAL-RETRIEVE-RETRY-INTERVAL */
  readonly wal_retrieve_retry_interval?: TimeValue;
  /** Reload. From 0 to 2147483647ms. @default 1min @see https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-WAL-SENDER-TIMEOUT */
  readonly wal_sender_timeout?: TimeValue;
  /** Reload. From 0 to 2147483647kB. @default 2MB @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-SKIP-THRESHOLD */
  readonly wal_skip_threshold?: MemoryValue;
  /** Reload. From 0 to 35791394min. @default 10d @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-SUMMARY-KEEP-TIME */
  readonly wal_summary_keep_time?: TimeValue;
  /** Reload. @default fdatasync @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-SYNC-METHOD */
  readonly wal_sync_method?: 'fsync' | 'fdatasync' | 'open_sync' | 'open_datasync';
  /** Reload. From 1ms to 10s. @default 200ms @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-WRITER-DELAY */
  readonly wal_writer_delay?: TimeValue;
  /** Reload. From 0 to 17179869176kB. @default 1MB @see https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-WAL-WRITER-FLUSH-AFTER */
  readonly wal_writer_flush_after?: MemoryValue;
  /** Reload. From 64kB to 2147483647kB. @default 4MB @see https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-WORK-MEM */
  readonly work_mem?: MemoryValue;
  /** Reload. @default base64 @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-XMLBINARY */
  readonly xmlbinary?: 'base64' | 'hex';
  /** Reload. @default content @see https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-XMLOPTION */
  readonly xmloption?: 'content' | 'document';
  /** Reload. @default off @see https://www.postgresql.org/docs/18/runtime-config-developer.html#GUC-ZERO-DAMAGED-PAGES */
  readonly zero_damaged_pages?: BooleanValue;
  readonly [custom: `${string}.${string}`]: string | number | boolean | undefined;
}
