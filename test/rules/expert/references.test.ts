import { clusterMissing } from '../../../rules/expert/cluster-missing';
import { databaseDropped } from '../../../rules/expert/database-dropped';
import { databaseDuplicate } from '../../../rules/expert/database-duplicate';
import { databaseOwner } from '../../../rules/expert/database-owner';
import { databaseReplicaCluster } from '../../../rules/expert/database-replica-cluster';
import { databaseTablespace } from '../../../rules/expert/database-tablespace';
import { extensionsMajor } from '../../../rules/expert/extensions-major';
import { imageCatalogMajor } from '../../../rules/expert/image-catalog-major';
import { imageCatalogMissing } from '../../../rules/expert/image-catalog-missing';
import { imageCatalogTag } from '../../../rules/expert/image-catalog-tag';
import { monitoringQueries } from '../../../rules/expert/monitoring-queries';
import { namespaceMissing } from '../../../rules/expert/namespace-missing';
import { namespaceUndeclared } from '../../../rules/expert/namespace-undeclared';
import { podMonitorPort } from '../../../rules/expert/pod-monitor-port';
import { podMonitorSelector } from '../../../rules/expert/pod-monitor-selector';
import { replicationDatabase } from '../../../rules/expert/replication-database';
import { roleMembership } from '../../../rules/expert/role-membership';
import { roleNameLength } from '../../../rules/expert/role-name-length';
import { roleSecretUsername } from '../../../rules/expert/role-secret-username';
import { subscriptionExternalCluster } from '../../../rules/expert/subscription-external-cluster';
import { tablespaceOwner } from '../../../rules/expert/tablespace-owner';
import { application, cluster, cnpg, dependent, table, withMetadata } from './support';

const elsewhere = <Manifest extends { metadata: object }>(
  manifest: Manifest,
  namespace: string | undefined = 'other',
) => withMetadata(manifest, { namespace });
const initdb = (spec: Record<string, unknown> = {}) =>
  cluster({ bootstrap: { initdb: { database: 'shop', owner: 'app' } }, ...spec });
const managed = (...names: string[]) => ({ managed: { roles: names.map((name) => ({ name })) } });
const database = (spec: Record<string, unknown>, name = 'd') =>
  dependent('Database', name, { name: 'audit', owner: 'app', ...spec });

table(clusterMissing, [
  ['another name', [cluster({}, 'db'), database({})], ['there is no Cluster "shop-db" in namespace shop']],
  ['another namespace', [elsewhere(cluster({})), database({})], ['only in other, where CNPG does not look']],
  [
    'each kind',
    [cluster({}, 'db'), ...['Backup', 'Pooler', 'Publication', 'Subscription'].map((kind) => dependent(kind, 'x', {}))],
    ['shop-db', 'shop-db', 'shop-db', 'shop-db'],
  ],
  ['no Cluster that could be meant', [elsewhere(cluster({}, 'db')), database({})], []],
  ['the Cluster', [cluster({}), database({})], []],
]);

table(namespaceMissing, [
  [
    'none',
    [elsewhere(database({}), ''), { ...cluster({}), metadata: { name: 'a' } }],
    ['this Database is created', 'this Cluster is created'],
  ],
  ['one', [database({})], []],
]);

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const creating = application('a', {
  destination: { namespace: 'shops' },
  syncPolicy: { syncOptions: ['CreateNamespace=true'] },
});
table(namespaceUndeclared, [
  [
    'nearly the name',
    [namespace('commerce'), elsewhere(cluster({}), 'comerce')],
    ['"comerce" is not declared, but "commerce" is'],
  ],
  ['of one that Argo CD makes', [creating, elsewhere(cluster({}), 'shosp')], ['"shops" is']],
  ['numbers', [namespace('prod-1'), elsewhere(cluster({}), 'prod-2')], []],
  ['another name', [namespace('commerce'), elsewhere(cluster({}), 'billing')], []],
  ['short names', [namespace('dev'), elsewhere(cluster({}), 'den')], []],
  ['no declarations', [elsewhere(cluster({}), 'comerce')], []],
]);

const catalog = (images: object[], kind = 'ImageCatalog') => cnpg(kind, 'postgres', { images });
const uses = (major: unknown, kind = 'ImageCatalog', name = 'postgres') =>
  cluster({ imageCatalogRef: { kind, name, major } });
const images = [{ major: 17, image: 'postgresql:17.7' }];
table(imageCatalogMissing, [
  [
    'another namespace',
    [uses(17), elsewhere(catalog(images))],
    ['there is no ImageCatalog "postgres" in namespace shop, only in other'],
  ],
  [
    'another name',
    [uses(17, 'ClusterImageCatalog', 'pg'), catalog(images, 'ClusterImageCatalog')],
    ['there is no ClusterImageCatalog "pg"'],
  ],
  ['no catalogs in the run', [uses(17)], []],
  ['here', [uses(17), catalog(images)], []],
  [
    'a catalog of the whole cluster',
    [uses(17, 'ClusterImageCatalog'), elsewhere(catalog(images, 'ClusterImageCatalog'))],
    [],
  ],
]);

table(imageCatalogMajor, [
  ['another major', [uses(18), catalog(images)], ['has no image of PostgreSQL 18, only of 17']],
  [
    'another major of the whole cluster',
    [uses(18, 'ClusterImageCatalog'), catalog([], 'ClusterImageCatalog')],
    ['only of none'],
  ],
  ['its major', [uses(17), catalog(images)], []],
  ['an unknown catalog', [uses(18)], []],
]);

table(imageCatalogTag, [
  [
    'another major',
    [catalog([...images, { major: 18, image: 'postgresql:17.7' }])],
    ['the image of major 18 is "postgresql:17.7", which is PostgreSQL 17'],
  ],
  ['a digest, which says nothing', [catalog([{ major: 17, image: `postgresql@sha256:${'a'.repeat(64)}` }])], []],
]);

table(databaseOwner, [
  ['nobody', [initdb(), database({ owner: 'auditor' })], ['has no role "auditor"']],
  [
    'one that is to be gone',
    [initdb({ managed: { roles: [{ name: 'auditor', ensure: 'absent' }] } }), database({ owner: 'auditor' })],
    ['"auditor"'],
  ],
  ['a managed role', [initdb(managed('auditor')), database({ owner: 'auditor' })], []],
  [
    'a DatabaseRole',
    [initdb(), dependent('DatabaseRole', 'r', { name: 'auditor' }), database({ owner: 'auditor' })],
    [],
  ],
  ['the owner by default', [cluster({ bootstrap: { initdb: { database: 'shop' } } }), database({ owner: 'shop' })], []],
  ['a recovery', [cluster({ bootstrap: { recovery: { source: 'x' } } }), database({ owner: 'auditor' })], []],
  [
    'SQL that may make it',
    [cluster({ bootstrap: { initdb: { postInitSQL: ['CREATE ROLE auditor'] } } }), database({ owner: 'auditor' })],
    [],
  ],
]);

table(databaseDuplicate, [
  [
    'the second one',
    [initdb(), database({}, 'b'), database({}, 'a')],
    ['Database a manages "audit" of the same Cluster already'],
  ],
  ['two clusters', [initdb(), cluster({}, 'x'), database({}), database({ cluster: { name: 'x' } }, 'e')], []],
  [
    'one publication in two databases',
    [
      initdb(),
      dependent('Publication', 'a', { name: 'p', dbname: 'x' }),
      dependent('Publication', 'b', { name: 'p', dbname: 'y' }),
    ],
    [],
  ],
  [
    'one subscription twice',
    [
      initdb(),
      dependent('Subscription', 'a', { name: 'p', dbname: 'x' }),
      dependent('Subscription', 'b', { name: 'p', dbname: 'x' }),
    ],
    ['Subscription a manages "p"'],
  ],
]);

const tablespaces = { tablespaces: [{ name: 'fast', owner: { name: 'auditor' } }] };
table(databaseTablespace, [
  ['an unknown one', [cluster(tablespaces), database({ tablespace: 'slow' })], ['has no tablespace "slow", only fast']],
  ['none at all', [cluster({}), database({ tablespace: 'slow' })], ['only none']],
  [
    "PostgreSQL's own and a declared one",
    [cluster(tablespaces), database({ tablespace: 'pg_default' }), database({ tablespace: 'fast' }, 'e')],
    [],
  ],
]);

table(tablespaceOwner, [
  ['nobody', [initdb(tablespaces)], ['"auditor" is not a role']],
  ['a managed role', [initdb({ ...tablespaces, ...managed('auditor') })], []],
]);

table(databaseDropped, [
  ['delete', [database({ databaseReclaimPolicy: 'delete' })], ['the database is dropped']],
  ['absent', [database({ ensure: 'absent' })], ['drops the database and everything in it']],
  ['retain', [database({ databaseReclaimPolicy: 'retain', ensure: 'present' })], []],
]);

table(databaseReplicaCluster, [
  ['the old kind', [cluster({ replica: { enabled: true } }), database({})], ['is a replica']],
  ['another primary', [cluster({ replica: { primary: 'north' } }), database({})], ['is a replica']],
  ['the primary itself', [cluster({ replica: { primary: 'shop-db' } }), database({})], []],
  ['self', [cluster({ replica: { primary: 'north', self: 'north' } }), database({})], []],
]);

const publication = (dbname: string) => dependent('Publication', 'p', { name: 'p', dbname });
table(replicationDatabase, [
  ['an unknown one', [initdb(), publication('orders')], ['has no database "orders"']],
  ['that of initdb', [initdb(), publication('shop')], []],
  ['that of a Database', [initdb(), publication('audit'), database({})], []],
  ['an import', [cluster({ bootstrap: { initdb: { import: {} } } }), publication('orders')], []],
]);

const subscription = dependent('Subscription', 's', { externalClusterName: 'source' });
table(subscriptionExternalCluster, [
  ['not declared', [cluster({}), subscription], ['declares no external cluster "source", only none']],
  ['declared', [cluster({ externalClusters: [{ name: 'source' }] }), subscription], []],
]);

const role = (fields: object) => initdb({ managed: { roles: [{ name: 'reports', ...fields }] } });
table(roleMembership, [
  ['an unknown one', [role({ inRoles: ['pg_monitor', 'app', 'readers'] })], ['a member of "readers"']],
  ['known ones', [role({ inRoles: ['pg_monitor', 'app', 'postgres'] })], []],
]);

table(roleNameLength, [
  ['64 bytes in 32 characters', [initdb(managed('ä'.repeat(32)))], ['the name has 64 bytes']],
  ['63 bytes', [initdb(managed('a'.repeat(63)))], []],
]);

const secret = (username: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'shop' },
  stringData: { username },
});
table(roleSecretUsername, [
  [
    'of a role',
    [role({ passwordSecret: { name: 's' } }), secret('report')],
    ['has username "report", but the role is "reports"'],
  ],
  [
    'of the owner',
    [cluster({ bootstrap: { initdb: { database: 'shop', secret: { name: 's' } } } }), secret('app')],
    ['the role is "shop"'],
  ],
  ['the name', [role({ passwordSecret: { name: 's' } }), secret('reports')], []],
  ['a template', [role({ passwordSecret: { name: 's' } }), secret('{{ .name }}')], []],
]);

const monitor = (spec: Record<string, unknown>, labels: object = { 'cnpg.io/cluster': 'shop-db' }) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'm', namespace: 'shop' },
  spec: { selector: { matchLabels: labels }, podMetricsEndpoints: [{ port: 'metrics' }], ...spec },
});
table(podMonitorSelector, [
  [
    'another namespace',
    [elsewhere(cluster({})), monitor({})],
    ['is in namespace other, where this PodMonitor does not look'],
  ],
  ['an unknown name', [cluster({}, 'db'), monitor({})], ['not in the input']],
  [
    'a selector of that namespace',
    [elsewhere(cluster({})), monitor({ namespaceSelector: { matchNames: ['other'] } })],
    [],
  ],
  ['all namespaces', [elsewhere(cluster({})), monitor({ namespaceSelector: { any: true } })], []],
  ['other labels', [cluster({}, 'db'), monitor({}, { app: 'x' })], []],
  ['a namespace of which the run knows nothing', [elsewhere(cluster({}, 'db')), monitor({})], []],
  ['here', [cluster({}), monitor({})], []],
]);

table(podMonitorPort, [
  ['another one', [monitor({ podMetricsEndpoints: [{ port: 'metrics' }, { port: 'http' }] })], ['no port "http"']],
  [
    'of a Pooler',
    [monitor({ podMetricsEndpoints: [{ port: 'http' }] }, { 'cnpg.io/poolerName': 'p' })],
    ['no port "http"'],
  ],
  ['of something else', [monitor({ podMetricsEndpoints: [{ port: 'http' }] }, { app: 'x' })], []],
]);

const map = (data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'q', namespace: 'shop' },
  data,
});
const queries = cluster({ monitoring: { customQueriesConfigMap: [{ name: 'q', key: 'k' }] } });
table(monitoringQueries, [
  ['no such key', [queries, map({ a: '' })], ['ConfigMap q has no key "k"']],
  ['the key', [queries, map({ k: '' })], []],
  ['an unknown map', [queries], []],
]);

const extensions = { postgresql: { extensions: [{ name: 'x' }] } };
table(extensionsMajor, [
  ['17', [cluster({ imageName: 'postgresql:17.7', ...extensions })], ['PostgreSQL 17 has no extension_control_path']],
  [
    'an old Kubernetes',
    [cluster({ imageName: 'postgresql:18.1', ...extensions })],
    ['Kubernetes 1.32 has no image volumes'],
    { target: { kubernetes: '1.32' } },
  ],
  ['18', [cluster({ imageName: 'postgresql:18.1', ...extensions })], []],
]);
