import {
  anywhere,
  Duration,
  type ProductionDatabaseProps,
  recoveriesFrom,
  S3Credentials,
  Schedule,
  Secret,
} from '../../constructs/index';
import { aws } from '../platforms/aws/config';
import { RUNBOOKS } from '../repository';
import { compliance, database, objectives } from './database';
import recoveries from './recoveries.json';

// What the decision record ADR-004 "CloudNativePG for Database Operations" says of phoenix-guardian. Values marked (chosen) are in no
// record: they are plausible and meant to be replaced.

export const config = {
  name: 'phoenix-guardian',
  platform: aws,
  database,
  objectives,
  compliance,

  /** The API gets the runtime role, which owns no table: row level security does not hold for owners. Names (chosen). */
  access: {
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
    /** (chosen) How often the passwords of these roles change. */
    rotation: { interval: Duration.days(30) },
    /** "Multi-tenant data storage with RLS"; column and type (chosen). */
    tenancy: { column: 'tenant_id', type: 'uuid' },
  },

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
      /** (chosen) The key of the bucket. */
      encryption: { wal: 'aws:kms', data: 'aws:kms' },
      /** The record's own. In a failover each restored segment is four starts of Python at once. */
      wal: { maxParallel: 4 },
      /**
       * (chosen) "<30 second failover": with the 2 that PostgreSQL requests, and does not use while it waits, four cores for these four. At
       * 50m the promise would rest on idle nodes, or on wal.maxParallel 1. It costs six cores that are requested and mostly idle.
       */
      sidecarResources: { requests: { cpu: '2', memory: '256Mi' }, limits: { memory: '1Gi' } },
    },
    schedule: {
      name: 'daily-backup',
      schedule: Schedule.daily({ hour: 2 }),
      backupOwnerReference: 'self',
      immediate: false,
      suspend: false,
    },
  },

  monitoring: {
    runbooks: RUNBOOKS,
    /** (chosen) Grafana's folder for databases. */
    dashboards: { folder: 'PostgreSQL' },
  },

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
  },

  /** Whom it talks to beside its platform; what is in neither is closed. */
  network: {
    /** S3 has no addresses of its own to rely on: the Internet by HTTPS, and no private network. */
    objectStore: [anywhere({ ports: [443] })],
  },

  /** Written by `npm run restore`. */
  recoveries: recoveriesFrom(recoveries),

  /** Drills that run by themselves: none. See docs/drills.md for what may stand here. */
  drills: {},

  /** (chosen) A second site in another Kubernetes cluster. Off: the record asks for zones, not for sites. */
  secondSite: {
    enabled: false,
    namespace: 'phoenix-guardian-dr',
    name: 'phoenix-guardian-db-dr',
    /** Which site is the primary: both carry it, and changing it demotes one and promotes the other. */
    primary: 'phoenix-guardian-db',
    /** `status.demotionToken` of the site that was the primary. */
    // promotionToken: '…',
    store: { name: 'phoenix-guardian-dr-backups', destinationPath: 's3://phoenix-guardian-dr-backups/db' },
  },

  suppressions: [
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
} as const satisfies ProductionDatabaseProps;
