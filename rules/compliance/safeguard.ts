import type { Paragraph } from './paragraphs';
import type { Subject } from './protected-cluster';
import type { Verdict } from './verdict';

/** Ids of the rules about safeguards: suppressions name them. */
export const COMPLIANCE_RULES = [
  'compliance-invalid',
  'hipaa-roles',
  'hipaa-credentials',
  'hipaa-emergency-access',
  'hipaa-idle-sessions',
  'hipaa-tenants',
  'hipaa-storage-encryption',
  'hipaa-backup-encryption',
  'hipaa-audit',
  'hipaa-connection-log',
  'hipaa-log-values',
  'hipaa-log-retention',
  'hipaa-integrity',
  'hipaa-authentication',
  'hipaa-transmission',
  'hipaa-network',
  'hipaa-recovery-window',
  'hipaa-restore-test',
] as const;

export type ComplianceRule = (typeof COMPLIANCE_RULES)[number];

/** One safeguard: what the law requires, how manifests show it, and what they cannot show. */
export interface Safeguard {
  readonly rule: ComplianceRule;
  readonly title: string;
  /** The paragraphs that it serves. */
  readonly paragraphs: readonly Paragraph[];
  /** What is true if no gap is found, as a sentence without a full stop. */
  readonly proves: string;
  /** Where else it is shown: tests on a real server, and drills. */
  readonly tests: readonly string[];
  /** What remains with the organisation. */
  readonly remains: string;
  check(subject: Subject): Verdict;
}
