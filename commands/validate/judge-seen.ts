import { byPlatform } from '../../manifests/argo/platforms';
import { completeTarget, type SeenTarget, seenTargets } from '../../manifests/installations/seen-target';
import type { Document } from '../../manifests/object/document';
import type { Violation } from '../../manifests/object/violation';
import { type JudgeOptions, judge } from '../../rules/engine/judge';
import type { Extent } from '../../rules/engine/rule';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';

/** Options of a judgement whose versions the documents say. */
export interface SeenOptions extends Omit<JudgeOptions, 'target' | 'among' | 'seen'> {
  /** Versions that the user named. */
  readonly target: Partial<Target>;
}

interface Part extends SeenTarget {
  /** What is on the same Kubernetes cluster. */
  readonly among: readonly Document[];
}

/** Documents by the versions that they are judged for: each Kubernetes cluster has an operator of its own. */
export function partsOf(documents: readonly Document[]): readonly Part[] {
  return [...byPlatform(documents).values()].flatMap((among) =>
    seenTargets(among, DEFAULT_TARGET).map((part) => ({ ...part, among })),
  );
}

/** Judges documents, each for the versions that it is for. Others may exist beside them. */
export function judgeParts(parts: readonly Part[], { target, ...options }: SeenOptions): Violation[] {
  return parts.flatMap(({ documents, among, target: own }) =>
    judge(documents, { ...options, among, seen: 'given', target: completeTarget(own, target) }),
  );
}

/** Judges one document among others, for the versions that it is for. The others are looked through once, not once a document. */
export function judgeAmong({ target, ...options }: SeenOptions) {
  const known = new WeakMap<readonly Document[], ReadonlyMap<Document, Part>>();
  return (
    document: Document,
    all: readonly Document[],
    seen: Extent,
    keep?: JudgeOptions['keep'],
  ): readonly Violation[] => {
    const places =
      known.get(all) ?? new Map(partsOf(all).flatMap((part) => part.documents.map((each) => [each, part])));
    known.set(all, places);
    const { among = all, target: own = DEFAULT_TARGET } = places.get(document) ?? {};
    return judge([document], { ...options, among, seen, target: completeTarget(own, target), ...(keep && { keep }) });
  };
}
