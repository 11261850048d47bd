import { OPERATOR_POD_LABELS } from '../values/cnpg-metadata';
import { POSTGRES_PORT, STATUS_PORT } from '../values/ports';
import { groupBy } from './group-by';
import { Kind } from './kinds';
import { at, list, type Manifest, namespaceOf, record } from './manifest';
import { type Direction, instancesOf, mayBe, type NetworkPod, policiesOf, rulesFor } from './network';
import type { Index } from './object-index';

/** Something that policies keep from the instances of a cluster, though they cannot do without it. */
export interface Closed {
  /** The first of the policies that close it. */
  readonly policy: Manifest;
  readonly cluster: Manifest;
  readonly direction: Direction;
  readonly what: string;
  readonly consequence: string;
  readonly fix: string;
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];
const DNS_PORTS = [53, 5353];

/** Where the operator runs is not in the tree: no namespace is ruled out, nor that of the cluster. */
const OPERATOR: NetworkPod = {
  isOwn: true,
  namespace: undefined,
  labels: OPERATOR_POD_LABELS,
};

/** What is closed, by the policy that is to be changed. Policies of network plugins may open what those of Kubernetes close: then it is nothing. */
export function closedToOperator(index: Index): ReadonlyMap<Manifest, Closed[]> {
  return byPolicy(index, (cluster) => {
    const policies = instancesOf(cluster)
      .map((pod) => policiesOf(namespaceOf(cluster), pod, 'ingress', index))
      .find((closing) => !isOpen(closing, 'ingress', STATUS_PORT, OPERATOR, index));
    return (policies ?? []).slice(0, 1).map((policy) => ({
      policy,
      cluster,
      direction: 'ingress',
      what: `port ${STATUS_PORT}`,
      consequence: 'the operator cannot ask how they are, so none becomes ready and none is promoted',
      fix: `let the operator's namespace in on ${STATUS_PORT}: namespaceSelector with kubernetes.io/metadata.name: cnpg-system`,
    }));
  });
}

/** The same for what instances need of each other, of DNS and of the API server. */
export function closedToInstances(index: Index): ReadonlyMap<Manifest, Closed[]> {
  return byPolicy(index, (cluster) => [
    ...between(cluster, POSTGRES_PORT, 'no replica can follow the primary', index),
    ...(at(cluster, 'spec.probes.liveness.isolationCheck.enabled') === false
      ? []
      : between(
          cluster,
          STATUS_PORT,
          'a primary that loses the API server takes itself for isolated, and stops',
          index,
        )),
    ...outwards(cluster, index),
  ]);
}

function byPolicy(index: Index, closed: (cluster: Manifest) => Closed[]): ReadonlyMap<Manifest, Closed[]> {
  return groupBy(index.all(Kind.CLUSTER).flatMap(closed), ({ policy }) => policy);
}

/** A port between the instances of a cluster; the one of a single instance has nobody to talk to. */
function between(cluster: Manifest, port: number, consequence: string, index: Index): Closed[] {
  const namespace = namespaceOf(cluster);
  const [primary, replica] = instancesOf(cluster);
  if (primary === undefined || replica === undefined) return [];
  const pairs = [[primary, replica] as const, [replica, primary] as const];
  const what = `port ${port} of each other`;
  return DIRECTIONS.flatMap((direction) => {
    const closing = pairs.flatMap(([pod, labels]) => {
      const policies = policiesOf(namespace, pod, direction, index);
      const open = isOpen(policies, direction, port, { isOwn: true, namespace, labels }, index);
      return open ? [] : policies.slice(0, 1);
    });
    const fix = `let pods with cnpg.io/cluster: ${cluster.metadata.name} through on ${port}, by a rule of ${direction}`;
    return closing.slice(0, 1).map((policy) => ({ policy, cluster, direction, what, consequence, fix }));
  });
}

function outwards(cluster: Manifest, index: Index): Closed[] {
  const closing = instancesOf(cluster).map((pod) => policiesOf(namespaceOf(cluster), pod, 'egress', index));
  const closed = (
    isReached: (policies: readonly Manifest[]) => boolean,
    rest: Pick<Closed, 'what' | 'consequence' | 'fix'>,
  ) =>
    (closing.find((policies) => !isReached(policies)) ?? [])
      .slice(0, 1)
      .map((policy): Closed => ({ policy, cluster, direction: 'egress', ...rest }));
  return [
    ...closed((policies) => DNS_PORTS.some((port) => rulesFor(policies, 'egress', port, 'UDP').length > 0), {
      what: 'DNS',
      consequence: 'none finds the primary, the API server or the object store',
      fix: 'let them reach port 53 of pods k8s-app: kube-dns in kube-system, by UDP and TCP',
    }),
    // On which port it listens is not in the tree, and no selector of pods means it.
    ...closed(reachesAddresses, {
      what: 'the API server',
      consequence: 'none becomes ready',
      fix: 'let them reach its addresses by an ipBlock (kubectl get endpointslices kubernetes)',
    }),
  ];
}

function reachesAddresses(policies: readonly Manifest[]): boolean {
  return policies
    .flatMap((policy) => list(at(policy, 'spec.egress')).map((rule) => list(record(rule).to).map(record)))
    .some((peers) => peers.length === 0 || peers.some(({ ipBlock }) => ipBlock !== undefined));
}

function isOpen(policies: readonly Manifest[], direction: Direction, port: number, pod: NetworkPod, index: Index) {
  return rulesFor(policies, direction, port).some(
    (peers) => peers.length === 0 || peers.some((peer) => mayBe(peer, pod, index)),
  );
}
