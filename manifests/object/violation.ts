export type Severity = 'error' | 'warning' | 'info';

/** The source of a finding: the API server and CNPG's webhooks (`admission`), or operational experience (`expert`). */
export type Layer = 'admission' | 'expert';

/** A finding in one manifest, before the file of that manifest is known. */
export interface Finding {
  readonly rule: string;
  readonly layer: Layer;
  readonly severity: Severity;
  /** Dotted path from the object's root: `spec.plugins[0].name`; null if no single field is the cause. */
  readonly path: string | null;
  /** The given value and what is true of it, as a sentence without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly fix: string | null;
}

/** The public form of a finding: the contract of `validate --output json`. Fields that do not apply are null. */
export interface Violation extends Finding {
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly file: string | null;
  /** Counts from 0 within `file`. */
  readonly document: number | null;
}
