import type { Finding } from '../../manifests/object/violation';

/** A field that shows that a safeguard is in place. */
export interface Evidence {
  /** `Cluster shop/shop-db`. */
  readonly object: string;
  readonly path: string;
  readonly value: string;
  /** Whether it is a statement about something that no manifest can show. */
  readonly stated: boolean;
}

/** What is missing for a safeguard. */
export interface SafeguardGap extends Pick<Finding, 'path' | 'message'> {
  readonly fix: string;
}

/** What was found: the safeguard is in place if there are no gaps. */
export interface Evaluation {
  readonly evidence: readonly Evidence[];
  readonly gaps: readonly SafeguardGap[];
}
