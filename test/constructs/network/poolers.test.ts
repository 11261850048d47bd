import { expect, it } from 'vitest';
import { DatabaseNetwork } from '../../../constructs/network/database-network';
import type { DatabaseNetworkProps } from '../../../constructs/network/database-network-props';
import { PostgresCluster } from '../../../constructs/postgres/cluster';
import { NetworkPolicyEvaluator, type Policy } from '../../support/network-policy-evaluator';
import { cluster } from '../support/cluster';
import { render } from '../support/render';

const pod = (name: string, labels: Record<string, string>, ip: string) => ({ name, namespace: 'shop', labels, ip });
const DB = pod('db', { 'cnpg.io/cluster': 'orders-db', 'cnpg.io/podRole': 'instance' }, '10.0.0.1');
const API = pod('api', { app: 'api' }, '10.0.0.2');
const REPORTS = pod('reports', { app: 'reports' }, '10.0.0.3');
const pooler = (name: string) =>
  pod(name, { 'cnpg.io/poolerName': name, 'cnpg.io/cluster': 'orders-db', 'cnpg.io/podRole': 'pooler' }, '10.0.0.4');
const POOLERS = ['early', 'late'].map(pooler);
const api = { namespace: 'shop', podLabels: { app: 'api' } };
const reports = { namespace: 'shop', podLabels: { app: 'reports' } };

type Props = (db: PostgresCluster, early: ReturnType<PostgresCluster['addPooler']>) => Partial<DatabaseNetworkProps>;

/** One pooler before the network and one after it. */
function policies(props: Props): Policy[] {
  return render((folder) => {
    const db = cluster(folder);
    const early = db.addPooler('Early', { name: 'early', mode: 'transaction', instances: 1 });
    const apiServer = [{ cidr: '192.0.2.1/32', ports: [6443] }];
    new DatabaseNetwork(folder, 'Network', { cluster: db, clients: [api], apiServer, ...props(db, early) });
    db.addPooler('Late', { name: 'late', mode: 'transaction', instances: 1 });
  }).filter(({ kind }) => kind === 'NetworkPolicy') as unknown as Policy[];
}

function open(given: readonly Policy[]): string[] {
  const evaluator = new NetworkPolicyEvaluator(given, { shop: {} });
  const pods = [DB, API, REPORTS, ...POOLERS];
  return pods.flatMap((from) =>
    pods
      .filter((to) => to !== from && (to === DB || POOLERS.includes(to)) && evaluator.allows({ from, to, port: 5432 }))
      .map((to) => `${from.name} ${to.name}`),
  );
}

it('takes the poolers of the cluster, those that are added later, too', () => {
  expect(open(policies(() => ({})))).toEqual(['api db', 'api early', 'api late', 'early db', 'late db']);
});

it('gives a pooler its own clients, who reach the pooler alone', () => {
  const own = policies((_, early) => ({ poolers: [{ pooler: early, clients: [reports] }] }));
  expect(open(own)).toEqual(['api db', 'api late', 'reports early', 'early db', 'late db']);
});

it('names the policy of a pooler as the pooler, once', () => {
  const names = policies((_, early) => ({ poolers: [{ pooler: early, clients: [] }] })).map(
    ({ metadata }) => metadata.name,
  );
  expect(names.toSorted()).toEqual(['early', 'late', 'orders-db', 'orders-db-jobs']);
});

it('takes poolers of a cluster that is declared elsewhere', () => {
  const found = render((folder) => {
    const db = PostgresCluster.fromClusterName(folder, 'Db', { name: 'orders-db', database: 'orders' });
    const network = { cluster: db, clients: [api], apiServer: [{ cidr: '192.0.2.1/32', ports: [6443] }] };
    new DatabaseNetwork(folder, 'Network', network);
    db.registerPooler({
      name: 'late',
      namespace: 'shop',
      podLabels: { 'cnpg.io/poolerName': 'late' },
      clusterName: 'orders-db',
    });
  });
  expect(open(found as unknown as Policy[])).toContain('late db');
});

it.each<[string, Props, RegExp]>([
  [
    'of another cluster',
    (_, early) => ({
      poolers: [{ pooler: { ...named(early), clusterName: 'other-db' }, clients: [] }],
    }),
    /poolers: "early" belongs to cluster "other-db"/,
  ],
  [
    'that is given twice',
    (_, early) => ({
      poolers: [
        { pooler: early, clients: [] },
        { pooler: early, clients: [api] },
      ],
    }),
    /poolers: "early" is given twice/,
  ],
])('refuses a pooler %s', (_, props, message) => expect(() => policies(props)).toThrow(message));

function named({ name, namespace, podLabels }: ReturnType<PostgresCluster['addPooler']>) {
  return { name, namespace, podLabels };
}
