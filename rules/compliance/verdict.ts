import type { Finding } from '../../manifests/object/violation';

/** A field that shows that a safeguard is there. */
export interface Evidence {
  /** `Cluster shop/shop-db`. */
  readonly object: string;
  readonly path: string;
  readonly value: string;
  /** Whether somebody states it, of something that no manifest can show. */
  readonly stated: boolean;
}

/** What keeps a safeguard from being there. */
export interface SafeguardGap extends Pick<Finding, 'path' | 'message'> {
  readonly fix: string;
}

/** What was found: the safeguard holds where there are no gaps. */
export interface Evaluation {
  readonly evidence: readonly Evidence[];
  readonly gaps: readonly SafeguardGap[];
}
