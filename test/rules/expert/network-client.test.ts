import { networkClient } from '../../../rules/expert/network-client';
import { cluster, dependent, table, withMetadata } from './support';

const policy = (podSelector: object, spec: object, name = 'policy') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec: { podSelector, ...spec },
});
const pods = (matchLabels: Record<string, string>) => ({ podSelector: { matchLabels } });
const DB = { matchLabels: { 'cnpg.io/cluster': 'shop-db', 'cnpg.io/podRole': 'instance' } };
const POOL = { matchLabels: { 'cnpg.io/poolerName': 'pool' } };
const API = { matchLabels: { app: 'api' } };
const port = { ports: [{ port: 5432 }] };
const into = (selector: object, ...from: object[]) => policy(selector, { ingress: [{ from, ...port }] }, 'into');
const out = (...egress: object[]) => policy(API, { policyTypes: ['Egress'], egress }, 'out');
const dns = { ports: [{ protocol: 'UDP', port: 53 }] };

const db = cluster({ instances: 1 });
const pool = dependent('Pooler', 'pool', {});
const workload = (container: object, pod: object = {}, kind = 'Deployment', labels: object = { app: 'api' }) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'api', ...container }], ...pod } } },
});
const host = (value: string) => ({ env: [{ name: 'PGHOST', value }] });
const api = (value: string) => workload(host(value));
const key = (name: string, of: string) => ({
  env: [{ name: 'X', valueFrom: { secretKeyRef: { name: of, key: name } } }],
});
const SHUT = 'port 5432 of the instances of Cluster shop-db is closed to Deployment api, which connects to shop-db-rw';
const READS =
  'port 5432 of the instances of Cluster shop-db is closed to Deployment api, which reads Secret shop-db-app';
const only = into(DB, pods({ app: 'other' }));
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'database', namespace: 'shop' } };
const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop' },
  data: { PGHOST: 'shop-db-rw' },
};

table(networkClient, [
  ['other pods alone', [db, api('shop-db-rw'), only], [SHUT]],
  ['the whole name', [db, api('shop-db-rw.shop.svc.cluster.local'), only], ['which connects to shop-db-rw.shop.svc']],
  ['a URL', [db, workload({ env: [{ name: 'U', value: 'postgres://u@shop-db-rw:5432/x' }] }), only], [SHUT]],
  ['a default that denies', [db, api('shop-db-rw'), policy({}, {})], [SHUT]],
  [
    'a pooler',
    [db, pool, api('pool'), into(POOL, pods({ app: 'other' }))],
    ['of Pooler pool is closed to Deployment api'],
  ],
  [
    'the policy of the cluster selects its poolers',
    [db, pool, api('pool'), into({ matchLabels: { 'cnpg.io/cluster': 'shop-db' } }, pods({ app: 'other' }))],
    ['of Pooler pool is closed'],
  ],
  [
    'a Service of its own',
    [db, { ...service, spec: { selector: DB.matchLabels } }, api('database'), only],
    ['which connects to database'],
  ],
  [
    'a variable of a ConfigMap',
    [db, settings, workload({ envFrom: [{ configMapRef: { name: 'settings' } }] }), only],
    [SHUT],
  ],
  [
    'a key of a ConfigMap',
    [
      db,
      settings,
      workload({ env: [{ name: 'H_HOST', valueFrom: { configMapKeyRef: { name: 'settings', key: 'PGHOST' } } }] }),
      only,
    ],
    [SHUT],
  ],
  ['the URL of its Secret', [db, workload(key('uri', 'shop-db-app')), only], [READS]],
  ['all variables of its Secret', [db, workload({ envFrom: [{ secretRef: { name: 'shop-db-app' } }] }), only], [READS]],
  [
    'a volume of its Secret',
    [db, workload({}, { volumes: [{ name: 'x', secret: { secretName: 'shop-db-app' } }] }), only],
    [READS],
  ],
  [
    'a role of its own',
    [
      cluster({ managed: { roles: [{ name: 'r', passwordSecret: { name: 'r-login' } }] } }),
      workload(key('password', 'r-login')),
      only,
    ],
    ['which reads Secret r-login'],
  ],
  ['a job', [db, workload(host('shop-db-rw'), {}, 'StatefulSet', { app: 'job' }), only], ['closed to StatefulSet api']],
  ['out to others', [db, api('shop-db-rw'), out(dns)], [SHUT]],
  [
    'out to names',
    [db, api('shop-db-rw'), out({ to: [{ podSelector: {} }], ...port })],
    ['DNS is closed to Deployment api'],
  ],
  ['both ends', [db, api('shop-db-rw'), only, out(dns)], [SHUT, SHUT]],
  // What must stay quiet.
  ['let in', [db, api('shop-db-rw'), into(DB, pods({ app: 'api' }))], []],
  [
    'let in from elsewhere',
    [
      db,
      withMetadata(api('shop-db-rw.shop.svc'), { namespace: 'x' }),
      into(DB, { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'x' } } }),
    ],
    [],
  ],
  ['its Secret, and the pooler is open', [db, pool, workload(key('uri', 'shop-db-app')), only], []],
  [
    'its Secret, and a host that is open',
    [db, pool, workload({ env: [...host('pool').env, ...key('password', 'shop-db-app').env] }), only],
    [],
  ],
  ['its certificate alone', [db, workload(key('ca.crt', 'shop-db-ca')), only], []],
  ['its name alone', [db, workload(key('username', 'shop-db-app')), only], []],
  ['a host of somebody else', [db, api('db.example.com'), only], []],
  ['a Service of other pods', [db, { ...service, spec: { selector: { app: 'x' } } }, api('database'), only], []],
  ['a Service without selector', [db, { ...service, spec: {} }, api('database'), only], []],
  ['the network of the node', [db, workload(host('shop-db-rw'), { hostNetwork: true }), only], []],
  [
    'replicas are closed',
    [cluster({ instances: 2 }), api('shop-db-rw'), policy({ matchLabels: { 'cnpg.io/instanceRole': 'replica' } }, {})],
    [],
  ],
  [
    'a job, by a label of its controller',
    [
      db,
      workload(host('shop-db-rw'), {}, 'StatefulSet'),
      into(DB, {
        podSelector: { matchExpressions: [{ key: 'statefulset.kubernetes.io/pod-name', operator: 'Exists' }] },
      }),
    ],
    [],
  ],
  ['out to all that it needs', [db, api('shop-db-rw'), out(dns, { to: [{ podSelector: DB }], ...port })], []],
  [
    'out to the name of the port',
    [db, api('shop-db-rw'), out(dns, { to: [{ podSelector: DB }], ports: [{ port: 'postgresql' }] })],
    [],
  ],
  [
    'a workload without a namespace, which may be applied in that of the database',
    [db, withMetadata(api('shop-db-rw.shop.svc'), { namespace: undefined }), into(DB, pods({ app: 'api' }))],
    [],
  ],
  ['no policy', [db, api('shop-db-rw')], []],
]);
