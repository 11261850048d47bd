import { groupKindOf, type Manifest, record } from '../../../manifests/object/manifest';

const CLUSTER = { name: 'shop-db' };
const APPLICATION = { project: 'shop', destination: {}, source: { repoURL: 'https://example.com/shop' } };
const POD = {
  metadata: { labels: { app: 'api' } },
  spec: { containers: [{ name: 'api', image: 'example.com/api:1' }] },
};
const WORKLOAD = { selector: { matchLabels: { app: 'api' } }, template: POD };

/** What an object of a kind cannot be without, by kind. */
const SPECS: Readonly<Record<string, object>> = {
  'apps/Deployment': WORKLOAD,
  'apps/StatefulSet': { ...WORKLOAD, serviceName: 'api' },
  'argoproj.io/AppProject': {},
  'argoproj.io/Application': APPLICATION,
  'argoproj.io/ApplicationSet': { generators: [], template: { metadata: {}, spec: APPLICATION } },
  'barmancloud.cnpg.io/ObjectStore': { configuration: { destinationPath: 's3://shop-backups/db' } },
  'cert-manager.io/Certificate': { secretName: 'shop-tls', issuerRef: { name: 'shop' } },
  'cert-manager.io/Issuer': { selfSigned: {} },
  'external-secrets.io/ExternalSecret': { secretStoreRef: { name: 'shop' }, target: { name: 'shop' } },
  'external-secrets.io/SecretStore': { provider: { fake: { data: [{ key: 'a', value: 'b' }] } } },
  'generators.external-secrets.io/Password': { length: 32, noUpper: false, allowRepeat: true },
  'monitoring.coreos.com/PodMonitor': { selector: {}, podMetricsEndpoints: [] },
  'monitoring.coreos.com/PrometheusRule': { groups: [{ name: 'shop', rules: [{ alert: 'Down', expr: 'up == 0' }] }] },
  'postgresql.cnpg.io/Backup': { cluster: CLUSTER },
  'postgresql.cnpg.io/Cluster': { instances: 3, storage: { size: '10Gi' } },
  'postgresql.cnpg.io/ClusterImageCatalog': { images: [{ major: 17, image: 'example.com/postgresql:17.7' }] },
  'postgresql.cnpg.io/Database': { cluster: CLUSTER, name: 'shop', owner: 'shop' },
  'postgresql.cnpg.io/ImageCatalog': { images: [{ major: 17, image: 'example.com/postgresql:17.7' }] },
  'postgresql.cnpg.io/Pooler': { cluster: CLUSTER, pgbouncer: { poolMode: 'session' } },
  'postgresql.cnpg.io/Publication': { cluster: CLUSTER, name: 'all', dbname: 'shop', target: { allTables: true } },
  'postgresql.cnpg.io/ScheduledBackup': { cluster: CLUSTER, schedule: '0 0 2 * * *' },
  'postgresql.cnpg.io/Subscription': {
    cluster: CLUSTER,
    name: 'all',
    dbname: 'shop',
    publicationName: 'all',
    externalClusterName: 'origin',
  },
};

/** A whole object of a fragment: what the fragment leaves out although its kind needs it is filled in. */
export function whole(fragment: Manifest): Manifest {
  const spec = SPECS[groupKindOf(fragment)];
  return spec === undefined ? fragment : { ...fragment, spec: lay(spec, record(fragment.spec)) };
}

/** What is given lies on top; the first entry of a list below is below all that are given. */
function lay(below: unknown, given: unknown): unknown {
  if (Array.isArray(below) && Array.isArray(given)) return given.map((item) => lay(below[0], item));
  if (!isFields(below) || !isFields(given)) return given ?? below;
  const keys = [...new Set([...Object.keys(below), ...Object.keys(given)])];
  return Object.fromEntries(keys.map((key) => [key, lay(below[key], given[key])]));
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
