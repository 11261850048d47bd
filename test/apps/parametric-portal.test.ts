import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as Chart from '../../apps/parametric-portal/chart';
import { parametricPortal } from '../../apps/parametric-portal/chart';
import type { config } from '../../apps/parametric-portal/config';
import { Schedule } from '../../constructs/index';
import { BARMAN, Built, DENY, postgresEnv, type Statement, SYNC } from './support/applications';

// Record 0009 "CloudNativePG", statement by statement.

const built = new Built(parametricPortal);
const CLUSTER = 'Cluster parametric-portal-db';
const HOST = 'parametric-portal-db.parametric-portal.svc.cluster.local';

const STATEMENTS: readonly Statement[] = [
  ['PostgreSQL 17', CLUSTER, 'spec.imageName', 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie'],
  ['in its own namespace', CLUSTER, 'metadata.namespace', 'parametric-portal'],
  ['single-node K3s with instances: 1', CLUSTER, 'spec.instances', 1],
  ['single-node: no budget that would block every drain', CLUSTER, 'spec.enablePDB', false],
  ['single-node: nothing to replicate to', CLUSTER, 'spec.postgresql.synchronous', undefined],
  ['single-node: nothing to avoid', CLUSTER, 'spec.affinity', undefined],
  ['K3s', CLUSTER, 'spec.storage.storageClass', 'local-path'],
  [
    'postgresql://app@…/parametric_portal',
    CLUSTER,
    'spec.bootstrap.initdb',
    {
      database: 'parametric_portal',
      owner: 'app',
      secret: { name: 'parametric-portal-db-app' },
      postInitApplicationSQLRefs: { configMapRefs: [{ name: 'parametric-portal-db-private', key: 'script.sql' }] },
    },
  ],
  [
    'auto-generates secret parametric-portal-db-app',
    'ExternalSecret parametric-portal-db-app',
    'spec.target.name',
    'parametric-portal-db-app',
  ],
  ['credentials auto-rotated', 'ExternalSecret parametric-portal-db-app', 'spec.refreshInterval', '720h0m0s'],
  [
    'credentials auto-rotated: CNPG is told',
    'ExternalSecret parametric-portal-db-app',
    'spec.target.template.metadata.labels',
    { 'cnpg.io/reload': 'true' },
  ],
  ['rolling updates with switchover', CLUSTER, 'spec.primaryUpdateMethod', 'switchover'],
  ['zero-downtime upgrades without being asked', CLUSTER, 'spec.primaryUpdateStrategy', 'unsupervised'],
  [
    'connection string: its host exists',
    CLUSTER,
    'spec.managed.services.additional',
    [
      {
        selectorType: 'rw',
        updateStrategy: 'patch',
        serviceTemplate: { metadata: { name: 'parametric-portal-db' }, spec: { type: 'ClusterIP' } },
      },
    ],
  ],
  [
    'connection string: its host is on the certificate',
    CLUSTER,
    'spec.certificates.serverAltDNSNames',
    [
      'parametric-portal-db',
      'parametric-portal-db.parametric-portal',
      'parametric-portal-db.parametric-portal.svc',
      HOST,
    ],
  ],
  [
    'Barman Cloud Plugin for S3-compatible backup',
    CLUSTER,
    'spec.plugins',
    [
      {
        name: BARMAN,
        enabled: true,
        isWALArchiver: true,
        parameters: { barmanObjectName: 'parametric-portal-backups', serverName: 'parametric-portal-db' },
      },
    ],
  ],
  ['the database is never pruned', CLUSTER, `metadata.annotations.${SYNC}`, DENY],
  ['7-day retention', 'ObjectStore parametric-portal-backups', 'spec.retentionPolicy', '7d'],
  [
    'S3',
    'ObjectStore parametric-portal-backups',
    'spec.configuration.destinationPath',
    's3://parametric-portal-backups/db',
  ],
  [
    'S3-compatible',
    'ObjectStore parametric-portal-backups',
    'spec.configuration.endpointURL',
    'https://s3.example.com',
  ],
  [
    'S3 credentials required for backups',
    'ObjectStore parametric-portal-backups',
    'spec.configuration.s3Credentials',
    {
      accessKeyId: { name: 'parametric-portal-backup-s3', key: 'ACCESS_KEY_ID' },
      secretAccessKey: { name: 'parametric-portal-backup-s3', key: 'SECRET_ACCESS_KEY' },
    },
  ],
  ['the store is never pruned', 'ObjectStore parametric-portal-backups', `metadata.annotations.${SYNC}`, DENY],
  ['daily 2AM UTC', 'ScheduledBackup parametric-portal-db-daily', 'spec.schedule', '0 0 2 * * *'],
  ['of this cluster', 'ScheduledBackup parametric-portal-db-daily', 'spec.cluster.name', 'parametric-portal-db'],
  ['by the plugin', 'ScheduledBackup parametric-portal-db-daily', 'spec.method', 'plugin'],
  ['by the plugin', 'ScheduledBackup parametric-portal-db-daily', 'spec.pluginConfiguration.name', BARMAN],
  [
    'deployment.yaml env vars',
    'Deployment api',
    'spec.template.spec.containers.0.env',
    postgresEnv(HOST, 'parametric_portal', 'parametric-portal-db-app'),
  ],
  [
    'the authority of the certificate',
    'Deployment api',
    'spec.template.spec.volumes.0.secret.secretName',
    'parametric-portal-db-ca',
  ],
  ['beside its database', 'Deployment api', 'metadata.namespace', 'parametric-portal'],
];

it.each(STATEMENTS)('%s: %s %s', (_, object, path, value) => expect(built.value(object, path)).toEqual(value));

it('runs once a day at two', () => {
  const expression = built.value('ScheduledBackup parametric-portal-db-daily', 'spec.schedule');
  const runs = Schedule.parse(String(expression)).next(3, new Date('2026-01-30T02:00:00Z'));
  expect(runs.map((run) => run.toISOString())).toEqual([
    '2026-01-31T02:00:00.000Z',
    '2026-02-01T02:00:00.000Z',
    '2026-02-02T02:00:00.000Z',
  ]);
});

it('has the recorded files', () => {
  expect(built.files).toEqual([
    'parametric-portal/api/deployment.yaml',
    'parametric-portal/api/kustomization.yaml',
    'parametric-portal/api/network-policy.yaml',
    'parametric-portal/api/service-account.yaml',
    'parametric-portal/api/service.yaml',
    'parametric-portal/database/backup-objectstore.yaml',
    'parametric-portal/database/cluster.yaml',
    'parametric-portal/database/config-map-dashboards.yaml',
    'parametric-portal/database/config-map-queries.yaml',
    'parametric-portal/database/config-map-sql.yaml',
    'parametric-portal/database/external-secret.yaml',
    'parametric-portal/database/kustomization.yaml',
    'parametric-portal/database/network-policy.yaml',
    'parametric-portal/database/password.yaml',
    'parametric-portal/database/pod-monitor.yaml',
    'parametric-portal/database/prometheus-rule.yaml',
    'parametric-portal/database/scheduled-backup.yaml',
  ]);
});

it('keeps no Backup, which would run again whenever it is recreated, and no Secret', () => {
  const kinds = built.placed.map(({ manifest }) => manifest.kind);
  expect(kinds).not.toContain('Backup');
  expect(kinds).not.toContain('Secret');
});

it('is admitted', () => expect(built.refused).toEqual([]));

describe('local development continues using Docker PostgreSQL', () => {
  it.each([
    ['the same version', 'services.postgres.image', 'postgres:17.7'],
    [
      'the same parameters',
      'services.postgres.command',
      ['postgres', '-c', 'shared_buffers=256MB', '-c', 'archive_timeout=4min'],
    ],
    [
      'the same encoding and locale',
      'services.postgres.environment.POSTGRES_INITDB_ARGS',
      '--encoding=UTF8 --lc-collate=C --lc-ctype=C',
    ],
    [
      'the same database and owner',
      'configs.owner.content',
      expect.stringMatching(/^CREATE ROLE "app" LOGIN .*\nCREATE DATABASE "parametric_portal" OWNER "app";\n$/),
    ],
  ])('%s', (_, path, value) => {
    expect(built.file('apps/parametric-portal/compose.yaml', path)).toEqual(value);
  });
});

describe('horizontal scaling to 3 instances when needed, by one number', () => {
  // Test files share their modules: the next one must not find the chart that was made here.
  afterEach(() => {
    vi.doUnmock('../../apps/parametric-portal/config');
    vi.resetModules();
  });

  it('brings budget, synchronous replication and spread', async () => {
    vi.resetModules();
    vi.doMock('../../apps/parametric-portal/config', async (original) => {
      const given = (await original()) as { config: typeof config };
      return { config: { ...given.config, database: { ...given.config.database, instances: 3 } } };
    });
    const chart = await vi.importActual<typeof Chart>('../../apps/parametric-portal/chart');
    const scaled = new Built(chart.parametricPortal);
    expect(scaled.object(CLUSTER).spec).toEqual({
      ...(built.object(CLUSTER).spec as object),
      instances: 3,
      enablePDB: true,
      postgresql: {
        parameters: { shared_buffers: '256MB', archive_timeout: '4min' },
        pg_hba: ['hostssl all app all scram-sha-256', 'hostnossl all all all reject'],
        synchronous: { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
      },
      affinity: {
        enablePodAntiAffinity: true,
        topologyKey: 'kubernetes.io/hostname',
        podAntiAffinityType: 'required',
      },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { 'cnpg.io/cluster': 'parametric-portal-db', 'cnpg.io/podRole': 'instance' } },
        },
      ],
    });
    expect(scaled.refused).toEqual([]);
  });
});
