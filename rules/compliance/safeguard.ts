import type { Paragraph } from './paragraphs';
import type { ProtectedCluster } from './protected-cluster';
import type { Evaluation } from './verdict';

/** One safeguard: what the law asks for, how manifests show it, and what they never can. */
export interface Safeguard {
  readonly rule: `hipaa-${string}`;
  readonly title: string;
  /** What it serves. */
  readonly paragraphs: readonly Paragraph[];
  /** What holds where no gap is found, as a sentence without a full stop. */
  readonly proves: string;
  /** Where else it is shown: tests on a real server, and drills. */
  readonly tests: readonly string[];
  /** What stays with the organisation. */
  readonly remains: string;
  check(subject: ProtectedCluster): Evaluation;
}
