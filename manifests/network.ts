import { CLUSTER_LABEL, INSTANCE_ROLE_LABEL, POD_ROLE_LABEL } from '../values/cnpg-metadata';
import { METRICS_PORT, POSTGRES_PORT, STATUS_PORT } from '../values/ports';
import { compareBy } from './compare';
import { selects } from './drills/selector';
import { groupBy } from './group-by';
import { Kind } from './kinds';
import { at, list, type Manifest, namespaceOf, record, text } from './manifest';
import type { Index } from './object-index';

export type Direction = 'ingress' | 'egress';
type Labels = Readonly<Record<string, string>>;

/** Policies of network plugins, which nothing here reads. */
const OTHER_KINDS = [
  'cilium.io/CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy',
  'projectcalico.org/NetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
];
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
/** Ports by the names that CNPG gives them. */
const NAMED_PORTS: Readonly<Record<string, number>> = {
  postgresql: POSTGRES_PORT,
  status: STATUS_PORT,
  metrics: METRICS_PORT,
};

/** Labels of the pods of a cluster's instances: one that is the primary and, where there are more, one that is not. */
export function instancesOf(cluster: Manifest): Labels[] {
  const name = text(cluster.metadata.name) ?? '';
  const roles = Number(at(cluster, 'spec.instances')) > 1 ? ['primary', 'replica'] : ['primary'];
  return roles.map((role, i) => ({
    ...(record(at(cluster, 'spec.inheritedMetadata.labels')) as Labels),
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': 'database',
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
    [CLUSTER_LABEL]: name,
    [POD_ROLE_LABEL]: 'instance',
    'cnpg.io/instanceName': `${name}-${i + 1}`,
    [INSTANCE_ROLE_LABEL]: role,
    role,
  }));
}

/** Whether the run has policies of a network plugin: what is closed by Kubernetes' may be open by them. */
export function hasOtherPolicies(index: Index): boolean {
  return OTHER_KINDS.some((kind) => index.all(kind).length > 0);
}

/** The policies that close a pod in a direction, by name; none where others than those of Kubernetes may open it again. */
export function policiesOf(namespace: string, pod: Labels, direction: Direction, index: Index): Manifest[] {
  if (hasOtherPolicies(index)) return [];
  return (index.derive(byNamespace).get(namespace) ?? [])
    .filter((policy) => selects(at(policy, 'spec.podSelector'), pod))
    .filter((policy) => typesOf(policy).includes(direction === 'ingress' ? 'Ingress' : 'Egress'));
}

function byNamespace(index: Index): ReadonlyMap<string, Manifest[]> {
  return groupBy(
    [...index.all(Kind.NETWORK_POLICY)].sort(compareBy(({ metadata }) => String(metadata.name))),
    namespaceOf,
  );
}

/** Rules of policies, of one direction, that are about a port. A protocol without a port is all of its ports. */
export function rulesFor(policies: readonly Manifest[], direction: Direction, port: number, protocol = 'TCP') {
  return policies
    .flatMap((policy) => list(at(policy, `spec.${direction}`)).map(record))
    .filter(({ ports }) => {
      const allowed = list(ports).map(record);
      return allowed.length === 0 || allowed.some((each) => isPort(each, port, protocol));
    })
    .map((rule) => list(direction === 'ingress' ? rule.from : rule.to).map(record));
}

/** A pod at the other end, as far as it is known. */
export interface NetworkPod {
  /** Whether it may be in the namespace of the policy. */
  readonly isOwn: boolean;
  /** Undefined where it is not known. */
  readonly namespace: string | undefined;
  readonly labels: Labels;
}

/** Whether a peer of a policy may mean a pod. What cannot be known here, addresses and labels of namespaces elsewhere, is taken to agree. */
export function mayBe(peer: Readonly<Record<string, unknown>>, pod: NetworkPod, index: Index): boolean {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (ipBlock !== undefined) return true;
  const isNamespace =
    namespaceSelector === undefined ? pod.isOwn : mayBeNamespace(namespaceSelector, pod.namespace, index);
  return isNamespace && selects(podSelector, pod.labels);
}

function mayBeNamespace(selector: unknown, namespace: string | undefined, index: Index): boolean {
  const manifest = namespace === undefined ? undefined : index.get(Kind.NAMESPACE, 'default', namespace);
  const keys = [
    ...Object.keys(record(record(selector).matchLabels)),
    ...list(record(selector).matchExpressions).map((each) => record(each).key),
  ];
  const isUnknown = manifest === undefined && keys.some((key) => key !== NAMESPACE_NAME);
  if (namespace === undefined || isUnknown) return true;
  return selects(selector, { ...(record(manifest?.metadata.labels) as Labels), [NAMESPACE_NAME]: namespace });
}

function typesOf(policy: Manifest): readonly unknown[] {
  const types = list(at(policy, 'spec.policyTypes'));
  if (types.length > 0) return types;
  return list(at(policy, 'spec.egress')).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function isPort(allowed: Readonly<Record<string, unknown>>, port: number, protocol: string): boolean {
  if ((allowed.protocol ?? 'TCP') !== protocol) return false;
  if (allowed.port === undefined) return true;
  const first = typeof allowed.port === 'string' ? NAMED_PORTS[allowed.port] : allowed.port;
  if (typeof first !== 'number') return false;
  return port >= first && port <= (typeof allowed.endPort === 'number' ? allowed.endPort : first);
}
