import type { Duration } from '../time/duration';
import type { Retention } from '../time/retention';

/** The classes of statements that pgAudit records one by one, in the order of its manual. */
export const AUDIT_CLASSES = ['read', 'write', 'function', 'role', 'ddl', 'misc', 'misc_set'] as const;
/** One of them. @see https://github.com/pgaudit/pgaudit/blob/main/README.md#pgauditlog */
export type AuditClass = (typeof AUDIT_CLASSES)[number];

/**
 * What manifests cannot show of the technical safeguards of the HIPAA Security Rule, and somebody therefore has to state. Texts are for
 * auditors: they stand in the Cluster's annotation and in the evidence, so no text holds a secret.
 * @see https://www.ecfr.gov/current/title-45/section-164.312
 */
export interface HipaaDeclaration {
  /** What encrypts the volumes, by storage class: `{ 'gp3-encrypted': 'EBS, KMS key alias/orders' }`. Volumes of other classes are refused. */
  readonly storage: Readonly<Record<string, string>>;
  /** What encrypts backups where the ObjectStore does not ask for it. @default - the `encryption` of the ObjectStore does */
  readonly backups?: {
    /** Statement or ARN of the bucket's policy that refuses or encrypts objects without encryption. */
    readonly bucketPolicy: string;
  };
  /** What is recorded. */
  readonly audit: {
    /** Classes of statements; `ddl`, `role` and `write` at least. Without `read`, nobody can say who has looked at what. */
    readonly classes: readonly AuditClass[];
  };
  /** The server's logs, audit records among them: they hold protected data as long as statements may hold literals. */
  readonly logs: {
    /** How long they are kept, in days, weeks or months. */
    readonly retention: Retention;
    /** Where they go, and who may read them. */
    readonly protectedAs: string;
  };
  /** Who may do what in the database: names of roles that the cluster declares. */
  readonly access: {
    /** The application; not the owner. */
    readonly runtime: string;
    /** Reports and people who read. @default - nobody but the application reads */
    readonly readOnly?: string;
    /** Those who watch the server and see no rows. */
    readonly operations: string;
  };
  /** Who gets at the data in an emergency, how, and where that is recorded. */
  readonly emergencyAccess: string;
  /** When sessions without activity end: after a time, by the server itself, or by something else. The server's limit ends idle connections of pools, too. */
  readonly idleSessions: Duration | { readonly endedBy: string };
  /** The test that backups can be restored. */
  readonly restoreTest: {
    /** How often, in days, weeks or months. */
    readonly every: Retention;
    /** By what: a command, a scheduled drill. */
    readonly by: string;
  };
}

/** A declaration under a standard. */
export interface Compliance extends HipaaDeclaration {
  readonly standard: 'hipaa';
}

/**
 * The technical safeguards of the HIPAA Security Rule (45 CFR 164.312) and what of the contingency plan (164.308(a)(7)) concerns a database.
 * The cluster is set up for them, and synth fails naming what is missing. It is not a certificate: what stays with the organisation is
 * listed by `npm run evidence`.
 */
export function hipaa(declaration: HipaaDeclaration): Compliance {
  return { ...declaration, standard: 'hipaa' };
}

/** The annotation of a Cluster in which its declaration travels, so that manifests alone can be judged. */
export const COMPLIANCE_ANNOTATION = 'cnpg-gitops/compliance';
