type Case = readonly [what: string, object: object, status: string, message: string];

const HEALTHY = 'Cluster in healthy state';
const condition = (type: string, status: string, fields: object = {}) => ({ type, status, ...fields });
const phase = (name: string, ...conditions: object[]) => ({ status: { phase: name, conditions } });
const annotated = (annotations: Record<string, string>, status: object) => ({ metadata: { annotations }, status });
const hibernation = (status: string, message: string) => ({
  phase: HEALTHY,
  conditions: [condition('cnpg.io/hibernation', status, { message })],
});
const waits = (name: string): Case => [name, phase(name), 'Progressing', name];
const broken = (name: string): Case => [name, phase(name), 'Degraded', name];
const applied = (generation: number, status?: object) => ({ metadata: { generation }, ...(status && { status }) });
const window = (fields: object) => ({ status: { serverRecoveryWindow: { db: fields } } });
const application = (status: object, annotations = {}, targetRevision = '0.27.0') => ({
  metadata: { name: 'cnpg', namespace: 'argocd', annotations },
  spec: { source: { targetRevision } },
  status,
});
const externalSecret = (ready: string, message: string, refreshTime?: string) => ({
  metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '-2' } },
  status: { conditions: [condition('Ready', ready, { message })], refreshTime },
});
const tracking = (id: string) => ({ 'argocd.argoproj.io/tracking-id': id });
const health = (status: string, message?: string) => ({ health: { status, message } });
const synced = (targetRevision: string) => ({ phase: 'Succeeded', syncResult: { source: { targetRevision } } });

const APPLIED: readonly Case[] = [
  ['new', applied(1), 'Progressing', 'waits for the primary'],
  [
    'of an older generation',
    applied(2, { applied: true, observedGeneration: 1 }),
    'Progressing',
    'waits for the primary',
  ],
  ['on a replica', applied(1, { message: 'cluster is a replica' }), 'Progressing', 'cluster is a replica'],
  ['applied', applied(2, { applied: true, observedGeneration: 2 }), 'Healthy', 'applied'],
  ['failed', applied(2, { applied: false, observedGeneration: 2, message: 'bad' }), 'Degraded', 'bad'],
  ['failed at once', applied(1, { applied: false, message: 'no such role' }), 'Degraded', 'no such role'],
  ['failed after a success', applied(2, { applied: false, observedGeneration: 1 }), 'Degraded', 'not applied'],
];

/** What each kind's health is, by kind. Phases are all those of CNPG 1.28, and one that it does not know. */
export const CASES: Readonly<Record<string, readonly Case[]>> = {
  'postgresql.cnpg.io_Cluster': [
    ['just created', { metadata: { name: 'a' } }, 'Progressing', 'the operator has not seen it yet'],
    ['healthy', phase(HEALTHY, condition('Ready', 'True')), 'Healthy', HEALTHY],
    ...[
      'Setting up primary',
      'Creating a new replica',
      'Upgrading cluster',
      'Upgrading Postgres major version',
      'Cluster upgrade delayed',
      'Waiting for the instances to become active',
      'Primary instance is being restarted in-place',
      'Primary instance is being restarted without a switchover',
      'Switchover in progress',
      'Online upgrade in progress',
      'Applying configuration',
      'Promoting to primary cluster',
      'A phase of next year',
    ].map(waits),
    ...[
      'Failing over',
      'Cluster is unrecoverable and needs manual intervention',
      'Cluster cannot proceed to reconciliation due to an unknown plugin being required',
      'Cluster cannot proceed to reconciliation due to an error while interacting with plugins',
      'Cluster has incomplete or invalid image catalog',
      'Cluster cannot execute instance online upgrade due to missing architecture binary',
      'Unable to create required cluster objects',
      'Invalid cluster definition',
      'Not enough disk space',
    ].map(broken),
    [
      'with a reason',
      { status: { phase: 'Failing over', phaseReason: 'db-1 is gone' } },
      'Degraded',
      'Failing over: db-1 is gone',
    ],
    [
      'supervised',
      { status: { phase: 'Waiting for user action', phaseReason: 'User must issue a supervised switchover' } },
      'Suspended',
      'Waiting for user action: User must issue a supervised switchover',
    ],
    [
      'not archiving',
      phase(HEALTHY, condition('ContinuousArchiving', 'False', { message: 'boom' })),
      'Degraded',
      'WAL archiving is failing: boom',
    ],
    [
      'not archiving while it changes',
      phase('Upgrading cluster', condition('ContinuousArchiving', 'False', { reason: 'ContinuousArchivingFailing' })),
      'Progressing',
      'Upgrading cluster; WAL archiving is failing: ContinuousArchivingFailing',
    ],
    ['archiving', phase(HEALTHY, condition('ContinuousArchiving', 'True')), 'Healthy', HEALTHY],
    [
      'after a failed backup',
      phase(HEALTHY, condition('LastBackupSucceeded', 'False', { reason: 'LastBackupFailed', message: 'boom' })),
      'Healthy',
      'the last backup failed: boom',
    ],
    [
      'during a backup',
      phase(HEALTHY, condition('LastBackupSucceeded', 'False', { reason: 'BackupStarted', message: 'New Backup' })),
      'Healthy',
      HEALTHY,
    ],
    [
      'of two databases',
      phase(HEALTHY, condition('ConsistentSystemID', 'False', { reason: 'Mismatch', message: '1, 2' })),
      'Degraded',
      'the instances are not of one database: 1, 2',
    ],
    [
      'without instances that could tell',
      phase('Setting up primary', condition('ConsistentSystemID', 'False', { reason: 'NotFound' })),
      'Progressing',
      'Setting up primary',
    ],
    [
      'hibernated',
      annotated({ 'cnpg.io/hibernation': 'on' }, hibernation('True', 'done')),
      'Healthy',
      'hibernated, as declared',
    ],
    [
      'on the way there',
      annotated({ 'cnpg.io/hibernation': 'on' }, hibernation('False', 'deleting pods')),
      'Progressing',
      'going into hibernation: deleting pods',
    ],
    ['awake again', annotated({ 'cnpg.io/hibernation': 'off' }, hibernation('False', 'x')), 'Healthy', HEALTHY],
    [
      'left alone',
      annotated({ 'cnpg.io/reconciliationLoop': 'disabled' }, { phase: HEALTHY }),
      'Suspended',
      'the operator leaves it alone: annotation cnpg.io/reconciliationLoop is disabled',
    ],
    [
      'fenced',
      annotated({ 'cnpg.io/fencedInstances': '["db-1"]' }, { phase: HEALTHY }),
      'Suspended',
      'fenced by hand: ["db-1"]',
    ],
    ['fenced no more', annotated({ 'cnpg.io/fencedInstances': '[]' }, { phase: HEALTHY }), 'Healthy', HEALTHY],
  ],
  'external-secrets.io_ExternalSecret': [
    ['new', {}, 'Progressing', 'External Secrets has not seen it yet'],
    ['filled', externalSecret('True', 'secret synced', '2026-01-01T00:00:00Z'), 'Healthy', 'secret synced'],
    ['never filled', externalSecret('False', 'no generator'), 'Degraded', 'no generator'],
    [
      'filled before, and not renewed',
      externalSecret('False', 'no store', '2026-01-01T00:00:00Z'),
      'Healthy',
      'not renewed since 2026-01-01T00:00:00Z: no store',
    ],
    [
      'not renewed, where no wave waits for it',
      { status: externalSecret('False', 'no store', '2026-01-01T00:00:00Z').status },
      'Degraded',
      'no store',
    ],
  ],
  'postgresql.cnpg.io_Backup': [
    ['new', {}, 'Progressing', 'pending'],
    ...['pending', 'started', 'running', 'finalizing'].map((name): Case => [name, phase(name), 'Progressing', name]),
    ['completed', phase('completed'), 'Healthy', 'completed'],
    ['failed', { status: { phase: 'failed', error: 'nope' } }, 'Degraded', 'failed: nope'],
    ['without WAL', phase('walArchivingFailing'), 'Degraded', 'walArchivingFailing: no reason given'],
  ],
  'postgresql.cnpg.io_ScheduledBackup': [
    ['new', { spec: {} }, 'Progressing', 'waits for a healthy cluster'],
    [
      'before its first backup',
      { status: { lastCheckTime: '2026-01-05T10:00:00Z' } },
      'Healthy',
      'waits for its first time',
    ],
    [
      'after it',
      { spec: { suspend: false }, status: { nextScheduleTime: '2026-01-06T02:00:00Z' } },
      'Healthy',
      'next backup at 2026-01-06T02:00:00Z',
    ],
    [
      'suspended',
      { spec: { suspend: true }, status: { nextScheduleTime: '2026-01-06T02:00:00Z' } },
      'Healthy',
      'suspended, as declared',
    ],
  ],
  'postgresql.cnpg.io_Pooler': [
    ['too few', { spec: { instances: 3 }, status: { instances: 2 } }, 'Progressing', '2 of 3 instances'],
    ['too many', { spec: { instances: 1 }, status: { instances: 2 } }, 'Progressing', '2 of 1 instances'],
    ['none yet', { spec: {} }, 'Progressing', '0 of 1 instances'],
    ['all', { spec: { instances: 3 }, status: { instances: 3 } }, 'Healthy', '3 of 3 instances'],
    [
      'paused',
      { spec: { instances: 1, pgbouncer: { paused: true } }, status: { instances: 1 } },
      'Healthy',
      '1 of 1 instances, paused, as declared',
    ],
  ],
  'postgresql.cnpg.io_Database': APPLIED,
  'postgresql.cnpg.io_DatabaseRole': APPLIED,
  'postgresql.cnpg.io_Publication': APPLIED,
  'postgresql.cnpg.io_Subscription': APPLIED,
  'barmancloud.cnpg.io_ObjectStore': [
    ['new', {}, 'Healthy', 'no base backup yet'],
    [
      'with a backup',
      window({ firstRecoverabilityPoint: '2026-01-01T00:00:00Z', lastSuccessfulBackupTime: '2026-01-05T00:00:00Z' }),
      'Healthy',
      'db: recoverable since 2026-01-01T00:00:00Z',
    ],
    [
      'after a failed backup',
      window({ lastFailedBackupTime: '2026-01-06T00:00:00Z', lastSuccessfulBackupTime: '2026-01-05T00:00:00Z' }),
      'Healthy',
      'db: the last backup failed at 2026-01-06T00:00:00Z',
    ],
    [
      'after a failed first one',
      window({ lastFailedBackupTime: '2026-01-06T00:00:00Z' }),
      'Healthy',
      'db: the last backup failed at 2026-01-06T00:00:00Z',
    ],
    [
      'of several servers, in order',
      {
        status: {
          serverRecoveryWindow: {
            b: { firstRecoverabilityPoint: '2026-01-02T00:00:00Z', lastFailedBackupTime: '2026-01-01T00:00:00Z' },
            c: {},
            a: { firstRecoverabilityPoint: '2026-01-01T00:00:00Z', lastSuccessfulBackupTime: '2026-01-01T00:00:00Z' },
          },
        },
      },
      'Healthy',
      'a: recoverable since 2026-01-01T00:00:00Z; b: the last backup failed at 2026-01-01T00:00:00Z',
    ],
  ],
  'argoproj.io_Application': [
    ['new', application({}), 'Progressing', 'its objects are not known yet'],
    ['without objects', application(health('Missing')), 'Progressing', 'its objects are Missing'],
    ['healthy', application(health('Healthy')), 'Healthy', ''],
    ['degraded', application(health('Degraded', 'a pod crashes')), 'Degraded', 'a pod crashes'],
    ['suspended', application(health('Suspended')), 'Suspended', ''],
    [
      'that applies itself',
      application(health('Degraded'), tracking('cnpg:argoproj.io/Application:argocd/cnpg')),
      'Healthy',
      'applies itself',
    ],
    [
      'syncing',
      application(
        { ...health('Healthy'), operationState: { phase: 'Running', message: 'waiting for healthy state' } },
        tracking('platform:argoproj.io/Application:argocd/cnpg'),
      ),
      'Progressing',
      'syncing: waiting for healthy state',
    ],
    [
      'syncing, and maybe itself',
      application({ ...health('Healthy'), operationState: { phase: 'Running' } }),
      'Healthy',
      '',
    ],
    [
      'not synced',
      application({ ...health('Healthy'), operationState: { phase: 'Failed', message: 'refused' } }),
      'Degraded',
      'the last sync failed: refused',
    ],
    [
      'not synced, and mended since',
      application({ ...health('Healthy'), sync: { status: 'Synced' }, operationState: { phase: 'Error' } }),
      'Healthy',
      '',
    ],
    [
      'with the chart before',
      application({ ...health('Healthy'), operationState: synced('0.26.0') }),
      'Progressing',
      'waits for the sync to 0.27.0, has 0.26.0',
    ],
    ['with its chart', application({ ...health('Healthy'), operationState: synced('0.27.0') }), 'Healthy', ''],
  ],
};
