import { networkInstances } from '../../../rules/expert/network-instances';
import { networkOpen } from '../../../rules/expert/network-open';
import { networkOperator } from '../../../rules/expert/network-operator';
import { archived, cluster, objectStore, table, withMetadata } from './support';

const policy = (spec: object, name = 'policy') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec,
});
const DB = { podSelector: { matchLabels: { 'cnpg.io/cluster': 'shop-db' } } };
const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
const into = (...ingress: object[]) => policy({ ...DB, ingress });
const out = (...egress: object[]) => policy({ ...DB, policyTypes: ['Egress'], egress });
const ports = (...numbers: (number | string)[]) => numbers.map((port) => ({ port }));
const one = cluster({ instances: 1 });
const three = cluster({ instances: 3 });

const CLOSED = 'port 8000 of the instances of Cluster shop-db is closed: the operator cannot ask';
table(networkOperator, [
  ['clients alone', [one, into({ from: [{ podSelector: {} }], ports: ports(5432) })], [CLOSED]],
  ['nobody', [one, policy({ ...DB, policyTypes: ['Ingress'] })], [CLOSED]],
  ['a default that denies', [one, policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })], [CLOSED]],
  ['pods of its own namespace alone', [one, into({ from: [{ podSelector: { matchLabels: { a: 'b' } } }] })], [CLOSED]],
  ['the primary alone', [three, policy({ podSelector: { matchLabels: { role: 'primary' } } })], [CLOSED]],
  ['another protocol', [one, into({ ports: [{ protocol: 'UDP', port: 8000 }] })], [CLOSED]],
  ['a range of ports without it', [one, into({ ports: [{ port: 8001, endPort: 9000 }] })], [CLOSED]],
  ['named ports without it', [one, into({ ports: ports('postgresql') })], [CLOSED]],
  ['two clusters', [one, cluster({}, 'b'), policy({ podSelector: {} })], ['instances of Cluster b is closed', CLOSED]],
  ['told once, of the first', [one, policy(DB, 'a'), policy(DB, 'b')], [CLOSED]],
  ['a namespace', [one, into({ from: [namespace('cnpg-system')], ports: ports(8000) })], []],
  [
    'a namespace by a label of which nobody knows',
    [one, into({ from: [{ namespaceSelector: { matchLabels: { a: 'b' } } }] })],
    [],
  ],
  ['addresses', [one, into({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: ports(8000) })], []],
  ['anybody', [one, into({})], []],
  ['a range of ports', [one, into({ ports: [{ port: 5432, endPort: 9187 }] })], []],
  ['a named port', [one, into({ ports: ports('status') })], []],
  ['an operator of the same namespace', [one, into({ from: [{ podSelector: {} }], ports: ports(8000) })], []],
  ['two policies that add up', [one, policy({ podSelector: {} }, 'deny'), into({ from: [namespace('x')] })], []],
  ['egress alone', [one, out()], []],
  ['other pods', [one, policy({ podSelector: { matchLabels: { app: 'api' } } })], []],
  [
    'poolers and jobs',
    [one, policy({ podSelector: { matchExpressions: [{ key: 'cnpg.io/jobRole', operator: 'Exists' }] } })],
    [],
  ],
  ['another namespace', [one, withMetadata(policy({ podSelector: {} }), { namespace: 'x' })], []],
  [
    'Cilium beside it',
    [one, policy(DB), { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'x' } }],
    [],
  ],
]);

const inSystem = (podSelector: object, spec: object) => ({
  ...policy({ podSelector, ...spec }),
  metadata: { name: 'platform', namespace: 'cnpg-system' },
});
const operator = { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } };
const plugin = { matchLabels: { 'app.kubernetes.io/name': 'plugin-barman-cloud' } };
const webhook = { ports: ports(9443) };
const names = { ports: [{ protocol: 'UDP', port: 53 }] };
const addresses = { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: ports(6443) };
const instances = { to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'cnpg.io/podRole': 'instance' } } }] };
const leaves = (...egress: object[]) => inSystem(operator, { policyTypes: ['Egress'], egress });
table(networkOperator, [
  [
    'its webhooks',
    [inSystem(operator, { ingress: [{ ports: ports(8080) }] })],
    ['port 9443 of the operator is closed'],
  ],
  [
    'instances',
    [one, leaves(names, addresses)],
    ['port 8000 of the instances of Cluster shop-db is closed to the operator'],
  ],
  ['its names', [leaves(addresses)], ['DNS is closed to the operator']],
  ['the API server', [leaves(names)], ['the API server is closed to the operator']],
  [
    'the plugin, at its end',
    [inSystem(plugin, { ingress: [{ from: [{ podSelector: { matchLabels: { a: 'b' } } }] }] })],
    ['port 9090 of the Barman Cloud plugin is closed to the operator: it does nothing for clusters'],
  ],
  [
    'the plugin, at the other end',
    [
      inSystem(plugin, { ingress: [{ from: [{ podSelector: operator }], ports: ports(9090) }] }),
      { ...leaves(names, addresses, instances), metadata: { name: 'operator', namespace: 'cnpg-system' } },
    ],
    ['port 9090'],
  ],
  ['all that it needs', [one, leaves(names, addresses, instances), inSystem(operator, { ingress: [webhook] })], []],
  [
    'the plugin is let in',
    [inSystem(plugin, { ingress: [{ from: [{ podSelector: operator }], ports: ports(9090) }] })],
    [],
  ],
  ['a namespace where nobody knows who is', [inSystem({}, {})], []],
]);

const peers = { podSelector: { matchLabels: { 'cnpg.io/cluster': 'shop-db' } } };
const dns = { ports: [{ protocol: 'UDP', port: 53 }] };
const api = { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: ports(6443) };
const others = { to: [peers], ports: ports(5432, 8000) };
const team = (name: string) => ({ namespaceSelector: { matchLabels: { team: name } } });
const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } };
const stored = (spec: object) => archived({ instances: 3, ...spec });
const backups = (configuration: object) =>
  objectStore('backups', 'shop', { configuration: { destinationPath: 's3://b/', ...configuration } });
const inTree = cluster({ instances: 3, backup: { barmanObjectStore: { destinationPath: 's3://b/' } } });
table(networkInstances, [
  [
    'replication closed',
    [three, into({ from: [peers], ports: ports(8000) })],
    ['port 5432 of each other is closed to the instances of Cluster shop-db'],
  ],
  [
    'the question of a primary closed',
    [three, into({ from: [peers], ports: ports(5432) })],
    ['port 8000 of each other'],
  ],
  ['both', [three, into({ from: [{ podSelector: { matchLabels: { app: 'api' } } }] })], ['port 5432', 'port 8000']],
  [
    'to the primary',
    [three, policy({ podSelector: { matchLabels: { 'cnpg.io/instanceRole': 'primary' } } })],
    ['5432', '8000'],
  ],
  ['pods of a namespace elsewhere', [three, into({ from: [{ ...peers, ...namespace('x') }] })], ['5432', '8000']],
  ['out to the others', [three, out(dns, api)], ['port 5432', 'port 8000']],
  ['out to names', [three, out(others, api)], ['DNS is closed to the instances of Cluster shop-db']],
  ['names by TCP alone', [three, out(others, api, { ports: ports(53) })], ['DNS is closed']],
  ['all of it', [one, policy({ ...DB, policyTypes: ['Egress'] })], ['DNS is closed', 'the API server is closed']],
  ['the API server as pods', [one, out({ ...dns, to: [namespace('kube-system')] })], ['the API server is closed']],
  ['a namespace that has other labels', [three, shop, into({ from: [{ ...peers, ...team('b') }] })], ['5432', '8000']],
  ['a namespace that has the labels', [three, shop, into({ from: [{ ...peers, ...team('a') }] })], []],
  ['a namespace of which nobody knows', [three, into({ from: [{ ...peers, ...team('b') }] })], []],
  ['one instance', [one, into({ from: [{ podSelector: { matchLabels: { app: 'api' } } }] })], []],
  ['all that is needed', [three, into({ from: [peers] }), out(others, dns, api)], []],
  [
    'by a label of the operator',
    [three, into({ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'database' } } }] })],
    [],
  ],
  [
    'by a label that is inherited',
    [
      cluster({ instances: 3, inheritedMetadata: { labels: { team: 'a' } } }),
      into({ from: [{ podSelector: { matchLabels: { team: 'a' } } }] }),
    ],
    [],
  ],
  ['pods of its own namespace, by name', [three, into({ from: [{ ...namespace('shop'), ...peers }] })], []],
  [
    'a primary that asks nobody',
    [
      cluster({ instances: 3, probes: { liveness: { isolationCheck: { enabled: false } } } }),
      into({ from: [peers], ports: ports(5432) }),
    ],
    [],
  ],
  [
    'the job that makes a replica',
    [three, into({ from: [{ podSelector: { matchLabels: { 'cnpg.io/podRole': 'instance' } } }] })],
    ['port 5432 of the primary of Cluster shop-db is closed to the job that copies it: no replica can be made'],
  ],
  ['the object store', [stored({}), backups({}), out(others, dns, api)], ['port 443 of the object store is closed']],
  ['the object store in the tree', [inTree, out(others, dns, api)], ['port 443 of the object store is closed']],
  [
    'the object store by an address',
    [stored({}), backups({}), out(others, dns, api, { ...api, ports: ports(443) })],
    [],
  ],
  ['an endpoint of its own', [stored({}), backups({ endpointURL: 'http://minio:9000' }), out(others, dns, api)], []],
  ['a proxy', [stored({ env: [{ name: 'HTTPS_PROXY', value: 'x' }] }), backups({}), out(others, dns, api)], []],
  ['a store of which nobody knows', [stored({}), out(others, dns, api)], []],
  ['DNS of OpenShift', [one, out({ ports: [{ protocol: 'UDP', port: 5353 }] }, api)], []],
  ['out to anywhere', [three, out({})], []],
]);

const OPEN = 'no NetworkPolicy selects its instances';
table(networkOpen, [
  ['no policy', [one], [OPEN]],
  ['one of the primary alone', [three, policy({ podSelector: { matchLabels: { role: 'primary' } } })], [OPEN]],
  ['one of what goes out', [one, out()], [OPEN]],
  ['one of another cluster', [one, policy({ podSelector: { matchLabels: { 'cnpg.io/cluster': 'b' } } })], [OPEN]],
  ['one of another namespace', [one, withMetadata(policy(DB), { namespace: 'x' })], [OPEN]],
  ['one that selects them', [three, into({})], []],
  [
    'one that leaves out what a drill cuts off',
    [
      three,
      policy({
        podSelector: {
          ...DB.podSelector,
          matchExpressions: [{ key: 'cnpg-gitops/partition', operator: 'DoesNotExist' }],
        },
      }),
    ],
    [],
  ],
  ['a default', [one, policy({ podSelector: {} })], []],
  [
    'Calico in its place',
    [one, { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'x' } }],
    [],
  ],
]);
