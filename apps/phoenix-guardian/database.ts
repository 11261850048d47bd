import { type DeclaredDatabase, Duration, hipaa, initdb, type Objectives } from '../../constructs/index';

/** The cluster of phoenix-guardian. Values marked (chosen) are in no record. */
export const database = {
  name: 'phoenix-guardian-db',
  bootstrap: initdb({ database: 'phoenix_guardian', owner: 'app' }),
  version: '17',
  image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
  instances: 3,
  primaryUpdateMethod: 'switchover',
  primaryUpdateStrategy: 'unsupervised',
  storage: { size: '100Gi', storageClass: 'gp3-encrypted' },
  resources: { requests: { memory: '4Gi', cpu: '2' }, limits: { memory: '8Gi', cpu: '4' } },
  parameters: {
    max_connections: '200',
    shared_buffers: '2GB',
    effective_cache_size: '6GB',
    work_mem: '64MB',
    maintenance_work_mem: '512MB',
    wal_buffers: '64MB',
    checkpoint_completion_target: '0.9',
    wal_level: 'replica',
    max_wal_senders: '10',
    random_page_cost: '1.1',
    effective_io_concurrency: '200',
    log_min_duration_statement: '1000',
    // "<30 second failover": with required synchronous replication, writes wait until a standby is attached again.
    wal_retrieve_retry_interval: '1s',
  },
  antiAffinity: { topologyKey: 'kubernetes.io/hostname', type: 'required' },
  // The record claims both, "synchronous replication across AZs", and its manifest has neither.
  synchronous: { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
  spread: { across: 'zone', required: true },
  // "<30 second failover": by default a pod that is deleted while any client stays connected is an outage of 191 s. What is running then
  // has one second to end; the rest goes to the promotion and to restoring WAL.
  smartShutdownTimeout: Duration.seconds(1),
  /** "TLS everywhere": CNPG's own last line lets in clients without it. */
  tls: 'required',
  /**
   * "<30 second failover": a standby is promoted when the Lease of a lost primary has not changed for its duration, by default 15 s. The
   * shortest that the operator takes. Nobody asks for the Lease before the operator has chosen a new primary, so it causes no failover.
   */
  primaryLease: {
    duration: Duration.seconds(3),
    renewDeadline: Duration.seconds(2),
    retryPeriod: Duration.seconds(1),
  },
  /** "<30 second failover": a lost node's instances are given up as soon as the node monitor says so. */
  placement: {
    tolerations: ['unreachable', 'not-ready'].map((taint) => ({
      key: `node.kubernetes.io/${taint}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 0,
    })),
  },
} as const satisfies DeclaredDatabase;

/** "HIPAA compliance": what manifests cannot show of it (all texts chosen); `npm run evidence -- phoenix-guardian` is for auditors. */
export const compliance = hipaa({
  storage: { 'gp3-encrypted': 'EBS gp3 volumes, encrypted with the customer managed KMS key alias/phoenix-guardian' },
  audit: { classes: ['read', 'write', 'role', 'ddl'] },
  logs: {
    /** Six years, as for documentation (45 CFR 164.316(b)(2)(i)). */
    retention: Duration.months(72),
    protectedAs: 'CloudWatch log group /phoenix-guardian/database, KMS encrypted, read by the security team alone',
  },
  access: { runtime: 'guardian_api', readOnly: 'guardian_reports', operations: 'guardian_operations' },
  emergencyAccess:
    'two of the on-call engineers together, by kubectl cnpg psql with the break-glass role of the Kubernetes cluster, recorded in its audit log',
  idleSessions: {
    endedBy: 'the pool of the API after 10 minutes, and the gateway of reports and operations after 15',
  },
  restoreTest: {
    every: Duration.days(90),
    by: 'npm run drill -- restore --app phoenix-guardian --report evidence/drills',
  },
});

/** What it promises. */
export const objectives = {
  /** "Synchronous replication across AZs"; the rest is archive_timeout and the upload (chosen). */
  rpo: { failover: Duration.seconds(0), disaster: Duration.minutes(6) },
  /**
   * "Primary failure recovers in <30 seconds". A silent partition takes longer: the operator's request to the lost instance hangs for 30 s
   * (net.ipv4.tcp_retries2=3 in its pod would end it, which kubelets must allow).
   */
  rto: {
    podLoss: Duration.seconds(30),
    nodeLoss: Duration.seconds(30),
    zoneLoss: Duration.seconds(30),
    partition: Duration.seconds(55),
  },
  /** "PITR to any point in last 30 days". */
  pitrWindow: Duration.days(30),
  /** "99.9%+ uptime". */
  availability: 99.9,
  zones: 3,
  /** "TLS everywhere". */
  tls: 'required',
  /** "Query latency meets SLAs"; (chosen) what its log_min_duration_statement takes for slow. */
  latency: { p99Milliseconds: 1000 },
  /** Measured: 0.31 to 0.42 s of CPU (plugins 0.11.0 and 0.14.0, TLS); the drills `failover` and `node-loss` fail where it takes longer. */
  platform: { restoreCallMilliseconds: 500 },
} as const satisfies Objectives;
