import {
  anywhere,
  DEFAULT_TARGET,
  type DrillScheduleOptions,
  Duration,
  POSTGRES_ENV,
  recoveriesFrom,
  S3Credentials,
  Schedule,
  Secret,
} from '../../constructs/index';
import recoveries from './recoveries.json';

// What the decision record ADR-004 "CloudNativePG for Database Operations" says of phoenix-guardian. Values marked (chosen) are in no
// record: they are plausible and meant to be replaced.

const name = 'phoenix-guardian';

export const config = {
  name,
  namespace: 'phoenix-guardian',
  target: DEFAULT_TARGET,

  database: {
    name: 'phoenix-guardian-db',
    version: '17',
    image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
    instances: 3,
    database: 'phoenix_guardian',
    owner: 'app',
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
    // "<30 second failover": by default a pod that is deleted while any client stays connected is an outage of 191 s.
    smartShutdownTimeout: Duration.seconds(5),
    /** "TLS everywhere": CNPG's own last line lets in clients without it. */
    tls: 'required',
    /** "<30 second failover": a lost node's instances are given up as soon as the node monitor says so. */
    placement: {
      tolerations: ['unreachable', 'not-ready'].map((taint) => ({
        key: `node.kubernetes.io/${taint}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 0,
      })),
    },
    objectives: {
      /** "Synchronous replication across AZs"; the rest is archive_timeout and the upload (chosen). */
      rpo: { failover: Duration.seconds(0), disaster: Duration.minutes(6) },
      /** "Primary failure recovers in <30 seconds". A silent partition takes longer, without net.ipv4.tcp_retries2=3 for the operator. */
      rto: {
        podLoss: Duration.seconds(30),
        nodeLoss: Duration.seconds(30),
        zoneLoss: Duration.seconds(30),
        partition: Duration.seconds(60),
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
      /** (chosen) What the platform must do for it: mise.toml does it for K3s, a managed control plane cannot. */
      platform: {
        nodeMonitorGracePeriod: Duration.seconds(16),
        nodeMonitorPeriod: Duration.seconds(2),
        nodeStatusUpdateFrequency: Duration.seconds(4),
        operatorReplicas: 2,
        standbyTcpUserTimeout: Duration.seconds(2),
      },
    },
  },

  /** The API gets the runtime role, which owns no table: row level security does not hold for owners. Names (chosen). */
  access: {
    name: 'phoenix-guardian-db-roles',
    owner: 'app',
    runtime: {
      name: 'guardian_api',
      password: Secret.fromSecretName('phoenix-guardian-db-api'),
      /** Half of max_connections: two pods, and two more while they are replaced. */
      connectionLimit: 100,
    },
    readOnly: {
      name: 'guardian_reports',
      password: Secret.fromSecretName('phoenix-guardian-db-reports'),
      connectionLimit: 10,
    },
    operations: {
      name: 'guardian_operations',
      password: Secret.fromSecretName('phoenix-guardian-db-operations'),
      connectionLimit: 5,
    },
  },

  /** (chosen) How often the passwords of these roles change. */
  rotation: { interval: Duration.days(30) },

  /** "Multi-tenant data storage with RLS"; column and type (chosen). */
  tenancy: { name: 'phoenix-guardian-db-tenants', owner: 'app', column: 'tenant_id', type: 'uuid' },

  backup: {
    store: {
      name: 'phoenix-guardian-backups',
      destinationPath: 's3://phoenix-guardian-backups/db',
      credentials: S3Credentials.fromSecret(Secret.fromSecretName('aws-creds'), {
        accessKeyId: 'ACCESS_KEY_ID',
        secretAccessKey: 'SECRET_ACCESS_KEY',
      }),
      retention: Duration.days(30),
      compression: { wal: 'gzip', data: 'gzip' },
      wal: { maxParallel: 4 },
    },
    schedule: {
      name: 'daily-backup',
      schedule: Schedule.daily({ hour: 2 }),
      backupOwnerReference: 'self',
      immediate: false,
      suspend: false,
    },
  },

  /** In place of `enablePodMonitor`, which is deprecated. */
  podMonitor: { name: 'phoenix-guardian-db-podmonitor' },

  api: {
    name: 'api',
    /** (chosen) */
    image: 'ghcr.io/phoenix-guardian/api:1.0.0',
    /** (chosen) */
    port: 4000,
    /** (chosen) */
    replicas: 2,
    /** (chosen) */
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '1Gi' } },
    /** (chosen) */
    probe: { path: '/healthz' },
    /** (chosen) A new password is read from the files: a variable stays as it was at the start. */
    databaseEnv: { ...POSTGRES_ENV, POSTGRES_USER_FILE: 'usernameFile', POSTGRES_PASSWORD_FILE: 'passwordFile' },
  },

  /** Who talks to whom; what is not here is closed. Policies know pods and addresses, never host names. */
  network: {
    database: {
      /** (chosen) The subnets of the control plane, which hold nothing else: on EKS pods have addresses of the VPC, too. */
      apiServer: ['10.0.0.0/28', '10.0.0.16/28', '10.0.0.32/28'].map((cidr) => ({ cidr, ports: [443] })),
      /** S3 has no addresses of its own to rely on: the Internet by HTTPS, and no private network. */
      objectStore: [anywhere({ ports: [443] })],
      /** (chosen) Where Prometheus runs. */
      monitoring: [{ namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } }],
    },
    /** (chosen) The ingress controller. */
    api: { from: [{ namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } }] },
  },

  /** Written by `npm run restore`. */
  recoveries: recoveriesFrom(recoveries),

  /** Drills that run by themselves: none. See docs/drills.md for what may stand here. */
  drills: {} as DrillScheduleOptions,

  /** (chosen) A second site in another Kubernetes cluster. Off: the record asks for zones, not for sites. */
  secondSite: {
    enabled: false,
    namespace: 'phoenix-guardian-dr',
    name: 'phoenix-guardian-db-dr',
    /** Which site is the primary: both carry it, and changing it demotes one and promotes the other. */
    primary: 'phoenix-guardian-db',
    /** `status.demotionToken` of the site that was the primary. */
    promotionToken: undefined,
    store: { name: 'phoenix-guardian-dr-backups', destinationPath: 's3://phoenix-guardian-dr-backups/db' },
  },

  suppressions: [
    {
      rule: 'operator-known-bug',
      object: 'Cluster phoenix-guardian/phoenix-guardian-db',
      reason: 'ADR-004, Decision, on the platform of record 0009: "CloudNativePG v1.28.0 via Helm chart v0.27.0"',
    },
    {
      rule: 'objective-operator-version',
      object: 'Cluster phoenix-guardian/phoenix-guardian-db',
      reason: 'ADR-004, Decision, on the platform of record 0009: "CloudNativePG v1.28.0 via Helm chart v0.27.0"',
    },
    {
      rule: 'memory-work-mem',
      object: 'Cluster phoenix-guardian/phoenix-guardian-db',
      reason: 'ADR-004, Cluster Configuration: work_mem 64MB with max_connections 200 is its own value',
    },
    {
      rule: 'backup-owner-self',
      object: 'ScheduledBackup phoenix-guardian/daily-backup',
      reason: 'ADR-004, Scheduled Backup Configuration: backupOwnerReference self is its own value',
    },
  ],
} as const;
