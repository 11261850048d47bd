import type { Finding } from '../../manifests/object/violation';
import { DISPOSABLE_ANNOTATION } from '../../values/cnpg/disposable';
import type { ObjectiveRule } from './objective-entries';

/** What prevents the proof of a claim. */
export interface Gap extends Pick<Finding, 'path' | 'message'> {
  readonly fix: string;
  /** If several objectives lack the same thing: a separate rule, so that accepting it accepts nothing else. @default - the claim's */
  readonly rule?: ObjectiveRule;
}

/** Something outside the manifests that a proof assumes, and what follows if it is not true. */
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
  /** What is missing; empty if the claim is proven. */
  readonly gaps: readonly Gap[];
  readonly assumptions: readonly Assumption[];
}

/** `proved` by the manifests alone, `assumed` if it also depends on the platform, `failed` if something is missing. */
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

/** What contradicts a promise of recovery. */
export function contradiction(isDisposable: boolean): Gap[] {
  if (!isDisposable) return [];
  return [
    {
      path: DISPOSABLE_PATH,
      message: 'the cluster is marked as disposable: its data need not be recovered',
      fix: 'remove `disposable`, or promise no recovery',
    },
  ];
}
