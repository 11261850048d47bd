import { networkOperator } from '../../../rules/expert/network-operator';
import { cluster, table, withMetadata } from './support';
import {
  DB,
  inSystem,
  instances,
  into,
  leaves,
  names,
  namespace,
  one,
  operator,
  out,
  policy,
  ports,
  three,
} from './support/network';

const CLOSED = 'port 8000 of the instances of Cluster shop-db is closed: the operator cannot ask';

const plugin = { matchLabels: { 'app.kubernetes.io/name': 'plugin-barman-cloud' } };

const webhook = { ports: ports(9443) };

const addresses = { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: ports(6443) };

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
