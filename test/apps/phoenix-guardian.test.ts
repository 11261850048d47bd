import { describe, expect, it } from 'vitest';
import { phoenixGuardian } from '../../apps/phoenix-guardian/chart';
import { BARMAN, Built, DENY, postgresEnv, type Statement, SYNC } from './support/applications';

// Record ADR-004 "CloudNativePG for Database Operations", statement by statement.

const built = new Built(phoenixGuardian);
const CLUSTER = 'Cluster phoenix-guardian-db';
const STORE = 'ObjectStore phoenix-guardian-backups';
const SCHEDULE = 'ScheduledBackup daily-backup';
const HOST = 'phoenix-guardian-db-rw.phoenix-guardian.svc.cluster.local';

const PARAMETERS = {
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
};
/** The thirteenth is for the failover under 30 seconds. */
const SERVER_PARAMETERS = { ...PARAMETERS, wal_retrieve_retry_interval: '1s' };
/** What HIPAA adds: who did what is recorded, and no value of a parameter. */
const AUDIT_PARAMETERS = {
  'pgaudit.log': 'read,write,role,ddl',
  'pgaudit.log_catalog': 'off',
  'pgaudit.log_relation': 'on',
  'pgaudit.log_statement': 'off',
  log_disconnections: 'on',
  log_parameter_max_length: '0',
  log_min_error_statement: 'panic',
  log_connections: 'on',
};

const STATEMENTS: readonly Statement[] = [
  ['namespace', CLUSTER, 'metadata.namespace', 'phoenix-guardian'],
  [
    'one major, and an exact minor',
    CLUSTER,
    'spec.imageName',
    'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
  ],
  ['instances', CLUSTER, 'spec.instances', 3],
  ...Object.entries(PARAMETERS).map(
    ([name, value]): Statement => ['all twelve parameters', CLUSTER, `spec.postgresql.parameters.${name}`, value],
  ),
  [
    'and what failover and HIPAA need',
    CLUSTER,
    'spec.postgresql.parameters',
    { ...SERVER_PARAMETERS, ...AUDIT_PARAMETERS },
  ],
  [
    'TLS everywhere',
    CLUSTER,
    'spec.postgresql.pg_hba',
    [
      ...['app', 'guardian_api', 'guardian_reports', 'guardian_operations'].map(
        (role) => `hostssl all ${role} all scram-sha-256`,
      ),
      'hostnossl all all all reject',
    ],
  ],
  ['storage', CLUSTER, 'spec.storage', { size: '100Gi', storageClass: 'gp3-encrypted' }],
  [
    'resources',
    CLUSTER,
    'spec.resources',
    { requests: { memory: '4Gi', cpu: '2' }, limits: { memory: '8Gi', cpu: '4' } },
  ],
  ['enablePodAntiAffinity', CLUSTER, 'spec.affinity.enablePodAntiAffinity', true],
  ['topologyKey', CLUSTER, 'spec.affinity.topologyKey', 'kubernetes.io/hostname'],
  ['high availability: never two instances on one node', CLUSTER, 'spec.affinity.podAntiAffinityType', 'required'],
  [
    'synchronous replication',
    CLUSTER,
    'spec.postgresql.synchronous',
    { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
  ],
  [
    'across AZs',
    CLUSTER,
    'spec.topologySpreadConstraints',
    [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { 'cnpg.io/cluster': 'phoenix-guardian-db', 'cnpg.io/podRole': 'instance' } },
      },
    ],
  ],
  ['self-healing: a drain leaves the primary', CLUSTER, 'spec.enablePDB', true],
  ['seamless failover', CLUSTER, 'spec.primaryUpdateMethod', 'switchover'],
  ['declarative management', CLUSTER, 'spec.primaryUpdateStrategy', 'unsupervised'],
  ['failover under 30 seconds, even with pooled clients', CLUSTER, 'spec.smartShutdownTimeout', 1],
  [
    'failover under 30 seconds, with four restores at once',
    STORE,
    'spec.instanceSidecarConfiguration.resources.requests.cpu',
    '2',
  ],
  ['database', CLUSTER, 'spec.bootstrap.initdb.database', 'phoenix_guardian'],
  ['owner', CLUSTER, 'spec.bootstrap.initdb.owner', 'app'],
  [
    'multi-tenant data with RLS: roles first, then the policies',
    CLUSTER,
    'spec.bootstrap.initdb.postInitApplicationSQLRefs.configMapRefs',
    [
      { name: 'phoenix-guardian-db-roles', key: 'script.sql' },
      { name: 'phoenix-guardian-db-tenants', key: 'script.sql' },
    ],
  ],
  ['the runtime role is subject to RLS', CLUSTER, 'spec.managed.roles.0.name', 'guardian_api'],
  ['the runtime role is subject to RLS', CLUSTER, 'spec.managed.roles.0.bypassrls', false],
  ['the runtime role is subject to RLS', CLUSTER, 'spec.managed.roles.0.superuser', false],
  ['not the deprecated backup', CLUSTER, 'spec.backup', undefined],
  ['not the deprecated PodMonitor', CLUSTER, 'spec.monitoring.enablePodMonitor', undefined],
  [
    'continuous WAL archiving',
    CLUSTER,
    'spec.plugins',
    [
      {
        name: BARMAN,
        enabled: true,
        isWALArchiver: true,
        parameters: { barmanObjectName: 'phoenix-guardian-backups', serverName: 'phoenix-guardian-db' },
      },
    ],
  ],
  ['the database is never pruned', CLUSTER, `metadata.annotations.${SYNC}`, DENY],
  ['destinationPath', STORE, 'spec.configuration.destinationPath', 's3://phoenix-guardian-backups/db'],
  [
    's3Credentials',
    STORE,
    'spec.configuration.s3Credentials',
    {
      accessKeyId: { name: 'aws-creds', key: 'ACCESS_KEY_ID' },
      secretAccessKey: { name: 'aws-creds', key: 'SECRET_ACCESS_KEY' },
    },
  ],
  ['wal', STORE, 'spec.configuration.wal', { compression: 'gzip', encryption: 'aws:kms', maxParallel: 4 }],
  ['data', STORE, 'spec.configuration.data', { compression: 'gzip', encryption: 'aws:kms' }],
  ['retentionPolicy', STORE, 'spec.retentionPolicy', '30d'],
  ['the store is there before the cluster', STORE, 'metadata.annotations.argocd~argoproj~io/sync-wave', '-1'],
  ['the store is never pruned', STORE, `metadata.annotations.${SYNC}`, DENY],
  ['its namespace, which the record forgot', SCHEDULE, 'metadata.namespace', 'phoenix-guardian'],
  [
    '2 AM daily, as its author meant it',
    SCHEDULE,
    'spec',
    {
      schedule: '0 0 2 * * *',
      cluster: { name: 'phoenix-guardian-db' },
      method: 'plugin',
      pluginConfiguration: { name: BARMAN },
      backupOwnerReference: 'self',
      immediate: false,
      suspend: false,
    },
  ],
  [
    'enablePodMonitor: a PodMonitor of its own',
    'PodMonitor phoenix-guardian-db-podmonitor',
    'spec',
    {
      selector: { matchLabels: { 'cnpg.io/cluster': 'phoenix-guardian-db', 'cnpg.io/podRole': 'instance' } },
      podMetricsEndpoints: [{ port: 'metrics' }],
    },
  ],
  [
    'failover without application changes',
    'Deployment api',
    'spec.template.spec.containers.0.env',
    postgresEnv(HOST, 'phoenix_guardian', 'phoenix-guardian-db-api'),
  ],
  ['TLS', 'Deployment api', 'spec.template.spec.volumes.0.secret.secretName', 'phoenix-guardian-db-ca'],
  ['two APIs, one of which a drain may take', 'PodDisruptionBudget api', 'spec.maxUnavailable', 1],
];

it.each(STATEMENTS)('%s: %s %s', (_, object, path, value) => expect(built.value(object, path)).toEqual(value));

it('has a file for each kind', () => {
  expect(built.files).toEqual([
    'phoenix-guardian/api/deployment.yaml',
    'phoenix-guardian/api/kustomization.yaml',
    'phoenix-guardian/api/network-policy.yaml',
    'phoenix-guardian/api/pod-disruption-budget.yaml',
    'phoenix-guardian/api/service-account.yaml',
    'phoenix-guardian/api/service.yaml',
    'phoenix-guardian/database/backup-objectstore.yaml',
    'phoenix-guardian/database/cluster.yaml',
    'phoenix-guardian/database/config-map-dashboards.yaml',
    'phoenix-guardian/database/config-map-queries.yaml',
    'phoenix-guardian/database/config-map-sql.yaml',
    'phoenix-guardian/database/external-secret.yaml',
    'phoenix-guardian/database/kustomization.yaml',
    'phoenix-guardian/database/network-policy.yaml',
    'phoenix-guardian/database/password.yaml',
    'phoenix-guardian/database/pod-monitor.yaml',
    'phoenix-guardian/database/prometheus-rule.yaml',
    'phoenix-guardian/database/scheduled-backup.yaml',
  ]);
});

it('is admitted', () => expect(built.refused).toEqual([]));

it('cites the record for each suppression', () => {
  for (const { reason } of phoenixGuardian.suppressions) expect(reason).toMatch(/^ADR-004, /);
});

describe('local development', () => {
  it.each([
    ['the same version', 'services.postgres.image', 'postgres:17.7'],
    [
      'the same parameters',
      'services.postgres.command',
      [
        'postgres',
        ...Object.entries({ ...AUDIT_PARAMETERS, ...SERVER_PARAMETERS }).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
    ],
    [
      'the same encoding and locale',
      'services.postgres.environment.POSTGRES_INITDB_ARGS',
      '--encoding=UTF8 --lc-collate=C --lc-ctype=C',
    ],
    [
      'the same database and owner',
      'configs.owner.content',
      expect.stringContaining('"phoenix_guardian" OWNER "app";'),
    ],
  ])('%s', (_, path, value) => {
    expect(built.file('apps/phoenix-guardian/compose.yaml', path)).toEqual(value);
  });
});
