import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Target } from '../../values/cnpg/target';
import type { Change, Procedure } from './change';
import type { Rename } from './renames';

/** A Cluster of the change; `before` is absent if it is new. */
export interface ClusterChange {
  readonly change: Change;
  /** `Cluster shop/shop-db`. */
  readonly object: string;
  readonly before: Manifest | undefined;
  readonly after: Manifest;
  readonly changes: readonly Change[];
  readonly renames: readonly Rename[];
  readonly objects: { readonly before: Index; readonly after: Index };
  readonly target: Target;
}

/** One kind of change that must not be one commit: the commits for it, or undefined if the change is of another kind. */
export type ProcedureFinder = (cluster: ClusterChange) => Procedure | undefined;
