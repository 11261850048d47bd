import type { Construct } from 'constructs';
import * as lib from '../../../constructs/index';
import { TEST_PLATFORM } from '../../apps/support/test-platform';
import { cluster, MINIMAL, store } from './cluster';
import { API, SHOP } from './production-database';

/** One for all that refer to it. */
function once<T extends Construct>(scope: Construct, id: string, make: () => T): T {
  return (scope.node.tryFindChild(id) as T | undefined) ?? make();
}
const git = (scope: Construct) =>
  once(
    scope,
    'Git',
    () => new lib.FluxGitRepository(scope, 'Git', { name: 'git', url: 'https://a', ref: { tag: 'v1' } }),
  );
const charts = (scope: Construct) =>
  once(scope, 'Charts', () => new lib.FluxHelmRepository(scope, 'Charts', { name: 'charts', url: 'https://a' }));
const release = (scope: Construct) =>
  once(
    scope,
    'Release',
    () =>
      new lib.FluxHelmRelease(scope, 'Release', {
        name: 'release',
        repository: charts(scope),
        chart: 'a',
        version: '1.0.0',
        targetNamespace: 'b',
      }),
  );

/** A construct or a builder with props that reach every depth of its type. */
interface Sample {
  readonly of: string;
  readonly props: (scope: Construct) => object;
  readonly make: (scope: lib.Folder, props: never) => unknown;
}

/** Every prop must be given: the compiler asks for a new one here. */
function sample<P extends object>(
  of: string,
  props: (scope: Construct) => Required<P>,
  make: (scope: lib.Folder, props: P) => unknown,
): Sample {
  return { of, props, make };
}

type Given<P> = Omit<P, 'cluster'>;

const secret = lib.Secret.fromSecretName('keys');
const legacy = lib.ExternalCluster.fromConnection({ name: 'legacy', host: 'db.example.com', user: 'app' });
const placed = { name: 'orders', labels: { team: 'a' }, annotations: { 'example.com/a': 'b' } };
const object = { ...placed, namespace: 'shop' };
const pods = { namespace: 'shop', podLabels: { app: 'api' } };
const range = { cidr: '203.0.113.0/24', except: ['203.0.113.0/28'], ports: [443], anywhere: false };
const dns = { ...pods, port: 53, addresses: ['169.254.20.10/32'] };
const role = (name: string) => ({
  name,
  password: secret,
  connectionLimit: 5,
  validUntil: lib.Instant.of('2030-01-01T00:00:00Z'),
});
const sql = { statements: ['SELECT 1'], scripts: [{ configMap: 'a', key: 'b' }] };
const extension = {
  name: 'vector',
  image: 'x:1',
  pullPolicy: 'Always',
  extensionControlPath: ['a'],
  dynamicLibraryPath: ['b'],
  ldLibraryPath: ['c'],
  binPath: ['d'],
  env: { A: 'b' },
} as const;
const application = { database: 'orders', owner: 'app', secret };
const resources = { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } } as const;
const tenancy = {
  owner: 'app',
  column: 'tenant_id',
  type: 'uuid',
  schemas: ['public'],
  tables: [{ schema: 'public', name: 'a' }],
  shared: ['b'],
  setting: 'app.tenant',
  signed: true,
} as const;
const archived = (scope: Construct) => cluster(scope, { archive: store(scope), volumeSnapshots: { className: 'a' } });
const sync = {
  prune: false,
  createNamespace: true,
  namespaceLabels: { a: 'b' },
  ignoreDifferences: [{ kind: 'Cluster', jsonPointers: ['/a'] }],
  syncOptions: ['A=true'],
  notifications: { 'on-database-degraded': { slack: 'a' } },
};

// biome-ignore format: one prop after the other would be four hundred lines
export const SAMPLES: readonly Sample[] = [
  sample<lib.ObjectStoreProps>('ObjectStore', () => ({ ...object, destinationPath: 's3://b/c', credentials: lib.S3Credentials.inherit(), retention: lib.Duration.days(7),
    endpoint: { url: 'https://s3.example.com', ca: secret.key('ca') }, compression: { wal: 'gzip', data: 'gzip' }, encryption: { wal: 'AES256', data: 'aws:kms' },
    wal: { maxParallel: 2 }, data: { jobs: 2, immediateCheckpoint: true }, sidecarResources: resources, protection: 'deny',
    spec: { configuration: { tags: { a: 'b' }, wal: { archiveAdditionalCommandArgs: [] } }, instanceSidecarConfiguration: { env: [{ name: 'A', value: 'b' }] } } }),
    (scope, props) => new lib.ObjectStore(scope, 'It', props)),
  sample<lib.S3Keys>('S3Credentials.fromSecret', () => ({ accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c', region: 'd' }), (_, props) => lib.S3Credentials.fromSecret(secret, props)),
  sample<Given<lib.BackupProps>>('Backup', () => ({ ...placed, method: 'plugin', target: 'primary', spec: { online: true, onlineConfiguration: { immediateCheckpoint: true } } }),
    (scope, props) => archived(scope).addBackup('It', props)),
  sample<Given<lib.ScheduledBackupProps>>('ScheduledBackup', () => ({ ...placed, schedule: lib.Schedule.daily({ hour: 2 }), method: 'plugin', immediate: true, suspend: false,
    backupOwnerReference: 'self', target: 'primary', spec: { online: true } }), (scope, props) => archived(scope).addScheduledBackup('It', props)),
  sample<Partial<lib.PostgresClusterProps>>('PostgresCluster', (scope) => ({ ...MINIMAL, ...object, description: 'a', serverName: 'a', disposable: 'made again every night', walStorage: { size: '1Gi', storageClass: 'a', resizeInUse: true, pvcTemplate: { accessModes: ['ReadWriteOnce'] } },
    tablespaces: [{ name: 'a', owner: 'app', temporary: true, storage: { size: '1Gi' } }], resources, parameters: { work_mem: '8MB' }, preloadLibraries: ['a'], tls: { mode: 'optional', minimumVersion: 'TLSv1.2', reason: 'a' },
    pgHba: [{ type: 'hostssl', database: 'orders', role: ['app'], from: { name: 'api', podLabels: { app: 'api' } }, method: 'cert', methodOptions: { map: 'a' } }], pgIdent: ['a b c'], enableAlterSystem: false, extensionImages: [extension], archive: { store: store(scope), serverName: 'a' }, backupTarget: 'primary',
    volumeSnapshots: { className: 'a', tablespaceClassName: { a: 'b' }, online: true, snapshotOwnerReference: 'none' }, synchronous: { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: false },
    spread: { across: 'zone', required: true }, antiAffinity: { topologyKey: 'a/b', type: 'required' }, placement: { tolerations: [{ key: 'a', operator: 'Exists' }] }, enablePDB: true, primaryUpdateMethod: 'restart', primaryUpdateStrategy: 'supervised',
    replicationSlots: { highAvailability: { enabled: true } }, replica: { topology: 'standalone', source: legacy, enabled: true }, probes: { readiness: { timeoutSeconds: 5 } },
    startDelay: lib.Duration.minutes(1), stopDelay: lib.Duration.minutes(1), smartShutdownTimeout: lib.Duration.minutes(1), switchoverDelay: lib.Duration.minutes(1), failoverDelay: lib.Duration.minutes(1),
    primaryLease: { duration: lib.Duration.seconds(20), renewDeadline: lib.Duration.seconds(12), retryPeriod: lib.Duration.seconds(3), releasedDuration: lib.Duration.seconds(1) },
    roles: [{ name: 'reporting', login: true, password: secret, inRoles: ['pg_monitor'] }], services: [{ name: 'extra', access: 'rw', type: 'ClusterIP', spec: { sessionAffinityConfig: { clientIp: { timeoutSeconds: 5 } } } }],
    disabledServices: ['r'], externalClusters: [legacy], certificates: { client: { ca: secret, replication: secret }, altDnsNames: ['a.example.com'] }, superuserAccess: secret, customQueries: [{ configMap: 'a', key: 'b' }],
    metricsTls: false, inheritedMetadata: { labels: { a: 'b' } }, serviceAccountAnnotations: { a: 'b' }, serviceAccountName: undefined as never, plugins: [{ name: 'a', enabled: true, walArchiver: false, parameters: { a: 'b' } }], env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }],
    imagePullSecrets: [secret], priorityClassName: 'a', logLevel: 'info', objectives: { rpo: { disaster: lib.Duration.minutes(5) }, latency: { p99Milliseconds: 5 }, platform: { operatorReplicas: 2 } },
    compliance: undefined as never, hibernated: false, protection: 'deny', spec: { nodeMaintenanceWindow: { reusePvc: false } }, adopted: { backup: {}, externalClusters: [], managed: {}, monitoring: { enablePodMonitor: false } } }), (scope, props) => new lib.PostgresCluster(scope, 'It', { ...MINIMAL, ...props })),
  sample<Omit<lib.HipaaDeclaration, 'access'> & Pick<lib.HipaaDeclaration, 'access'>>('hipaa', () => ({ storage: { a: 'KMS' }, backups: { bucketPolicy: 'a' }, audit: { classes: ['read', 'write', 'role', 'ddl'] },
    logs: { retention: lib.Duration.days(90), protectedAs: 'a' }, access: { runtime: 'a', readOnly: 'b', operations: 'c' }, emergencyAccess: 'a', idleSessions: { endedBy: 'a' }, restoreTest: { every: lib.Duration.days(90), by: 'a' } }),
    (scope, props) => cluster(scope, { compliance: lib.hipaa(props) })),
  sample<lib.InitdbOptions>('initdb', () => ({ ...application, encoding: 'UTF8', locale: { collate: 'C', ctype: 'C' }, localeProvider: { provider: 'icu', locale: 'de', rules: 'a' }, dataChecksums: true, walSegmentSize: 16, applicationSql: sql, templateSql: sql, sql }), (_, props) => lib.initdb(props)),
  sample<lib.BaseBackupOptions>('pgBaseBackup', () => ({ ...application, source: legacy }), (_, props) => lib.pgBaseBackup(props)),
  { of: 'importFrom', props: () => ({ ...application, source: legacy, type: 'microservice', sourceDatabase: 'a', postImportSql: ['SELECT 1'], options: { pgDumpExtraOptions: [] } }), make: (_, props) => lib.importFrom(props) },
  { of: 'recovery', props: () => ({ ...application, from: 'snapshots', snapshots: { storage: { name: 'a', kind: 'VolumeSnapshot' }, walStorage: { name: 'a', kind: 'VolumeSnapshot' }, tablespaces: { a: { name: 'a', kind: 'VolumeSnapshot' } } }, target: { kind: 'lsn', lsn: '0/1', exclusive: true, timeline: 'latest' } }), make: (_, props) => lib.recovery(props) },
  { of: 'PostgresClusterFromBackup', props: (scope) => ({ name: 'orders-r2', source: { cluster: archived(scope), target: { kind: 'time', time: lib.Instant.of('2026-01-01T00:00:00Z') } }, application, drill: { expires: lib.Instant.of('2030-01-01T00:00:00Z') } }), make: (scope, props) => new lib.PostgresClusterFromBackup(scope, 'It', props) },
  sample<lib.ExternalConnection>('ExternalCluster.fromConnection', (scope) => ({ name: 'a', host: 'b', port: 5432, user: 'c', database: 'd', sslMode: 'require', password: secret.key('a'), certificate: secret.key('a'), key: secret.key('a'), rootCertificate: secret.key('a'), parameters: { application_name: 'b' }, archive: { store: store(scope, 'other'), serverName: 'a' } }), (_, props) => lib.ExternalCluster.fromConnection(props)),
  sample<lib.ExternalArchive>('ExternalCluster.fromArchive', (scope) => ({ name: 'a', store: store(scope, 'other'), serverName: 'a' }), (_, props) => lib.ExternalCluster.fromArchive(props)),
  { of: 'certManager', props: () => ({ issuer: { name: 'a', kind: 'Issuer', group: 'b' }, clientIssuer: { name: 'a' }, duration: lib.Duration.days(90), renewBefore: lib.Duration.days(30), altDnsNames: ['a'] }), make: (_, props) => lib.certManager(props) },
  sample<Given<lib.PoolerProps>>('Pooler', () => ({ ...placed, name: 'rw-pool', access: 'rw', mode: 'transaction', instances: 2, parameters: { a: 'b' }, pgHba: ['a'], paused: false, authQuery: { query: 'SELECT 1', secret }, image: { catalog: { kind: 'ImageCatalog', name: 'a', namespace: 'shop', components: ['pgbouncer'] }, key: 'pgbouncer' },
    certificate: { ca: secret, tls: secret, metrics: true }, serviceAccountName: 'a', resources, spec: { template: { spec: { containers: [{ name: 'pgbouncer', securityContext: { privileged: false } }] } } }, adopted: { monitoring: { enablePodMonitor: true } } }),
    (scope, props) => archived(scope).addPooler('It', props)),
  sample<Given<lib.DatabaseProps>>('Database', () => ({ ...placed, database: 'a', owner: 'app', ensure: 'present', reclaimPolicy: 'retain', protection: 'deny', encoding: 'UTF8', locale: 'C', template: 'template0', tablespace: 'a', connectionLimit: 5,
    extensions: [{ name: 'a', version: '1', schema: 'b', ensure: 'present' }], schemas: [{ name: 'a', owner: 'b', ensure: 'present' }], fdws: [{ name: 'a', handler: 'b', options: [{ name: 'c', value: 'd' }], usage: [{ name: 'e', type: 'grant' }] }], servers: [{ name: 'a', fdw: 'b', options: [{ name: 'c', value: 'd' }] }], spec: { isTemplate: false } }),
    (scope, props) => archived(scope).addDatabase('It', props)),
  { of: 'DatabaseRole', props: () => ({ ...placed, role: 'a', authentication: 'password', login: true, password: secret, validUntil: lib.Instant.of('2030-01-01T00:00:00Z'), comment: 'a', connectionLimit: 5, inRoles: ['b'], inherit: true, createDatabase: false, createRole: false, replication: false, bypassRls: false, superuser: false, reclaimPolicy: 'delete', protection: 'deny', spec: { ensure: 'present' } }), make: (scope, props) => archived(scope).addDatabaseRole('It', props) },
  sample<Given<lib.PublicationProps>>('Publication', () => ({ ...placed, publication: 'a', database: 'orders', target: { objects: [{ table: { name: 'a', schema: 'b', columns: ['c'] } }] }, parameters: { a: 'b' }, reclaimPolicy: 'retain', protection: 'deny', spec: { name: 'a' } }), (scope, props) => archived(scope).addPublication('It', props)),
  sample<Given<lib.SubscriptionProps>>('Subscription', () => ({ ...placed, subscription: 'a', database: 'orders', source: legacy, publication: 'b', publicationDatabase: 'c', parameters: { a: 'b' }, reclaimPolicy: 'retain', protection: 'deny', spec: { name: 'a' } }), (scope, props) => archived(scope).addSubscription('It', props)),
  sample<lib.ImageCatalogProps>('ImageCatalog', () => ({ ...object, images: { 17: { image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie', extensions: [extension] } }, componentImages: { pgbouncer: 'x:1' }, clusterWide: false }), (scope, props) => new lib.ImageCatalog(scope, 'It', props)),
  sample<lib.PostgresClusterAttributes>('fromClusterName', () => ({ name: 'a', namespace: 'b', database: 'c', owner: 'd', version: '17', applicationSecret: secret, ca: secret.key('a') }), (scope, props) => lib.PostgresCluster.fromClusterName(scope, 'It', props)),
  { of: 'connect', props: () => ({ database: 'a', credentials: { username: secret.key('u'), password: secret.key('p') }, sslMode: 'verify-full', access: 'ro' }), make: (scope, props) => archived(scope).connect(props) },
  { of: 'distributedSite', props: (scope) => ({ self: { name: 'a', store: store(scope, 'one') }, other: { name: 'b', store: store(scope, 'two'), serverName: 'c' }, bootstrap: lib.initdb(application), primary: 'a', promotionToken: 'd' }), make: (_, props) => lib.distributedSite(props) },
  sample<lib.RotatedCredentialsProps>('RotatedCredentials', () => ({ ...object, username: 'app', interval: lib.Duration.days(30), for: { cluster: 'a', database: 'b', access: 'rw' }, length: 32, spec: { target: { immutable: false } } }), (scope, props) => new lib.RotatedCredentials(scope, 'It', props)),
  sample<lib.SealedSecretProps>('SealedSecret', () => ({ ...object, encryptedData: { a: 'b' }, scope: 'strict', type: 'Opaque', secretLabels: { a: 'b' } }), (scope, props) => new lib.SealedSecret(scope, 'It', props)),
  sample<Given<lib.DatabaseNetworkProps>>('DatabaseNetwork', () => ({ ...placed, clients: [pods], poolers: [], apiServer: [range], objectStore: [range], externalClusters: [{ ...pods, ports: [5432] }, range], operator: pods, monitoring: [pods], dns, statusFrom: [{ cidr: range.cidr, except: range.except }], drills: true }), (scope, props) => new lib.DatabaseNetwork(scope, 'It', { ...props, cluster: archived(scope) })),
  sample<lib.WorkloadNetworkProps>('WorkloadNetwork', () => ({ ...placed, workload: { name: 'a', ...pods }, port: 80, from: [pods], database: pods, to: [range], dns }), (scope, props) => new lib.WorkloadNetwork(scope, 'It', props)),
  sample<lib.OperatorNetworkProps>('OperatorNetwork', () => ({ namespace: 'a', podLabels: { a: 'b' }, plugin: { a: 'b' }, apiServer: [range], webhooksFrom: [{ cidr: range.cidr }], monitoring: [pods], dns }), (scope, props) => new lib.OperatorNetwork(scope, 'It', props)),
  sample<lib.DefaultDenyProps>('DefaultDeny', () => object, (scope, props) => new lib.DefaultDeny(scope, 'It', props)),
  sample<lib.AnywhereOptions>('anywhere', () => ({ ports: [443], except: [], family: 'IPv4' }), (_, props) => lib.anywhere(props)),
  sample<lib.DatabaseRolesProps>('DatabaseRoles', () => ({ ...object, owner: 'app', runtime: role('a'), readOnly: role('b'), operations: role('c'), schemas: ['public'] }), (scope, props) => new lib.DatabaseRoles(scope, 'It', props)),
  sample<lib.PrivateDatabaseProps>('PrivateDatabase', () => ({ ...object, owner: 'app', connecting: ['a'] }), (scope, props) => new lib.PrivateDatabase(scope, 'It', props)),
  sample<lib.RowLevelSecurityProps>('RowLevelSecurity', () => ({ ...object, ...tenancy }), (scope, props) => new lib.RowLevelSecurity(scope, 'It', props)),
  sample<lib.AccessMigrationsOptions>('accessMigrations', () => ({ first: 1, roles: { owner: 'app', runtime: role('a'), readOnly: role('b') }, privateDatabase: { owner: 'app', connecting: ['a'] }, tenancy }), (_, props) => lib.accessMigrations(props)),
  sample<Omit<lib.ApiDeploymentProps, 'database'>>('ApiDeployment', () => ({ ...object, image: 'x:1.0.0', port: 80, replicas: 2, resources, probe: { path: '/a', readinessPath: '/b', period: lib.Duration.seconds(5), startTimeout: lib.Duration.seconds(5) }, databaseEnv: lib.POSTGRES_ENV, onRotation: 'reconnect', servicePort: 80, writablePaths: { '/tmp': '1Gi' }, env: { A: 'b', B: { secret, key: 'b' }, C: { configMap: 'c', key: 'c' } }, envFrom: [{ secret, prefix: 'D_' }],
    spec: { template: { spec: { containers: [{ name: 'api', lifecycle: { preStop: { exec: { command: ['a'] } } } }] } } } }), (scope, props) => new lib.ApiDeployment(scope, 'It', { ...props, database: archived(scope).connect() })),
  sample<Required<lib.ProductionDatabaseProps>>('ProductionDatabase', () => ({ name: 'shop', platform: TEST_PLATFORM, namespace: 'shop', suppressions: [{ rule: 'a', object: 'b', reason: 'c' }], acknowledge: [{ delete: 'a', reason: 'b' }],
    database: { ...SHOP.database, bootstrap: lib.initdb(application), walStorage: { size: '1Gi' } }, backup: { ...SHOP.backup, serverName: 'a', schedule: { immediate: true } },
    access: { runtime: { name: 'shop_api', connectionLimit: 5 }, readOnly: { name: 'reports', connectionLimit: 5 }, schemas: ['public'], tenancy: { type: 'uuid', column: 'a' }, rotation: { interval: lib.Duration.days(30) } },
    databases: [{ name: 'stock', owner: 'stock', password: secret, connecting: ['a'], reclaimPolicy: 'retain' }],
    poolers: [{ name: 'shop-pool', mode: 'transaction', instances: 1 }], api: { ...API, connection: { access: 'ro' }, from: [pods], to: [range], env: { A: 'b' } }, network: { clients: [pods], objectStore: [range], statusFrom: [{ cidr: range.cidr }] },
    objectives: { pitrWindow: lib.Duration.days(14) }, compliance: undefined as never, monitoring: { runbooks: 'https://a.example.com', queries: lib.ALERT_QUERIES, podMonitor: { name: 'a' }, alerts: { name: 'b', exclude: [] }, dashboards: { folder: 'a', without: ['kubelet'] } },
    recoveries: lib.recoveriesFrom({ recoveries: [] }), drills: { pgbench: { schedule: lib.Schedule.daily({ hour: 3 }), scale: 1, clients: 1, seconds: 1 } },
    secondSite: { enabled: true, platform: TEST_PLATFORM, namespace: 'dr', name: 'shop-dr', store: { name: 'dr', destinationPath: 's3://dr/db' }, serverName: 'shop-dr', primary: 'shop-dr', promotionToken: 'a' }, compose: false }),
    (scope, props) => new lib.ProductionDatabase(scope.node.root as Construct, 'shop', props)),
  sample<lib.ComposeOptions>('composeFile', () => ({ name: 'a', image: MINIMAL.image as string, bootstrap: lib.initdb(application), parameters: { a: 'b' }, version: '17', compliance: undefined as never }), (_, props) => lib.composeFile(props)),
  sample<Given<lib.ClusterAlertsProps>>('ClusterAlerts', () => ({ ...placed, limits: { volumeFree: 0.2 }, exclude: [], certificates: { certManager: ['a'] }, externalSecrets: ['a'], runbooks: 'https://a' }), (scope, props) => new lib.ClusterAlerts(scope, 'It', { ...props, cluster: archived(scope) })),
  sample<Given<lib.ClusterDashboardsProps>>('ClusterDashboards', () => ({ ...placed, folder: 'a', uid: 'b', limits: { volumeFree: 0.2 }, without: ['kubelet'], runbooks: 'https://a', sidecar: { label: 'a', value: 'b', folderAnnotation: 'c' } }), (scope, props) => new lib.ClusterDashboards(scope, 'It', { ...props, cluster: archived(scope) })),
  sample<lib.CustomQueriesProps>('CustomQueries', () => ({ ...object, queries: { a: { query: 'SELECT 1', columns: { b: { usage: 'GAUGE', description: 'c' } }, name: 'd', primary: true } } }), (scope, props) => new lib.CustomQueries(scope, 'It', props)),
  sample<lib.PlatformAlertsProps>('PlatformAlerts', () => ({ ...object, operator: { namespace: 'a', deployment: 'b' }, plugin: { namespace: 'a', deployment: 'b' }, certificates: ['a'], runbooks: 'https://a' }), (scope, props) => new lib.PlatformAlerts(scope, 'It', props)),
  sample<lib.PodMonitorOptions>('PodMonitor', () => ({ ...placed, spec: { podMetricsEndpoints: [{ port: 'metrics', interval: '10s' }] } }), (scope, props) => archived(scope).addPodMonitor('It', props)),
  sample<lib.ArgoApplicationProps>('ArgoApplication', () => ({ ...placed, ...sync, project: 'a', source: { repoUrl: 'https://a', path: 'b', targetRevision: 'c' }, destination: { cluster: { name: 'a' }, namespace: 'b' }, wave: 1, spec: { syncPolicy: { retry: { limit: 5 } } } }), (scope, props) => new lib.ArgoApplication(scope, 'It', props)),
  sample<lib.FluxGitRepositoryProps>('FluxGitRepository', () => ({ ...placed, url: 'https://a', ref: { branch: 'main' }, secret, interval: lib.Duration.minutes(1) }), (scope, props) => new lib.FluxGitRepository(scope, 'It', props)),
  sample<lib.FluxHelmRepositoryProps>('FluxHelmRepository', () => ({ ...placed, url: 'oci://a', interval: lib.Duration.minutes(1) }), (scope, props) => new lib.FluxHelmRepository(scope, 'It', props)),
  sample<lib.FluxHelmReleaseProps>('FluxHelmRelease', (scope) => ({ ...placed, repository: charts(scope), chart: 'a', version: '1.0.0', targetNamespace: 'b', releaseName: 'c', values: { a: 1 }, dependsOn: [release(scope)] }), (scope, props) => new lib.FluxHelmRelease(scope, 'It', props)),
  sample<lib.FluxKustomizationProps>('FluxKustomization', (scope) => ({ ...placed, source: git(scope), path: 'dist/shop', dependsOn: [], prune: true, orphan: true, waitFor: [release(scope)], kinds: [{ group: 'postgresql.cnpg.io', kind: '*' }], interval: lib.Duration.minutes(1), timeout: lib.Duration.minutes(1) }), (scope, props) => new lib.FluxKustomization(scope, 'It', props)),
  sample<lib.ArgoApplicationSetProps>('ArgoApplicationSet', () => ({ ...placed, ...sync, project: 'a', source: { repoUrl: 'https://a', targetRevision: 'c' }, fleet: [{ name: 'a', path: 'b', namespace: 'c', server: 'd' }], wave: 1 }), (scope, props) => new lib.ArgoApplicationSet(scope, 'It', props)),
  sample<lib.ArgoProjectProps>('ArgoProject', () => ({ ...placed, description: 'a', sourceRepos: ['b'], destinations: [{ namespace: 'c' }], clusterResources: [{ group: '', kind: 'Namespace', name: 'a' }], namespaceResources: [{ group: '', kind: 'Secret' }],
    syncWindows: [{ kind: 'allow', opens: lib.Schedule.daily({ hour: 2 }), duration: lib.Duration.hours(1), timeZone: 'UTC', applications: ['a'], manualSync: true }], warnOfOrphansBut: [{ group: '', kind: 'Secret' }], wave: 1, spec: { permitOnlyProjectScopedClusters: false } }), (scope, props) => new lib.ArgoProject(scope, 'It', props)),
  sample<lib.NamespaceProps>('Namespace', () => ({ ...placed, protection: 'deny', podSecurity: 'restricted', podSecurityVersion: '1.34' }), (scope, props) => new lib.Namespace(scope, 'It', props)),
  { of: 'DrillSchedule', props: () => ({ application: 'a', command: { image: 'x:1', drills: { backup: lib.Schedule.daily({ hour: 2 }) } }, pgbench: { scale: 1, clients: 1, seconds: 1, schedule: lib.Schedule.daily({ hour: 2 }), image: 'x:1' }}), make: (scope, props: Omit<lib.DrillScheduleProps, 'cluster'>) => new lib.DrillSchedule(scope, 'It', { ...props, cluster: archived(scope) }) },
  { of: 'tune', props: () => ({ memory: lib.Quantity.of('4Gi'), cpu: lib.Quantity.of('2'), maxConnections: 50 }), make: (_, props) => lib.tune('oltp', props, { size: lib.Quantity.of('10Gi') }) },
  { of: 'Schedule.daily', props: () => ({ hour: 2, minute: 3, second: 4 }), make: (_, props) => lib.Schedule.daily(props) },
  { of: 'recoveriesFrom', props: () => ({ serving: 'a', recoveries: [{ name: 'a', of: 'b', at: '2026-01-01T00:00:00Z', expires: '2030-01-01T00:00:00Z' }] }), make: (_, props) => lib.recoveriesFrom(props) },
];
