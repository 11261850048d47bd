import type { Manifest } from '../../../manifests/object/manifest';

type Fields = Readonly<Record<string, unknown>>;

/** An object, what replaces it, and whether the server refuses that. */
export type UpdateCase = readonly [what: string, before: Manifest, after: Manifest, answer: 'accepted' | 'refused'];

const NAME = { name: 'thing', namespace: 'updates' };

function pair(apiVersion: string, kind: string, before: Fields, after: Fields): [Manifest, Manifest] {
  const object = (fields: Fields) => ({ apiVersion, kind, metadata: NAME, ...fields });
  return [object(before), object({ ...before, ...after })];
}

const cnpg = (kind: string, before: Fields, after: Fields) =>
  pair('postgresql.cnpg.io/v1', kind, { spec: before }, { spec: { ...before, ...after } });
const core = (kind: string, before: Fields, after: Fields) => pair('v1', kind, before, after);

const labels = { app: 'api' };
const template = (image: string, more: Fields = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'api', image }], ...more },
});
const deployment = { selector: { matchLabels: labels }, template: template('api:1') };
const claim = (storage: string, storageClassName = 'fast') => ({
  accessModes: ['ReadWriteOnce'],
  storageClassName,
  resources: { requests: { storage } },
});
const stateful = {
  ...deployment,
  serviceName: 'api',
  volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: claim('1Gi') }],
};
const job = { template: template('api:1', { restartPolicy: 'Never' }) };
const service = { selector: labels, ports: [{ port: 80 }] };

const apps = (kind: string, before: Fields, after: Fields) =>
  pair('apps/v1', kind, { spec: before }, { spec: { ...before, ...after } });

const cluster = { name: 'shop-db' };
const database = { cluster, name: 'shop', owner: 'shop' };
const publication = { cluster, name: 'p', dbname: 'shop', target: { allTables: true } };
const subscription = { cluster, name: 's', dbname: 'shop', publicationName: 'p', externalClusterName: 'origin' };
const backup = { cluster, method: 'plugin', pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' } };

/** What Kubernetes and the rules in CNPG's CRDs let change, and what not. */
export const UPDATES: readonly UpdateCase[] = [
  ['Deployment: image', ...apps('Deployment', deployment, { template: template('api:2') }), 'accepted'],
  ['Deployment: replicas', ...apps('Deployment', deployment, { replicas: 3 }), 'accepted'],
  ['Deployment: strategy', ...apps('Deployment', deployment, { strategy: { type: 'Recreate' } }), 'refused'],
  [
    'Deployment: strategy, and null for what the server filled in',
    ...apps('Deployment', deployment, { strategy: { type: 'Recreate', rollingUpdate: null } }),
    'refused',
  ],
  [
    'Deployment: strategy that was written out',
    ...apps(
      'Deployment',
      { ...deployment, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
      { strategy: { type: 'Recreate' } },
    ),
    'accepted',
  ],
  [
    'Deployment: selector',
    ...apps('Deployment', deployment, {
      selector: { matchLabels: { app: 'b' } },
      template: { ...template('api:1'), metadata: { labels: { app: 'b' } } },
    }),
    'refused',
  ],
  ['StatefulSet: image', ...apps('StatefulSet', stateful, { template: template('api:2') }), 'accepted'],
  ['StatefulSet: replicas', ...apps('StatefulSet', stateful, { replicas: 3 }), 'accepted'],
  ['StatefulSet: service', ...apps('StatefulSet', stateful, { serviceName: 'b' }), 'refused'],
  [
    'StatefulSet: volumes',
    ...apps('StatefulSet', stateful, { volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: claim('2Gi') }] }),
    'refused',
  ],
  ['StatefulSet: pod management', ...apps('StatefulSet', stateful, { podManagementPolicy: 'Parallel' }), 'refused'],
  ['Job: parallelism', ...pair('batch/v1', 'Job', { spec: job }, { spec: { ...job, parallelism: 2 } }), 'accepted'],
  [
    'Job: template',
    ...pair('batch/v1', 'Job', { spec: job }, { spec: { template: template('api:2', { restartPolicy: 'Never' }) } }),
    'refused',
  ],
  [
    'CronJob: schedule',
    ...pair(
      'batch/v1',
      'CronJob',
      { spec: { schedule: '0 3 * * *', jobTemplate: { spec: job } } },
      { spec: { schedule: '0 4 * * *', jobTemplate: { spec: job } } },
    ),
    'accepted',
  ],
  [
    'Service: selector',
    ...core('Service', { spec: service }, { spec: { ...service, selector: { app: 'b' } } }),
    'accepted',
  ],
  ['Service: headless', ...core('Service', { spec: service }, { spec: { ...service, clusterIP: 'None' } }), 'refused'],
  [
    'PersistentVolumeClaim: class',
    ...core('PersistentVolumeClaim', { spec: claim('1Gi') }, { spec: claim('1Gi', 'slow') }),
    'refused',
  ],
  [
    'PersistentVolumeClaim: smaller',
    ...core('PersistentVolumeClaim', { spec: claim('2Gi') }, { spec: claim('1Gi') }),
    'refused',
  ],
  ['Secret: value', ...core('Secret', { data: { a: 'YQ==' } }, { data: { a: 'Yg==' } }), 'accepted'],
  ['Secret: type that it has anyway', ...core('Secret', { data: { a: 'YQ==' } }, { type: 'Opaque' }), 'accepted'],
  ['Secret: type', ...core('Secret', { data: { a: 'YQ==' } }, { type: 'example.com/other' }), 'refused'],
  [
    'Secret: immutable',
    ...core('Secret', { data: { a: 'YQ==' }, immutable: true }, { data: { a: 'Yg==' } }),
    'refused',
  ],
  ['ConfigMap: value', ...core('ConfigMap', { data: { a: 'a' } }, { data: { a: 'b' } }), 'accepted'],
  [
    'ConfigMap: immutable',
    ...core('ConfigMap', { data: { a: 'a' }, immutable: true }, { data: { a: 'b' } }),
    'refused',
  ],
  [
    'ConfigMap: no longer immutable',
    ...core('ConfigMap', { data: { a: 'a' }, immutable: true }, { immutable: false }),
    'refused',
  ],
  ['Database: name', ...cnpg('Database', database, { name: 'b' }), 'refused'],
  ['Database: locale', ...cnpg('Database', { ...database, locale: 'C' }, { locale: 'C.UTF-8' }), 'refused'],
  ['Database: owner', ...cnpg('Database', database, { owner: 'b' }), 'accepted'],
  ['Publication: name', ...cnpg('Publication', publication, { name: 'q' }), 'refused'],
  ['Publication: database', ...cnpg('Publication', publication, { dbname: 'b' }), 'refused'],
  [
    'Publication: tables of a schema instead of all',
    ...cnpg('Publication', publication, { target: { objects: [{ tablesInSchema: 'public' }] } }),
    'accepted',
  ],
  ['Publication: parameters', ...cnpg('Publication', publication, { parameters: { publish: 'insert' } }), 'accepted'],
  ['Subscription: name', ...cnpg('Subscription', subscription, { name: 't' }), 'refused'],
  ['Subscription: publication', ...cnpg('Subscription', subscription, { publicationName: 'q' }), 'accepted'],
  ['Backup: cluster', ...cnpg('Backup', backup, { cluster: { name: 'b' } }), 'refused'],
  [
    'ObjectStore: path',
    ...pair(
      'barmancloud.cnpg.io/v1',
      'ObjectStore',
      { spec: { configuration: { destinationPath: 's3://a', s3Credentials: { inheritFromIAMRole: true } } } },
      { spec: { configuration: { destinationPath: 's3://b', s3Credentials: { inheritFromIAMRole: true } } } },
    ),
    'accepted',
  ],
];
