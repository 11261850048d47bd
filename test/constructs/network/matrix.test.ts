import { describe, expect, it } from 'vitest';
import { DefaultDeny } from '../../../constructs/network/default-deny';
import { KUBE_DNS } from '../../../constructs/network/peers';
import { partitionPolicy } from '../../../manifests/drills/drill-policies';
import { networkClient } from '../../../rules/expert/network-client';
import { networkInstances } from '../../../rules/expert/network-instances';
import { networkMetrics } from '../../../rules/expert/network-metrics';
import { networkOpen } from '../../../rules/expert/network-open';
import { networkOperator } from '../../../rules/expert/network-operator';
import { networkPooler } from '../../../rules/expert/network-pooler';
import { verdicts } from '../../rules/expert/support';
import { NetworkPolicyEvaluator, type Policy } from '../../support/network-policy-evaluator';
import { refused } from '../support/render';
import { EVERYBODY, matrix, objects, policies } from './topology';

/** Who talks to whom, and where. What is not in it is closed. */
const DATABASE = ['db-1', 'db-2'];
const TALKS: readonly (readonly [
  from: readonly string[],
  to: readonly string[],
  ports: readonly (number | string)[],
])[] = [
  // Instances, and the jobs that make them.
  [['db-1'], ['db-2'], [5432, 8000]],
  [['db-2'], ['db-1'], [5432, 8000]],
  [['join'], DATABASE, [5432]],
  [[...DATABASE, 'join'], ['api-server'], [6443]],
  [[...DATABASE, 'join'], ['store'], [443]],
  [[...DATABASE, 'join'], ['legacy'], [5432]],
  // Clients.
  [['worker', 'pooler', 'drill'], DATABASE, [5432]],
  [['api'], ['pooler'], [5432]],
  [['pooler'], ['api-server'], [6443]],
  [['ingress'], ['api'], [4000]],
  [['api'], ['payments'], [443]],
  [['worker'], ['store', 'internet', 'legacy', 'payments'], [80]],
  // The operator and its plugin.
  [['operator'], [...DATABASE, 'other-db', 'db-elsewhere'], [8000]],
  [['operator'], ['plugin'], [9090]],
  [['operator', 'plugin'], ['api-server'], [6443]],
  [EVERYBODY.filter((name) => !isClosed(name)), ['operator'], [9443]],
  // Metrics.
  [['prometheus'], DATABASE, [9187]],
  [['prometheus'], ['pooler'], [9127]],
  [['prometheus'], ['operator'], [8080]],
  // Names.
  [[...DATABASE, 'join', 'pooler', 'api', 'worker', 'operator', 'plugin'], ['dns'], [53, '53/UDP']],
];

function isClosed(name: string): boolean {
  return [...DATABASE, 'join', 'pooler', 'api', 'worker', 'operator', 'plugin'].includes(name);
}

const expected = TALKS.flatMap(([from, to, ports]) =>
  from.flatMap((source) => to.flatMap((target) => ports.map((port) => `${source} ${target} ${port}`))),
);

const about = (name: string) => (line: string) => line.split(' ').slice(0, 2).includes(name);

it('lets through what is needed, and nothing else', () => {
  expect(matrix(policies()).sort()).toEqual([...expected].sort());
});

it('reaches a cache of DNS in the network of the node, if there is one, and no more of it', () => {
  const reached = (addresses: readonly string[]) => {
    const dns = { ...KUBE_DNS, addresses };
    const evaluator = new NetworkPolicyEvaluator(policies({ dns }) as unknown as Policy[], { shop: {} });
    const labels = { 'cnpg.io/cluster': 'orders-db', 'cnpg.io/podRole': 'instance' };
    const from = { name: 'db-1', namespace: 'shop', labels, ip: '10.42.0.1' };
    const to = { name: 'cache', ip: '169.254.20.10' };
    const ways = [[53, 'UDP'] as const, [53, 'TCP'] as const, [80, 'TCP'] as const];
    return ways.map(([port, protocol]) => evaluator.allows({ from, to, port, protocol }));
  };
  expect(reached([])).toEqual([false, false, false]);
  expect(reached(['169.254.20.10/32'])).toEqual([true, true, false]);
});

it('is what the API server takes', () => {
  expect(refused(policies())).toEqual([]);
});

it('is what the rules ask of policies', () => {
  const rules = [networkClient, networkInstances, networkMetrics, networkOpen, networkOperator, networkPooler];
  expect(rules.flatMap((rule) => verdicts(rule, objects()))).toEqual([]);
  const spoilt = JSON.parse(JSON.stringify(objects()).replaceAll('8000', '8001')) as unknown[];
  // At the ends of the instances and of the operator.
  expect(rules.flatMap((rule) => verdicts(rule, spoilt))).toHaveLength(2);
});

describe('an instance that a drill cuts off', () => {
  const origin = { id: 'partition-1', namespace: 'shop', cluster: 'orders-db' };
  const cut = { 'db-1': { 'cnpg-gitops/partition': 'partition-1', 'cnpg-gitops/drill': 'partition-1' } };
  const drill = [...policies(), partitionPolicy(origin)];

  it('reaches nobody, and nobody reaches it; the others go on', () => {
    const open = matrix(drill, cut);
    expect(open.filter(about('db-1'))).toEqual([]);
    expect(open.sort()).toEqual(expected.filter((line) => !about('db-1')(line)).sort());
  });

  it('would stay connected if policies went on selecting it', () => {
    const selecting = JSON.parse(JSON.stringify(drill).replaceAll('DoesNotExist', 'Exists')) as unknown[];
    expect(matrix(selecting, cut).filter(about('db-1'))).not.toEqual([]);
  });

  it('is connected as before without the label', () => {
    expect(matrix(drill).sort()).toEqual([...expected].sort());
  });
});

describe('options', () => {
  const changes = (props: Parameters<typeof policies>[0]) => {
    const [before, after] = [expected, matrix(policies(props))];
    return {
      opened: after.filter((line) => !before.includes(line)),
      closed: before.filter((line) => !after.includes(line)),
    };
  };

  it.each<[string, Parameters<typeof policies>[0], { opened?: string[]; closed?: string[] }]>([
    ['no drills', { drills: false }, { closed: ['drill db-1 5432', 'drill db-2 5432'] }],
    [
      'kubectl cnpg status',
      { statusFrom: [{ cidr: '10.0.0.10/32' }] },
      { opened: ['api-server db-1 8000', 'api-server db-2 8000'] },
    ],
    [
      'an operator elsewhere',
      { operator: { namespace: 'other', podLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } } },
      {
        opened: ['operator-elsewhere db-1 8000', 'operator-elsewhere db-2 8000'],
        closed: ['operator db-1 8000', 'operator db-2 8000'],
      },
    ],
    [
      'no external cluster',
      { externalClusters: [] },
      { closed: ['db-1 legacy 5432', 'db-2 legacy 5432', 'join legacy 5432'] },
    ],
    [
      'another cluster as a source',
      {
        externalClusters: [
          { cidr: '192.0.2.10/32', ports: [5432] },
          { namespace: 'other', ports: [5432] },
        ],
      },
      {
        opened: ['db-1', 'db-2', 'join'].flatMap((from) =>
          ['api-elsewhere', 'db-elsewhere', 'operator-elsewhere'].map((to) => `${from} ${to} 5432`),
        ),
      },
    ],
    [
      'all pods of a namespace as clients',
      { clients: [{ namespace: 'shop' }] },
      {
        opened: ['other-drill', 'stranger', 'other-db'].flatMap((from) =>
          ['db-1', 'db-2'].map((to) => `${from} ${to} 5432`),
        ),
      },
    ],
    [
      'DNS elsewhere',
      { dns: { namespace: 'kube-system', podLabels: { 'app.kubernetes.io/name': 'traefik' }, port: 443 } },
      {
        opened: ['db-1', 'db-2', 'join', 'pooler'].map((from) => `${from} traefik 443`),
        closed: ['db-1', 'db-2', 'join', 'pooler'].flatMap((from) => [`${from} dns 53`, `${from} dns 53/UDP`]),
      },
    ],
  ])('%s', (_, props, { opened = [], closed = [] }) => {
    const changed = changes(props);
    expect(changed.opened.sort()).toEqual([...opened].sort());
    expect(changed.closed.sort()).toEqual([...closed].sort());
  });
});

describe('a default of nothing', () => {
  const denied = policies({}, (folder) => new DefaultDeny(folder, 'Deny'));

  it('closes pods that no other policy selects, and takes nothing from those that one does', () => {
    const open = matrix(denied);
    const needed = expected.filter((line) => !/^(drill|other-drill|stranger|other-db) |(^| )other-db /.test(line));
    expect(open.sort()).toEqual(needed.sort());
  });
});
