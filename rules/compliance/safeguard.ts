import type { Paragraph } from './paragraphs';
import type { ProtectedCluster } from './protected-cluster';
import type { Evaluation } from './verdict';

/** Ids of the rules that speak of safeguards: suppressions name them. */
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

/** One safeguard: what the law asks for, how manifests show it, and what they never can. */
export interface Safeguard {
  readonly rule: ComplianceRule;
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
