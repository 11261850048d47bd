import { networkInstances } from '../../../rules/expert/network-instances';
import { archived, cluster, objectStore, table } from './support';
import { api, DB, into, namespace, one, out, policy, ports, shop, team, three } from './support/network';

const peers = { podSelector: { matchLabels: { 'cnpg.io/cluster': 'shop-db' } } };

const dns = { ports: [{ protocol: 'UDP', port: 53 }] };

const others = { to: [peers], ports: ports(5432, 8000) };

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
