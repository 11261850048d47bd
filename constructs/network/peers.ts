import type * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import { dns1123LabelProblem, labelValueProblem, qualifiedNameProblem } from '../../values/kubernetes/names';
import { InvalidValueError, wholeNumber } from '../../values/text/invalid-value';
import type { Keys } from '../../values/text/keys';
import { ADDRESS_KEYS, type AddressRange, ipBlock } from './addresses';

/** Pods that talk, or are talked to: an API, a cluster, a pooler, or all pods of a namespace. */
export interface NetworkPeer {
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Labels of the pods. @default - all pods of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** Pods that are talked to, and where. */
export interface PodDestination extends NetworkPeer {
  /** Ports of the pods, not of their Service, by TCP. */
  readonly ports: readonly number[];
}

/** What pods may open connections to. */
export type NetworkDestination = PodDestination | AddressRange;

/** Where names are resolved. Some distributions run CoreDNS under other labels, or on port 5353 (OpenShift). */
export interface DnsServers extends NetworkPeer {
  /** By UDP and TCP: long answers come by TCP. @default 53 */
  readonly port?: number;
  /**
   * Where a cache on each node answers, which is in the network of the node and no pod to a policy: `169.254.20.10/32` for NodeLocal
   * DNSCache, and beside it the address of Service `kube-dns` where kube-proxy uses iptables.
   * @default - there is no cache
   * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   */
  readonly addresses?: readonly string[];
}

/** Keys of {@link NetworkPeer}. A cluster, a pooler or a workload is one, too. */
export const PEER_KEYS: Keys<NetworkPeer & { readonly name?: string }> = {
  name: true,
  namespace: true,
  podLabels: true,
};
/** Keys of {@link NetworkDestination}. */
export const NETWORK_DESTINATION_KEYS: Keys<NetworkDestination> = { ...PEER_KEYS, ...ADDRESS_KEYS };
/** Keys of {@link DnsServers}. */
export const DNS_KEYS: Keys<DnsServers> = { ...PEER_KEYS, port: true, addresses: true };

/** CoreDNS as kubeadm, K3s and the managed clusters of the clouds run it. */
export const KUBE_DNS: DnsServers = { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } };

/** One direction of a policy, before it is known which: who is at the other end, nobody meaning anybody, and the ports. */
export interface Allowance {
  readonly peers: readonly k8s.NetworkPolicyPeer[];
  readonly ports: readonly k8s.NetworkPolicyPort[];
}

/**
 * A peer as a policy of a namespace names it.
 * @throws InvalidValueError for names and labels that no namespace or pod can have, and for no label at all
 */
export function podPeer(own: string, { namespace, podLabels }: NetworkPeer): k8s.NetworkPolicyPeer {
  refuse('namespace', namespace, dns1123LabelProblem);
  const labels = Object.entries(podLabels ?? {});
  if (podLabels !== undefined && labels.length === 0) {
    throw new InvalidValueError(`podLabels of "${namespace}" are empty: leave them out for all pods of the namespace`);
  }
  for (const [key, value] of labels) {
    refuse('label', key, qualifiedNameProblem);
    refuse(`value of label ${key}`, value, labelValueProblem);
  }
  const pods = labels.length === 0 ? {} : { matchLabels: { ...podLabels } };
  if (namespace === own) return { podSelector: pods };
  return {
    // The label that the API server itself gives each namespace: nobody can take another's.
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(labels.length > 0 && { podSelector: pods }),
  };
}

/** Pods of the same or another namespace, on ports. */
export function fromPods(own: string, peers: readonly NetworkPeer[], ...ports: readonly number[]): Allowance[] {
  return peers.length === 0 ? [] : [{ peers: peers.map((peer) => podPeer(own, peer)), ports: tcp(ports) }];
}

/** Pods or addresses, each on its own ports. */
export function toDestinations(own: string, destinations: readonly NetworkDestination[]): Allowance[] {
  return destinations.map((destination) => ({
    peers: ['cidr' in destination ? { ipBlock: ipBlock(destination) } : podPeer(own, destination)],
    ports: tcp(destination.ports),
  }));
}

/** The servers of DNS. */
export function toDns(own: string, servers: DnsServers = KUBE_DNS): Allowance {
  const [number] = tcp([servers.port ?? 53]);
  const caches = (servers.addresses ?? []).map((cidr) => ({ ipBlock: ipBlock({ cidr, ports: [] }) }));
  return {
    peers: [podPeer(own, servers), ...caches],
    ports: ['UDP', 'TCP'].map((protocol) => ({ ...number, protocol })),
  };
}

/** @throws InvalidValueError for no port, which would be all of them, and for numbers out of range. */
export function tcp(ports: readonly number[]): k8s.NetworkPolicyPort[] {
  if (ports.length === 0) throw new InvalidValueError('ports is empty, which to a network policy means all: name some');
  return ports.map((port) => ({ protocol: 'TCP', port: { value: wholeNumber('port', port, 1, 65_535) } }));
}

function refuse(what: string, given: string, problemOf: (given: string) => string | undefined): void {
  const problem = problemOf(given);
  if (problem !== undefined) throw new InvalidValueError(`${what} "${given}" ${problem}`);
}
