import { POSTGRES_PORT, STATUS_PORT } from '../../values/cnpg/ports';
import { Cidr } from '../../values/kubernetes/cidr';
import { equal } from '../object/json';
import { at, list, type Manifest, namespaceOf, record } from '../object/manifest';
import { peerText, shown } from './peer-text';
import type { Direction } from './policies';

type Fields = Readonly<Record<string, unknown>>;

/** What a policy allows: one peer on one port. */
export interface Grant {
  /** Undefined for all peers. */
  readonly peer: Fields | undefined;
  /** Undefined for all ports. */
  readonly port: Fields | undefined;
  /** Namespace of the policy, to which a pod selector without a namespace selector applies. */
  readonly namespace: string;
}

/** Port names that have the same number everywhere in CNPG. */
const NAMED: Readonly<Record<string, number>> = {
  postgresql: POSTGRES_PORT,
  pgbouncer: POSTGRES_PORT,
  status: STATUS_PORT,
};
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Everything that a policy allows in a direction, independent of the order and grouping of its rules. */
export function grantsOf(policy: Manifest, direction: Direction, namespace = namespaceOf(policy)): Grant[] {
  return list(at(policy, `spec.${direction}`))
    .map(record)
    .flatMap((rule) => {
      const peers = list(direction === 'ingress' ? rule.from : rule.to).map(record);
      const ports = list(rule.ports).map(record);
      return (peers.length === 0 ? [undefined] : peers).flatMap((peer) =>
        (ports.length === 0 ? [undefined] : ports).map((port) => ({ peer, port, namespace })),
      );
    });
}

/** Whether one grant certainly allows everything that another does. */
export function covers(wider: Grant, narrower: Grant): boolean {
  return coversPort(wider.port, narrower.port) && coversPeer(wider, narrower);
}

/** Whether a selector certainly selects everything that another does. */
export function coversSelector(wider: unknown, narrower: unknown): boolean {
  const [wide, narrow] = [record(wider), record(narrower)];
  const labels = record(narrow.matchLabels);
  return (
    Object.entries(record(wide.matchLabels)).every(([key, value]) => labels[key] === value) &&
    list(wide.matchExpressions).every((each) => list(narrow.matchExpressions).some((other) => equal(each, other)))
  );
}

/** Whether no pod can have the labels of both. */
export function isDisjoint(one: unknown, other: unknown): boolean {
  const labels = record(record(other).matchLabels);
  return Object.entries(record(record(one).matchLabels)).some(
    ([key, value]) => Object.hasOwn(labels, key) && labels[key] !== value,
  );
}

/** `pods app=api in this namespace on TCP 5432`. */
export function grantText({ peer, port }: Grant): string {
  const who = peer === undefined ? 'everybody' : peerText(peer);
  if (port === undefined) return `${who} on all ports`;
  const last = port.endPort === undefined ? '' : `-${shown(port.endPort)}`;
  return `${who} on ${shown(port.protocol ?? 'TCP')} ${shown(port.port ?? 'of any port')}${last}`;
}

function coversPort(wide: Fields | undefined, narrow: Fields | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined || (wide.protocol ?? 'TCP') !== (narrow.protocol ?? 'TCP')) return false;
  if (wide.port === undefined) return true;
  if (wide.port === narrow.port && (wide.endPort ?? wide.port) === (narrow.endPort ?? narrow.port)) return true;
  const [a, b] = [rangeOf(wide), rangeOf(narrow)];
  return a !== undefined && b !== undefined && a[0] <= b[0] && b[1] <= a[1];
}

function rangeOf({ port, endPort }: Fields): [number, number] | undefined {
  const first = typeof port === 'string' ? NAMED[port] : port;
  if (typeof first !== 'number') return undefined;
  return [first, typeof endPort === 'number' ? endPort : first];
}

function coversPeer({ peer: wide, namespace }: Grant, { peer: narrow }: Grant): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return false;
  if (wide.ipBlock !== undefined || narrow.ipBlock !== undefined) return coversBlock(wide.ipBlock, narrow.ipBlock);
  const own = { matchLabels: { [NAMESPACE_NAME]: namespace } };
  return (
    coversSelector(wide.namespaceSelector ?? own, narrow.namespaceSelector ?? own) &&
    coversSelector(wide.podSelector, narrow.podSelector)
  );
}

function coversBlock(wider: unknown, narrower: unknown): boolean {
  if (equal(wider, narrower)) return true;
  const [wide, narrow] = [rangesOf(wider), rangesOf(narrower)];
  if (wide === undefined || narrow === undefined || !wide.cidr.contains(narrow.cidr)) return false;
  return wide.except.every(
    (hole) =>
      narrow.except.some((other) => other.contains(hole)) ||
      (!hole.contains(narrow.cidr) && !narrow.cidr.contains(hole)),
  );
}

/** Undefined for an invalid range, which the schema stage reports. */
function rangesOf(block: unknown): { readonly cidr: Cidr; readonly except: readonly Cidr[] } | undefined {
  const { cidr, except } = record(block);
  try {
    return { cidr: Cidr.parse(String(cidr)), except: list(except).map((each) => Cidr.parse(String(each))) };
  } catch {
    return undefined;
  }
}
