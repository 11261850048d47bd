import { describe, expect, it } from 'vitest';
import { type Endpoint, NetworkPolicyEvaluator, type PolicySpec } from './network-policy-evaluator';

// The examples and sentences of https://kubernetes.io/docs/concepts/services-networking/network-policies/

const NAMESPACES = { default: {}, myproject: { project: 'myproject' }, other: { project: 'other' } };

const pod = (name: string, labels = {}, namespace = 'default', ip = '10.42.0.1'): Endpoint => ({
  name,
  ip,
  namespace,
  labels,
  namedPorts: { redis: 6379 },
});
const outside = (ip: string): Endpoint => ({ name: ip, ip });

const db = pod('db', { role: 'db' });
const frontend = pod('frontend', { role: 'frontend' });
const elsewhere = pod('elsewhere', { role: 'frontend' }, 'other');
const project = pod('project', {}, 'myproject');

interface Given {
  readonly from?: Endpoint;
  readonly to?: Endpoint;
  readonly port?: number;
  readonly protocol?: 'TCP' | 'UDP';
}

function allows(specs: readonly PolicySpec[], { from = frontend, to = db, port = 6379, protocol = 'TCP' }: Given) {
  const policies = specs.map((spec) => ({ metadata: { name: 'p', namespace: 'default' }, spec }));
  return new NetworkPolicyEvaluator(policies, NAMESPACES).allows({ from, to, port, protocol });
}

const DB = { podSelector: { matchLabels: { role: 'db' } } };

describe('the first example of the manual', () => {
  const policy: PolicySpec = {
    ...DB,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [
          { ipBlock: { cidr: '172.17.0.0/16', except: ['172.17.1.0/24'] } },
          { namespaceSelector: { matchLabels: { project: 'myproject' } } },
          { podSelector: { matchLabels: { role: 'frontend' } } },
        ],
        ports: [{ protocol: 'TCP', port: 6379 }],
      },
    ],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ protocol: 'TCP', port: 5978 }] }],
  };
  it.each<[string, Given, boolean]>([
    ['a frontend of its namespace', {}, true],
    ['any pod of a namespace by its label', { from: project }, true],
    ['an address', { from: outside('172.17.0.9') }, true],
    ['an address after the exception', { from: outside('172.17.2.0') }, true],
    ['an excepted address', { from: outside('172.17.1.9') }, false],
    ['another address', { from: outside('172.18.0.9') }, false],
    ['a frontend of another namespace', { from: elsewhere }, false],
    ['another pod of its namespace', { from: pod('x') }, false],
    ['another port', { port: 6380 }, false],
    ['another protocol', { protocol: 'UDP' }, false],
    ['out to the range', { from: db, to: outside('10.0.0.7'), port: 5978 }, true],
    ['out to another port', { from: db, to: outside('10.0.0.7'), port: 80 }, false],
    ['out to a frontend, which may come in', { from: db, to: frontend }, false],
    ['to a pod that no policy selects', { from: elsewhere, to: frontend, port: 1 }, true],
    ['to itself', { from: db, port: 1 }, true],
  ])('%s', (_, given, expected) => expect(allows([policy], given)).toBe(expected));
});

const client = { matchLabels: { role: 'client' } };
const user = { matchLabels: { project: 'other' } };
describe('behaviour of to and from', () => {
  it.each<[string, Endpoint, boolean, boolean]>([
    ['a client of the namespace', pod('a', { role: 'client' }, 'other'), true, true],
    ['another pod of the namespace', pod('b', {}, 'other'), false, true],
    ['a client of its own namespace', pod('c', { role: 'client' }), false, true],
    ['a client of a third', pod('d', { role: 'client' }, 'myproject'), false, false],
  ])('%s: one element with both, or two', (_, from, both, either) => {
    const one = { ...DB, ingress: [{ from: [{ namespaceSelector: user, podSelector: client }] }] };
    const two = { ...DB, ingress: [{ from: [{ namespaceSelector: user }, { podSelector: client }] }] };
    expect([allows([one], { from }), allows([two], { from })]).toEqual([both, either]);
  });

  it.each<[string, Endpoint, boolean]>([
    ['listed', elsewhere, true],
    ['not listed', project, false],
  ])('a namespace by the name that the API server writes on it, %s', (_, from, expected) => {
    const names = { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['default', 'other'] };
    const policy = { ...DB, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [names] } }] }] };
    expect(allows([policy], { from })).toBe(expected);
  });

  it('an empty selector of namespaces is every pod, and no address', () => {
    const policy = { ...DB, ingress: [{ from: [{ namespaceSelector: {} }] }] };
    expect([allows([policy], { from: elsewhere }), allows([policy], { from: outside('1.1.1.1') })]).toEqual([
      true,
      false,
    ]);
  });
});

const ALL = { podSelector: {} };
describe('default policies', () => {
  it.each<[string, PolicySpec, boolean, boolean]>([
    ['deny all ingress', { ...ALL, policyTypes: ['Ingress'] }, false, true],
    ['allow all ingress', { ...ALL, policyTypes: ['Ingress'], ingress: [{}] }, true, true],
    ['deny all egress', { ...ALL, policyTypes: ['Egress'] }, true, false],
    ['allow all egress', { ...ALL, policyTypes: ['Egress'], egress: [{}] }, true, true],
    ['deny all of both', { ...ALL, policyTypes: ['Ingress', 'Egress'] }, false, false],
    ['no types and no rules: ingress', ALL, false, true],
    ['no types and egress alone: both', { ...ALL, egress: [{}] }, false, true],
  ])('%s', (_, policy, into, out) => {
    expect(allows([policy], { from: elsewhere })).toBe(into);
    expect(allows([policy], { from: db, to: elsewhere })).toBe(out);
  });

  it('policies add up, in any order', () => {
    const open = { ...DB, ingress: [{ from: [{ podSelector: { matchLabels: { role: 'frontend' } } }] }] };
    const deny = { ...ALL, policyTypes: ['Ingress'] };
    expect([allows([deny, open], {}), allows([open, deny], {}), allows([deny], {})]).toEqual([true, true, false]);
  });

  it('both ends have to agree', () => {
    const out = { podSelector: { matchLabels: { role: 'frontend' } }, policyTypes: ['Egress'], egress: [{ to: [DB] }] };
    const closed = { ...DB, policyTypes: ['Ingress'] };
    expect([allows([out], {}), allows([out, closed], {}), allows([out], { to: pod('x') })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a policy is about its own namespace', () => {
    expect(allows([{ ...ALL, policyTypes: ['Ingress'] }], { to: project })).toBe(true);
  });
});

describe('ports', () => {
  const on = (...ports: NonNullable<NonNullable<PolicySpec['ingress']>[number]['ports']>): PolicySpec[] => [
    { ...DB, ingress: [{ ports }] },
  ];
  it.each<[string, PolicySpec[], Given, boolean]>([
    ['TCP unless another is named', on({ port: 6379 }), {}, true],
    ['UDP is not meant then', on({ port: 6379 }), { protocol: 'UDP' }, false],
    ['the first of a range', on({ port: 6379, endPort: 6400 }), {}, true],
    ['the last of a range', on({ port: 6300, endPort: 6379 }), {}, true],
    ['after a range', on({ port: 6300, endPort: 6378 }), {}, false],
    ['a protocol without a port is all of them', on({ protocol: 'UDP' }), { protocol: 'UDP', port: 1 }, true],
    ['a named port', on({ port: 'redis' }), {}, true],
    ['a named port is one number', on({ port: 'redis' }), { port: 6380 }, false],
    ['a name that the pod does not have', on({ port: 'http' }), {}, false],
    ['none is all', on(), { port: 1 }, true],
  ])('%s', (_, policies, given, expected) => expect(allows(policies, given)).toBe(expected));

  it('a name in egress is that of the pod that is called', () => {
    const out = { ...ALL, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'redis' }] }] };
    expect([allows([out], { to: elsewhere }), allows([out], { to: outside('1.1.1.1') })]).toEqual([true, false]);
  });
});

describe('selectors', () => {
  it.each<[string, object, boolean]>([
    ['In', { key: 'role', operator: 'In', values: ['db', 'x'] }, true],
    ['In, of others', { key: 'role', operator: 'In', values: ['x'] }, false],
    ['NotIn', { key: 'role', operator: 'NotIn', values: ['db'] }, false],
    ['NotIn, without the label', { key: 'tier', operator: 'NotIn', values: ['db'] }, true],
    ['Exists', { key: 'role', operator: 'Exists' }, true],
    ['Exists, without the label', { key: 'tier', operator: 'Exists' }, false],
    ['DoesNotExist', { key: 'role', operator: 'DoesNotExist' }, false],
    ['DoesNotExist, without the label', { key: 'tier', operator: 'DoesNotExist' }, true],
  ])('%s', (_, expression, isSelected) => {
    const podSelector = { matchExpressions: [expression] } as PolicySpec['podSelector'];
    expect(allows([{ podSelector, policyTypes: ['Ingress'] }], {})).toBe(!isSelected);
  });
});

it('IPv6 ranges are their own', () => {
  const policy = { ...DB, ingress: [{ from: [{ ipBlock: { cidr: 'fd00::/8', except: ['fd00:1::/32'] } }] }] };
  const addresses = ['fd00::1', 'fd00:1::1', 'fe80::1', '10.0.0.1'];
  expect(addresses.map((ip) => allows([policy], { from: outside(ip) }))).toEqual([true, false, false, false]);
});
