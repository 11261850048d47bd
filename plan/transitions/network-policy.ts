import { coversSelector } from '../../manifests/network/grants';
import { isolates } from '../../manifests/network/policies';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { Verdict } from '../engine/change';
import { cutOff, DIRECTIONS, withVictims } from '../engine/cut-off';
import { severityOf } from '../engine/impact';
import type { Transition, TransitionContext } from '../engine/transition';

/** Whom a policy lets through, whatever the order and grouping of its rules, beside what other policies of the same pods do. */
export const networkPolicy: Transition = {
  kinds: [Kind.NETWORK_POLICY],
  paths: ['spec.ingress', 'spec.egress', 'spec.policyTypes', 'spec.podSelector'],
  judge({ path: [, field] }, context) {
    const { namespace, name, objects } = context;
    const identify = (manifest: Manifest) => ({ ...manifest, metadata: { ...manifest.metadata, namespace, name } });
    const [before, after] = [identify(context.before), identify(context.after)];
    if (field === 'podSelector') return withVictims(selected(before, after, context), objects);
    // Types that come and go are told of by what they close and open; what is allowed, by the rules themselves.
    const directions = DIRECTIONS.filter((each) =>
      field === 'policyTypes' ? isolates(before, each) !== isolates(after, each) : field === each,
    );
    const verdicts = directions.flatMap((direction) => cutOff(before, after, direction, objects) ?? []);
    return withVictims(worstVerdict(verdicts), objects);
  },
};

/** Pods come under a policy and leave it: as if another one came, and this one went. */
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
