import { networkMetrics } from '../../../rules/expert/network-metrics';
import { cluster, dependent, table } from './support';

const into = (ingress: object[], matchLabels: object = { 'cnpg.io/cluster': 'shop-db' }) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'policy', namespace: 'shop' },
  spec: { podSelector: { matchLabels }, ingress },
});
const monitor = (matchLabels: object, spec: object = {}, namespace = 'shop') => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'monitor', namespace },
  spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port: 'metrics' }], ...spec },
});
const DB = { 'cnpg.io/cluster': 'shop-db' };
const db = cluster({ instances: 3 });
const clients = { from: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 5432 }] };
const prometheus = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };
const CLOSED = 'port 9187 of the instances of Cluster shop-db is closed: PodMonitor monitor scrapes nothing';

table(networkMetrics, [
  ['clients alone', [db, monitor(DB), into([clients])], [CLOSED]],
  ['nobody', [db, monitor(DB), into([])], [CLOSED]],
  ['each other', [db, monitor(DB), into([{ from: [{ podSelector: { matchLabels: DB } }] }])], [CLOSED]],
  [
    'from its own namespace',
    [db, monitor(DB, { namespaceSelector: { any: true } }, 'monitoring'), into([clients])],
    [CLOSED],
  ],
  [
    'its own',
    [cluster({ monitoring: { enablePodMonitor: true } }), into([clients])],
    ['enablePodMonitor scrapes nothing'],
  ],
  [
    'the port of instances, for a pooler',
    [
      db,
      dependent('Pooler', 'pool', {}),
      monitor({ 'cnpg.io/poolerName': 'pool' }),
      into([{ from: [prometheus], ports: [{ port: 9187 }] }], { 'cnpg.io/poolerName': 'pool' }),
    ],
    ['port 9127 of Pooler pool is closed'],
  ],
  ['open to Prometheus', [db, monitor(DB), into([clients, { from: [prometheus], ports: [{ port: 9187 }] }])], []],
  ['by the name of the port', [db, monitor(DB), into([{ from: [prometheus], ports: [{ port: 'metrics' }] }])], []],
  ['on all ports', [db, monitor(DB), into([{ from: [prometheus] }])], []],
  [
    'addresses',
    [db, monitor(DB), into([{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 9187 }] }])],
    [],
  ],
  ['nobody asks', [db, into([clients])], []],
  ['another cluster is scraped', [db, monitor({ 'cnpg.io/cluster': 'other' }), into([clients])], []],
  ['a monitor that looks elsewhere', [db, monitor(DB, {}, 'monitoring'), into([clients])], []],
  ['no policy', [db, monitor(DB)], []],
]);
