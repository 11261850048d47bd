import { allClosed } from '../../manifests/network/closed';
import { covers, coversSelector, type Grant, grantsOf, grantText, isDisjoint } from '../../manifests/network/grants';
import { instancePods, type NetworkPod, poolerPod, workloadPod } from '../../manifests/network/pods';
import { type Direction, isolates } from '../../manifests/network/policies';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, record } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { CLUSTER_LABEL, POOLER_LABEL } from '../../values/cnpg/cnpg-metadata';
import { few } from '../../values/text/few';
import type { Verdict } from './change';
import { namesOf } from './object-names';

/** All objects of both sides. */
export interface BothSides {
  readonly before: Index;
  readonly after: Index;
}

export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];
const MOST = 4;
const WITHOUT = 'with most network plugins in established connections too';

/** The effect on the peers that a policy allows in a direction. Before it exists and after its removal, a policy allows no peer. */
export function cutOff(
  before: Manifest | undefined,
  after: Manifest | undefined,
  direction: Direction,
  sides: BothSides,
): Verdict | undefined {
  const was = before !== undefined && isolates(before, direction);
  const is = after !== undefined && isolates(after, direction);
  if (was && before !== undefined) {
    return is && after !== undefined ? changed(before, after, direction, sides) : opened(before, direction, sides);
  }
  return is && after !== undefined ? closed(after, direction, sides) : undefined;
}

function closed(policy: Manifest, direction: Direction, sides: BothSides): Verdict {
  const { before } = sides;
  const selector = at(policy, 'spec.podSelector');
  const owner = newOwnerOf(policy, before) ?? newWorkloadOf(policy, sides);
  if (owner !== undefined) return { impact: 'none', reason: `its pods come with ${owner}, and nobody uses them yet` };
  const others = othersOf(policy, direction, before).filter((other) =>
    coversSelector(at(other, 'spec.podSelector'), selector),
  );
  if (others.length > 0) {
    return {
      impact: 'none',
      reason: `${namesOf(others)} already restricts these pods: this one allows more and cuts off no client`,
    };
  }
  return {
    impact: 'reload',
    reason: 'no policy selected these pods before: every client that it does not allow is cut off immediately',
  };
}

/** The Cluster or Pooler with the pods that a policy selects, if it did not exist before. */
function newOwnerOf(policy: Manifest, before: Index): string | undefined {
  const labels = record(at(policy, 'spec.podSelector.matchLabels'));
  const owners = [
    [Kind.CLUSTER, 'Cluster', labels[CLUSTER_LABEL]],
    [Kind.POOLER, 'Pooler', labels[POOLER_LABEL]],
  ] as const;
  const [owner] = owners.filter(
    ([kind, , name]) => typeof name === 'string' && before.get(kind, namespaceOf(policy), name) === undefined,
  );
  return owner && `${owner[1]} ${owner[2]}`;
}

/** The workload whose pods a policy selects, if nothing before had such pods. */
function newWorkloadOf(policy: Manifest, { before, after }: BothSides): string | undefined {
  const selector = at(policy, 'spec.podSelector');
  if (Object.keys(record(at(selector, 'matchLabels'))).length === 0) return undefined;
  const selected = ({ namespace, labels, likely }: NetworkPod) =>
    namespace === namespaceOf(policy) && coversSelector(selector, { matchLabels: { ...likely, ...labels } });
  return podsOf(before).some(selected) ? undefined : podsOf(after).find(selected)?.owner;
}

function podsOf(index: Index): NetworkPod[] {
  return [
    ...index.all(Kind.CLUSTER).flatMap(instancePods),
    ...index.all(Kind.POOLER).map(poolerPod),
    ...[...WORKLOAD_KINDS, Kind.POD].flatMap((kind) => index.all(kind)).flatMap((each) => workloadPod(each) ?? []),
  ];
}

function opened(policy: Manifest, direction: Direction, { after }: BothSides): Verdict {
  const others = selecting(policy, direction, after);
  const lost = lostOf(grantsOf(policy, direction), others, direction, policy);
  if (others.length === 0 || lost.length === 0) {
    const reason = 'pods that no other policy selects are open to every client';
    return { impact: 'none', reason };
  }
  return {
    impact: 'reload',
    reason: `${namesOf(others)} still restricts pods that it selects: clients that only this one allowed are cut off immediately, ${WITHOUT}: ${shown(lost)}`,
  };
}

function changed(before: Manifest, after: Manifest, direction: Direction, { after: index }: BothSides): Verdict {
  const others = selecting(before, direction, index);
  const lost = lostOf(grantsOf(before, direction, namespaceOf(after)), [after, ...others], direction, before);
  if (lost.length > 0) {
    return {
      impact: 'reload',
      reason: `clients that it no longer allows are cut off immediately, ${WITHOUT}: ${shown(lost)}`,
    };
  }
  const more = grantsOf(after, direction).filter(
    (grant) => !grantsOf(before, direction, namespaceOf(after)).some((old) => covers(old, grant)),
  );
  if (more.length === 0) return { impact: 'none', reason: 'it allows the same as before, written differently' };
  return { impact: 'none', reason: `it allows more and cuts off no client: ${shown(more)}` };
}

/** Other policies that may select pods of a policy, in the manifests of one side. */
function selecting(policy: Manifest, direction: Direction, index: Index): Manifest[] {
  return othersOf(policy, direction, index).filter(
    (other) => !isDisjoint(at(other, 'spec.podSelector'), at(policy, 'spec.podSelector')),
  );
}

function othersOf(policy: Manifest, direction: Direction, index: Index): Manifest[] {
  return index
    .all(Kind.NETWORK_POLICY)
    .filter((other) => namespaceOf(other) === namespaceOf(policy) && other.metadata.name !== policy.metadata.name)
    .filter((other) => isolates(other, direction));
}

/** What is allowed for all pods of the policy, but by none of these. */
function lostOf(
  grants: readonly Grant[],
  policies: readonly Manifest[],
  direction: Direction,
  policy: Manifest,
): Grant[] {
  const still = policies
    .filter(
      (other) =>
        other.metadata.name === policy.metadata.name ||
        coversSelector(at(other, 'spec.podSelector'), at(policy, 'spec.podSelector')),
    )
    .flatMap((other) => grantsOf(other, direction));
  return grants.filter((grant) => !still.some((other) => covers(other, grant)));
}

function shown(grants: readonly Grant[]): string {
  return few([...new Set(grants.map(grantText))], MOST, '; ');
}

/** A verdict that names what in this run loses a required connection: for it, the change is an outage. */
export function withVictims(verdict: Verdict, { before, after }: BothSides): Verdict {
  if (verdict.impact === 'none') return verdict;
  const known = new Set(before.derive(allClosed));
  const now = after.derive(allClosed).filter((message) => !known.has(message));
  if (now.length === 0) return verdict;
  return {
    impact: 'outage',
    reason: `${verdict.reason}. In this input: ${[...new Set(now)].slice(0, MOST).join('; ')}`,
  };
}
