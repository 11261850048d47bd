import type { Paragraph } from './paragraphs';
import type { ProtectedCluster } from './protected-cluster';
import type { Evaluation } from './verdict';

/** One safeguard: what the law requires, how manifests show it, and what they cannot show. */
export interface Safeguard {
  readonly rule: `hipaa-${string}`;
  readonly title: string;
  /** The paragraphs that it serves. */
  readonly paragraphs: readonly Paragraph[];
  /** What is true if no gap is found, as a sentence without a full stop. */
  readonly proves: string;
  /** Where else it is shown: tests on a real server, and drills. */
  readonly tests: readonly string[];
  /** What remains with the organisation. */
  readonly remains: string;
  check(subject: ProtectedCluster): Evaluation;
}
