export type Severity = 'error' | 'warning' | 'info';

/** Who would say it: the API server and CNPG's webhooks (`admission`), or somebody who has seen it go wrong (`expert`). */
export type Layer = 'admission' | 'expert';

/** What a judge finds in one manifest, before it is known in which file that manifest stands. */
export interface Finding {
  readonly rule: string;
  readonly layer: Layer;
  readonly severity: Severity;
  /** Dotted from the object's root: `spec.plugins[0].name`; null where no field is to blame. */
  readonly path: string | null;
  /** What was given and what is true of it, as a sentence without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly fix: string | null;
}

/** The public form of a finding: the contract of `validate --output json`. What does not apply is null. */
export interface Violation extends Finding {
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly file: string | null;
  /** Counts from 0 within `file`. */
  readonly document: number | null;
}
