import { coversSelector } from '../../manifests/network/grants';
import { isolates } from '../../manifests/network/policies';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { Verdict } from '../engine/change';
import { cutOff, DIRECTIONS, withVictims } from '../engine/cut-off';
import { severityOf } from '../engine/impact';
import type { Transition, TransitionContext } from '../engine/transition';

/** What a policy allows in addition to other policies of the same pods, independent of the order and grouping of its rules. */
export const networkPolicy: Transition = {
  kinds: [Kind.NETWORK_POLICY],
  paths: ['spec.ingress', 'spec.egress', 'spec.policyTypes', 'spec.podSelector'],
  judge({ path: [, field] }, context) {
    const { namespace, name, objects } = context;
    const identify = (manifest: Manifest) => ({ ...manifest, metadata: { ...manifest.metadata, namespace, name } });
    const [before, after] = [identify(context.before), identify(context.after)];
    if (field === 'podSelector') return withVictims(selected(before, after, context), objects);
    // Added and removed types are reported by what they close and open; allowed peers by the rules.
    const directions = DIRECTIONS.filter((each) =>
      field === 'policyTypes' ? isolates(before, each) !== isolates(after, each) : field === each,
    );
    const verdicts = directions.flatMap((direction) => cutOff(before, after, direction, objects) ?? []);
    return withVictims(worstVerdict(verdicts), objects);
  },
};

/** Pods that come under a policy or leave it are treated as if one policy was added and another removed. */
function selected(before: Manifest, after: Manifest, { objects }: TransitionContext): Verdict {
  const [was, is] = [at(before, 'spec.podSelector'), at(after, 'spec.podSelector')];
  const come = coversSelector(was, is)
    ? []
    : DIRECTIONS.flatMap((each) => cutOff(undefined, after, each, objects) ?? []);
  const gone = coversSelector(is, was)
    ? []
    : DIRECTIONS.flatMap((each) => cutOff(before, undefined, each, objects) ?? []);
  const [closed, opened] = [worstVerdict(come), worstVerdict(gone)];
  const reasons = [
    ...(come.length === 0 ? [] : [`pods that it selects now: ${closed.reason}`]),
    ...(gone.length === 0 ? [] : [`pods that it no longer selects: ${opened.reason}`]),
  ];
  return { impact: worstVerdict([closed, opened]).impact, reason: reasons.join('; ') || closed.reason };
}

function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce(
    (found, next) => (severityOf(next.impact) > severityOf(found.impact) ? next : found),
    verdicts[0] ?? NOTHING,
  );
}

const NOTHING: Verdict = { impact: 'none', reason: 'it restricts nothing in that direction' };
