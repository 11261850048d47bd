import type { Manifest } from '../../../../manifests/object/manifest';
import { manifestsOf } from './adopted';

// The shapes in which people write Clusters, by what is special: each is rendered as it was, by constructs.

const IN_TREE = `barmanObjectStore: { destinationPath: "s3://backups/", endpointURL: "http://minio:9000", s3Credentials: { accessKeyId: { name: minio, key: id }, secretAccessKey: { name: minio, key: secret } }, wal: { compression: gzip } }`;

/** Specs of Clusters. */
export const CLUSTERS: Readonly<Record<string, string>> = {
  nothing: 'instances: 3, storage: { size: 1Gi }',
  'the most':
    'description: example, imageName: "ghcr.io/cloudnative-pg/postgresql:18.1-system-trixie", instances: 3, startDelay: 300, stopDelay: 300, primaryUpdateStrategy: unsupervised, enableSuperuserAccess: true, superuserSecret: { name: super }, ' +
    'postgresql: { parameters: { shared_buffers: 256MB, pg_stat_statements.max: "10000", auto_explain.log_min_duration: 10s }, pg_hba: [host all all 10.244.0.0/16 md5], pg_ident: [a b c], shared_preload_libraries: [pg_cron], syncReplicaElectionConstraint: { enabled: true, nodeLabelsAntiAffinity: [zone] } }, ' +
    'bootstrap: { initdb: { database: app, owner: app, secret: { name: app }, encoding: LATIN1, localeCollate: de_DE, localeCType: C, walSegmentSize: 32, dataChecksums: true, postInitSQL: [SELECT 1], postInitTemplateSQLRefs: { configMapRefs: [{ name: a, key: b }], secretRefs: [{ name: c, key: d }] } } }, ' +
    `storage: { storageClass: standard, size: 1Gi }, walStorage: { size: 1024Mi }, backup: { ${IN_TREE}, retentionPolicy: 90d, target: primary }, ` +
    'resources: { requests: { memory: 512Mi, cpu: 1 }, limits: { memory: 1Gi, cpu: "2" } }, affinity: { enablePodAntiAffinity: true, topologyKey: zone, podAntiAffinityType: required, nodeSelector: { a: b }, tolerations: [{ key: a, operator: Exists }] }, ' +
    'nodeMaintenanceWindow: { inProgress: false, reusePVC: false }, seccompProfile: { type: RuntimeDefault }, logLevel: debug, imagePullSecrets: [{ name: pull }], envFrom: [{ secretRef: { name: env } }], env: [{ name: TZ, value: Europe/Rome }], ephemeralVolumesSizeLimit: { shm: 1Gi }, ' +
    'certificates: { serverAltDNSNames: [db.example.com] }, monitoring: { enablePodMonitor: true, disableDefaultQueries: true, customQueriesConfigMap: [{ name: q, key: k }], tls: { enabled: true } }, inheritedMetadata: { labels: { a: b } }, serviceAccountTemplate: { metadata: { annotations: { eks.amazonaws.com/role-arn: arn } } }',
  'a template of volumes':
    'instances: 1, storage: { pvcTemplate: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } }, storageClassName: standard, volumeMode: Filesystem } }',
  tablespaces:
    'instances: 1, storage: { size: 1Gi }, tablespaces: [{ name: a, storage: { size: 1Gi, storageClass: s } }, { name: b, owner: { name: alpha }, temporary: true, storage: { size: 2Gi } }]',
  roles:
    'instances: 1, storage: { size: 1Gi }, managed: { roles: [{ name: a, ensure: present, comment: c, login: true, superuser: false, createdb: true, inherit: false, connectionLimit: 4, validUntil: "2053-04-12T00:00:00Z", inRoles: [pg_monitor], passwordSecret: { name: p } }, { name: b, login: true, replication: true, disablePassword: true }, { name: old, ensure: absent }] }',
  services:
    'instances: 1, storage: { size: 1Gi }, managed: { services: { disabledDefaultServices: [ro, r], additional: [{ selectorType: rw, updateStrategy: replace, serviceTemplate: { metadata: { name: test-rw, labels: { l: "true" }, annotations: { a: "true" } }, spec: { type: LoadBalancer, loadBalancerIP: 10.0.0.1 } } }] } }',
  'projected volumes':
    'instances: 3, storage: { size: 1Gi }, projectedVolumeTemplate: { sources: [{ secret: { name: s, items: [{ key: tls.crt, path: a/tls.crt }] } }] }',
  'a replica by TLS':
    'instances: 3, storage: { size: 1Gi }, bootstrap: { pg_basebackup: { source: main } }, replica: { enabled: true, source: main }, externalClusters: [{ name: main, connectionParameters: { host: main-rw.default.svc, user: streaming_replica, sslmode: verify-full, dbname: postgres }, sslKey: { name: r, key: tls.key }, sslCert: { name: r, key: tls.crt }, sslRootCert: { name: ca, key: ca.crt } }]',
  'one of several sites': `instances: 3, storage: { size: 1Gi }, backup: { ${IN_TREE} }, bootstrap: { recovery: { source: a } }, replica: { self: b, primary: a, source: a }, externalClusters: [{ name: a, ${IN_TREE} }, { name: b, ${IN_TREE} }]`,
  'an import':
    'instances: 1, storage: { size: 1Gi }, bootstrap: { initdb: { import: { type: microservice, databases: [angus], source: { externalCluster: old }, schemaOnly: true } } }, externalClusters: [{ name: old, connectionParameters: { host: h, user: postgres, dbname: angus, port: "5433", sslmode: require }, password: { name: s, key: p } }]',
  'a recovery to an instant':
    'instances: 1, storage: { size: 1Gi }, bootstrap: { recovery: { source: o, recoveryTarget: { targetTime: "2026-08-11 11:14:21.00000+02", targetTLI: latest } } }, externalClusters: [{ name: o, plugin: { name: barman-cloud.cloudnative-pg.io, parameters: { barmanObjectName: o, serverName: o } } }]',
  'a recovery from snapshots':
    'instances: 1, storage: { size: 1Gi }, bootstrap: { recovery: { volumeSnapshots: { storage: { name: s, kind: VolumeSnapshot, apiGroup: snapshot.storage.k8s.io } } } }, backup: { volumeSnapshot: { className: c, walClassName: w, online: false } }',
  'a catalog, and synchronous replicas':
    'instances: 4, storage: { size: 1Gi }, imageCatalogRef: { apiGroup: postgresql.cnpg.io, kind: ClusterImageCatalog, name: postgresql, major: 16 }, postgresql: { synchronous: { method: first, number: 2, maxStandbyNamesFromCluster: 1, standbyNamesPre: [angus] } }',
  'the old way of synchronous replicas':
    'instances: 5, storage: { size: 1Gi }, minSyncReplicas: 1, maxSyncReplicas: 2, switchoverDelay: 60, failoverDelay: 5, probes: { readiness: { type: streaming, maximumLag: 16Mi } }, replicationSlots: { highAvailability: { enabled: false }, updateInterval: 60 }',
  'extensions as images':
    'instances: 1, imageName: "ghcr.io/cloudnative-pg/postgresql:18.1-minimal-trixie", storage: { size: 1Gi }, postgresql: { extensions: [{ name: vchord, image: { reference: "x/vchord:1", pullPolicy: Always }, dynamic_library_path: [/a], extension_control_path: [/b], ld_library_path: [/c], bin_path: [/d], env: [{ name: A, value: b }] }] }',
  'certificates of its own':
    'instances: 1, storage: { size: 1Gi }, certificates: { serverTLSSecret: a, serverCASecret: b, clientCASecret: c, replicationTLSSecret: d }',
};

/** Objects beside a Cluster. */
export const BESIDE: Readonly<Record<string, string>> = {
  'a pooler with a template':
    '{ apiVersion: postgresql.cnpg.io/v1, kind: Pooler, metadata: { name: p }, spec: { cluster: { name: pg }, instances: 3, type: ro, pgbouncer: { poolMode: session, paused: true, parameters: { default_pool_size: "10" }, pg_hba: [host all all all md5], authQuery: "SELECT 1", authQuerySecret: { name: a } }, template: { metadata: { labels: { app: pooler } }, spec: { containers: [{ name: pgbouncer, image: "x:1", resources: { requests: { cpu: 100m } } }], affinity: { podAntiAffinity: {} } } }, deploymentStrategy: { type: Recreate }, monitoring: { enablePodMonitor: true } } }',
  'a database':
    '{ apiVersion: postgresql.cnpg.io/v1, kind: Database, metadata: { name: one }, spec: { cluster: { name: pg }, name: One, owner: app, databaseReclaimPolicy: delete, localeProvider: icu, icuLocale: en, template: template0, allowConnections: true, schemas: [{ name: s, owner: app }], fdws: [{ name: postgres_fdw, usage: [{ name: app }] }] } }',
  'a publication':
    '{ apiVersion: postgresql.cnpg.io/v1, kind: Publication, metadata: { name: pub }, spec: { cluster: { name: pg }, name: pub, dbname: app, target: { objects: [{ tablesInSchema: public }] }, parameters: { publish: insert } } }',
  'a schedule':
    '{ apiVersion: postgresql.cnpg.io/v1, kind: ScheduledBackup, metadata: { name: s, annotations: { a: b } }, spec: { cluster: { name: pg }, schedule: "0 0 0 * * *", backupOwnerReference: self, immediate: true, method: volumeSnapshot, online: false } }',
  'a PodMonitor':
    '{ apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, metadata: { name: m }, spec: { selector: { matchLabels: { cnpg.io/cluster: pg } }, podMetricsEndpoints: [{ port: metrics }] } }',
  'a catalog':
    '{ apiVersion: postgresql.cnpg.io/v1, kind: ImageCatalog, metadata: { name: c }, spec: { images: [{ major: 17, image: "x/postgresql:17.7" }] } }',
  'a store with Azure':
    '{ apiVersion: barmancloud.cnpg.io/v1, kind: ObjectStore, metadata: { name: o }, spec: { configuration: { destinationPath: "https://a.blob.core.windows.net/b", azureCredentials: { storageAccount: { name: a, key: b }, storageKey: { name: a, key: c } } }, instanceSidecarConfiguration: { env: [{ name: A, value: b }], retentionPolicyIntervalSeconds: 60 } } }',
};

const META = 'apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: pg, namespace: default }';

/** A Cluster of that spec. */
export function clusterOf(spec: string): Manifest[] {
  return manifestsOf(`{ ${META}, spec: { ${spec} } }`);
}

/** A Cluster, and what is beside it. */
export function withBeside(object: string): Manifest[] {
  return [...clusterOf('instances: 1, storage: { size: 1Gi }, backup: { volumeSnapshot: {} }'), ...manifestsOf(object)];
}
