import type { Construct } from 'constructs';
import { anywhere } from '../../../constructs/network/addresses';
import { DatabaseNetwork } from '../../../constructs/network/database-network';
import type { DatabaseNetworkProps } from '../../../constructs/network/database-network-props';
import { OperatorNetwork } from '../../../constructs/network/operator-network';
import { WorkloadNetwork } from '../../../constructs/network/workload-network';
import { type Endpoint, NetworkPolicyEvaluator, type Policy } from '../../support/network-policy-evaluator';
import { cluster } from '../support/cluster';
import { render } from '../support/render';

// A database, its API and its platform, with neighbours that have no business there.

const instanceOf = (name: string, serial: number) => ({
  'cnpg.io/cluster': name,
  'cnpg.io/podRole': 'instance',
  'cnpg.io/instanceName': `${name}-${serial}`,
  'cnpg.io/instanceRole': serial === 1 ? 'primary' : 'replica',
});
const API = { 'app.kubernetes.io/name': 'api' };
const PROMETHEUS = { 'app.kubernetes.io/name': 'prometheus' };
const INGRESS = { 'app.kubernetes.io/name': 'ingress-nginx' };

let pods = 0;
const pod = (name: string, namespace: string, labels: Record<string, string> = {}): Endpoint => ({
  name,
  namespace,
  labels,
  ip: `10.42.0.${++pods}`,
});
const outside = (name: string, ip: string): Endpoint => ({ name, ip });

/** Pods that our policies select. */
const CLOSED = [
  pod('db-1', 'shop', instanceOf('orders-db', 1)),
  pod('db-2', 'shop', instanceOf('orders-db', 2)),
  pod('join', 'shop', {
    'cnpg.io/cluster': 'orders-db',
    'cnpg.io/jobRole': 'join',
    'cnpg.io/instanceName': 'orders-db-3',
  }),
  pod('pooler', 'shop', {
    'cnpg.io/poolerName': 'orders-pool',
    'cnpg.io/cluster': 'orders-db',
    'cnpg.io/podRole': 'pooler',
  }),
  pod('api', 'shop', API),
  pod('worker', 'shop', { 'app.kubernetes.io/name': 'worker' }),
  pod('operator', 'cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' }),
  pod('plugin', 'cnpg-system', { 'app.kubernetes.io/name': 'plugin-barman-cloud' }),
];

const OPEN = [
  pod('drill', 'shop', { 'cnpg-gitops/drill-client': 'orders-db' }),
  pod('other-drill', 'shop', { 'cnpg-gitops/drill-client': 'other-db', 'cnpg-gitops/drill': 'latency-1' }),
  pod('stranger', 'shop', { 'app.kubernetes.io/name': 'stranger' }),
  pod('other-db', 'shop', instanceOf('other-db', 1)),
  pod('api-elsewhere', 'other', API),
  pod('db-elsewhere', 'other', instanceOf('orders-db', 1)),
  pod('prometheus', 'monitoring', PROMETHEUS),
  pod('grafana', 'monitoring', { 'app.kubernetes.io/name': 'grafana' }),
  pod('operator-elsewhere', 'other', { 'app.kubernetes.io/name': 'cloudnative-pg' }),
  pod('ingress', 'ingress-nginx', INGRESS),
  pod('dns', 'kube-system', { 'k8s-app': 'kube-dns' }),
  pod('traefik', 'kube-system', { 'app.kubernetes.io/name': 'traefik' }),
  outside('api-server', '10.0.0.10'),
  outside('node', '10.0.0.200'),
  outside('store', '52.216.1.1'),
  outside('internet', '1.1.1.1'),
  outside('metadata', '169.254.169.254'),
  outside('legacy', '192.0.2.10'),
  outside('payments', '198.51.100.7'),
];

const ENDPOINTS: readonly Endpoint[] = [...CLOSED, ...OPEN];
const PORTS = [53, 80, 443, 4000, 5432, 6443, 8000, 8080, 9090, 9127, 9187, 9443];
const API_SERVER = [{ cidr: '10.0.0.0/25', ports: [6443] }];

/** A database, its API and a worker, which connects to the instances themselves, with their policies. */
export function objects(props: Partial<DatabaseNetworkProps> = {}, more: (scope: Construct) => void = () => {}) {
  return render((folder) => {
    const db = cluster(folder);
    const pooler = db.addPooler('Pool', { name: 'orders-pool', mode: 'transaction', instances: 2 });
    const api = { name: 'api', namespace: 'shop', podLabels: API };
    const worker = { name: 'worker', namespace: 'shop', podLabels: { 'app.kubernetes.io/name': 'worker' } };
    const monitoring = [{ namespace: 'monitoring', podLabels: PROMETHEUS }];
    new DatabaseNetwork(folder, 'Network', {
      cluster: db,
      clients: [worker],
      poolers: [{ pooler, clients: [api] }],
      apiServer: API_SERVER,
      objectStore: [{ cidr: '52.216.0.0/15', ports: [443] }],
      externalClusters: [{ cidr: '192.0.2.10/32', ports: [5432] }],
      monitoring,
      ...props,
    });
    const ingress = [{ namespace: 'ingress-nginx', podLabels: INGRESS }];
    new WorkloadNetwork(folder, 'Api', {
      workload: api,
      port: 4000,
      from: ingress,
      database: pooler,
      to: [{ cidr: '198.51.100.0/24', ports: [443] }],
    });
    new WorkloadNetwork(folder, 'Worker', {
      workload: worker,
      port: 4000,
      database: db,
      to: [anywhere({ ports: [80] })],
    });
    new OperatorNetwork(folder, 'Operator', { apiServer: API_SERVER, monitoring });
    more(folder);
  });
}

export function policies(...given: Parameters<typeof objects>) {
  return objects(...given).filter(({ kind }) => kind === 'NetworkPolicy');
}

/** Every connection that is open from or to one of our pods, as `from to port/protocol`; UDP is asked for DNS alone. */
export function matrix(
  given: readonly unknown[],
  cut: Readonly<Record<string, Record<string, string>>> = {},
): string[] {
  const evaluator = new NetworkPolicyEvaluator(given as Policy[], { shop: {}, other: {}, monitoring: {} });
  const endpoints = ENDPOINTS.map((each) => {
    const labels = cut[each.name];
    return labels === undefined ? each : { ...each, labels: { ...each.labels, ...labels } };
  });
  const isClosed = ({ name }: Endpoint) => CLOSED.some((each) => each.name === name);
  return endpoints.flatMap((from) =>
    endpoints
      .filter((to) => from !== to && (isClosed(from) || isClosed(to)))
      .flatMap((to) => [
        ...PORTS.filter((port) => evaluator.allows({ from, to, port })).map(
          (port) => `${from.name} ${to.name} ${port}`,
        ),
        ...(evaluator.allows({ from, to, port: 53, protocol: 'UDP' }) ? [`${from.name} ${to.name} 53/UDP`] : []),
      ]),
  );
}

export const EVERYBODY = ENDPOINTS.map(({ name }) => name);
