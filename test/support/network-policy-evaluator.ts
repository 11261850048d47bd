import { BlockList, isIPv6 } from 'node:net';

// What a network plugin would let through, by the semantics that Kubernetes writes down. It shares nothing with what it tests.
// https://kubernetes.io/docs/concepts/services-networking/network-policies/

export interface Policy {
  readonly metadata: { readonly name?: string; readonly namespace?: string };
  readonly spec: PolicySpec;
}

export interface PolicySpec {
  readonly podSelector?: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

type Labels = Readonly<Record<string, string>>;

/** A pod. An address of the outside has neither namespace nor labels. */
export interface Endpoint {
  readonly name: string;
  readonly ip: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  /** Ports that its containers name. */
  readonly namedPorts?: Readonly<Record<string, number>>;
}

export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

/** Namespaces, by name, with the labels that users set; the API server adds the one with the name. */
export type Namespaces = Readonly<Record<string, Labels>>;

type Direction = 'Ingress' | 'Egress';

export class NetworkPolicyEvaluator {
  constructor(
    readonly policies: readonly Policy[],
    readonly namespaces: Namespaces,
  ) {}

  /** Whether both ends let the connection through. A pod always reaches itself. */
  allows(connection: Connection): boolean {
    const { from, to } = connection;
    return (
      from === to || (this.#allows('Egress', from, to, connection) && this.#allows('Ingress', to, from, connection))
    );
  }

  /** Policies select pods alone; one that no policy selects in a direction is open in it. Of those that do, one has to agree. */
  #allows(direction: Direction, pod: Endpoint, other: Endpoint, connection: Connection): boolean {
    const policies = this.policies.filter(({ metadata, spec }) => {
      const isSelected = metadata.namespace === pod.namespace && selects(spec.podSelector, pod.labels ?? {});
      return isSelected && typesOf(spec).includes(direction);
    });
    if (pod.namespace === undefined || policies.length === 0) return true;
    return policies.some(({ spec, metadata }) => {
      const rules = direction === 'Ingress' ? spec.ingress : spec.egress;
      return (rules ?? []).some((rule) => {
        const peers = (direction === 'Ingress' ? rule.from : rule.to) ?? [];
        const isMeant = peers.length === 0 || peers.some((peer) => this.#matches(peer, other, metadata.namespace));
        return isMeant && matchesPort(rule.ports ?? [], connection);
      });
    });
  }

  /** Selectors within one peer must all agree. Addresses of pods are matched by `ipBlock`, as most plugins do. */
  #matches(peer: Peer, other: Endpoint, own: string | undefined): boolean {
    if (peer.ipBlock !== undefined) return isWithin(other.ip, peer.ipBlock);
    if (other.namespace === undefined) return false;
    const labels = { ...this.namespaces[other.namespace], 'kubernetes.io/metadata.name': other.namespace };
    const isNamespace =
      peer.namespaceSelector === undefined ? other.namespace === own : selects(peer.namespaceSelector, labels);
    return isNamespace && selects(peer.podSelector, other.labels ?? {});
  }
}

/** What a policy is about where it does not say so: ingress always, egress when it has a rule for it. */
function typesOf({ policyTypes = [], egress = [] }: PolicySpec): readonly string[] {
  if (policyTypes.length > 0) return policyTypes;
  return egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** A named port is that of the pod that is called, whichever direction. */
function matchesPort(ports: readonly Port[], { to, port, protocol = 'TCP' }: Connection): boolean {
  if (ports.length === 0) return true;
  return ports.some((allowed) => {
    if ((allowed.protocol ?? 'TCP') !== protocol) return false;
    if (allowed.port === undefined) return true;
    if (typeof allowed.port === 'string') return to.namedPorts?.[allowed.port] === port;
    return port >= allowed.port && port <= (allowed.endPort ?? allowed.port);
  });
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector = {}, labels: Labels): boolean {
  const hasLabels = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return (
    hasLabels &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isListed = value !== undefined && values.includes(value);
      if (operator === 'In') return isListed;
      if (operator === 'NotIn') return !isListed;
      throw new Error(`operator ${operator}`);
    })
  );
}

function isWithin(ip: string, { cidr, except = [] }: NonNullable<Peer['ipBlock']>): boolean {
  return contains(cidr, ip) && !except.some((part) => contains(part, ip));
}

function contains(cidr: string, ip: string): boolean {
  const [address = '', prefix] = cidr.split('/');
  const family = (text: string) => (isIPv6(text) ? 'ipv6' : 'ipv4');
  if (family(address) !== family(ip)) return false;
  const block = new BlockList();
  block.addSubnet(address, Number(prefix), family(address));
  return block.check(ip, family(ip));
}
