import type { Finding } from '../../manifests/object/violation';
import { DISPOSABLE_ANNOTATION } from '../../values/cnpg/disposable';
import type { ObjectiveRule } from './objective-entries';

/** What keeps a claim from being proven. */
export interface Gap extends Pick<Finding, 'path' | 'message'> {
  readonly fix: string;
  /** Where several objectives miss the same, under a rule of its own, so that accepting it accepts nothing else. @default - the claim's */
  readonly rule?: ObjectiveRule;
}

/** Something outside the manifests on which a proof rests, and what follows where it does not hold. */
export interface Assumption {
  readonly assumed: string;
  readonly otherwise: string;
}

/** One objective and its proof. */
export interface Claim {
  readonly rule: ObjectiveRule;
  /** What is promised, as a sentence without a full stop. */
  readonly promise: string;
  /** How it follows, step by step, with the numbers. */
  readonly steps: readonly string[];
  /** What is missing; none where the claim is proven. */
  readonly gaps: readonly Gap[];
  readonly assumptions: readonly Assumption[];
}

/** `proved` by the manifests alone, `assumed` where it also rests on the platform, `failed` where something is missing. */
export function claimStatus({ gaps, assumptions }: Claim): 'proved' | 'assumed' | 'failed' {
  if (gaps.length > 0) return 'failed';
  return assumptions.length > 0 ? 'assumed' : 'proved';
}

/** What one instance cannot promise. */
export function alone(why: string): Gap {
  return {
    path: 'spec.instances',
    message: `with one instance ${why}`,
    fix: 'run three instances, or promise nothing here',
  };
}

const DISPOSABLE_PATH = `metadata.annotations["${DISPOSABLE_ANNOTATION}"]`;

/** What a promise of recovery says against itself. */
export function contradiction(isDisposable: boolean): Gap[] {
  if (!isDisposable) return [];
  return [
    {
      path: DISPOSABLE_PATH,
      message: 'the cluster says of itself that nobody needs its data back',
      fix: 'take `disposable` away, or promise no recovery',
    },
  ];
}
