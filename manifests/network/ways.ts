import { groupBy } from '../../values/collections/group-by';
import { at, list, type Manifest, namespaceOf, record } from '../object/manifest';
import type { Index } from '../object/object-index';
import type { NetworkPod } from './pods';
import { type Direction, mayBe, policiesOf, rulesFor } from './policies';

/** A required connection: by TCP, to the port of a pod. */
export interface Way {
  readonly from: NetworkPod;
  readonly to: NetworkPod;
  readonly port: number;
}

/** A policy that closes a connection, at one of its ends. */
export interface Closing {
  /** The first of the policies that select this end. */
  readonly policy: Manifest;
  readonly direction: Direction;
}

/** What a rule says about the policy to change. */
export interface Closed extends Closing {
  readonly message: string;
  readonly fix: string;
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];
const DNS_PORTS = [53, 5353];

/** The ends at which a connection is closed; empty if it is open, or may be. */
export function closingsOf({ from, to, port }: Way, index: Index): Closing[] {
  return DIRECTIONS.flatMap((direction) => {
    const [pod, other] = direction === 'ingress' ? [to, from] : [from, to];
    const policies = policiesOf(pod, direction, index);
    const isOpen = policies.some((policy) =>
      rulesFor([policy], direction, port, { names: to.ports }).some(
        (peers) => peers.length === 0 || peers.some((peer) => mayBe(peer, namespaceOf(policy), other, index)),
      ),
    );
    return isOpen ? [] : policies.slice(0, 1).map((policy) => ({ policy, direction }));
  });
}

/** Whether a pod cannot reach a DNS server. Their addresses are not in the manifests, so any peer on their ports suffices. */
export function closingNames(pod: NetworkPod, index: Index): Closing[] {
  const policies = policiesOf(pod, 'egress', index);
  const isOpen = DNS_PORTS.some((port) => rulesFor(policies, 'egress', port, { protocol: 'UDP' }).length > 0);
  return isOpen ? [] : policies.slice(0, 1).map((policy) => ({ policy, direction: 'egress' }));
}

/** Whether a pod cannot reach any external address, on the given port if it is known. Pod selectors do not match such addresses. */
export function closingAddresses(pod: NetworkPod, port: number | undefined, index: Index): Closing[] {
  const policies = policiesOf(pod, 'egress', index);
  const rules = port === undefined ? allRules(policies) : rulesFor(policies, 'egress', port);
  const isOpen = rules.some((peers) => peers.length === 0 || peers.some(({ ipBlock }) => ipBlock !== undefined));
  return isOpen ? [] : policies.slice(0, 1).map((policy) => ({ policy, direction: 'egress' }));
}

/** The rules that allow more than DNS: by TCP, on a port other than DNS. */
function allRules(policies: readonly Manifest[]) {
  const isNames = ({ protocol = 'TCP', port, endPort }: Readonly<Record<string, unknown>>) =>
    protocol !== 'TCP' || (DNS_PORTS.some((each) => each === port) && endPort === undefined);
  return policies.flatMap((policy) =>
    list(at(policy, 'spec.egress'))
      .map(record)
      .filter(({ ports }) => list(ports).length === 0 || !list(ports).map(record).every(isNames))
      .map(({ to }) => list(to).map(record)),
  );
}

/** Grouped by policy, because a rule reports at the policy. */
export function byPolicy(closed: readonly Closed[]): ReadonlyMap<Manifest, Closed[]> {
  return groupBy(closed, ({ policy }) => policy);
}

/** The first for each direction: all pods of one owner are reported once. */
export function oncePerDirection(closings: readonly Closing[]): Closing[] {
  return DIRECTIONS.flatMap((direction) => closings.filter((each) => each.direction === direction).slice(0, 1));
}
