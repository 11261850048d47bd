import { compareBy } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import { selects } from '../drills/selector';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record } from '../object/manifest';
import type { Index } from '../object/object-index';
import type { NetworkPod } from './pods';

export type Direction = 'ingress' | 'egress';
type Peer = Readonly<Record<string, unknown>>;
type Labels = Readonly<Record<string, string>>;

/** Policies of network plugins, which are not interpreted here. */
const OTHER_KINDS = [
  'cilium.io/CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy',
  'projectcalico.org/NetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
];
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Whether the run has policies of a network plugin. They may open what Kubernetes' own policies close. */
export function hasOtherPolicies(index: Index): boolean {
  return OTHER_KINDS.some((kind) => index.all(kind).length > 0);
}

/**
 * The policies that close a pod in a direction, by name, starting with those that certainly select it. The result is empty if it is not
 * certain that a policy selects the pod, if the namespace is unknown, or if policies of a network plugin may open what those of Kubernetes
 * close.
 */
export function policiesOf(pod: NetworkPod, direction: Direction, index: Index): Manifest[] {
  if (pod.namespace === undefined || hasOtherPolicies(index)) return [];
  const policies = (index.derive(byNamespace).get(pod.namespace) ?? []).filter((policy) => isolates(policy, direction));
  const [sure, likely]: [Manifest[], Manifest[]] = [[], []];
  for (const policy of policies) {
    const selector = at(policy, 'spec.podSelector');
    if (selects(selector, pod.labels)) sure.push(policy);
    else if (mayHave(selector, pod)) likely.push(policy);
  }
  return sure.length === 0 ? [] : [...sure, ...likely];
}

function byNamespace(index: Index): ReadonlyMap<string, Manifest[]> {
  return groupBy(
    [...index.all(Kind.NETWORK_POLICY)].sort(compareBy(({ metadata }) => String(metadata.name))),
    namespaceOf,
  );
}

/** The peers of each rule that applies to a port. A protocol without a port means all of its ports. */
export function rulesFor(
  policies: readonly Manifest[],
  direction: Direction,
  port: number,
  { protocol = 'TCP', names }: { readonly protocol?: string; readonly names?: NetworkPod['ports'] } = {},
): Peer[][] {
  return policies
    .flatMap((policy) => list(at(policy, `spec.${direction}`)).map(record))
    .filter(({ ports }) => {
      const allowed = list(ports).map(record);
      return allowed.length === 0 || allowed.some((each) => isPort(each, port, protocol, names));
    })
    .map((rule) => list(direction === 'ingress' ? rule.from : rule.to).map(record));
}

/**
 * Whether a peer of a policy may match a pod. Unknown facts (addresses of pods, labels of namespaces outside of the run) are assumed to
 * match.
 */
export function mayBe(peer: Peer, policyNamespace: string, pod: NetworkPod, index: Index): boolean {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (ipBlock !== undefined) return true;
  const isNamespace =
    namespaceSelector === undefined || namespaceSelector === null
      ? pod.namespace === undefined || pod.namespace === policyNamespace
      : mayBeNamespace(namespaceSelector, pod.namespace, index);
  return isNamespace && mayHave(podSelector, pod);
}

function mayHave(selector: unknown, { labels, likely = {} }: NetworkPod): boolean {
  return selects(selector, labels) || selects(selector, { ...likely, ...labels });
}

/** For a namespace that is not in the run, only the name is known. */
function mayBeNamespace(selector: unknown, namespace: string | undefined, index: Index): boolean {
  if (namespace === undefined) return true;
  const manifest = index.get(Kind.NAMESPACE, 'default', namespace);
  const { matchLabels, matchExpressions } = record(selector);
  const isKnown = (key: unknown) => manifest !== undefined || key === NAMESPACE_NAME;
  const known = {
    matchLabels: Object.fromEntries(Object.entries(record(matchLabels)).filter(([key]) => isKnown(key))),
    matchExpressions: list(matchExpressions).filter((each) => isKnown(record(each).key)),
  };
  return selects(known, { ...(record(manifest?.metadata.labels) as Labels), [NAMESPACE_NAME]: namespace });
}

/** Whether a policy closes the pods that it selects in a direction, except for what policies allow. */
export function isolates(policy: Manifest, direction: Direction): boolean {
  return typesOf(policy).includes(direction === 'ingress' ? 'Ingress' : 'Egress');
}

function typesOf(policy: Manifest): readonly unknown[] {
  const types = list(at(policy, 'spec.policyTypes'));
  if (types.length > 0) return types;
  return list(at(policy, 'spec.egress')).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function isPort(allowed: Peer, port: number, protocol: string, names: NetworkPod['ports']): boolean {
  if ((allowed.protocol ?? 'TCP') !== protocol) return false;
  if (allowed.port === undefined || allowed.port === null) return true;
  if (typeof allowed.port === 'string') return names === undefined || names[allowed.port] === port;
  if (typeof allowed.port !== 'number') return false;
  return port >= allowed.port && port <= (typeof allowed.endPort === 'number' ? allowed.endPort : allowed.port);
}
