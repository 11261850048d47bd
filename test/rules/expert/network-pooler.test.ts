import { networkPooler } from '../../../rules/expert/network-pooler';
import { cluster, dependent, table, withMetadata } from './support';

const policy = (podSelector: object, spec: object, name = 'policy') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec: { podSelector, ...spec },
});
const labels = (matchLabels: Record<string, string>) => ({ matchLabels });
const pods = (matchLabels: Record<string, string>) => ({ podSelector: { matchLabels } });
const INSTANCES = labels({ 'cnpg.io/cluster': 'shop-db', 'cnpg.io/podRole': 'instance' });
const POOL = labels({ 'cnpg.io/poolerName': 'pool' });
const into = (...from: object[]) => policy(INSTANCES, { ingress: [{ from, ports: [{ port: 5432 }] }] });
const out = (...egress: object[]) => policy(POOL, { policyTypes: ['Egress'], egress });

const db = cluster({ instances: 2 });
const pool = dependent('Pooler', 'pool', { type: 'rw' });
const both = [db, pool];
const dns = { ports: [{ protocol: 'UDP', port: 53 }] };
const api = { to: [{ ipBlock: { cidr: '192.0.2.1/32' } }], ports: [{ port: 6443 }] };
const toInstances = { to: [pods({ 'cnpg.io/cluster': 'shop-db' })], ports: [{ port: 5432 }] };
const SHUT = 'port 5432 of the instances of Cluster shop-db is closed to Pooler pool';

table(networkPooler, [
  ['the application alone', [...both, into(pods({ app: 'api' }))], [SHUT]],
  ['nobody', [...both, policy({}, {})], [SHUT]],
  ['another pooler', [...both, into(pods({ 'cnpg.io/poolerName': 'other' }))], [SHUT]],
  ['instances alone', [...both, into(pods({ 'cnpg.io/podRole': 'instance' }))], [SHUT]],
  [
    'poolers elsewhere',
    [
      ...both,
      into({
        ...pods({ 'cnpg.io/podRole': 'pooler' }),
        namespaceSelector: labels({ 'kubernetes.io/metadata.name': 'x' }),
      }),
    ],
    [SHUT],
  ],
  [
    'by an expression',
    [
      ...both,
      into({ podSelector: { matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }] } }),
    ],
    [SHUT],
  ],
  [
    'another port',
    [
      ...both,
      policy(INSTANCES, {
        ingress: [{ from: [pods({ 'cnpg.io/poolerName': 'pool' })], ports: [{ port: 'metrics' }] }],
      }),
    ],
    [SHUT],
  ],
  ['the primary alone is closed', [...both, policy(labels({ 'cnpg.io/instanceRole': 'primary' }), {})], [SHUT]],
  ['the other end', [...both, out(dns, api)], [SHUT]],
  ['both ends', [...both, into(pods({ app: 'api' })), out(dns, api)], [SHUT, SHUT]],
  ['names', [...both, out(api, toInstances)], ['DNS is closed to Pooler pool']],
  ['the API server', [...both, out(dns, toInstances)], ['the API server is closed to Pooler pool: it never starts']],
  [
    'two poolers',
    [db, pool, dependent('Pooler', 'reports', { type: 'ro' }), into(pods({ 'cnpg.io/poolerName': 'pool' }))],
    ['closed to Pooler reports'],
  ],
  // What must stay quiet.
  ['by its name', [...both, into(pods({ 'cnpg.io/poolerName': 'pool' }))], []],
  ['all poolers', [...both, into(pods({ 'cnpg.io/podRole': 'pooler' }))], []],
  ['everything of the cluster', [...both, into(pods({ 'cnpg.io/cluster': 'shop-db' }))], []],
  [
    'a label of its template',
    [
      db,
      dependent('Pooler', 'pool', { template: { metadata: { labels: { tier: 'pool' } } } }),
      into(pods({ tier: 'pool' })),
    ],
    [],
  ],
  ['a label that newer operators add', [...both, into(pods({ 'app.kubernetes.io/component': 'pooler' }))], []],
  ['its own namespace', [...both, into({ namespaceSelector: labels({ 'kubernetes.io/metadata.name': 'shop' }) })], []],
  ['a namespace by a label of which nobody knows', [...both, into({ namespaceSelector: labels({ team: 'a' }) })], []],
  ['addresses', [...both, into({ ipBlock: { cidr: '10.0.0.0/8' } })], []],
  ['anybody', [...both, policy(INSTANCES, { ingress: [{ ports: [{ port: 'postgresql' }] }] })], []],
  ['two policies that add up', [...both, policy({}, {}, 'deny'), into(pods({ 'cnpg.io/podRole': 'pooler' }))], []],
  ['all that it needs', [...both, out(dns, api, toInstances)], []],
  ['the name of a port', [...both, out(dns, api, { ...toInstances, ports: [{ port: 'postgresql' }] })], []],
  [
    'replicas are closed, and it leads to the primary',
    [...both, policy(labels({ 'cnpg.io/instanceRole': 'replica' }), {})],
    [],
  ],
  ['no policy', both, []],
  ['a policy of another namespace', [...both, withMetadata(policy({}, {}), { namespace: 'x' })], []],
  ['a cluster elsewhere', [pool, into(pods({ app: 'api' }))], []],
  [
    'Cilium beside it',
    [
      ...both,
      into(pods({ app: 'api' })),
      { apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'x' } },
    ],
    [],
  ],
]);
