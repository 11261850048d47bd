import {
  Duration,
  initdb,
  type ProductionDatabaseProps,
  recoveriesFrom,
  S3Credentials,
  Schedule,
  Secret,
} from '../../constructs/index';
import { k3s } from '../platforms/k3s/config';
import { RUNBOOKS } from '../repository';
import recoveries from './recoveries.json';

// What the decision record 0009 "CloudNativePG" says of parametric-portal. Values marked (chosen) are in no record: they are plausible
// and meant to be replaced.

export const config = {
  name: 'parametric-portal',
  platform: k3s,

  database: {
    name: 'parametric-portal-db',
    bootstrap: initdb({ database: 'parametric_portal', owner: 'app' }),
    version: '17',
    image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
    /** One on single-node K3s. At 3 the disruption budget, synchronous replication and the spread over nodes and zones follow. */
    instances: 1,
    primaryUpdateMethod: 'switchover',
    primaryUpdateStrategy: 'unsupervised',
    /** K3s' own storage class; size (chosen). */
    storage: { size: '10Gi', storageClass: 'local-path' },
    /** (chosen) Requests that equal limits: the database is evicted last. */
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '500m', memory: '1Gi' } },
    parameters: {
      /** (chosen) A quarter of the memory, PostgreSQL's own starting point. */
      shared_buffers: '256MB',
      /** (chosen) A minute less than may be lost, for the upload. */
      archive_timeout: '4min',
    },
    /** The host of the recorded connection string. CNPG makes no service of the cluster's bare name, so the cluster declares it. */
    services: [{ name: 'parametric-portal-db', access: 'rw' }],
  },

  objectives: {
    /** One node: what is not archived is lost with it, and nothing fails over. */
    rpo: { disaster: Duration.minutes(5) },
    /** "Automatic backup with 7-day retention". */
    pitrWindow: Duration.days(7),
  },

  /** "Credentials auto-rotated", which CNPG does not do; interval (chosen). The API is the owner, and no other role comes to its database. */
  access: { rotation: { interval: Duration.days(30) } },

  backup: {
    store: {
      name: 'parametric-portal-backups',
      /** (chosen) */
      destinationPath: 's3://parametric-portal-backups/db',
      /** (chosen) S3-compatible. */
      endpoint: { url: 'https://s3.example.com', region: 'us-east-1' },
      /** (chosen) */
      credentials: S3Credentials.fromSecret(Secret.fromSecretName('parametric-portal-backup-s3'), {
        accessKeyId: 'ACCESS_KEY_ID',
        secretAccessKey: 'SECRET_ACCESS_KEY',
      }),
      retention: Duration.days(7),
      /** (chosen) */
      compression: { wal: 'gzip', data: 'gzip' },
    },
    schedule: {
      name: 'parametric-portal-db-daily',
      schedule: Schedule.daily({ hour: 2 }),
      /** (chosen) Until there is a first backup, nothing can be restored. */
      immediate: true,
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
    image: 'ghcr.io/parametric-portal/api:1.0.0',
    /** (chosen) */
    port: 4000,
    /** (chosen) */
    replicas: 1,
    /** (chosen) */
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    /** (chosen) */
    probe: { path: '/healthz' },
    /** The host of the recorded connection string; the variables are the record's, too. */
    connection: { service: 'parametric-portal-db' },
  },

  /** Whom it talks to beside its platform; what is in neither is closed. K3s enforces it by itself (kube-router). */
  network: {
    /** (chosen) What `s3.example.com` resolves to. Policies know no host names. */
    objectStore: [{ cidr: '203.0.113.10/32', ports: [443] }],
  },

  /** Written by `npm run restore`. */
  recoveries: recoveriesFrom(recoveries),

  /** Drills that run by themselves: none. See docs/drills.md for what may stand here. */
  drills: {},
} as const satisfies ProductionDatabaseProps;
