import { describe, expect, it } from 'vitest';
import { Duration, ExternalCluster, ImageCatalog, type PostgresClusterProps, Secret } from '../../../constructs/index';
import { cluster, MINIMAL, specOf, store } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

describe('a cluster with minimal props', () => {
  const manifests = render((folder) => cluster(folder));

  it('is written whole, and protected', () => {
    expect(manifests).toEqual([
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        metadata: {
          name: 'orders-db',
          namespace: 'shop',
          annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
        },
        spec: {
          imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
          instances: 1,
          bootstrap: { initdb: { database: 'orders', owner: 'app' } },
          postgresql: { pg_hba: ['hostssl all app all scram-sha-256', 'hostnossl all all all reject'] },
          storage: { size: '10Gi' },
          enablePDB: false,
          primaryUpdateMethod: 'switchover',
          primaryUpdateStrategy: 'unsupervised',
          enableSuperuserAccess: false,
        },
      },
    ]);
  });

  it('is admitted', () => expect(refused(manifests)).toEqual([]));
});

const ALL: Partial<PostgresClusterProps> = {
  description: 'orders',
  instances: 3,
  walStorage: { size: '20Gi', storageClass: 'fast', resizeInUse: false },
  tablespaces: [{ name: 'archive', owner: 'app', temporary: true, storage: { size: '1024Mi', storageClass: 'slow' } }],
  storage: { size: '0.5Ti', pvcTemplate: { accessModes: ['ReadWriteOnce'] } },
  resources: { requests: { cpu: '0.5', memory: '1024Mi' }, limits: { cpu: '2', memory: '2Gi' } },
  parameters: { shared_buffers: '256MB', work_mem: '8MB' },
  preloadLibraries: ['pg_cron'],
  pgHba: ['hostssl all all all scram-sha-256'],
  tls: { mode: 'optional', minimumVersion: 'TLSv1.2', reason: 'an old scanner' },
  pgIdent: ['m postgres app'],
  enableAlterSystem: true,
  extensionImages: [{ name: 'vector', image: 'ghcr.io/x/pgvector:18' }],
  backupTarget: 'primary',
  volumeSnapshots: { className: 'snap', walClassName: 'wal', online: false, snapshotOwnerReference: 'cluster' },
  synchronous: { method: 'first', number: 2, dataDurability: 'required', failoverQuorum: false },
  spread: { across: 'example.com/rack', required: true },
  antiAffinity: { topologyKey: 'kubernetes.io/hostname', type: 'preferred' },
  placement: { nodeSelector: { disk: 'ssd' }, tolerations: [{ key: 'db', operator: 'Exists' }] },
  enablePDB: false,
  primaryUpdateMethod: 'restart',
  primaryUpdateStrategy: 'supervised',
  replicationSlots: { updateInterval: 10, highAvailability: { enabled: true, slotPrefix: 'ha_' } },
  probes: { readiness: { type: 'streaming', maximumLag: { value: '16Mi' } }, liveness: { timeoutSeconds: 5 } },
  startDelay: Duration.minutes(1),
  stopDelay: Duration.minutes(2),
  smartShutdownTimeout: Duration.seconds(5),
  switchoverDelay: Duration.minutes(4),
  failoverDelay: Duration.seconds(1),
  roles: [{ name: 'reporting' }],
  services: [{ name: 'orders', access: 'rw' }],
  disabledServices: ['r'],
  externalClusters: [ExternalCluster.fromConnection({ name: 'legacy', host: 'db.example.com', user: 'app' })],
  certificates: { altDnsNames: ['db.example.com'] },
  superuserAccess: Secret.fromSecretName('superuser'),
  customQueries: [{ configMap: 'queries', key: 'q' }, Secret.fromSecretName('secret-queries').key('q')],
  metricsTls: true,
  inheritedMetadata: { labels: { team: 'orders' } },
  serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/db' },
  plugins: [{ name: 'audit.example.com', parameters: { level: 'all' } }],
  env: [{ name: 'TZ', value: 'UTC' }],
  imagePullSecrets: [Secret.fromSecretName('registry')],
  priorityClassName: 'database',
  logLevel: 'debug',
  hibernated: false,
  protection: 'confirm',
  labels: { team: 'orders' },
  annotations: { 'example.com/owner': 'orders' },
  spec: { nodeMaintenanceWindow: { reusePvc: false } },
};

describe('a cluster with all props', () => {
  const manifests = render((folder) =>
    cluster(folder, { ...ALL, archive: { store: store(folder), serverName: 'v2' } }),
  );
  const manifest = only(manifests, 'Cluster');

  it('is admitted', () => expect(refused(manifests)).toEqual([]));

  it('carries them all', () => {
    expect(manifest.metadata).toEqual({
      name: 'orders-db',
      namespace: 'shop',
      labels: { team: 'orders' },
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
        'cnpg-gitops/tls-minimum-version': 'an old scanner',
        'cnpg.io/hibernation': 'off',
        'example.com/owner': 'orders',
      },
    });
    const names = ['orders', 'orders.shop', 'orders.shop.svc', 'orders.shop.svc.cluster.local'];
    expect(manifest.spec).toEqual({
      imageName: MINIMAL.image,
      description: 'orders',
      instances: 3,
      bootstrap: { initdb: { database: 'orders', owner: 'app' } },
      externalClusters: [
        {
          name: 'legacy',
          connectionParameters: { host: 'db.example.com', port: '5432', user: 'app', sslmode: 'require' },
        },
      ],
      postgresql: {
        parameters: { shared_buffers: '256MB', work_mem: '8MB', ssl_min_protocol_version: 'TLSv1.2' },
        shared_preload_libraries: ['pg_cron'],
        pg_hba: ['hostssl all all all scram-sha-256'],
        pg_ident: ['m postgres app'],
        enableAlterSystem: true,
        extensions: [{ name: 'vector', image: { reference: 'ghcr.io/x/pgvector:18' } }],
        synchronous: { method: 'first', number: 2, dataDurability: 'required', failoverQuorum: false },
      },
      resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
      storage: { size: '512Gi', pvcTemplate: { accessModes: ['ReadWriteOnce'] } },
      walStorage: { size: '20Gi', storageClass: 'fast', resizeInUseVolumes: false },
      tablespaces: [
        {
          name: 'archive',
          owner: { name: 'app' },
          temporary: true,
          storage: { size: '1Gi', storageClass: 'slow', resizeInUseVolumes: true },
        },
      ],
      affinity: {
        enablePodAntiAffinity: true,
        topologyKey: 'kubernetes.io/hostname',
        podAntiAffinityType: 'preferred',
        nodeSelector: { disk: 'ssd' },
        tolerations: [{ key: 'db', operator: 'Exists' }],
      },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'example.com/rack',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: { 'cnpg.io/cluster': 'orders-db', 'cnpg.io/podRole': 'instance' } },
        },
      ],
      enablePDB: false,
      primaryUpdateMethod: 'restart',
      primaryUpdateStrategy: 'supervised',
      replicationSlots: { updateInterval: 10, highAvailability: { enabled: true, slotPrefix: 'ha_' } },
      probes: { readiness: { type: 'streaming', maximumLag: '16Mi' }, liveness: { timeoutSeconds: 5 } },
      startDelay: 60,
      stopDelay: 120,
      smartShutdownTimeout: 5,
      switchoverDelay: 240,
      failoverDelay: 1,
      plugins: [
        {
          name: 'barman-cloud.cloudnative-pg.io',
          enabled: true,
          isWALArchiver: true,
          parameters: { barmanObjectName: 'orders-backups', serverName: 'v2' },
        },
        { name: 'audit.example.com', enabled: true, isWALArchiver: false, parameters: { level: 'all' } },
      ],
      backup: {
        target: 'primary',
        volumeSnapshot: { className: 'snap', walClassName: 'wal', online: false, snapshotOwnerReference: 'cluster' },
      },
      managed: {
        roles: [
          {
            name: 'reporting',
            ensure: 'present',
            login: false,
            superuser: false,
            createdb: false,
            createrole: false,
            replication: false,
            bypassrls: false,
            inherit: true,
            connectionLimit: -1,
          },
        ],
        services: {
          additional: [
            {
              selectorType: 'rw',
              updateStrategy: 'patch',
              serviceTemplate: { metadata: { name: 'orders' }, spec: { type: 'ClusterIP' } },
            },
          ],
          disabledDefaultServices: ['r'],
        },
      },
      certificates: { serverAltDNSNames: ['db.example.com', ...names] },
      enableSuperuserAccess: true,
      superuserSecret: { name: 'superuser' },
      monitoring: {
        customQueriesSecret: [{ name: 'secret-queries', key: 'q' }],
        customQueriesConfigMap: [{ name: 'queries', key: 'q' }],
        tls: { enabled: true },
      },
      inheritedMetadata: { labels: { team: 'orders' } },
      serviceAccountTemplate: { metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/db' } } },
      env: [{ name: 'TZ', value: 'UTC' }],
      imagePullSecrets: [{ name: 'registry' }],
      priorityClassName: 'database',
      logLevel: 'debug',
      nodeMaintenanceWindow: { reusePVC: false },
    });
  });
});

it('archives under its own name unless another is given', () => {
  const manifests = render((folder) => cluster(folder, { archive: store(folder) }));
  expect(at(only(manifests, 'Cluster'), 'spec.plugins.0.parameters')).toEqual({
    barmanObjectName: 'orders-backups',
    serverName: 'orders-db',
  });
});

it('takes its image from a catalog', () => {
  const manifests = render((folder) => {
    const image = new ImageCatalog(folder, 'Images', { name: 'images', images: { 17: 'ghcr.io/x/pg:17.7' } });
    cluster(folder, { image });
  });
  expect(at(only(manifests, 'Cluster'), 'spec.imageCatalogRef')).toEqual({
    apiGroup: 'postgresql.cnpg.io',
    kind: 'ImageCatalog',
    name: 'images',
    major: 17,
  });
  expect(at(only(manifests, 'Cluster'), 'spec.imageName')).toBeUndefined();
  expect(refused(manifests)).toEqual([]);
});

it.each([
  [true, { enableSuperuserAccess: true }],
  [false, { enableSuperuserAccess: false }],
  [Secret.fromSecretName('su'), { enableSuperuserAccess: true, superuserSecret: { name: 'su' } }],
])('superuserAccess %s', (superuserAccess, expected) => {
  expect(specOf({ superuserAccess })).toMatchObject(expected);
});

it.each([
  [true, 'on'],
  [false, 'off'],
])('hibernated %s', (hibernated, expected) => {
  const annotations = only(
    render((folder) => cluster(folder, { hibernated })),
    'Cluster',
  ).metadata.annotations;
  expect(annotations?.['cnpg.io/hibernation']).toBe(expected);
});

it('may have a service account that exists', () => {
  const spec = specOf({ serviceAccountName: 'shared' });
  expect(spec).toHaveProperty('serviceAccountName', 'shared');
  expect(spec).not.toHaveProperty('serviceAccountTemplate');
});
